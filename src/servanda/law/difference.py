"""What changed between two states of a law: rules that came, ended, or read otherwise."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from servanda.base.citations import Citation
from servanda.base.codec import to_plain
from servanda.law.provisions import Law, Rule

# where a rule stands in its file says nothing about what it says
_PLACE = {"line"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A rule that reads otherwise; `fields` name what differs (`clock`, `words` ...).

    `moved` is True where it stands under another provision than before.
    """

    citation: Citation
    old: Rule
    new: Rule
    fields: tuple[str, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Rules with their citations: `added` and `changed` by the new text, `ended` by the old."""

    added: tuple[tuple[Citation, Rule], ...] = ()
    ended: tuple[tuple[Citation, Rule], ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.ended or self.changed)


def difference(old: Law, new: Law) -> Difference:
    """Compare two texts, or one text as in force on two dates, rule by rule.

    A rule is the same one where its id is. `difference(rules_in_force(law, a),
    rules_in_force(law, b))` is what changed for a party between two days.
    """
    before, after = _by_id(old), _by_id(new)
    changed = []
    for name, (citation, rule) in after.items():
        if name not in before:
            continue
        was_at, was = before[name]
        fields = _fields(was, rule)
        moved = was_at.provision != citation.provision
        if fields or moved:
            changed.append(Change(citation=citation, old=was, new=rule, fields=fields, moved=moved))
    return Difference(
        added=tuple(found for name, found in after.items() if name not in before),
        ended=tuple(found for name, found in before.items() if name not in after),
        changed=tuple(changed),
    )


def _by_id(law: Law) -> dict[str, tuple[Citation, Rule]]:
    return {
        rule.id: (law.cite(provision), rule)
        for provision in law.provisions
        for rule in provision.rules
    }


def _fields(old: Rule, new: Rule) -> tuple[str, ...]:
    if type(old) is not type(new):
        return ("kind of rule",)
    names = (field.name for field in dataclasses.fields(new))
    return tuple(
        name
        for name in names
        if name not in _PLACE and to_plain(getattr(old, name)) != to_plain(getattr(new, name))
    )
