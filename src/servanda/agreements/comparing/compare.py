"""Two versions of an agreement: promises, provisions and clauses that are not what they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from servanda.agreements.agreement import Agreement
from servanda.agreements.comparing.alignment import ClauseChange, clause_changes
from servanda.agreements.comparing.strictness import LIMITS, LISTS, items, relation
from servanda.agreements.findings import Finding, Review, Status
from servanda.agreements.terms import Term
from servanda.documents.clauses import Document

Change = Literal["added", "dropped", "loosened", "tightened", "changed", "same"]

UNSURE_BELOW = 0.7
"""A term that was read with less confidence makes its change unsure."""

_RANK: dict[Status, int] = {"missing": 0, "partial": 1, "satisfied": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One side of a comparison; without `document` no wording, without `provisions` no law is compared."""

    name: str
    terms: tuple[Term, ...]
    provisions: tuple[Finding, ...] = ()
    document: Document | None = None


def of_review(review: Review, document: Document) -> Version:
    """A document as reviewed. A term read with no confidence (an option left open) is no promise."""
    return Version(
        name=review.name,
        terms=tuple(term for term in review.terms if term.confidence > 0),
        provisions=review.provisions,
        document=document,
    )


def of_agreement(agreement: Agreement) -> Version:
    """An agreement file: its terms."""
    return Version(name=agreement.id, terms=agreement.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One promise. `favours` is the party that the change is good for, empty where that is open.

    `unsure` says that a side was read without confidence; `comparable` is False where there is no
    order between the two.
    """

    kind: str
    direction: Change
    old: Term | None
    new: Term | None
    why: str = ""
    favours: Literal["controller", "processor", ""] = ""
    comparable: bool = True
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionChange:
    """A requirement of law that the two versions meet differently."""

    direction: Change
    old: Finding
    new: Finding
    comparable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs, and how many promises are the same."""

    old: str
    new: str
    terms: tuple[TermChange, ...]
    provisions: tuple[ProvisionChange, ...]
    clauses: tuple[ClauseChange, ...]

    @property
    def losses(self) -> tuple[TermChange | ProvisionChange, ...]:
        """What was dropped or loosened, except what only the controller bore."""
        terms = (t for t in self.terms if t.direction in ("dropped", "loosened") and not t.unsure)
        return (
            *(t for t in terms if t.favours != "controller"),
            *(p for p in self.provisions if p.direction in ("dropped", "loosened")),
        )

    @property
    def open(self) -> tuple[TermChange | ProvisionChange, ...]:
        """What changed without an order, or was read without confidence."""
        return (
            *(t for t in self.terms if t.direction != "same" and (t.unsure or not t.comparable)),
            *(p for p in self.provisions if not p.comparable),
        )

    def to_plain(self) -> dict[str, Any]:
        """`servanda/compare/1`."""
        return {
            "schema": "servanda/compare/1",
            "old": self.old,
            "new": self.new,
            "terms": [
                {
                    "kind": t.kind,
                    "direction": t.direction,
                    "why": t.why or None,
                    "favours": t.favours or None,
                    "comparable": t.comparable,
                    "unsure": t.unsure,
                    "old": t.old.flat() if t.old else None,
                    "new": t.new.flat() if t.new else None,
                }
                for t in self.terms
            ],
            "provisions": [
                {
                    "id": p.new.id,
                    "alias": p.new.alias,
                    "title": p.new.title,
                    "citation": str(p.new.citation),
                    "direction": p.direction,
                    "comparable": p.comparable,
                    "old": _finding(p.old),
                    "new": _finding(p.new),
                }
                for p in self.provisions
            ],
            "clauses": [
                {
                    "direction": c.direction,
                    "heading": c.heading or None,
                    "old_clause": c.old_clause or None,
                    "new_clause": c.new_clause or None,
                    "old_text": c.old_text or None,
                    "new_text": c.new_text or None,
                    "likeness": c.likeness or None,
                }
                for c in self.clauses
            ],
        }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "status": finding.status,
        "clause": finding.clause or None,
        "quote": finding.quote or None,
        "why": finding.why or None,
    }


def compare(old: Version, new: Version) -> Comparison:
    """What changed from `old` to `new`."""
    clauses: tuple[ClauseChange, ...] = ()
    if old.document is not None and new.document is not None:
        clauses = clause_changes(old.document, new.document)
    return Comparison(
        old=old.name,
        new=new.name,
        terms=tuple(_terms(old.terms, new.terms)),
        provisions=tuple(_provisions(old.provisions, new.provisions)),
        clauses=clauses,
    )


def _terms(old: tuple[Term, ...], new: tuple[Term, ...]) -> Iterable[TermChange]:
    kinds = dict.fromkeys(term.kind for term in (*old, *new))
    for kind in kinds:
        before = [term for term in old if term.kind == kind]
        after = [term for term in new if term.kind == kind]
        if kind in LISTS:
            before, after = united(before), united(after)
        yield from _of_kind(kind, before, after)


def united(terms: list[Term]) -> list[Term]:
    """Several terms whose value is a list, as one; words and place are those of the first."""
    if len(terms) < 2:
        return terms
    values = tuple(dict.fromkeys(item for term in terms for item in items(term.value)))
    quote = " / ".join(dict.fromkeys(term.quote for term in terms if term.quote))
    return [
        replace(
            terms[0], value=values, quote=quote, confidence=min(term.confidence for term in terms)
        )
    ]


def _of_kind(kind: str, before: list[Term], after: list[Term]) -> Iterable[TermChange]:
    left: list[Term] = []
    rest = list(after)
    for term in before:
        # the same promise is the same wherever it stands
        twin = next(
            (n for n in rest if _bearers(term, n) and relation(term, n).direction == "same"), None
        )
        if twin is None:
            left.append(term)
        else:
            rest.remove(twin)
            yield TermChange(kind=kind, direction="same", old=term, new=twin)
    if len(left) == len(rest) == 1 and _bearers(left[0], rest[0]):
        yield _pair(left[0], rest[0])
        return
    if left and rest and all(_bearers(o, n) for o in left for n in rest):
        # several values on a side: which became which is not to be known
        pairs = [*zip(left, rest, strict=False)]
        for old, new in pairs:
            yield TermChange(
                kind=kind,
                direction="changed",
                old=old,
                new=new,
                comparable=False,
                why="a side states this term more than once, with different values",
            )
        left, rest = left[len(pairs) :], rest[len(pairs) :]
    for old in left:
        limit = kind in LIMITS
        yield _change(
            kind,
            "tightened" if limit else "dropped",
            old,
            None,
            "this limit fell away" if limit else "",
        )
    for new in rest:
        limit = kind in LIMITS
        yield _change(
            kind,
            "loosened" if limit else "added",
            None,
            new,
            "a limit that was not there" if limit else "",
        )


def _bearers(old: Term, new: Term) -> bool:
    return not (old.bearer and new.bearer) or old.bearer == new.bearer


def _pair(old: Term, new: Term) -> TermChange:
    found = relation(old, new)
    return _change(old.kind, found.direction, old, new, found.why, comparable=found.comparable)


def _change(
    kind: str,
    direction: Change,
    old: Term | None,
    new: Term | None,
    why: str,
    *,
    comparable: bool = True,
) -> TermChange:
    known = [term for term in (old, new) if term is not None]
    return TermChange(
        kind=kind,
        direction=direction,
        old=old,
        new=new,
        why=why,
        favours=_favours(kind, direction, known),
        comparable=comparable,
        unsure=any(term.confidence < UNSURE_BELOW for term in known),
    )


# what the controller bears here is a condition of a right of its own, not a promise to the processor
_RIGHTS = LIMITS | {"subprocessor_objection", "return_window", "termination_right"}


def _favours(
    kind: str, direction: Change, terms: list[Term]
) -> Literal["controller", "processor", ""]:
    if direction in ("changed", "same"):
        return ""
    good = direction in ("added", "tightened")
    if any(term.bearer == "controller" for term in terms) and kind not in _RIGHTS:
        good = not good
    return "controller" if good else "processor"


def _provisions(old: tuple[Finding, ...], new: tuple[Finding, ...]) -> Iterable[ProvisionChange]:
    before = {finding.id: finding for finding in old}
    for finding in new:
        was = before.get(finding.id)
        if was is None or was.status == finding.status:
            continue
        first, second = _RANK.get(was.status), _RANK.get(finding.status)
        if first is None or second is None:
            yield ProvisionChange(direction="changed", old=was, new=finding, comparable=False)
            continue
        direction: Change = "tightened" if second > first else "loosened"
        if second == 0:
            direction = "dropped"
        elif first == 0:
            direction = "added"
        yield ProvisionChange(direction=direction, old=was, new=finding)
