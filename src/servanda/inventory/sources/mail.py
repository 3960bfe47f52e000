"""E-mail: single messages (eml) and mail boxes (mbox), with what is attached to them."""

from __future__ import annotations

import email
import email.errors
import email.header
import io
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import Message
from email.policy import compat32
from pathlib import Path
from typing import IO

from servanda.inventory.places import unreadable
from servanda.inventory.sources._bundle import IN_MEMORY, Budget, Bundle, add_member
from servanda.inventory.sources._files import head_of, peek
from servanda.inventory.sources._lines import HEAD, Opener, Row, Text, encoding_of, pieces

NAME = "e-mail"

_SUFFIXES = (".eml", ".mbox", ".mbx")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n]")
_SURE = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|MIME-Version|From|To|Subject|Date):", re.I | re.M
)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_MOST_PARTS = 2_000


def accepts(target: str) -> bool:
    """By the suffix, or by the header of a message or mail box at its beginning."""
    return target.lower().endswith(_SUFFIXES) or is_mail(Path(target).name, peek(target))


def is_mail(name: str, head: bytes) -> bool:
    """By suffix, else by at least three fields of a mail's header."""
    if name.lower().endswith(_SUFFIXES):
        return True
    if "." in name:
        return False
    start = head[:4_096]
    if not start.startswith(b"From ") and not _HEADER.match(start):
        return False
    return len({field.lower() for field in _SURE.findall(start)}) >= 3


@contextmanager
def connect(target: str, folder: str) -> Iterator[Bundle]:
    """Read the messages once; raises UnreadableError `missing`, `no-permission`, `empty` or `not-mail`."""
    path = Path(folder) / target
    head_of(path, target)
    with closing(mail_bundle(lambda: path.open("rb"), path.name, target, Budget())) as bundle:
        yield bundle


def mail_bundle(opener: Opener, name: str, where: str, budget: Budget) -> Bundle:
    """The words of all messages as one text, and each attachment as a part of its own."""
    with opener() as file:
        head = file.read(4_096)
    if not head.startswith(b"From ") and not _HEADER.match(head.lstrip(b"\xef\xbb\xbf\r\n")):
        raise unreadable("not-mail", "this is no e-mail, whatever its name says", where)
    bundle = Bundle()
    bundle.add("", Text(name, where, lambda: _rows(opener), every=False))
    for number, message, cut, start, end in _messages(opener):
        place = f"message {number}"
        if cut:
            bundle.missing(
                place,
                unreadable(
                    "too-large",
                    f"a message is larger than {IN_MEMORY // 1_000_000} MB: its end was left out",
                    where,
                ),
            )
        for index, part in enumerate(_parts(message)):
            if not _attached(part):
                continue
            data = _bytes(part)
            called = _name(part) or f"attachment {index}"

            def open_part(start: int = start, end: int = end, index: int = index) -> IO[bytes]:
                return io.BytesIO(_again(opener, start, end, index))

            add_member(
                bundle,
                f"{place}/{called.replace('/', '_')}",
                open_part,
                data[:HEAD],
                budget,
                where,
            )
            if budget.members < 0:
                return bundle
    return bundle


def _messages(opener: Opener) -> Iterator[tuple[int, Message, bool, int, int]]:
    """Number, message, whether it was cut, and where it begins and ends, in the memory of one."""
    for number, (data, cut, start, end) in enumerate(_raw(opener), 1):
        message = _message(data)
        if message is not None:
            yield number, message, cut, start, end


def _message(data: bytes) -> Message | None:
    try:
        return email.message_from_bytes(data, policy=compat32)
    except (ValueError, LookupError, RecursionError, email.errors.MessageError):
        return None


def _raw(opener: Opener) -> Iterator[tuple[bytes, bool, int, int]]:
    with opener() as file:
        held: list[bytes] = []
        size, cut, blank, fresh, box = 0, False, True, True, False
        start = at = 0
        while line := file.readline(1_000_000):
            at += len(line)
            if fresh and blank and line.startswith(b"From ") and (box or not held):
                box = True
                if held:
                    yield b"".join(held), cut, start, start + size
                held, size, cut, start = [], 0, False, at
            elif size + len(line) > IN_MEMORY:
                cut = True
            elif not cut:
                held.append(line)
                size += len(line)
            fresh = line.endswith(b"\n")
            blank = fresh and not line.strip()
        if held:
            yield b"".join(held), cut, start, start + size


def _again(opener: Opener, start: int, end: int, index: int) -> bytes:
    with opener() as file:
        file.seek(start)
        message = _message(file.read(end - start))
    for place, part in enumerate(_parts(message) if message is not None else ()):
        if place == index:
            return _bytes(part)
    raise unreadable("gone", "the mail changed while it was read", "an attachment")


def _parts(message: Message) -> Iterator[Message]:
    """All parts that are no containers, in order, without recursion and up to a bound."""
    waiting, count = [message], 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop()
        count += 1
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            yield part


def _attached(part: Message) -> bool:
    try:
        kind = part.get_content_maintype()
        return kind != "text" or part.get_content_disposition() == "attachment"
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return True


def _name(part: Message) -> str:
    try:
        return _words(part.get_filename())
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return b""
    return data if isinstance(data, bytes) else b""


def _words(value: object) -> str:
    """A header in clear, whatever its encoding."""
    text = str(value or "")
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (ValueError, LookupError, AttributeError, email.errors.MessageError):
        return text


def _rows(opener: Opener) -> Iterator[Row]:
    """Header fields and text parts of every message, line by line."""
    for number, message, _, _, _ in _messages(opener):
        for line, (field, value) in enumerate(message.items(), 1):
            text = _words(value).replace("\r", " ").replace("\n", " ").strip()
            if text:
                yield text[:16_384], f"message {number}, header {field[:60]}", 0, line, 0
        for part in _parts(message):
            if not _attached(part):
                data = _bytes(part)
                encoding = _charset(part, data)
                shown = f"message {number}, text"
                if part.get_content_subtype() == "html":
                    data = _TAGS.sub(" ", data.decode(encoding, "replace")).encode()
                    encoding = "utf-8"
                yield from pieces(io.BytesIO(data), encoding, shown)


def _charset(part: Message, data: bytes) -> str:
    try:
        named = part.get_content_charset()
        if named:
            "".encode(named)
            data.decode(named)
            return named
    except (ValueError, LookupError, TypeError, AttributeError):
        pass
    return encoding_of(data[:HEAD])
