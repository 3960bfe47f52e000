"""Clauses inserted beside their neighbours, with their numbering and their look."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from servanda.agreements.amending.changes import Insertion
from servanda.agreements.amending.looks import (
    EMPTY,
    look_of,
    next_label,
    runs_of,
    shape_of,
    unnumber,
)
from servanda.agreements.amending.pen import Pen, no_clause
from servanda.agreements.amending.places import Places, Spot, W, base_text
from servanda.base.errors import ServandaError


class Inserting:
    """Inserts clauses; those that come to one place stand in the order in which they come."""

    def __init__(self, pen: Pen, places: Places) -> None:
        self._pen, self._places = pen, places
        self._typed: dict[int, str] = {}  # the last typed label given out beside a clause
        self._survivors: set[Any] = set()  # new paragraphs that hold a mark that was there
        self._tails: dict[Any, Any] = {}  # the last paragraph that was put in behind one

    def insert(self, change: Insertion) -> None:
        """Put a clause behind the last of its neighbours, with their numbering and their look."""
        texts = [
            " ".join(part.split()) for part in re.split(r"\n\s*\n", change.text) if part.strip()
        ]
        if change.after:
            spot = self._places.by_path.get(change.after)
            if spot is None:
                raise no_clause(change.after)
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
            for spot in self._places.walk()
            if spot.first is not None
            and spot.clause.number
            and not re.match(r"[A-Za-z]{3,}", spot.clause.number)
            and (spot.parent is None or not spot.parent.clause.number)
        ]
        if top:
            return top[-1]
        found = [spot for spot in self._places.walk() if spot.first is not None]
        if not found:
            raise ServandaError(
                "clause-not-found", "this document has no clause to put another beside"
            )
        return found[-1]

    def _paragraphs(
        self, beside: Spot, numbered: bool, heading: str, texts: list[str]
    ) -> list[Any]:
        model = beside.first
        look = look_of(model, -1)
        if not numbered:
            model = beside.paragraphs[-1]
            made = []
            for text in texts:
                new = self._paragraph(model, [(text, look_of(model, -1))])
                if model is beside.first:
                    unnumber(new)
                made.append(new)
            return made
        label = self._label(beside)
        if beside.run_in or not beside.clause.heading:
            parts = [(label, look)] if label else []
            if beside.clause.heading and heading:
                mark = beside.clause.heading_mark or "."
                parts.append(
                    (
                        f"{heading}{mark} ",
                        look_of(model, 1 if label and len(runs_of(model)) > 2 else 0),
                    )
                )
            parts.append((texts[0], look))
            return [self._paragraph(model, parts)] + [
                unnumber(self._paragraph(model, [(text, look)])) for text in texts[1:]
            ]
        # the heading has a paragraph of its own, the words follow it
        head = self._paragraph(model, [(f"{label}{heading or texts[0][:60]}", look_of(model, 0))])
        words = next(
            (spot.paragraphs[1] for spot in self._like(beside) if len(spot.paragraphs) > 1), None
        )
        below = next(
            (c.first for spot in self._like(beside) for c in spot.children if c.first is not None),
            None,
        )
        model = words if words is not None else below if below is not None else model
        made = [self._paragraph(model, [(text, look_of(model, -1))]) for text in texts]
        if words is None and below is None:
            for one in made:
                unnumber(one)
        return [head, *made]

    def _like(self, beside: Spot) -> list[Spot]:
        """The clause and others of its level, nearest first: models for words under a heading."""
        others = beside.parent.children if beside.parent else self._places.top
        return [beside, *(spot for spot in reversed(others) if spot.first is not None)]

    def _label(self, beside: Spot) -> str:
        """The next typed number, where numbers are typed; Word's own needs none."""
        if not beside.typed:
            return ""
        last = self._typed.get(id(beside), beside.clause.number)
        label = next_label(last)
        if not label:
            return ""
        self._typed[id(beside)] = label
        text = base_text(beside.first)
        # what stands between number and words: `. `, a tab, ` `
        found = re.match(rf"\s*{re.escape(beside.clause.number)}(\W{{0,3}}?)(?=[\w“\"(])", text)
        return label + (found[1] if found and found[1] else " ")

    def _paragraph(self, model: Any, parts: list[tuple[str, Any]]) -> Any:
        new = self._pen.body.makeelement(f"{W}p", {})
        properties = model.find(f"{W}pPr")
        properties = (
            deepcopy(properties)
            if properties is not None
            else self._pen.body.makeelement(f"{W}pPr", {})
        )
        for tag in ("sectPr", "pPrChange"):
            for child in properties.findall(f"{W}{tag}"):
                properties.remove(child)
        mark = properties.find(f"{W}rPr")
        if mark is None:
            mark = self._pen.body.makeelement(f"{W}rPr", {})
            properties.append(mark)
        for child in list(mark):
            if child.tag in (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}rPrChange"):
                mark.remove(child)
        mark.insert(0, self._pen.mark("ins"))
        new.append(properties)
        for text, look in parts:
            inserted = self._pen.mark("ins")
            inserted.append(self._pen.run(text, look))
            new.append(inserted)
        return new

    def _put(self, made: list[Any], beside: Spot) -> None:
        following = self._places.after(beside)
        if following is not None and following.getparent() is self._pen.body:
            # behind what was already put in before this paragraph
            for one in made:
                following.addprevious(one)
            self._settle(made)
            return
        last = beside.paragraphs[-1]
        for spot in beside.walk():
            last = spot.paragraphs[-1] if spot.paragraphs else last
        while last.getparent() is not self._pen.body and last.getparent() is not None:
            last = last.getparent()
        end = last
        last = self._tails.get(end, last)
        for one in made:
            last.addnext(one)
            last = one
        self._tails[end] = last
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
        alike = shape_of(made[-1].find(f"{W}pPr")) == (shape_of(was) if was is not None else EMPTY)
        if follows and not alike:
            return
        properties = before.find(f"{W}pPr")
        if properties is None:
            properties = self._pen.body.makeelement(f"{W}pPr", {})
            before.insert(0, properties)
        mine = made[-1].find(f"{W}pPr")
        earlier = properties.find(f"{W}pPrChange")
        if before in self._survivors and earlier is not None:
            mine.append(earlier)  # what is to be restored passes on to the new last paragraph
        elif not alike:
            # the paragraph that survives a rejection gets the look of the one before back
            look = deepcopy(properties)
            for tag in ("rPr", "sectPr", "pPrChange"):
                for child in look.findall(f"{W}{tag}"):
                    look.remove(child)
            change = self._pen.mark("pPrChange")
            change.append(look)
            mine.append(change)
        self._survivors.add(made[-1])
        mark = properties.find(f"{W}rPr")
        if mark is None:
            mark = self._pen.body.makeelement(f"{W}rPr", {})
            early = properties.find(f"{W}sectPr")
            (early.addprevious if early is not None else properties.append)(mark)
        mark.insert(0, self._pen.mark("ins"))
        flag = mine.find(f"{W}rPr/{W}ins")
        flag.getparent().remove(flag)


def _item(spot: Spot) -> bool:
    """Whether a clause is an item of a list inside a sentence: `(a)`, `a)`, a bullet."""
    return bool(re.fullmatch(r"\(?[a-z]{1,4}[).]|[•o▪*-]", spot.clause.number))
