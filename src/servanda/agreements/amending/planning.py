"""From gaps, values and changes of law to an amendment: what is inserted where, what is replaced."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from servanda.agreements.amending.anchors import anchor, by_topic, topic_of
from servanda.agreements.amending.changes import Amendment, Insertion, Replacement
from servanda.agreements.amending.names import Names
from servanda.agreements.drafting.brief import Brief, Side, term_of
from servanda.agreements.drafting.compose import draft
from servanda.agreements.drafting.texts import texts
from servanda.agreements.drafting.tree import Words
from servanda.agreements.drafting.wording import Wording
from servanda.agreements.extract.numbers import lengths
from servanda.agreements.findings import Finding, Review
from servanda.agreements.terms import CLOCK_KINDS, Term
from servanda.base.clocks import Clock
from servanda.base.durations import Duration, duration
from servanda.base.errors import ServandaError
from servanda.documents.clauses import Document
from servanda.law.difference import difference
from servanda.law.force import rules_in_force
from servanda.law.provisions import Law, Requirement

_UNITS: Final = {
    "h": "hours", "hour": "hours", "hours": "hours",
    "d": "days", "day": "days", "days": "days", "calendar days": "days",
    "bd": "business_days", "business day": "business_days", "business days": "business_days",
    "w": "weeks", "week": "weeks", "weeks": "weeks",
    "m": "months", "month": "months", "months": "months",
    "y": "years", "year": "years", "years": "years",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value asked for: `breach_notice=48h`."""

    kind: str
    length: Duration | None = None
    value: str = ""


def read_setting(text: str) -> Setting:
    """Read `breach_notice=48h` or `encryption_at_rest=AES-256`; raises ServandaError `bad-setting`."""
    kind, mark, value = (part.strip() for part in text.partition("="))
    kind = kind.replace("-", "_")
    if not mark or not value:
        raise ServandaError(
            "bad-setting", "a value is set as KIND=VALUE", hint="such as breach_notice=48h"
        )
    if kind in CLOCK_KINDS:
        found = re.fullmatch(r"(\d{1,4})\s*+([a-z ]+)", value.lower().replace("_", " "))
        unit = _UNITS.get(found[2].strip()) if found else None
        if found is None or unit is None:
            raise ServandaError(
                "bad-setting",
                f"`{kind}` is a time, and this is none",
                hint="48h, 30d, 5bd, 2w, 12m or 1y",
            )
        return Setting(kind=kind, length=duration(int(found[1]), unit))
    term_of(kind, _plain(kind, value))  # an unknown kind and a wrong value raise here
    return Setting(kind=kind, value=value)


def _plain(kind: str, value: str) -> str | int | bool | list[str]:
    from servanda.agreements.drafting.brief import COUNTED, LIST_KINDS

    if kind in COUNTED:
        return int(value) if value.isdigit() else value
    if kind in LIST_KINDS:
        return [item.strip() for item in value.split(",") if item.strip()]
    return True if value == "true" else value


def for_gaps(
    review: Review, document: Document, laws: Sequence[Law], *, only: Collection[str] | None = None
) -> tuple[Amendment, ...]:
    """A clause for each mandatory requirement that is missing or partial, and has one to propose.

    A conditional one is amended where the paper speaks to it and falls short. `only` narrows it to
    some requirements (`law#id`). What is unsure is left to a person.
    """
    rules = {f"{law.id}#{rule.id}": rule for law in laws for rule in law.requirements}
    names = Names.of(document)
    made: list[Amendment] = []
    for finding in review.provisions:
        rule = rules.get(finding.id)
        if rule is None or (only is not None and finding.id not in only) or not rule.clause:
            continue
        if not _is_gap(finding, rule):
            continue
        made.append(
            Insertion(
                text=names.applied(rule.clause),
                after=anchor(finding, review, document),
                heading=names.filled(_heading(rule)),
                answers=finding.id,
                why=f"{finding.title} ({finding.citation}): {finding.why or finding.status}",
            )
        )
    return tuple(made)


def _is_gap(finding: Finding, rule: Requirement) -> bool:
    if finding.status == "missing":
        return rule.level == "mandatory"
    return finding.status == "partial" and rule.level != "optional"


def for_change_of_law(
    review: Review, document: Document, laws: Sequence[Law], *, since: date, on: date
) -> tuple[Amendment, ...]:
    """Clauses for those requirements that came or changed between two days, and are not met."""
    changed: set[str] = set()
    for law in laws:
        found = difference(rules_in_force(law, since), rules_in_force(law, on))
        rules = [rule for _, rule in found.added] + [change.new for change in found.changed]
        changed |= {f"{law.id}#{rule.id}" for rule in rules if isinstance(rule, Requirement)}
    return for_gaps(review, document, laws, only=changed)


def for_settings(
    settings: Sequence[Setting],
    review: Review,
    document: Document,
    laws: Sequence[Law],
    *,
    on: date,
) -> tuple[Amendment, ...]:
    """The value in its clause replaced, or a clause for a term that the paper does not state.

    Raises ServandaError `conflicting-terms` where the paper states a term twice with different
    values, and `words-not-found` where its value is not in so many words.
    """
    made: list[Amendment] = []
    for setting in settings:
        terms = [t for t in review.terms if t.kind == setting.kind and t.confidence > 0]
        stated = [t for t in terms if t.clock is None or t.clock.length is not None]
        if not stated:
            made.append(_clause_for(setting, terms, review, document, laws, on))
            continue
        if len({str(t.flat()["value"]) + str(t.flat()["unit"]) for t in stated}) > 1:
            raise ServandaError(
                "conflicting-terms",
                f"the contract states `{setting.kind}` with more than one value",
                hint="decide which one is meant, then amend it by hand",
            )
        made += [c for t in stated if (c := _value_for(setting, t, document)) is not None]
    return tuple(dict.fromkeys(made))


def _value_for(setting: Setting, term: Term, document: Document) -> Replacement | None:
    clause = next((c for c in document.walk() if c.path == term.clause), None)
    text = clause.text if clause else ""
    why = f"{setting.kind.replace('_', ' ')} as asked for"
    if setting.length is not None and term.clock is not None:
        if term.clock.length == setting.length:
            return None
        old = _words_of(term.clock, text, term.quote)
        if old:
            return Replacement(
                clause=term.clause,
                old=old,
                new=Wording("en").length(setting.length),
                near=term.quote,
                answers=setting.kind,
                why=why,
            )
    elif setting.value:
        if str(term.value).lower() == setting.value.lower():
            return None
        if not isinstance(term.value, tuple | bool) and str(term.value) in text:
            return Replacement(
                clause=term.clause,
                old=str(term.value),
                new=setting.value,
                near=term.quote,
                answers=setting.kind,
                why=why,
            )
    raise ServandaError(
        "words-not-found",
        f"the value of `{setting.kind}` does not stand in its clause in so many words",
        hint="change this clause by hand",
        where=term.clause,
    )


def _words_of(clock: Clock, text: str, quote: str) -> str:
    """The words of a length of time as the clause writes them ("forty-eight (48) hours")."""
    for within in (quote, text):
        for found in lengths(within):
            words = within[found.start : found.end].rstrip("'’")
            if found.length == clock.length and words in text:
                return words
    return ""


def _clause_for(
    setting: Setting,
    terms: Sequence[Term],
    review: Review,
    document: Document,
    laws: Sequence[Law],
    on: date,
) -> Insertion:
    """Our own clause for a term, in the names of the contract."""
    names = Names.of(document)
    value: object = (
        {setting.length.unit: setting.length.count}
        if setting.length is not None
        else _plain(setting.kind, setting.value)
    )
    term = term_of(setting.kind, value)
    words = next((t.clock.words for t in terms if t.clock and t.clock.words), "")
    if term.clock is not None and words:
        term = replace(term, clock=replace(term.clock, words=words))
    brief = Brief(controller=Side(name="x"), processor=Side(name="y"), terms=(term,))
    drafted = draft(brief, laws, on=on)
    clause = next(c for c in drafted.walk() if setting.kind in c.kinds)
    parts = [block.text for c in clause.walk() for block in c.blocks if isinstance(block, Words)]
    anchor = terms[0].clause if terms else by_topic(topic_of(setting.kind), review, document)
    return Insertion(
        text=names.applied(" ".join(parts)),
        after=anchor,
        heading=names.applied(clause.heading),
        answers=setting.kind,
        why=f"{setting.kind.replace('_', ' ')} as asked for",
    )


def _heading(rule: Requirement) -> str:
    """The heading that our own texts give a clause for it, else its title."""
    for part in texts("en").parts:
        for clause in part.clauses:
            if isinstance(clause.answers, tuple) and rule.alias in clause.answers[:1]:
                return clause.heading
    return rule.title
