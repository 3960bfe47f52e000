"""Things within things: mail with attachments, archives with files, bounded in depth, size and ratio."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import IO, Any

from servanda.base.errors import UnreadableError
from servanda.inventory.places import Source, Table, unreadable
from servanda.inventory.sources._lines import Opener, looks_like_text, text_of

DEEPEST = 4
"""How deep archives and messages may stand within each other."""
MOST_MEMBERS = 10_000
"""Files within one archive or mail box, all levels together."""
IN_MEMORY = 64_000_000
"""The largest member that has to be held in memory (a document, a message, an inner archive)."""
MOST_BYTES = 20_000_000_000
"""Bytes that an archive may unpack to, over all times that it is read in one scan."""
RATIO = 300
RATIO_FROM = 10_000_000
"""Beyond this many bytes a member may be at most `RATIO` times its packed form."""


Bytes = bytes  # `Budget.bytes` hides the type within its class


@dataclass(slots=True)
class Budget:
    """What is left to spend on one file and all that stands within it."""

    members: int = field(default_factory=lambda: MOST_MEMBERS)
    bytes: int = MOST_BYTES
    inner: int = IN_MEMORY * 2
    depth: int = 0
    held: tuple[object, Bytes] | None = None
    """The member whose bytes are in memory."""

    def spend(self, size: int, where: str) -> None:
        """Take bytes that were unpacked; raises UnreadableError `too-large`."""
        self.bytes -= size
        if self.bytes < 0:
            raise unreadable(
                "too-large",
                f"it unpacks to more than {MOST_BYTES // 1_000_000_000} GB in all",
                where,
                "unpack it and give the folder",
            )


def hostile(where: str) -> UnreadableError:
    """The error for an archive that is built to fill its reader's memory."""
    return unreadable(
        "zip-bomb",
        f"it unpacks to over {RATIO} times its size: built to harm its reader",
        where,
        "do not open it; ask its sender for a clean copy",
    )


class Bounded(io.RawIOBase):
    """An unpacking stream that ends in an UnreadableError where it grows beyond its bounds."""

    def __init__(
        self,
        stream: IO[bytes] | io.RawIOBase | io.BufferedIOBase,
        packed: int,
        budget: Budget,
        where: str,
        under: IO[bytes] | None = None,
    ) -> None:
        self._stream, self._packed, self._budget, self._where = stream, packed, budget, where
        self._under, self._read = under, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        import zlib
        from lzma import LZMAError
        from zipfile import BadZipFile

        try:
            data = self._stream.read(min(len(buffer), 262_144)) or b""
        except (OSError, EOFError, ValueError, zlib.error, LZMAError, BadZipFile, RuntimeError):
            raise unreadable(
                "damaged",
                "it is cut off or damaged, so that only its beginning could be read",
                self._where,
                "check that it was copied in full",
            ) from None
        self._read += len(data)
        self._budget.spend(len(data), self._where)
        if self._read > RATIO_FROM and self._read > RATIO * max(self._packed, 1):
            raise hostile(self._where)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream, and the one under it."""
        if not self.closed:
            self._stream.close()
            if self._under is not None:
                self._under.close()
        super().close()


@dataclass(slots=True)
class Bundle:
    """Several sources shown as one; what could not be opened is a table that says why."""

    parts: list[tuple[Table, Source | UnreadableError, Table]] = field(default_factory=list)
    open: list[Callable[[], None]] = field(default_factory=list)

    def close(self) -> None:
        """Close what is open, in all that stands within."""
        for close in reversed(self.open):
            close()

    def add(self, prefix: str, source: Source) -> None:
        """All tables of a source, with a prefix to their names."""
        for table in source.tables():
            self.parts.append((replace(table, name=f"{prefix}{table.name}"), source, table))

    def missing(self, name: str, error: UnreadableError) -> None:
        """A part that cannot be read: the scan says so when it comes to it."""
        table = Table(name=name)
        self.parts.append((table, error, table))

    def tables(self) -> list[Table]:
        """The tables of all parts; each carries its place in `key`."""
        return [replace(shown, key=place) for place, (shown, _, _) in enumerate(self.parts)]

    def _of(self, table: Table) -> tuple[Source, Table]:
        _, source, inner = self.parts[table.key]
        if isinstance(source, UnreadableError):
            raise source
        return source, inner

    def count(self, table: Table) -> int | None:
        """As the part says."""
        source, inner = self._of(table)
        return source.count(inner)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """As the part yields."""
        source, inner = self._of(table)
        yield from source.batches(inner, limit)

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (one signature for all)
        """Not offered: each pass would unpack it all again."""
        return None


Connect = Callable[[bytes], AbstractContextManager[Source]]


class Held:
    """A file within another that is read from memory: unpacked when it is needed, one at a time."""

    def __init__(self, opener: Opener, connect: Connect, where: str, budget: Budget) -> None:
        self._opener, self._connect, self._where = opener, connect, where
        self._budget = budget
        self._counts: dict[str, int | None] = {}

    def _data(self) -> bytes:
        budget = self._budget
        if budget.held is None or budget.held[0] is not self:
            budget.held = None
            data = whole(self._opener, self._where, budget)
            budget.inner += len(data)
            budget.held = (self, data)
        return budget.held[1]

    def tables(self) -> list[Table]:
        """As the file says."""
        with self._connect(self._data()) as source:
            return source.tables()

    def count(self, table: Table) -> int | None:
        """Rows counted by the last read; None before one."""
        return self._counts.get(table.name)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """As the file yields."""
        with self._connect(self._data()) as source:
            yield from source.batches(table, limit)
            self._counts[table.name] = source.count(table)

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """As the file offers it."""
        with self._connect(self._data()) as source:
            return source.column(table, column, limit)


def add_member(
    bundle: Bundle, name: str, opener: Opener, head: bytes, budget: Budget, where: str
) -> None:
    """One file within another, read by its content and name; what cannot be is said.

    `opener` opens it anew each time; `head` are its first bytes.
    """
    budget.members -= 1
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)[-300:] or "?"
    place = f"{where}/{shown}"
    try:
        if budget.members < 0:
            raise unreadable(
                "too-many", f"it holds over {MOST_MEMBERS:,} files; the rest was left out", place
            )
        if not head:
            return  # an empty file or a folder holds nothing
        _open(bundle, shown, opener, head, budget, place)
    except UnreadableError as error:
        bundle.missing(shown, error)


def _open(
    bundle: Bundle, name: str, opener: Opener, head: bytes, budget: Budget, place: str
) -> None:
    from servanda.inventory.sources import archives, delimited, documents, images, jsonlines, mail

    folder, base = name.rpartition("/")[:2], name.rpartition("/")[2]
    prefix = "".join(folder)
    post = mail.is_mail(base, head)
    if post or archives.is_archive(base, head):
        if budget.depth >= DEEPEST:
            raise unreadable(
                "too-deep",
                f"it stands more than {DEEPEST} deep within others",
                place,
                "unpack it and give the folder",
            )
        # it has to be held: its directory stands at its end, and its parts are read one by one
        data = whole(opener, place, budget)
        budget.depth += 1
        try:
            inner = (
                mail.mail_bundle(lambda: io.BytesIO(data), base, place, budget)
                if post
                else archives.archive_bundle(
                    lambda: io.BytesIO(data), base, len(data), place, budget
                )
            )
            bundle.open.append(inner.close)
            bundle.add(f"{name}/", inner)
        finally:
            budget.depth -= 1
    elif documents.accepts(base) or head.startswith(b"%PDF-"):
        data = whole(opener, place, budget)
        budget.inner += len(data)  # only the words of it are kept
        bundle.add(prefix, documents.document_text(data, base, place))
    elif images.is_image(base, head):
        data = whole(opener, place, budget)
        budget.inner += len(data)
        bundle.add(prefix, images.image_text(data, base, place))
    elif (held := _held(base, head, place)) is not None:
        bundle.add(prefix if held[1] else f"{name}/", Held(opener, held[0], place, budget))
    elif jsonlines.accepts(base):
        bundle.add(prefix, jsonlines.json_file(opener, base, place, head))
    elif delimited.accepts(base):
        bundle.add(prefix, delimited.delimited_file(opener, base, place, head))
    elif looks_like_text(head):
        bundle.add(prefix, text_of(base, place, opener, head=head))
    else:
        raise unreadable(
            "unknown-kind",
            "this kind of file is not read within another",
            place,
            "unpack it and give the folder",
        )


def _held(name: str, head: bytes, place: str) -> tuple[Connect, bool] | None:
    """How a file is opened that has to be held in memory, and whether it is a single table."""
    from servanda.inventory.sources import arrow, excel, parquet, sqlite

    if excel.is_excel(name):
        return lambda data: excel.workbook(data, place), False
    if head.startswith(sqlite.MAGIC):
        return lambda data: sqlite.database_bytes(data, place), False
    if parquet.is_parquet(name, head):
        return lambda data: nullcontext(parquet.parquet_bytes(data, name, place)), True
    if arrow.is_arrow(name, head):
        return lambda data: nullcontext(arrow.arrow_bytes(data, name, place)), True
    return None


def whole(opener: Callable[[], IO[bytes]], where: str, budget: Budget) -> bytes:
    """All bytes of a member; raises UnreadableError `too-large`."""
    with opener() as file:
        data = file.read(IN_MEMORY + 1)
    budget.inner -= len(data)
    if len(data) > IN_MEMORY or budget.inner < 0:
        raise unreadable(
            "too-large",
            f"it is too large to be read within another (over {IN_MEMORY // 1_000_000} MB)",
            where,
            "unpack it and give the folder",
        )
    return data
