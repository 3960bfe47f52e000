"""A DOCX as a package: its parts unpacked within bounds, its XML parsed without entities."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final

from lxml import etree

from servanda.base.errors import UnreadableError
from servanda.documents.limits import (
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_PART,
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED,
    corrupt,
    hostile,
    locked,
)

_HINT: Final = "give a DOCX, PDF, Markdown or plain text file"
_CHUNK: Final = 1 << 16
# the strict form of ISO/IEC 29500 differs from the transitional one in its namespace
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element = etree._Element


class Package:
    """The parts of a DOCX; every part is read once, and all reading is counted against the bounds.

    Raises UnreadableError `corrupt-docx`, `unknown-type` (a ZIP, a spreadsheet, a presentation),
    `password-protected`, `zip-bomb`, `xml-bomb`.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._spent = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            struct.error,
            NotImplementedError,
            EOFError,
        ):
            raise corrupt(name, "DOCX", "its ZIP directory cannot be read") from None
        if len(entries) > MAX_PARTS:
            raise hostile(name, "zip-bomb", f"this DOCX has more than {MAX_PARTS} parts")
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self._lower = {key.lower(): key for key in self._entries}
        self.main = self._main_part()

    def _main_part(self) -> str:
        for target, kind in self.related(""):
            if kind == "officeDocument" and target.lower() in self._lower:
                main = self._lower[target.lower()]
                if main.startswith(("xl/", "ppt/")):
                    break
                return main
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        names = set(self._entries)
        for folder, what in (("xl/", "a spreadsheet"), ("ppt/", "a presentation")):
            if any(entry.startswith(folder) for entry in names):
                raise UnreadableError(
                    "unknown-type", f"this is {what}", hint=_HINT, where=self._name
                )
        if "mimetype" in names and "content.xml" in names:
            raise UnreadableError(
                "unknown-type",
                "this is an OpenDocument file",
                hint="save it as .docx and give that",
                where=self._name,
            )
        if "[Content_Types].xml" in names:
            raise corrupt(self._name, "DOCX", "it has no document part")
        raise UnreadableError("unknown-type", "this is a ZIP archive", hint=_HINT, where=self._name)

    def related(self, part: str) -> list[tuple[str, str]]:
        """Target and kind of each part that `part` refers to inside the package."""
        folder, _, leaf = part.rpartition("/")
        rels = self.tree(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
        found: list[tuple[str, str]] = []
        for rel in rels if rels is not None else ():
            if not isinstance(rel.tag, str) or rel.get("TargetMode") == "External":
                continue
            target = rel.get("Target") or ""
            where = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found.append((where, (rel.get("Type") or "").rpartition("/")[2]))
        return found

    def tree(self, part: str) -> Element | None:
        """The root element of a part; None where the package has no such part."""
        key = self._lower.get(part.lower())
        if key is None:
            return None
        return self._parse(self._unpack(self._entries[key]), key)

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of a part. The sizes that a ZIP declares are checked, then not believed."""
        if entry.flag_bits & 1:
            raise locked(self._name, "DOCX")
        if entry.file_size > MAX_PART:
            raise self._bomb()
        out = bytearray()
        try:
            with self._zip.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    out += chunk
                    self._spent += len(chunk)
                    if len(out) > MAX_PART or self._spent > MAX_UNPACKED:
                        raise self._bomb()
                    if len(out) > 1_000_000 and len(out) > MAX_RATIO * max(entry.compress_size, 1):
                        raise self._bomb()
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
            ValueError, struct.error,
        ):  # fmt: skip
            raise corrupt(self._name, "DOCX", "a part does not unpack") from None
        return bytes(out)

    def _deep(self) -> UnreadableError:
        return hostile(
            self._name, "xml-bomb", "this DOCX nests its XML deeper than a document does"
        )

    def _bomb(self) -> UnreadableError:
        return hostile(
            self._name, "zip-bomb", "this DOCX unpacks to far more than a document holds"
        )

    def _parse(self, data: bytes, part: str) -> Element:
        # A DTD has no place in a package (ISO/IEC 29500-2 section 8.2.5); refusing it refuses every
        # entity bomb and external entity at once.
        head = data[:4096].replace(b"\x00", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<!DOCTYPE" in data:
            raise hostile(self._name, "xml-bomb", "this DOCX declares XML entities or a DTD")
        data = data.replace(_STRICT, _TRANSITIONAL)
        parser = etree.XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        depth = count = 0
        try:
            for at in range(0, len(data), _CHUNK):
                parser.feed(data[at : at + _CHUNK])
                for event, _ in parser.read_events():
                    depth += 1 if event == "start" else -1
                    count += event == "start"
                    if depth > MAX_DEPTH:
                        raise self._deep()
                    if count > MAX_ELEMENTS:
                        raise hostile(self._name, "xml-bomb", "this DOCX has too many XML elements")
            root = parser.close()
        except (etree.LxmlError, ValueError, LookupError) as error:
            if "depth" in str(error).lower():
                raise self._deep() from None
            raise corrupt(
                self._name, "DOCX", f"`{part.rpartition('/')[2]}` is no well-formed XML"
            ) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise hostile(self._name, "xml-bomb", "this DOCX declares XML entities or a DTD")
        return root
