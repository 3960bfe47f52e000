"""A playbook: one's own positions per kind of term and per requirement, held against a paper.

A TOML file. `preferred` is what one asks for, `acceptable` the weakest that one still signs, `refused` that at
which (or below which) one walks away; between the last two one negotiates. `absent` says what a paper without the
term is (`refused` unless it says otherwise). A requirement's positions are `satisfied`, `partial`, `missing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from servanda.agreements.comparing.compare import UNSURE_BELOW, Version, united
from servanda.agreements.comparing.strictness import LIST_GROWS_LOOSER, LISTS, items, relation
from servanda.agreements.drafting.brief import term_of
from servanda.agreements.findings import Finding, Status
from servanda.agreements.terms import Term
from servanda.base.errors import ServandaError
from servanda.base.toml import TomlText, read_toml

Verdict = Literal["preferred", "acceptable", "negotiate", "refused", "unsure"]
_UNORDERED = frozenset({"governing_law", "security_contact", "liability_cap"})
"""Kinds for which `acceptable` and `refused` are lists of alternatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one holds on a kind of term. `note` is for who negotiates.

    `acceptable` and `refused` hold one term, or several where the kind has no order.
    """

    kind: str
    preferred: Term | None = None
    acceptable: tuple[Term, ...] = ()
    refused: tuple[Term, ...] = ()
    absent: Verdict = "refused"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one holds on a requirement of law; `acceptable` is the weakest status that one signs."""

    requirement: str
    acceptable: Status = "satisfied"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Positions in the order of the file."""

    title: str
    terms: tuple[Position, ...]
    requirements: tuple[Demand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One position against a paper: the verdict, why, and the paper's words."""

    subject: str
    verdict: Verdict
    why: str
    note: str = ""
    term: Term | None = None
    finding: Finding | None = None

    def to_plain(self) -> dict[str, Any]:
        """An entry of `servanda/playbook/1`."""
        paper: dict[str, Any] | None = self.term.flat() if self.term else None
        if self.finding is not None:
            paper = {
                "status": self.finding.status,
                "clause": self.finding.clause or None,
                "quote": self.finding.quote or None,
                "proposal": self.finding.proposal or None,
            }
        return {
            "subject": self.subject,
            "verdict": self.verdict,
            "why": self.why,
            "note": self.note or None,
            "paper": paper,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Position:
    preferred: Any = None
    acceptable: Any = None
    refused: Any = None
    absent: Literal["preferred", "acceptable", "negotiate", "refused"] = "refused"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Demand:
    acceptable: Literal["satisfied", "partial", "missing"] = "satisfied"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    title: str = ""
    terms: Mapping[str, _Position] = field(default_factory=dict)
    requirements: Mapping[str, _Demand] = field(default_factory=dict)


def read_playbook(source: str | bytes, name: str) -> Playbook:
    """Read a playbook; raises ServandaError with `file:line`."""
    text = read_toml(source, name)
    file = text.value(_File)
    if not file.terms and not file.requirements:
        raise text.fault(
            "empty-playbook",
            "",
            "this playbook has no position",
            "[terms.breach_notice] preferred = ...",
        )
    return Playbook(
        title=file.title,
        terms=tuple(_position(text, key, plain) for key, plain in file.terms.items()),
        requirements=tuple(
            Demand(requirement=key, acceptable=plain.acceptable, note=plain.note)
            for key, plain in file.requirements.items()
        ),
    )


def _position(text: TomlText, key: str, plain: _Position) -> Position:
    kind = key.replace("-", "_")
    found: dict[str, tuple[Term, ...]] = {}
    for place in ("preferred", "acceptable", "refused"):
        value = getattr(plain, place)
        if value is None:
            found[place] = ()
            continue
        many = kind in _UNORDERED and isinstance(value, list | tuple)
        try:
            found[place] = tuple(term_of(kind, one) for one in (value if many else [value]))
        except ServandaError as error:
            raise text.fault(
                error.code, f"terms/{key}/{place}", error.message, error.hint
            ) from None
    if not any(found.values()):
        raise text.fault(
            "no-position",
            f"terms/{key}",
            f"`{kind}` has no position",
            "preferred, acceptable or refused",
        )
    if len(found["preferred"]) > 1:
        raise text.fault("wrong-type", f"terms/{key}/preferred", "one prefers one value")
    return Position(
        kind=kind,
        preferred=found["preferred"][0] if found["preferred"] else None,
        acceptable=found["acceptable"],
        refused=found["refused"],
        absent=plain.absent,
        note=plain.note,
    )


def judge(playbook: Playbook, paper: Version) -> tuple[Judged, ...]:
    """Every position against the paper, in the order of the playbook."""
    judged = [_term(position, paper) for position in playbook.terms]
    known = {name: f for f in paper.provisions for name in (f.id, f.alias) if name}
    judged += [
        _requirement(demand, known.get(demand.requirement)) for demand in playbook.requirements
    ]
    return tuple(judged)


def _term(position: Position, paper: Version) -> Judged:
    terms = [term for term in paper.terms if term.kind == position.kind]
    if position.kind in LISTS:
        terms = united(terms)
    if not terms:
        return Judged(
            subject=position.kind,
            verdict=position.absent,
            why="the paper does not state it",
            note=position.note,
        )
    found = [(_verdict(position, term), term) for term in terms]
    order = ("refused", "negotiate", "unsure", "acceptable", "preferred")
    (verdict, why), term = min(found, key=lambda one: order.index(one[0][0]))
    if term.confidence < UNSURE_BELOW:
        verdict, why = (
            "unsure",
            f"the paper was read without confidence here; most likely {verdict}",
        )
    return Judged(subject=position.kind, verdict=verdict, why=why, note=position.note, term=term)


def _verdict(position: Position, term: Term) -> tuple[Verdict, str]:
    """Where a term of the paper stands among the positions."""
    if position.preferred is not None and _reaches(position.preferred, term):
        return "preferred", "as good as what is preferred"
    for accepted in position.acceptable:
        if _reaches(accepted, term):
            less = "weaker than what is preferred, and still " if position.preferred else ""
            return "acceptable", f"{less}accepted"
    for refused in position.refused:
        if _falls_to(refused, term):
            return "refused", "it is one of the positions that are refused"
    weakest = next(iter((*position.acceptable, position.preferred)), None)
    if weakest is None:
        return "acceptable", "none of the positions that are refused"
    if position.kind in LISTS:
        return "negotiate", _lacking(weakest, term)
    found = relation(_like(weakest, term), term)
    if not found.comparable:
        return "unsure", f"it does not compare with the position: {found.why}"
    return "negotiate", f"weaker than what is accepted ({found.why})"


def _lacking(position: Term, term: Term) -> str:
    """What keeps a list from being accepted."""
    asked, given = items(position.value), items(term.value)
    if position.kind in LIST_GROWS_LOOSER:
        known = {item.lower() for item in asked}
        return f"not accepted: {', '.join(i for i in given if i.lower() not in known)}"
    known = {item.lower() for item in given}
    return f"it lacks {', '.join(i for i in asked if i.lower() not in known)}"


def _like(position: Term, term: Term) -> Term:
    """The position with those parts of the paper's clock that the position leaves open."""
    if position.clock is None or term.clock is None:
        return replace(position, unit=term.unit if position.unit == "" else position.unit)
    clock = position.clock
    return replace(
        position,
        clock=replace(
            clock,
            starts=clock.starts or term.clock.starts,
            words=clock.words or (term.clock.words if clock.length else ""),
            every=term.clock.every,
        ),
    )


def _reaches(position: Term, term: Term) -> bool:
    if position.kind in LISTS:
        asked = {item.lower() for item in items(position.value)}
        given = {item.lower() for item in items(term.value)}
        return given <= asked if position.kind in LIST_GROWS_LOOSER else asked <= given
    return relation(_like(position, term), term).direction in ("same", "tightened")


def _falls_to(refused: Term, term: Term) -> bool:
    if refused.kind in LISTS:
        named = {item.lower() for item in items(refused.value)}
        return bool(named & {item.lower() for item in items(term.value)})
    if refused.clock and refused.clock.length and term.clock and not term.clock.length:
        return False  # words are neither better nor worse than a number of hours
    return relation(_like(refused, term), term).direction in ("same", "loosened")


_RANK: dict[str, int] = {"missing": 0, "partial": 1, "satisfied": 2}


def _requirement(demand: Demand, finding: Finding | None) -> Judged:
    verdict: Verdict
    if finding is None:
        verdict, why = "unsure", "the paper was not reviewed against the law of this requirement"
    elif finding.status == "not-applicable":
        verdict, why = "acceptable", "it does not apply to this paper"
    elif finding.status == "unsure":
        verdict, why = "unsure", finding.why
    elif finding.status == "satisfied":
        verdict, why = "preferred", "the paper satisfies it"
    elif _RANK[finding.status] >= _RANK.get(demand.acceptable, 2):
        verdict, why = "acceptable", f"{finding.status}, and still accepted"
    else:
        verdict, why = "refused", finding.why or f"it is {finding.status}"
    return Judged(
        subject=demand.requirement, verdict=verdict, why=why, note=demand.note, finding=finding
    )
