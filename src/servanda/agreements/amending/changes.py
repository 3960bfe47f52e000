"""What an amendment does to a contract: clauses inserted, words replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """A clause to be put where `after` stands: as the last of the clauses beside it.

    `after` is the path of a clause (`6.1`), empty for a new clause at the end of the agreement.
    `answers` is the requirement (`law#id`) or the kind of term that it is for.
    """

    text: str
    after: str = ""
    heading: str = ""
    answers: str = ""
    why: str = ""

    def to_plain(self) -> dict[str, Any]:
        """An entry of `servanda/amend/1`."""
        return {
            "change": "insertion",
            "after": self.after or None,
            "heading": self.heading or None,
            "old": None,
            "new": self.text,
            "answers": self.answers,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Words of a clause to be replaced; `near` are words around them where they stand twice."""

    clause: str
    old: str
    new: str
    near: str = ""
    answers: str = ""
    why: str = ""

    def to_plain(self) -> dict[str, Any]:
        """An entry of `servanda/amend/1`."""
        return {
            "change": "replacement",
            "clause": self.clause,
            "old": self.old,
            "new": self.new,
            "answers": self.answers,
            "why": self.why,
        }


Amendment = Insertion | Replacement
