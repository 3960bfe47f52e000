"""Words of a clause replaced: the old ones deleted, the new ones inserted behind them."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final

from servanda.agreements.amending.changes import Replacement
from servanda.agreements.amending.looks import keep_spaces, text_of
from servanda.agreements.amending.pen import Pen, no_clause
from servanda.agreements.amending.places import Places, W, base_text, pieces
from servanda.base.errors import ServandaError

_PLAIN: Final = frozenset(
    f"{W}{tag}" for tag in ("rPr", "t", "tab", "br", "noBreakHyphen", "lastRenderedPageBreak")
)


class Replacing:
    """Replaces words; runs are split where the words begin and end, and keep their look."""

    def __init__(self, pen: Pen, places: Places) -> None:
        self._pen, self._places = pen, places

    def replace(self, change: Replacement) -> None:
        """Delete the old words, insert the new ones behind them in the look of the first."""
        spot = self._places.by_path.get(change.clause)
        if spot is None:
            raise no_clause(change.clause)
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
            deleted = self._pen.mark("del")
            run.addprevious(deleted)
            deleted.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
        inserted = self._pen.mark("ins")
        runs[-1].getparent().addnext(inserted)
        inserted.append(self._pen.run(change.new, runs[0].find(f"{W}rPr")))

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
            side = self._pen.body.makeelement(run.tag, dict(run.attrib))
            look = run.find(f"{W}rPr")
            if look is not None:
                side.append(deepcopy(look))
            if before:
                for child in moved:
                    side.append(child)
            if kept and middle is None:
                side.append(text_of(self._pen.body, kept))
            if not before:
                for child in moved:
                    side.append(child)
            (run.addprevious if name == "before" else run.addnext)(side)
        if middle is None:
            node.text = text[start:end]
            keep_spaces(node)
        return run


def _starts(text: str, wanted: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(wanted), text)] if wanted else []


def _near(text: str, start: int, change: Replacement) -> bool:
    around = text.find(change.near)
    return around >= 0 and around <= start < around + len(change.near)
