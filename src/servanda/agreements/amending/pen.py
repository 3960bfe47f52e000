"""Who changes what and when: the marks of tracked changes, each with an id of its own."""

from __future__ import annotations

from typing import Any

from servanda.agreements.amending.looks import settled, text_of
from servanda.agreements.amending.places import W
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant


class Pen:
    """Makes marks for one author; `at` moves on from change to change."""

    def __init__(self, body: Any, author: str, at: Instant) -> None:
        self.body, self.author, self.at = body, author, at
        ids = [
            int(value)
            for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "bookmarkStart",
                        "commentRangeStart", "moveFromRangeStart", "moveToRangeStart")
            for node in body.iter(f"{W}{tag}")
            if (value := node.get(f"{W}id") or "").isdigit()
        ]  # fmt: skip
        self._next_id = max(ids, default=0) + 1

    def mark(self, tag: str) -> Any:
        """An element that tells who changed what and when."""
        made = self.body.makeelement(
            f"{W}{tag}",
            {
                f"{W}id": str(self._next_id),
                f"{W}author": self.author,
                f"{W}date": format_instant(self.at),
            },
        )
        self._next_id += 1
        return made

    def run(self, text: str, look: Any) -> Any:
        """A run of words in a look."""
        made = self.body.makeelement(f"{W}r", {})
        if look is not None:
            made.append(settled(look))
        made.append(text_of(self.body, text))
        return made


def no_clause(path: str) -> ServandaError:
    """The error for a clause that was not found."""
    return ServandaError(
        "clause-not-found",
        "this clause was not found in the text of the DOCX",
        hint="`servanda review` shows the clauses as they are cited",
        where=path,
    )
