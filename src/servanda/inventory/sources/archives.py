"""Archives (zip, tar, gzip, bzip2, xz), read in place: nothing of them is ever written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from servanda.base.errors import UnreadableError
from servanda.inventory.places import unreadable
from servanda.inventory.sources._bundle import (
    RATIO,
    RATIO_FROM,
    Bounded,
    Budget,
    Bundle,
    add_member,
    hostile,
)
from servanda.inventory.sources._files import head_of, peek
from servanda.inventory.sources._lines import HEAD, Opener

NAME = "archive"

_TARS = (".tar", ".tgz", ".tbz2", ".tbz", ".txz")
_PACKED = (".gz", ".bz2", ".xz")
_SUFFIXES = (".zip", *_PACKED, *_TARS)
_XZ = b"\xfd7zXZ\x00"
_XZ_MEMORY = 100_000_000
"""What the format may ask of its reader; `xz -9` asks for 65 MB."""
_FAULTS = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    KeyError,
    IndexError,
)
_HINT = "check that it was copied in full"


def accepts(target: str) -> bool:
    """By the suffix or the first bytes."""
    return target.lower().endswith(_SUFFIXES) or is_archive(Path(target).name, peek(target, 8_192))


def is_archive(name: str, head: bytes) -> bool:
    """By suffix and first bytes; Office files are zip archives too, but are read as documents."""
    if name.lower().endswith(_SUFFIXES):
        return True
    if head.startswith(b"PK\x03\x04"):
        office = b"[Content_Types].xml" in head or b"mimetype" in head[:64] or b"_rels/" in head
        return not office and "." not in name[-6:]
    return head.startswith((b"\x1f\x8b\x08", b"BZh", _XZ)) or head[257:262] == b"ustar"


@contextmanager
def connect(target: str, folder: str) -> Iterator[Bundle]:
    """List the archive; raises UnreadableError `missing`, `no-permission`, `empty`, `not-an-archive`,
    `zip-bomb` or `damaged`. Members that cannot be read are tables that say so.
    """
    path = Path(folder) / target
    head_of(path, target)
    with closing(
        archive_bundle(lambda: path.open("rb"), path.name, path.stat().st_size, target, Budget())
    ) as bundle:
        yield bundle


def archive_bundle(opener: Opener, name: str, size: int, where: str, budget: Budget) -> Bundle:
    """What stands in an archive of `size` bytes, as one source."""
    with opener() as file:
        head = file.read(512)
    lower = name.lower()
    try:
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _zip(opener, where, budget)
        if head[257:262] == b"ustar":
            return _tar(opener, where, budget)
        unpack = _unpacker(head)
        if unpack is not None:

            def unpacked() -> IO[bytes]:
                raw = opener()
                stream = unpack(raw)
                return io.BufferedReader(Bounded(stream, size, budget, where, raw), 262_144)

            with unpacked() as file:
                head = file.read(HEAD)
            if head[257:262] == b"ustar":
                return _tar(unpacked, where, budget)
            bundle = Bundle()
            plain = name.rpartition(".")[0] if lower.endswith(_PACKED) else name
            add_member(bundle, plain or "content", unpacked, head, budget, where)
            return bundle
    except UnreadableError:
        raise
    except _FAULTS:
        raise unreadable("damaged", "this archive is cut off or damaged", where, _HINT) from None
    raise unreadable("not-an-archive", "this is no archive, whatever its name says", where, _HINT)


def _unpacker(head: bytes) -> Callable[[IO[bytes]], io.RawIOBase | io.BufferedIOBase] | None:
    if head.startswith(b"\x1f\x8b\x08"):
        return lambda raw: gzip.GzipFile(fileobj=raw, mode="rb")
    if head.startswith(b"BZh"):
        return bz2.BZ2File
    return _Xz if head.startswith(_XZ) else None


class _Xz(io.RawIOBase):
    """An xz stream, or several after each other, in bounded memory: LZMAFile takes what is asked."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._part = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, up to `size`; EOFError where the stream is cut off."""
        while True:
            if self._part.eof:
                rest = self._part.unused_data.lstrip(b"\x00") or self._raw.read(65_536).lstrip(
                    b"\x00"
                )
                if not rest:
                    return b""
                self._part = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            elif self._part.needs_input:
                rest = self._raw.read(65_536)
                if not rest:
                    raise EOFError
            else:
                rest = b""
            data = self._part.decompress(rest, size)
            if data:
                return data


def _zip(opener: Opener, where: str, budget: Budget) -> Bundle:
    bundle = Bundle()
    raw = opener()
    bundle.open.append(raw.close)
    try:
        archive = zipfile.ZipFile(raw)
    except _FAULTS:
        bundle.close()
        raise
    bundle.open.append(archive.close)
    try:
        _list_zip(bundle, archive, where, budget)
    except BaseException:
        bundle.close()
        raise
    return bundle


def _list_zip(bundle: Bundle, archive: zipfile.ZipFile, where: str, budget: Budget) -> None:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > budget.members:
        members = _shortened(bundle, members, budget, where)
    for member in members:
        place = f"{where}/{member.filename}"[-300:]
        shown = "".join(c if c.isprintable() else "?" for c in member.filename)[-300:] or "?"
        if member.flag_bits & 1:
            bundle.missing(
                shown,
                unreadable("password-protected", "it is protected by a password", place),
            )
            continue
        if member.file_size > RATIO_FROM and member.file_size > RATIO * max(
            member.compress_size, 1
        ):
            bundle.missing(shown, hostile(place))
            continue

        def open_member(member: zipfile.ZipInfo = member, place: str = place) -> IO[bytes]:
            try:
                stream = archive.open(member)
            except _FAULTS:
                raise _damaged(place) from None
            return io.BufferedReader(Bounded(stream, member.compress_size, budget, place), 65_536)

        _add(bundle, member.filename, open_member, budget, where, shown)


def _tar(opener: Opener, where: str, budget: Budget) -> Bundle:
    """The members in the order of the file: once to list them, once more to read them."""
    bundle = Bundle()
    cursor = _Cursor(opener)
    bundle.open.append(cursor.close)
    try:
        with opener() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if budget.members <= 0:
                    bundle.missing(
                        "more files",
                        unreadable(
                            "too-many", "it holds too many files: the rest is left out", where
                        ),
                    )
                    break
                if member.isreg() and member.size:
                    _tar_member(bundle, archive, member, cursor, budget, where)
    except UnreadableError as error:
        bundle.missing("the rest of it", error)
    except _FAULTS:
        bundle.missing("the rest of it", _damaged(where))
    return bundle


def _tar_member(
    bundle: Bundle,
    archive: tarfile.TarFile,
    member: tarfile.TarInfo,
    cursor: _Cursor,
    budget: Budget,
    where: str,
) -> None:
    if member.issparse():
        bundle.missing(
            member.name, unreadable("unknown-kind", "a sparse file in a tar is not read", where)
        )
        return
    inner = archive.extractfile(member)
    head = inner.read(HEAD) if inner is not None else b""
    start, size, place = member.offset_data, member.size, f"{where}/{member.name}"[-300:]

    def open_member() -> IO[bytes]:
        try:
            window = _Window(cursor, start, size)
        except _FAULTS:
            raise _damaged(place) from None
        return io.BufferedReader(Bounded(window, size, budget, place), 65_536)

    add_member(bundle, member.name, open_member, head, budget, where)


class _Cursor:
    """One stream for all members of a tar: going forward costs nothing, going back begins anew."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._stream: IO[bytes] | None = None
        self.at = 0

    def go(self, start: int) -> None:
        """Stand at a byte of the unpacked tar."""
        if self._stream is None or self.at > start:
            self.close()
            self._stream, self.at = self._opener(), 0
        while self.at < start:
            if not self.read(min(start - self.at, 262_144)):
                raise EOFError

    def close(self) -> None:
        """Close the stream."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def read(self, size: int) -> bytes:
        """The next bytes."""
        assert self._stream is not None  # noqa: S101 (`go` comes first)
        data = self._stream.read(size)
        self.at += len(data)
        return data


class _Window(io.RawIOBase):
    """The bytes of one member of a tar."""

    def __init__(self, cursor: _Cursor, start: int, size: int) -> None:
        self._cursor, self._at, self._left = cursor, start, size
        cursor.go(start)

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fewer than the member has raises EOFError."""
        wanted = self._left if size < 0 else min(size, self._left)
        if not wanted:
            return b""
        if self._cursor.at != self._at:
            self._cursor.go(self._at)  # another member was read meanwhile
        data = self._cursor.read(wanted)
        if not data:
            raise EOFError
        self._at += len(data)
        self._left -= len(data)
        return data


def _add(bundle: Bundle, name: str, opener: Opener, budget: Budget, where: str, shown: str) -> None:
    try:
        with opener() as file:
            head = file.read(HEAD)
    except UnreadableError as error:
        bundle.missing(shown, error)
        return
    add_member(bundle, name, opener, head, budget, where)


def _shortened(
    bundle: Bundle, members: list[zipfile.ZipInfo], budget: Budget, where: str
) -> list[zipfile.ZipInfo]:
    left = len(members) - budget.members
    bundle.missing(
        f"{left:,} more files",
        unreadable("too-many", f"it holds too many files; {left:,} were left out", where),
    )
    return members[: budget.members]


def _damaged(where: str) -> UnreadableError:
    return unreadable("damaged", "it is cut off or damaged", where, _HINT)
