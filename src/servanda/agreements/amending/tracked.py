"""Tracked changes on a DOCX: `w:ins` and `w:del` with author, date and ids of their own.

Only the document part is written anew; every other part of the package stays byte for byte. The shapes are
those of ISO/IEC 29500-1 section 17.13.5: an inserted paragraph has its runs in `w:ins` and its mark flagged
in `w:rPr`, deleted words stand as `w:delText`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from servanda.agreements.amending.changes import Amendment, Insertion, Replacement
from servanda.agreements.amending.inserting import Inserting
from servanda.agreements.amending.pen import Pen
from servanda.agreements.amending.places import Places, W
from servanda.agreements.amending.replacing import Replacing
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.documents.package import Package
from servanda.documents.reader import DOCX, read_bytes

_APART: Final = timedelta(minutes=2)


def amend(data: bytes, changes: Sequence[Amendment], *, author: str, at: Instant) -> bytes:
    """The DOCX in `data` with every change tracked under `author`, the last one dated `at`.

    LibreOffice joins neighbouring changes of one author within a minute; so that each can be accepted
    by itself, the others are dated two minutes before one another.

    Raises UnreadableError as the reader does, and ServandaError `not-docx`, `no-author`,
    `clause-not-found`, `words-not-found`, `words-twice`, `already-changed`, `not-plain`, `strict-docx`.
    """
    from lxml import etree

    document = read_bytes(data, "contract")
    if document.media_type != DOCX:
        raise ServandaError(
            "not-docx",
            "tracked changes need a DOCX",
            hint="write the amendment as a paper of its own, or give the contract as DOCX",
        )
    if not author.strip():
        raise ServandaError("no-author", "a tracked change names who proposes it", hint="--author")
    package = Package(data, "contract")
    # the reader has parsed this part within its bounds and has refused any DTD and entity
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        root = etree.fromstring(source.read(_entry(source, package.main)), parser)
    body = root.find(f"{W}body")
    if body is None:
        raise ServandaError(
            "strict-docx",
            "this DOCX is of the strict kind, which is read but not amended",
            hint="save it as a plain Word document (.docx) and give that",
        )
    places = Places(body, document)
    ordered = _ordered(changes, places)
    pen = Pen(body, author.strip(), at.replace(microsecond=0) - _APART * (len(ordered) - 1))
    replacing, inserting = Replacing(pen, places), Inserting(pen, places)
    for change in ordered:
        if isinstance(change, Insertion):
            inserting.insert(change)
        else:
            replacing.replace(change)
        pen.at += _APART
    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _repacked(data, package.main, part)


def _entry(source: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    return next(i for i in source.infolist() if i.filename.lstrip("/").lower() == name.lower())


def _repacked(data: bytes, main: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            same = info.filename.lstrip("/").lower() != main.lower()
            target.writestr(info, source.read(info) if same else part, info.compress_type)
    return out.getvalue()


def _ordered(changes: Sequence[Amendment], places: Places) -> list[Amendment]:
    """Replacements, then insertions, the deepest first.

    So clauses that come to stand at one place stand in the order of their levels.
    """

    def order(change: Amendment) -> tuple[int, int]:
        if isinstance(change, Replacement):
            return 0, 0
        spot = places.by_path.get(change.after)
        depth = 0
        while spot is not None:
            spot, depth = spot.parent, depth + 1
        return (1, -depth) if change.after else (2, 0)

    return sorted(changes, key=order)
