"""How sensitive a column is, and why: harm, law, what stands beside it, how much of it, what it is for.

Law: GDPR Articles 9 and 10 (not among the provisions whose text is told here).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.combination import QUASI, SMALL, Combination
from servanda.inventory.findings import ColumnFinding, Field, Inventory
from servanda.inventory.harm import harms

Ground = Literal["harm", "law", "combination", "volume", "purpose"]

MANY = 100_000
"""Rows from which on the volume counts: the consumers of Cal. Civ. Code 1798.140(d)(1)(B)."""
REPORTED = 500
"""Persons whose health data make a breach public at once: 45 CFR 164.406 and 164.408(b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason of a rating. `least` is the sensitivity it asks for; None where it only informs."""

    ground: Ground
    words: str
    least: Sensitivity | None = None
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How sensitive a column is. `reckoned` is what the reasons ask for: the highest of them.

    `sensitivity` is what holds: that of a person who overruled it (`because`, `by`), else `reckoned`.
    """

    system: str
    table: str
    column: str
    data_class: str
    reckoned: Sensitivity
    sensitivity: Sensitivity
    reasons: tuple[Reason, ...]
    because: str = ""
    by: str = ""

    @property
    def overruled(self) -> bool:
        """Whether a person decided otherwise than the reasons."""
        return bool(self.because)


def rate(
    findings: Iterable[ColumnFinding],
    *,
    detectors: Mapping[str, Detector],
    inventory: Inventory,
    combinations: Mapping[tuple[str, str], Combination] | None = None,
) -> tuple[Rating, ...]:
    """Rate what was found, one rating a finding, in the order given.

    `combinations` are the quasi-identifiers by (system, table), of `combination.combine`. A finding
    whose class has no detector is rated by what the finding itself says.
    """
    found = tuple(findings)
    tables: dict[tuple[str, str], list[ColumnFinding]] = {}
    for finding in found:
        tables.setdefault((finding.system, finding.table), []).append(finding)
    ratings = []
    for finding in found:
        place = (finding.system, finding.table)
        field = inventory.declared(finding.system, finding.table, finding.column)
        reasons = (
            *_harm(finding, detectors.get(finding.data_class)),
            *_law(detectors.get(finding.data_class)),
            *_beside(finding, tables[place], detectors),
            *_combination(finding, (combinations or {}).get(place)),
            *_volume(finding, tables[place], detectors),
            *_purpose(inventory.filled(field) if field else None),
        )
        ratings.append(_rating(finding, reasons, field))
    return tuple(ratings)


def overrule(
    inventory: Inventory,
    *,
    system: str,
    table: str,
    column: str,
    data_class: str,
    sensitivity: Sensitivity,
    because: str,
    by: str,
) -> Inventory:
    """The inventory with a person's own rating of a column, and why; a column not declared is added."""
    field = inventory.declared(system, table, column)
    if field is None:
        field = Field(system=system, table=table, column=column, data_class=data_class)
        inventory = replace(inventory, fields=(*inventory.fields, field))
    decided = replace(field, sensitivity=sensitivity, because=because, by=by)
    return replace(
        inventory, fields=tuple(decided if one is field else one for one in inventory.fields)
    )


def _rating(finding: ColumnFinding, reasons: tuple[Reason, ...], field: Field | None) -> Rating:
    reckoned = max(
        (reason.least for reason in reasons if reason.least),
        key=lambda least: least.rank,
        default=finding.sensitivity,
    )
    held = field is not None and field.sensitivity is not None
    return Rating(
        system=finding.system,
        table=finding.table,
        column=finding.column,
        data_class=finding.data_class,
        reckoned=reckoned,
        sensitivity=field.sensitivity if field and field.sensitivity else reckoned,
        reasons=reasons,
        because=field.because if field and held else "",
        by=field.by if field and held else "",
    )


def _harm(finding: ColumnFinding, detector: Detector | None) -> list[Reason]:
    if detector is None:
        return [Reason(ground="harm", words="as the scan said", least=finding.sensitivity)]
    reasons = [
        Reason(ground="harm", words=f"its class: {detector.reason}", least=detector.sensitivity)
    ]
    reasons += [
        Reason(
            ground="harm",
            words=f"the {harm.whose}'s {harm.of}: {harm.why}",
            least=harm.sensitivity,
        )
        for harm in harms(detector)
    ]
    if not finding.in_clear:
        # GDPR recital 26: pseudonymised data are still personal data, so nothing is rated lower
        reasons.append(
            Reason(ground="harm", words="not in clear, which lowers the risk and not the rating")
        )
    return reasons


_PROTECTED: tuple[tuple[str, str, str, Sensitivity | None], ...] = (
    ("eu/gdpr", r"Article 9\b", "special category of personal data", Sensitivity.RESTRICTED),
    ("eu/gdpr", r"Article 10\b", "criminal convictions and offences", Sensitivity.RESTRICTED),
    ("eu/gdpr", r"Article 87\b", "national identification number", Sensitivity.RESTRICTED),
    ("eu/gdpr", r"Article 4\(1\)", "personal data", Sensitivity.INTERNAL),
    ("us/hipaa", r"160\.103", "health information", Sensitivity.RESTRICTED),
    ("us/hipaa", r"164\.514\(b\)\(2\)", "one of the identifiers of HIPAA", Sensitivity.INTERNAL),
    ("pci/dss", r"3\.3\.1", "sensitive authentication data, never kept after authorisation", Sensitivity.RESTRICTED),
    ("pci/dss", r"3\.5", "card number, kept unreadable", Sensitivity.RESTRICTED),
    ("pci/dss", r"requirement 3\b(?!\.)", "cardholder data", Sensitivity.INTERNAL),
    ("us/ca/ccpa", r"\(ae\)", "sensitive personal information", Sensitivity.CONFIDENTIAL),
    ("us/ca/ccpa", r"\(v\)", "personal information", Sensitivity.INTERNAL),
)  # fmt: skip


def _law(detector: Detector | None) -> list[Reason]:
    if detector is None:
        return []
    reasons = []
    for law, why in detector.laws.items():
        for of, form, words, least in _PROTECTED:
            if law == of and re.search(form, why):
                reasons.append(Reason(ground="law", words=f"{words} ({why})", least=least, law=law))
                break
        else:
            reasons.append(Reason(ground="law", words=why, law=law))
    return reasons


def _is(finding: ColumnFinding, detectors: Mapping[str, Detector], law: str, form: str) -> bool:
    detector = detectors.get(finding.data_class)
    return detector is not None and re.search(form, detector.laws.get(law, "")) is not None


def _health(finding: ColumnFinding, detectors: Mapping[str, Detector]) -> bool:
    return _is(finding, detectors, "us/hipaa", r"160\.103") or _is(
        finding, detectors, "eu/gdpr", r"4\(15\)"
    )


def _beside(
    finding: ColumnFinding, table: list[ColumnFinding], detectors: Mapping[str, Detector]
) -> list[Reason]:
    """What the columns beside it make of a column: a name in a table of diagnoses tells of health."""
    others = [one for one in table if one.column != finding.column]
    reasons = []
    health = next((one for one in others if _health(one, detectors)), None)
    if health and _is(finding, detectors, "us/hipaa", r"164\.514\(b\)\(2\)"):
        direct = finding.data_class not in QUASI
        reasons.append(
            Reason(
                ground="combination",
                words=f"in a row with health information (`{health.column}`): protected health "
                "information (45 CFR 160.103), and health data of a known person",
                least=Sensitivity.RESTRICTED if direct else Sensitivity.CONFIDENTIAL,
                law="us/hipaa",
            )
        )
    card = next((one for one in others if one.data_class == "payment-card"), None)
    if card and _is(finding, detectors, "pci/dss", r"requirement 3\b(?!\.)"):
        reasons.append(
            Reason(
                ground="combination",
                words=f"kept with a card number (`{card.column}`): cardholder data",
                least=Sensitivity.CONFIDENTIAL,
                law="pci/dss",
            )
        )
    return reasons


def _combination(finding: ColumnFinding, combination: Combination | None) -> list[Reason]:
    if combination is None or finding.column not in combination.columns:
        return []
    rows = f"{combination.rows:,} rows" + ("" if combination.whole else " looked at")
    words = (
        f"together with {', '.join(c for c in combination.columns if c != finding.column)}: of {rows} "
        f"{_percent(combination.small)} are in groups of fewer than {SMALL}, the smallest has "
        f"{combination.k}"
    )
    if not combination.identifies:
        return [Reason(ground="combination", words=words)]
    if len(combination.enough) < len(combination.columns):
        words += f"; {' and '.join(combination.enough)} would do"
    return [Reason(ground="combination", words=words, least=Sensitivity.CONFIDENTIAL)]


def _percent(share: float) -> str:
    return f"{share:.0%}" if 0.005 <= share <= 0.995 or share in (0, 1) else f"{share:.2%}"


def _volume(
    finding: ColumnFinding, table: list[ColumnFinding], detectors: Mapping[str, Detector]
) -> list[Reason]:
    if finding.rows is None:
        return [Reason(ground="volume", words="how many rows there are is not known")]
    reasons = []
    if finding.rows >= MANY:
        reasons.append(
            Reason(
                ground="volume",
                words=f"{finding.rows:,} rows: a loss would be on a large scale",
                least=Sensitivity.CONFIDENTIAL,
            )
        )
    if finding.rows >= REPORTED and any(_health(one, detectors) for one in table):
        reasons.append(
            Reason(
                ground="volume",
                words=f"{finding.rows:,} rows with health data: the loss of {REPORTED} or more is "
                "told to the authority at once, that of more to the media (45 CFR 164.406, 164.408(b))",
                least=Sensitivity.CONFIDENTIAL,
                law="us/hipaa",
            )
        )
    return reasons or [Reason(ground="volume", words=f"{finding.rows:,} rows")]


def _purpose(field: Field | None) -> list[Reason]:
    if field is None or not field.purpose:
        return [Reason(ground="purpose", words="no purpose is declared")]
    if field.essential is None:
        words = f"held {field.purpose}; nobody has said whether it is essential for that"
        return [Reason(ground="purpose", words=words)]
    if field.essential:
        return [Reason(ground="purpose", words=f"essential {field.purpose}")]
    return [
        Reason(
            ground="purpose",
            words=f"not essential {field.purpose}: holding it is a fault of its own (GDPR 5(1)(c))",
            least=Sensitivity.CONFIDENTIAL,
            law="eu/gdpr",
        )
    ]
