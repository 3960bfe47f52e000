"""Tracked changes on a DOCX: `w:ins` and `w:del` with author, date and ids of their own.

Only the document part is written anew; every other part of the package stays byte for byte. The shapes are
those of ISO/IEC 29500-1 section 17.13.5: an inserted paragraph has its runs in `w:ins` and its mark flagged
in `w:rPr`, deleted words stand as `w:delText`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import timedelta
from typing import Any, Final

from servanda.agreements.amending.changes import Amendment, Insertion, Replacement
from servanda.agreements.amending.places import Places, Spot, W, base_text, pieces
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.documents.clauses import Document
from servanda.documents.numbering import to_letters
from servanda.documents.package import Package
from servanda.documents.reader import DOCX, read_bytes

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_APART: Final = timedelta(minutes=2)
_PLAIN: Final = frozenset(
    f"{W}{tag}" for tag in ("rPr", "t", "tab", "br", "noBreakHyphen", "lastRenderedPageBreak")
)


def amend(data: bytes, changes: Sequence[Amendment], *, author: str, at: Instant) -> bytes:
    """The DOCX in `data` with every change tracked under `author`, the last one dated `at`.

    Word and LibreOffice join neighbouring changes of one author within a minute; so that each can be
    accepted by itself, the others are dated two minutes before one another.

    Raises UnreadableError as the reader does, and ServandaError `not-docx`, `no-author`,
    `clause-not-found`, `words-not-found`, `words-twice`, `already-changed`, `not-plain`.
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
    _Editor(body, document, author.strip(), at.replace(microsecond=0)).apply(changes)
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


class _Editor:
    def __init__(self, body: Any, document: Document, author: str, at: Instant) -> None:
        self.body, self.author, self.at = body, author, at
        self.places = Places(body, document)
        ids = [
            int(value)
            for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "bookmarkStart",
                        "commentRangeStart", "moveFromRangeStart", "moveToRangeStart")
            for node in body.iter(f"{W}{tag}")
            if (value := node.get(f"{W}id") or "").isdigit()
        ]  # fmt: skip
        self.next_id = max(ids, default=0) + 1
        self.typed: dict[int, str] = {}  # the last typed label given out beside a clause
        self.survivors: set[Any] = set()  # new paragraphs that hold a mark that was there
        self.tails: dict[Any, Any] = {}  # the last paragraph that was put in behind one

    def apply(self, changes: Sequence[Amendment]) -> None:
        """All of them: replacements, then insertions, the deepest first.

        So clauses that come to stand at one place stand in the order of their levels.
        """
        ordered = sorted(changes, key=self._order)
        self.at -= _APART * (len(ordered) - 1)
        for change in ordered:
            if isinstance(change, Insertion):
                self.insert(change)
            else:
                self.replace(change)
            self.at += _APART

    def _order(self, change: Amendment) -> tuple[int, int]:
        if isinstance(change, Replacement):
            return 0, 0
        spot = self.places.by_path.get(change.after)
        depth = 0
        while spot is not None:
            spot, depth = spot.parent, depth + 1
        return (1, -depth) if change.after else (2, 0)

    def mark(self, tag: str) -> Any:
        """An element that tells who changed what and when."""
        made = self.body.makeelement(
            f"{W}{tag}",
            {
                f"{W}id": str(self.next_id),
                f"{W}author": self.author,
                f"{W}date": format_instant(self.at),
            },
        )
        self.next_id += 1
        return made

    # -- replacing words ----------------------------------------------------------------------

    def replace(self, change: Replacement) -> None:
        """Delete the old words, insert the new ones behind them in the look of the first."""
        spot = self.places.by_path.get(change.clause)
        if spot is None:
            raise _no_clause(change.clause)
        found = [(p, start) for p in spot.paragraphs for start in _starts(base_text(p), change.old)]
        if len(found) > 1 and change.near:
            found = [one for one in found if _near(base_text(one[0]), one[1], change)] or found
        if not found:
            raise ServandaError(
                "words-not-found",
                "the words to be replaced do not stand in this clause",
                where=change.clause,
            )
        if len(found) > 1:
            raise ServandaError(
                "words-twice",
                "the words to be replaced stand in this clause more than once",
                hint="name more of the words around them",
                where=change.clause,
            )
        paragraph, start = found[0]
        runs = self._cut(paragraph, start, start + len(change.old), change.clause)
        for run in runs:
            deleted = self.mark("del")
            run.addprevious(deleted)
            deleted.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
        inserted = self.mark("ins")
        runs[-1].getparent().addnext(inserted)
        inserted.append(self._run(change.new, runs[0].find(f"{W}rPr")))

    def _cut(self, paragraph: Any, start: int, end: int, where: str) -> list[Any]:
        """The runs that hold exactly these characters, split off from what stands around them."""
        at, wanted = 0, []
        for node, text in list(pieces(paragraph)):
            first, last = at, at + len(text)
            at = last
            if last <= start or first >= end or not text:
                continue
            run = node.getparent()
            if node.tag == f"{W}delText" or run.getparent().tag == f"{W}del":
                raise ServandaError(
                    "already-changed",
                    "somebody has already proposed to delete these words",
                    hint="accept or reject the tracked changes first",
                    where=where,
                )
            if any(child.tag not in _PLAIN for child in run):
                raise ServandaError(
                    "not-plain",
                    "the words to be replaced are part of a field or of a drawing",
                    hint="change them by hand",
                    where=where,
                )
            wanted.append(self._split(run, node, max(start - first, 0), min(end, last) - first))
        return wanted

    def _split(self, run: Any, node: Any, start: int, end: int) -> Any:
        """A run of its own for characters `start` to `end` of one of its text elements."""
        children = [child for child in run if child.tag != f"{W}rPr"]
        at = children.index(node)
        text = node.text or ""
        middle = node if node.tag != f"{W}t" else None
        for name, before, kept in (("before", True, text[:start]), ("after", False, text[end:])):
            moved = children[:at] if before else children[at + 1 :]
            if not moved and not (kept and middle is None):
                continue
            side = self.body.makeelement(run.tag, dict(run.attrib))
            look = run.find(f"{W}rPr")
            if look is not None:
                side.append(deepcopy(look))
            if before:
                for child in moved:
                    side.append(child)
            if kept and middle is None:
                side.append(_text(self.body, kept))
            if not before:
                for child in moved:
                    side.append(child)
            (run.addprevious if name == "before" else run.addnext)(side)
        if middle is None:
            node.text = text[start:end]
            node.set(_SPACE, "preserve")
        return run

    def _run(self, text: str, look: Any) -> Any:
        run = self.body.makeelement(f"{W}r", {})
        if look is not None:
            run.append(_settled(look))
        run.append(_text(self.body, text))
        return run

    # -- inserting clauses --------------------------------------------------------------------

    def insert(self, change: Insertion) -> None:
        """Put a clause behind the last of its neighbours, with their numbering and their look."""
        texts = [
            " ".join(part.split()) for part in re.split(r"\n\s*\n", change.text) if part.strip()
        ]
        if change.after:
            spot = self.places.by_path.get(change.after)
            if spot is None:
                raise _no_clause(change.after)
            beside, numbered = self._beside(spot)
        else:
            beside, numbered = self._last(), True
        made = self._paragraphs(beside, numbered, change.heading, texts)
        self._put(made, beside)

    def _beside(self, spot: Spot) -> tuple[Spot, bool]:
        """The clause after which a new one comes, and whether the new one is numbered beside it."""
        while spot.parent is not None and spot.parent.first is not None and _item(spot):
            spot = spot.parent
        inner = [
            child for child in spot.children if child.first is not None and child.clause.number
        ]
        inner = [child for child in inner if not _item(child)]
        if inner:
            return inner[-1], True
        if spot.parent is None or not spot.parent.clause.number:
            return spot, False  # a clause of the first level: another paragraph of it
        siblings = [s for s in spot.parent.children if s.first is not None and s.clause.number]
        siblings = [s for s in siblings if not _item(s)]
        return (siblings[-1], True) if siblings else (spot, False)

    def _last(self) -> Spot:
        """The last numbered clause of the agreement proper, before any annex."""
        top = [
            spot
            for spot in self.places.walk()
            if spot.first is not None
            and spot.clause.number
            and not re.match(r"[A-Za-z]{3,}", spot.clause.number)
            and (spot.parent is None or not spot.parent.clause.number)
        ]
        if top:
            return top[-1]
        found = [spot for spot in self.places.walk() if spot.first is not None]
        if not found:
            raise ServandaError(
                "clause-not-found", "this document has no clause to put another beside"
            )
        return found[-1]

    def _paragraphs(
        self, beside: Spot, numbered: bool, heading: str, texts: list[str]
    ) -> list[Any]:
        model = beside.first
        look = _look(model, -1)
        if not numbered:
            model = beside.paragraphs[-1]
            made = []
            for text in texts:
                new = self._paragraph(model, [(text, _look(model, -1))])
                if model is beside.first:
                    _unnumber(new)
                made.append(new)
            return made
        label = self._label(beside)
        if beside.run_in or not beside.clause.heading:
            parts = [(label, look)] if label else []
            if beside.clause.heading and heading:
                mark = beside.clause.heading_mark or "."
                parts.append(
                    (f"{heading}{mark} ", _look(model, 1 if label and len(_runs(model)) > 2 else 0))
                )
            parts.append((texts[0], look))
            return [self._paragraph(model, parts)] + [
                _unnumber(self._paragraph(model, [(text, look)])) for text in texts[1:]
            ]
        # the heading has a paragraph of its own, the words follow it
        head = self._paragraph(model, [(f"{label}{heading or texts[0][:60]}", _look(model, 0))])
        words = next(
            (spot.paragraphs[1] for spot in self._like(beside) if len(spot.paragraphs) > 1), None
        )
        below = next(
            (c.first for spot in self._like(beside) for c in spot.children if c.first is not None),
            None,
        )
        model = words if words is not None else below if below is not None else model
        made = [self._paragraph(model, [(text, _look(model, -1))]) for text in texts]
        if words is None and below is None:
            for one in made:
                _unnumber(one)
        return [head, *made]

    def _like(self, beside: Spot) -> list[Spot]:
        """The clause and others of its level, nearest first: models for words under a heading."""
        others = beside.parent.children if beside.parent else self.places.top
        return [beside, *(spot for spot in reversed(others) if spot.first is not None)]

    def _label(self, beside: Spot) -> str:
        """The next typed number, where numbers are typed; Word's own needs none."""
        if not beside.typed:
            return ""
        last = self.typed.get(id(beside), beside.clause.number)
        label = _next(last)
        if not label:
            return ""
        self.typed[id(beside)] = label
        text = base_text(beside.first)
        # what stands between number and words: `. `, a tab, ` `
        found = re.match(rf"\s*{re.escape(beside.clause.number)}(\W{{0,3}}?)(?=[\w“\"(])", text)
        return label + (found[1] if found and found[1] else " ")

    def _paragraph(self, model: Any, parts: list[tuple[str, Any]]) -> Any:
        new = self.body.makeelement(f"{W}p", {})
        properties = model.find(f"{W}pPr")
        properties = (
            deepcopy(properties) if properties is not None else self.body.makeelement(f"{W}pPr", {})
        )
        for tag in ("sectPr", "pPrChange"):
            for child in properties.findall(f"{W}{tag}"):
                properties.remove(child)
        mark = properties.find(f"{W}rPr")
        if mark is None:
            mark = self.body.makeelement(f"{W}rPr", {})
            properties.append(mark)
        for child in list(mark):
            if child.tag in (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}rPrChange"):
                mark.remove(child)
        mark.insert(0, self.mark("ins"))
        new.append(properties)
        for text, look in parts:
            inserted = self.mark("ins")
            inserted.append(self._run(text, look))
            new.append(inserted)
        return new

    def _put(self, made: list[Any], beside: Spot) -> None:
        following = self.places.after(beside)
        if following is not None and following.getparent() is self.body:
            # behind what was already put in before this paragraph
            for one in made:
                following.addprevious(one)
            self._settle(made)
            return
        last = beside.paragraphs[-1]
        for spot in beside.walk():
            last = spot.paragraphs[-1] if spot.paragraphs else last
        while last.getparent() is not self.body and last.getparent() is not None:
            last = last.getparent()
        end = last
        last = self.tails.get(end, last)
        for one in made:
            last.addnext(one)
            last = one
        self.tails[end] = last
        self._settle(made)

    def _settle(self, made: list[Any]) -> None:
        """Which mark is the inserted one: that of the paragraph before, as when a person types.

        A rejected mark joins its paragraph with the next (section 17.13.5.20). So the mark before
        is flagged, and the last new paragraph keeps the mark that was there, where both look alike;
        and where nothing follows into which the last one could fall, with its look to be restored.
        """
        before, after = made[0].getprevious(), made[-1].getnext()
        if (
            before is None
            or before.tag != f"{W}p"
            or before.find(f"{W}pPr/{W}rPr/{W}ins") is not None
        ):
            return
        follows = after is not None and after.tag == f"{W}p"
        was = before.find(f"{W}pPr")
        alike = _flat(made[-1].find(f"{W}pPr")) == (_flat(was) if was is not None else _EMPTY)
        if follows and not alike:
            return
        properties = before.find(f"{W}pPr")
        if properties is None:
            properties = self.body.makeelement(f"{W}pPr", {})
            before.insert(0, properties)
        mine = made[-1].find(f"{W}pPr")
        earlier = properties.find(f"{W}pPrChange")
        if before in self.survivors and earlier is not None:
            mine.append(earlier)  # what is to be restored passes on to the new last paragraph
        elif not alike:
            # the paragraph that survives a rejection gets the look of the one before back
            look = deepcopy(properties)
            for tag in ("rPr", "sectPr", "pPrChange"):
                for child in look.findall(f"{W}{tag}"):
                    look.remove(child)
            change = self.mark("pPrChange")
            change.append(look)
            mine.append(change)
        self.survivors.add(made[-1])
        mark = properties.find(f"{W}rPr")
        if mark is None:
            mark = self.body.makeelement(f"{W}rPr", {})
            early = properties.find(f"{W}sectPr")
            (early.addprevious if early is not None else properties.append)(mark)
        mark.insert(0, self.mark("ins"))
        flag = mine.find(f"{W}rPr/{W}ins")
        flag.getparent().remove(flag)


def _item(spot: Spot) -> bool:
    """Whether a clause is an item of a list inside a sentence: `(a)`, `a)`, a bullet."""
    return bool(re.fullmatch(r"\(?[a-z]{1,4}[).]|[•o▪*-]", spot.clause.number))


def _no_clause(path: str) -> ServandaError:
    return ServandaError(
        "clause-not-found",
        "this clause was not found in the text of the DOCX",
        hint="`servanda review` shows the clauses as they are cited",
        where=path,
    )


def _starts(text: str, wanted: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(wanted), text)] if wanted else []


def _near(text: str, start: int, change: Replacement) -> bool:
    around = text.find(change.near)
    return around >= 0 and around <= start < around + len(change.near)


def _text(body: Any, text: str) -> Any:
    made = body.makeelement(f"{W}t", {_SPACE: "preserve"})
    made.text = text
    return made


def _runs(paragraph: Any) -> list[Any]:
    return [
        run
        for run in paragraph.iter(f"{W}r")
        if run.find(f"{W}t") is not None and run.getparent().tag not in (f"{W}ins", f"{W}del")
    ]


def _look(paragraph: Any, which: int) -> Any:
    """The run properties of one of a paragraph's runs; None where it has none."""
    runs = _runs(paragraph)
    if not runs:
        return None
    return runs[min(which, len(runs) - 1)].find(f"{W}rPr")


def _settled(look: Any) -> Any:
    """Run properties without changes that others propose to them."""
    copied = deepcopy(look)
    for tag in ("rPrChange", "ins", "del", "moveFrom", "moveTo"):
        for child in copied.findall(f"{W}{tag}"):
            copied.remove(child)
    return copied


def _unnumber(paragraph: Any) -> Any:
    """A paragraph of its neighbour's look without a number."""
    properties = paragraph.find(f"{W}pPr")
    for child in properties.findall(f"{W}numPr"):
        properties.remove(child)
    numbering = properties.makeelement(f"{W}numPr", {})
    numbering.append(properties.makeelement(f"{W}numId", {f"{W}val": "0"}))
    # the schema's order: style and the paging switches come before numbering
    early = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    at = sum(child.tag in {f"{W}{tag}" for tag in early} for child in properties)
    properties.insert(at, numbering)
    return paragraph


def _next(label: str) -> str:
    """`6.3` after `6.2`, `4.` after `3.`, `(c)` after `(b)`; empty where that is not plain."""
    found = re.fullmatch(r"(.*?)(\d+|[a-z])(\W*)", label)
    if not found:
        return ""
    if found[2].isdigit():
        return f"{found[1]}{int(found[2]) + 1}{found[3]}"
    return f"{found[1]}{to_letters(ord(found[2]) - 95)}{found[3]}"


_EMPTY: Final[tuple[Any, ...]] = ()


def _flat(properties: Any) -> tuple[Any, ...]:
    """Paragraph properties to compare by, without those of the mark."""
    aside = (f"{W}rPr", f"{W}pPrChange")
    return tuple(_shape(child) for child in properties if child.tag not in aside)


def _shape(element: Any) -> tuple[Any, ...]:
    return element.tag, tuple(sorted(element.attrib.items())), tuple(map(_shape, element))
