"""The duties of law that bind the company under one agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.agreements.agreement import Agreement
from servanda.base.citations import Citation
from servanda.base.errors import ServandaError
from servanda.law.provisions import Duty, Law
from servanda.obligations.kinds import IMPLIED
from servanda.obligations.obligation import Basis
from servanda.obligations.sides import Side, on_side, side


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A duty of law with its citation, and the role in which the company bears it."""

    citation: Citation
    duty: Duty
    bearer: str

    @property
    def basis(self) -> Basis:
        """The provision and its words."""
        return Basis(words=" ".join(self.duty.words.split()), citation=self.citation)

    @property
    def what(self) -> str:
        """What the duty asks, with the conditions under which it does."""
        if not self.duty.when:
            return self.duty.what
        conditions = " and ".join(name.replace("-", " ") for name in self.duty.when)
        return f"{self.duty.what} (where: {conditions})"

    def each_agreement(self, ours: Side) -> bool:
        """Whether it is owed under each agreement by itself: to the other party, or by its kind."""
        beneficiary = side(self.duty.to)
        return self.duty.kind in IMPLIED or (beneficiary is not None and beneficiary != ours)


def rules(agreement: Agreement, laws: Mapping[str, Law], ours: Side) -> tuple[Rule, ...]:
    """The duties that bind our side, in the order of the agreement's laws and their texts.

    Raises ServandaError `unknown-law` for a law that is named and not there: fewer duties than there
    are must not be derived in silence.
    """
    found = []
    for name in agreement.laws:
        if name not in laws:
            raise ServandaError(
                "unknown-law",
                f"the agreement `{agreement.id}` names the law `{name}`, which is not here",
                hint=f"one of {', '.join(sorted(laws))}" if laws else "there is no law at all",
                where=agreement.id,
            )
        law = laws[name]
        for provision in law.provisions:
            for duty in provision.duties:
                bearer = on_side(duty.bearer, ours)
                if bearer:
                    found.append(Rule(citation=law.cite(provision), duty=duty, bearer=bearer))
    return tuple(found)
