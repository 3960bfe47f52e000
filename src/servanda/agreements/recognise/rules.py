"""How a provision is recognised: by the elements that the law asks for, each by patterns.

`Says` is a conjunction within one sentence: actor, modality, verb and object in any order that the
patterns leave open, and what must not stand there. A `Rule` names the sentences that speak to the
point (`core`), the elements they must hold there or near, what merely touches it (`weak`) and what
takes it back (`spoils`). All elements: satisfied; some, or a weak sentence: partial; none: missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from servanda.agreements.findings import Status
from servanda.agreements.passages import Passage, Reading
from servanda.agreements.recognise.standing import (
    controllers_alone,
    denies,
    permits_only,
    promises_nothing,
    selects_only,
    subprocessors_alone,
    tells,
)
from servanda.agreements.recognise.words import compiled, family

Near = Literal["sentence", "paragraph", "section", "document"]
Kind = Literal["duty", "chain", "service", "grant", "fact"]
"""What a rule looks for: a `duty` of the processor; a duty about its `chain` of sub-processors, which
these may bear; a `service`, which the controller may be enabled to use itself; a `grant`, which may be the controller's right or the processor's permission; a `fact`,
which a recital states as well."""


@dataclass(frozen=True, slots=True)
class Says:
    """Every one of `parts` and none of `without`; `under` is a pattern for the headings above.

    `sure` from 0 to 1: how often a sentence that fits is in truth such a sentence.
    """

    parts: tuple[str, ...]
    without: tuple[str, ...] = ()
    under: str = ""
    sure: float = 0.95
    definitions: bool = False


def says(
    *parts: str,
    without: tuple[str, ...] | str = (),
    under: str = "",
    sure: float = 0.95,
    definitions: bool = False,
) -> Says:
    """A `Says`, written short."""
    none_of = (without,) if isinstance(without, str) else without
    return Says(parts, none_of, under, sure, definitions)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing the law asks for; `name` completes "it does not say ..."."""

    name: str
    says: tuple[Says, ...]
    near: Near = "sentence"


@dataclass(frozen=True, slots=True)
class Weak:
    """What touches the point without meeting it; `why` says what is wanting.

    Where `spoils` is used it takes back what a core sentence in the same section grants.
    """

    why: str
    says: tuple[Says, ...]
    near: Near = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was decided on one provision, with the sentence it rests on (None where there is none).

    `focus` says where in a long sentence the deciding words stand, from 0 to 1.
    """

    status: Status
    passage: Passage | None = None
    why: str = ""
    confidence: float = 0.9
    focus: float = 0.0


Decide = Callable[["Court"], "Judgement | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one requirement, known by its `alias`, is recognised.

    `absent` says in a few words what a document that is silent lacks; `first` may decide alone,
    before the elements are tried. `kind` says which sentences can meet it at all.
    """

    alias: str
    absent: str
    kind: Kind = "duty"
    core: tuple[Says, ...] = ()
    elements: tuple[Element, ...] = ()
    weak: tuple[Weak, ...] = ()
    spoils: tuple[Weak, ...] = ()
    near_misses: tuple[Says, ...] = ()
    first: Decide | None = None
    last: Decide | None = None


@dataclass(slots=True)
class Court:
    """A reading under judgement: finds sentences, remembers what was decided."""

    reading: Reading
    rules: dict[str, Rule]
    decided: dict[str, Judgement] = field(default_factory=dict)
    _families: dict[tuple[str, int], bool] = field(default_factory=dict)
    _found: dict[Says, list[Passage]] = field(default_factory=dict)

    def has(self, name: str, passage: Passage) -> bool:
        """Whether a family of words occurs in a sentence."""
        key = (name, passage.at)
        known = self._families.get(key)
        if known is None:
            known = self._families[key] = bool(family(name).search(passage.full))
        return known

    def fits(self, said: Says, passage: Passage) -> bool:
        """Whether a sentence says it."""
        if passage.definition and not said.definitions:
            return False
        if passage.form or (passage.heading and len(passage.plain) < 60):
            return False
        if said.under and not compiled(said.under)[0].search(passage.headings):
            return False
        for part in said.parts:
            pattern, needed = compiled(part)
            if not all(self.has(name, passage) for name in needed) or not pattern.search(
                passage.full
            ):
                return self._with_the_one_before(said, passage)
        return not any(compiled(part)[0].search(passage.full) for part in said.without)

    def _with_the_one_before(self, said: Says, passage: Passage) -> bool:
        """Whether a sentence that points back says it together with the sentence before.

        That one alone must not say it: it would be found for itself.
        """
        if not passage.before or len(said.parts) < 2:
            return False
        patterns = [compiled(part)[0] for part in said.parts]
        # what is done stands in the sentence itself, of what and when may stand before
        own = [bool(pattern.search(passage.plain)) for pattern in patterns]
        if not (own[0] or sum(own) >= 2):
            return False
        if all(pattern.search(passage.before) for pattern in patterns):
            return False
        both = f"{passage.before} {passage.plain}"
        if not all(pattern.search(both) for pattern in patterns):
            return False
        return not any(
            compiled(part)[0].search(text)
            for part in said.without
            for text in (both, passage.plain)
        )

    def find(self, said: Says) -> list[Passage]:
        """Every sentence that says it."""
        if said not in self._found:
            self._found[said] = [p for p in self.reading.passages if self.fits(said, p)]
        return self._found[said]

    def best(self, *options: Says) -> Passage | None:
        """Of the sentences that promise one of them the one that binds most plainly."""
        for said in options:
            found = [p for p in self.find(said) if counts("duty", p)]
            if found:
                return max(found, key=lambda p: (tells(p), -p.at))
        return None

    def first(self, *options: Says) -> Passage | None:
        """The first sentence that says one of them, the first option first."""
        for said in options:
            found = self.find(said)
            if found:
                return found[0]
        return None

    def _touching(self, weak: Weak) -> Passage | None:
        for said in weak.says:
            for passage in self.find(said):
                if not passage.selects:
                    return passage
        return None

    def about(self, passage: Passage, near: Near) -> Iterator[Passage]:
        """The sentences within reach of one."""
        if near == "sentence":
            yield passage
        elif near == "paragraph":
            yield from (p for p in self.reading.passages if p.paragraph == passage.paragraph)
        elif near == "section":
            yield from self.reading.in_section(passage.section)
        else:
            yield from self.reading.passages

    def holds(self, options: tuple[Says, ...], passage: Passage, near: Near) -> Passage | None:
        """The sentence within reach that says one of the options."""
        if near == "document":
            return self.first(*options)
        for other in self.about(passage, near):
            for said in options:
                if self.fits(said, other):
                    return other
        return None

    def judge(self, alias: str) -> Judgement:
        """Decide one provision (once)."""
        if alias not in self.decided:
            rule = self.rules[alias]
            self.decided[alias] = self._judge(rule)
        return self.decided[alias]

    def _judge(self, rule: Rule) -> Judgement:
        if rule.first is not None:
            early = rule.first(self)
            if early is not None:
                return early
        best: tuple[float, Judgement] | None = None
        for said in rule.core:
            for passage in self.find(said):
                if not counts(rule.kind, passage):
                    continue
                judgement = self._weigh(rule, said, passage)
                rank = _rank(judgement) + tells(passage)
                if best is None or rank > best[0]:
                    best = (rank, judgement)
        if best is None or best[1].status == "missing":
            for weak in rule.weak:
                found = self._touching(weak)
                if found is not None:
                    best = (
                        0,
                        Judgement(status="partial", passage=found, why=weak.why, confidence=0.8),
                    )
                    break
        if best is not None:
            return best[1]
        if rule.last is not None:
            late = rule.last(self)
            if late is not None:
                return late
        near = next(
            (
                p
                for said in rule.near_misses
                for p in self.find(said)
                if rule.kind != "duty" or not (controllers_alone(p) or denies(p.plain))
            ),
            None,
        )
        if near is not None:
            return Judgement(
                status="unsure",
                passage=near,
                why=f"these words may speak to it, but do not clearly say {rule.absent}",
                confidence=0.5,
            )
        return Judgement(status="missing", why=f"nothing says {rule.absent}", confidence=0.9)

    def _weigh(self, rule: Rule, said: Says, passage: Passage) -> Judgement:
        lacking = [
            element.name
            for element in rule.elements
            if self.holds(element.says, passage, element.near) is None
        ]
        sure, focus = said.sure, self.focus(said, passage)
        if passage.blank:
            return Judgement(
                status="partial",
                passage=passage,
                why="the place for it is left blank",
                confidence=0.8,
            )
        if lacking:
            return Judgement(
                status="partial",
                passage=passage,
                why=f"it does not say {' or '.join(lacking)}",
                confidence=sure * 0.9,
                focus=focus,
            )
        for spoil in rule.spoils:
            if self.holds(spoil.says, passage, spoil.near) is not None:
                return Judgement(
                    status="partial",
                    passage=passage,
                    why=spoil.why,
                    confidence=sure * 0.85,
                    focus=focus,
                )
        return Judgement(status="satisfied", passage=passage, why="", confidence=sure, focus=focus)

    def focus(self, said: Says, passage: Passage) -> float:
        """Where in the sentence the words that are found stand, from 0 to 1."""
        spans = [
            match.span()
            for part in said.parts
            if (match := compiled(part)[0].search(passage.plain)) is not None
        ]
        if not spans or not passage.plain:
            return 0.0
        # the part with the longest match says most
        start, end = max(spans, key=lambda span: span[1] - span[0])
        return (start + end) / 2 / len(passage.plain)


def _rank(judgement: Judgement) -> float:
    return {"satisfied": 3.0, "not-applicable": 2.5, "partial": 2.0, "unsure": 1.0, "missing": 0.0}[
        judgement.status
    ] + judgement.confidence / 2


def counts(kind: Kind, passage: Passage) -> bool:
    """Whether a sentence can meet a requirement of this kind, whatever it says."""
    if kind == "fact":
        return True
    if promises_nothing(passage) or denies(passage.plain) or selects_only(passage):
        return False
    if kind == "grant":
        return True
    if permits_only(passage.plain, of="processor"):
        return False
    if kind == "service":
        return True
    if controllers_alone(passage) or permits_only(passage.plain):
        return False
    return kind == "chain" or not subprocessors_alone(passage)
