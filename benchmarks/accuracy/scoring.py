"""Counting: violated (missing or partial) against satisfied, three ways, and terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from servanda.agreements.findings import Review
from servanda.agreements.terms import Term

VIOLATED = frozenset({"missing", "partial"})
LISTS = frozenset({"access_control", "certifications", "transfer_mechanism", "data_location"})
NUMERIC = frozenset(
    {
        "breach_notice",
        "subprocessor_notice",
        "subprocessor_objection",
        "audit_frequency",
        "audit_notice",
        "deletion_after_end",
        "return_window",
        "backup_retention",
        "data_subject_request_forward",
        "penetration_test",
        "retention",
    }
)


@dataclass(slots=True)
class Tally:
    """Counts of decisions; `unsure` ones are neither right nor wrong here."""

    decided: int = 0
    right: int = 0
    right_of_three: int = 0
    unsure: int = 0
    found: int = 0
    false_alarm: int = 0
    overlooked: int = 0
    terms: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for name in (
            "decided",
            "right",
            "right_of_three",
            "unsure",
            "found",
            "false_alarm",
            "overlooked",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.terms.update(other.terms)
        self.wrong += other.wrong

    def provision(self, slug: str, alias: str, wanted: str, got: str, why: str) -> None:
        """Count one decision."""
        if got == "unsure":
            self.unsure += 1
            self.wrong.append(f"{slug} {alias}: {wanted}, unsure ({why})")
            return
        self.decided += 1
        bad, said_bad = wanted in VIOLATED, got in VIOLATED
        self.right += bad == said_bad
        self.right_of_three += wanted == got
        self.found += bad and said_bad
        self.false_alarm += said_bad and not bad
        self.overlooked += bad and not said_bad
        if bad != said_bad:
            self.wrong.append(f"{slug} {alias}: {wanted}, said {got} ({why})")

    def numbers(self) -> dict[str, float]:
        """The rates that are reported."""
        precision = _share(self.found, self.found + self.false_alarm)
        recall = _share(self.found, self.found + self.overlooked)
        t = self.terms
        return {
            "decisions": self.decided + self.unsure,
            "unsure": _share(self.unsure, self.decided + self.unsure),
            "precision": precision,
            "recall": recall,
            "f1": _f(precision, recall, 1),
            "f2": _f(precision, recall, 2),
            "accuracy": _share(self.right, self.decided),
            "accuracy_three_way": _share(self.right_of_three, self.decided),
            "numeric_terms": t["numeric"],
            "numeric_exact": _share(t["numeric_exact"], t["numeric"]),
            "numeric_invented": t["invented"],
            "other_terms": t["other"],
            "other_found": _share(t["other_found"], t["other"]),
            "other_exact": _share(t["other_exact"], t["other"]),
            "other_extra": t["other_extra"],
        }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _f(precision: float, recall: float, beta: int) -> float:
    weight = beta * beta
    return _share((1 + weight) * precision * recall, weight * precision + recall)


def score(
    slug: str,
    provisions: tuple[dict[str, Any], ...],
    terms: tuple[dict[str, Any], ...],
    review: Review,
) -> Tally:
    """One review against one document's labels; contested labels are not scored."""
    tally = Tally()
    by_alias = {finding.alias: finding for finding in review.provisions}
    for label in provisions:
        if label["status"] in ("contested", "not_applicable"):
            continue
        finding = by_alias.get(label["id"])
        if finding is None:
            tally.provision(
                slug, label["id"], label["status"], "unsure", "no such requirement here"
            )
        else:
            tally.provision(slug, label["id"], label["status"], finding.status, finding.why)
    _terms(slug, terms, review.terms, tally)
    return tally


def _flat(term: Term) -> tuple[Any, str]:
    flat = term.flat()
    return flat["value"], flat["unit"] or ""


def _terms(
    slug: str, labels: tuple[dict[str, Any], ...], terms: tuple[Term, ...], tally: Tally
) -> None:
    for label in labels:
        if label.get("contested"):
            continue
        kind, wanted = label["term"], (label["value"], label.get("unit") or "")
        got = [_flat(term) for term in terms if term.kind == kind]
        if kind in NUMERIC:
            tally.terms["numeric"] += 1
            exact = wanted in got and (
                wanted[0] is not None or all(value is None for value, _ in got)
            )
            tally.terms["numeric_exact"] += exact
            if not exact:
                tally.wrong.append(f"{slug} {kind}: {wanted}, found {got}")
            continue
        tally.terms["other"] += 1
        tally.terms["other_found"] += bool(got)
        same = any(_alike(kind, wanted[0], value) for value, _ in got)
        tally.terms["other_exact"] += same
        if not same:
            tally.wrong.append(
                f"{slug} {kind}: {wanted[0]!r}, found {[value for value, _ in got]!r}"
            )
    stated = {
        (label["term"], label["value"], label.get("unit") or "")
        for label in labels
        if label["term"] in NUMERIC
    }
    known = {label["term"] for label in labels}
    for term in terms:
        value, unit = _flat(term)
        if term.kind in NUMERIC and value is not None and (term.kind, value, unit) not in stated:
            tally.terms["invented"] += 1
            tally.wrong.append(
                f"{slug} {term.kind}: invented {value} {unit} from {term.quote[:90]!r}"
            )
        elif term.kind not in NUMERIC and term.kind not in known and term.kind not in OWN:
            tally.terms["other_extra"] += 1
            tally.wrong.append(
                f"{slug} {term.kind}: not labelled, found {value!r} in {term.quote[:90]!r}"
            )


OWN = frozenset({"purposes", "data_categories", "data_subjects", "subprocessors"})
"""Kinds that the labels do not have."""


def _alike(kind: str, wanted: Any, got: Any) -> bool:
    if kind in LISTS:
        return isinstance(got, list) and {str(v).casefold() for v in wanted} == {
            str(v).casefold() for v in got
        }
    if kind == "liability_cap" and isinstance(got, str):
        # a phrase: alike where one holds the other
        one, other = " ".join(str(wanted).lower().split()), " ".join(got.lower().split())
        return one in other or other in one
    return str(wanted).casefold() == str(got).casefold()
