"""From a brief and laws to a draft: which clauses, their words, their numbers, what each answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from servanda.agreements.agreement import Agreement
from servanda.agreements.drafting import inline
from servanda.agreements.drafting.brief import Brief, Side, brief_of
from servanda.agreements.drafting.facts import Facts, Ready
from servanda.agreements.drafting.texts import ClauseText, PartText, Texts, texts
from servanda.agreements.drafting.tree import Draft, DraftClause, Grid, Run, Signature, Words
from servanda.agreements.drafting.wording import Said, Wording
from servanda.base.errors import ServandaError
from servanda.documents.numbering import to_letters, to_roman
from servanda.law.force import rules_in_force
from servanda.law.provisions import Law, Requirement

_TAG_LINE = re.compile(r"(?m)^[ \t]*((?:\{%[^%]*%\}[ \t]*)+)\n")
_CONTROLLER = re.compile(
    r"\b(Controller|Covered Entity|Customer|Business(?! Associate| [Pp]urpose))\b"
)
_PROCESSOR = re.compile(r"\b(Processor|Business Associate|Service Provider|Provider)\b")


def draft(
    order: Brief | Agreement, laws: Sequence[Law], *, on: date, language: str = "en"
) -> Draft:
    """A complete agreement for `laws` as they are in force on `on`.

    Every mandatory requirement is met: by the text that names it, or else by the clause that the law
    itself proposes. Raises ServandaError `no-law`, `outside-coverage`, `conflicting-terms`,
    `unknown-language`.
    """
    brief = brief_of(order) if isinstance(order, Agreement) else order
    if not laws:
        raise ServandaError(
            "no-law",
            "a draft is written for at least one law",
            hint="name it: --law eu/gdpr, or `laws` in the input",
        )
    in_force = tuple(rules_in_force(law, on) for law in laws)
    return _Composer(brief, in_force, Wording(language), texts(language)).draft(on)


@dataclass(slots=True)
class _Open:
    """A clause while it is being numbered: text with its marks still in it."""

    id: str
    number: str
    heading: str
    cited: str
    level: int
    raw: list[inline.Raw] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)
    answers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class _Composer:
    def __init__(self, brief: Brief, laws: tuple[Law, ...], wording: Wording, found: Texts) -> None:
        self.brief, self.wording, self.texts = brief, wording, found
        facts = Facts(brief, laws, wording)
        self.said, self.asked, self.roles = facts.said, facts.asked, facts.roles
        self.rules = {
            requirement.alias or requirement.id: (law, requirement)
            for law in laws
            for requirement in law.requirements
        }
        self.facts = facts.all()
        self.cited: dict[str, str] = {}

    # -- clauses ------------------------------------------------------------------------------

    def draft(self, on: date) -> Draft:
        """Write it."""
        main = self._numbered(self.texts.parts, schedules=False)
        schedules = self._numbered(self.texts.schedules, schedules=True)
        further = self._further([*main, *schedules])
        if further is not None:
            further.number = f"{len(main)}."
            main.insert(len(main) - 1, further)
            main[-1] = self._renumbered(main[-1], len(main))
        self._cite([*main, *schedules])
        words = self.wording.all
        opening, parties = self._opening()
        return Draft(
            title=self._title(),
            on=on,
            language=words["language"],
            laws=self.asked,
            opening=opening,
            parties=parties,
            clauses=tuple(self._closed(clause) for clause in main),
            schedules=tuple(self._closed(clause) for clause in schedules),
            signatures=tuple(
                Signature(
                    who=words["signed_for"].format(name=side.name or role, role=role),
                    lines=tuple(
                        f"{line}: {side.signatory}" if n == 0 and side.signatory else f"{line}:"
                        for n, line in enumerate(words["signature_lines"])
                    ),
                )
                for role, side in self._sides()
            ),
            labels={name: words[name] for name in ("contents", "page", "signatures")},
        )

    def _numbered(self, parts: tuple[PartText, ...], *, schedules: bool) -> list[_Open]:
        found: list[_Open] = []
        words = self.wording.all
        for part in parts:
            if part.laws and not any(law in self.asked for law in part.laws):
                continue
            number = len(found) + 1
            cited = f"{words['schedule' if schedules else 'clause']} {number}"
            head = _Open(
                id=part.id,
                number=cited if schedules else f"{number}.",
                heading=self._plain(part.heading),
                cited=cited,
                level=1,
            )
            for text in part.clauses:
                if not self._wanted(text):
                    continue
                raw = inline.blocks(self._rendered(text.words))
                if not raw:
                    continue
                at = len(head.children) + 1
                label = f"{at}." if schedules else f"{number}.{at}"
                clause = _Open(
                    id=text.id,
                    number=label,
                    heading=self._plain(text.heading),
                    cited=words["paragraph"].format(schedule=cited, number=at)
                    if schedules
                    else f"{words['clause']} {label}",
                    level=2,
                    raw=raw,
                    answers=self._answers(text),
                    kinds=tuple(kind for kind in text.kinds if self._given(kind)),
                )
                head.children.append(clause)
            if head.children:
                found.append(head)
        return found

    def _wanted(self, text: ClauseText) -> bool:
        if text.laws and not any(law in self.asked for law in text.laws):
            return False
        if text.when and not any(self._given(name) for name in text.when):
            return False
        if any(self._given(name) for name in text.unless):
            return False
        return not any(self.said[kind].value in values for kind, values in text.not_when.items())

    def _given(self, name: str) -> bool:
        said = self.said.get(name)
        if name == "subprocessors":
            return bool(self.brief.subprocessors)
        return said.given if isinstance(said, Said) else bool(self.facts.get(name))

    def _answers(self, text: ClauseText) -> tuple[str, ...]:
        items = tuple(item for kind in text.kinds for item in self.said[kind].items)
        return tuple(
            f"{self.rules[alias][0].id}#{self.rules[alias][1].id}"
            for alias in text.answered(items)
            if alias in self.rules
        )

    def _further(self, written: list[_Open]) -> _Open | None:
        """A part for the mandatory requirements that no text of ours answers yet."""
        met = {name for part in written for clause in part.children for name in clause.answers}
        part = _Open(
            id="further", number="", heading=self.wording.all["further"], cited="", level=1
        )
        number = sum(not clause.id.startswith("schedule-") for clause in written)
        for law, requirement in self.rules.values():
            name = f"{law.id}#{requirement.id}"
            if requirement.level != "mandatory" or name in met or not requirement.clause:
                continue
            label = f"{number}.{len(part.children) + 1}"
            part.children.append(
                _Open(
                    id=f"further-{requirement.id.lower()}",
                    number=label,
                    heading=requirement.title,
                    cited=f"{self.wording.all['clause']} {label}",
                    level=2,
                    raw=[inline.escape(self._in_our_names(requirement))],
                    answers=(name,),
                )
            )
        part.cited = f"{self.wording.all['clause']} {number}"
        return part if part.children else None

    def _in_our_names(self, requirement: Requirement) -> str:
        text = _PROCESSOR.sub("\0", requirement.clause)
        text = _CONTROLLER.sub(self.roles["controller"], text)
        return text.replace("\0", self.roles["processor"])

    def _renumbered(self, part: _Open, number: int) -> _Open:
        clause = self.wording.all["clause"]
        part.number, part.cited = f"{number}.", f"{clause} {number}"
        for at, child in enumerate(part.children, 1):
            child.number = f"{number}.{at}"
            child.cited = f"{clause} {child.number}"
        return part

    # -- words --------------------------------------------------------------------------------

    def _rendered(self, text: str) -> str:
        return str(_environment().from_string(_TAG_LINE.sub(r"\1", text)).render(self.facts))

    def _plain(self, text: str) -> str:
        return inline.words(self._rendered(text), {}, {}).text

    def _cite(self, parts: list[_Open]) -> None:
        self.cited = {c.id: c.cited for part in parts for c in (part, *part.children)}

    def _words(self, text: str) -> Words:
        for name in inline.references(text):
            if name not in self.cited:
                raise ServandaError(
                    "unknown-reference", f"the texts refer to `{name}`, which this draft has not"
                )
        return inline.words(text, self.cited, self.wording.all["blanks"])

    def _closed(self, clause: _Open) -> DraftClause:
        blocks: list[Words | Grid] = []
        items: list[DraftClause] = [self._closed(child) for child in clause.children]
        for raw in clause.raw:
            if isinstance(raw, inline.Item):
                items.append(self._item(raw, len(items) + 1, clause.level + 1))
            elif isinstance(raw, str):
                if items:
                    # words after a list stand for themselves, as in the definitions
                    items.append(
                        DraftClause(
                            id="", number="", level=clause.level + 1, blocks=(self._words(raw),)
                        )
                    )
                else:
                    blocks.append(self._words(raw))
            else:
                blocks.append(inline.grid(raw, self.cited, self.wording.all["blanks"]))
        return DraftClause(
            id=clause.id,
            number=clause.number,
            heading=clause.heading,
            cited=clause.cited,
            level=clause.level,
            blocks=tuple(blocks),
            children=_ended(tuple(items)) if clause.level > 1 else tuple(items),
            answers=clause.answers,
            kinds=clause.kinds,
        )

    def _item(self, item: inline.Item, number: int, level: int) -> DraftClause:
        label = to_letters(number) if level == 3 else to_roman(number)
        return DraftClause(
            id="",
            number=f"({label})",
            level=level,
            blocks=(self._words(item.text),),
            children=tuple(self._item(one, n, level + 1) for n, one in enumerate(item.items, 1)),
        )

    def _sides(self) -> tuple[tuple[str, Side], tuple[str, Side]]:
        return (
            (self.roles["controller"], self.brief.controller),
            (self.roles["processor"], self.brief.processor),
        )

    def _title(self) -> str:
        if self.brief.title:
            return self.brief.title
        titles = self.wording.all["title"]
        kind = {"eu/gdpr": "dpa", "us/hipaa": "baa"}.get("+".join(self.asked), "other")
        return str(titles[kind])

    def _opening(self) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
        words = self.wording.all
        begins = self.brief.begins
        opening = words["opening"].format(
            title=inline.escape(self._title()),
            dated=words["dated"].format(date=self.wording.date(begins)) if begins else "",
        )
        parties = []
        for role, side in self._sides():
            name = inline.escape(side.name) if side.name else "[[?name]]"
            address = inline.escape(side.address) if side.address else "[[?address]]"
            parties.append(
                self._words(words["party"].format(name=name, address=f", {address}", role=role))
            )
        return (self._words(opening),), tuple(parties)


def _finalised(value: Any) -> Any:
    return (
        inline.escape(value) if isinstance(value, str) and not isinstance(value, Ready) else value
    )


def _environment() -> Any:
    from jinja2 import Environment, StrictUndefined

    # the texts are ours and make plain text, which `inline.escape` guards: no HTML is made here
    return Environment(undefined=StrictUndefined, finalize=_finalised, autoescape=False)  # noqa: S701


def _ended(items: tuple[DraftClause, ...]) -> tuple[DraftClause, ...]:
    """A list whose last item ends in a full stop, where its items end in semicolons."""
    labelled = [n for n, item in enumerate(items) if item.number]
    if not labelled:
        return items
    last = items[labelled[-1]]
    text = last.blocks[-1] if last.blocks else None
    if not isinstance(text, Words) or not text.runs or not text.runs[-1].text.endswith(";"):
        return items
    run = text.runs[-1]
    ended = Run(text=f"{run.text[:-1]}.", bold=run.bold, open=run.open, to=run.to)
    closed = DraftClause(
        id=last.id,
        number=last.number,
        level=last.level,
        blocks=(*last.blocks[:-1], Words(runs=(*text.runs[:-1], ended))),
        children=last.children,
    )
    return (*items[: labelled[-1]], closed, *items[labelled[-1] + 1 :])
