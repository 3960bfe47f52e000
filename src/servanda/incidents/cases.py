"""Cases as a table: one incident a row, in the columns in which worked examples are published.

`loss_types_CIA` (letters of C, I, A), `subjects_approx`, `special_category`, `financial_or_national_id`,
`vulnerable_subjects`, `risk_source`, `malicious`, `exfiltration_or_disclosure`,
`unintelligible_to_recipient`, `recipient`, `recoverable`, `likely_harm`. An empty cell is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from servanda.base.errors import ServandaError
from servanda.incidents.facts import Facts, Recipient, Recovery

COLUMNS = (
    "loss_types_CIA",
    "subjects_approx",
    "special_category",
    "financial_or_national_id",
    "vulnerable_subjects",
    "risk_source",
    "malicious",
    "exfiltration_or_disclosure",
    "unintelligible_to_recipient",
    "recipient",
    "recoverable",
    "likely_harm",
)

_LOSS = {"C": "confidentiality", "I": "integrity", "A": "availability"}
_RECIPIENTS = {
    "trusted_known": "trusted",
    "trusted_third_party": "trusted",
    "known_cooperative": "known",
    "known": "unknown",  # known, and not said to cooperate
    "known_uncooperative": "malicious",
    "competitor": "malicious",
}
_RECOVERY = {
    "yes": "hours",
    "no": "never",
    "none": "never",
    "hours": "hours",
    "partial": "partly",
    "partially": "partly",
}
# a harm's word in a table of cases, and the harm that it names
_HARMS = {
    "identity": "identity-theft",
    "fraud": "fraud",
    "financial": "financial-loss",
    "stalking": "stalking",
    "discrimination": "discrimination",
    "stigma": "discrimination",
    "reputation": "reputation",
    "reputational": "reputation",
    "physical": "physical",
    "safety": "physical",
    "psychological": "psychological",
    "distress": "psychological",
    "serious": "service",
    "profiling": "profiling",
}
_UNKNOWN = ("", "unknown", "?")


def facts_of(row: Mapping[str, str]) -> Facts:
    """The facts of one row; raises ServandaError `bad-case` for a cell that says nothing readable."""
    return Facts(
        title=row.get("title", ""),
        status="confirmed",
        loss=_loss(row.get("loss_types_CIA", "")),
        people=_count(row.get("subjects_approx", "")),
        special_category=_bool(row, "special_category"),
        criminal=False if _bool(row, "special_category") is False else None,
        health=False if _bool(row, "special_category") is False else None,
        financial=_bool(row, "financial_or_national_id"),
        national_id=_bool(row, "financial_or_national_id"),
        credentials=_bool(row, "financial_or_national_id"),
        vulnerable=_bool(row, "vulnerable_subjects"),
        minors=False if _bool(row, "vulnerable_subjects") is False else None,
        source=_word(row, "risk_source", ("internal", "external"), {}),
        malicious=_bool(row, "malicious"),
        disclosed=_bool(row, "exfiltration_or_disclosure"),
        unintelligible=_bool(row, "unintelligible_to_recipient"),
        recipient=_recipient(row),
        recoverable=_word(row, "recoverable", get_args(Recovery), _RECOVERY, days="days"),
        harm=_harm(row.get("likely_harm", "")),
        service_harm=None if row.get("likely_harm", "") in _UNKNOWN else False,
        roles=frozenset({"controller"}),
    )


def _loss(cell: str) -> frozenset[Any] | None:
    letters = set(cell.strip().upper())
    if not letters:
        return None
    if letters - _LOSS.keys():
        raise _bad("loss_types_CIA", "letters of C, I and A")
    return frozenset(_LOSS[letter] for letter in letters)


def _count(cell: str) -> int | None:
    if cell.strip() in _UNKNOWN:
        return None
    if not cell.strip().isdigit():
        raise _bad("subjects_approx", "a whole number")
    return int(cell)


def _bool(row: Mapping[str, str], column: str) -> bool | None:
    cell = row.get(column, "").strip().lower()
    if cell in _UNKNOWN:
        return None
    if cell in ("1", "yes", "true"):
        return True
    if cell in ("0", "no", "false"):
        return False
    raise _bad(column, "0, 1 or nothing")


def _recipient(row: Mapping[str, str]) -> Any:
    cell = row.get("recipient", "").strip().lower()
    if not cell:
        return None
    if cell in _RECIPIENTS:
        return _RECIPIENTS[cell]
    if cell in get_args(Recipient):
        return cell
    # any other description of who has the data shows nothing in their favour
    return "unknown"


def _word(
    row: Mapping[str, str],
    column: str,
    choices: tuple[str, ...],
    other: Mapping[str, str],
    **begins: str,
) -> Any:
    cell = row.get(column, "").strip().lower()
    if cell in _UNKNOWN:
        return None
    if cell in other:
        return other[cell]
    if cell.replace("_", "-") in choices:
        return cell.replace("_", "-")
    first = cell.partition("_")[0]
    if first in begins or first in other:
        return begins.get(first) or other[first]
    raise _bad(column, f"one of {', '.join([*choices, *other])}")


def _harm(cell: str) -> frozenset[str] | None:
    words = [word for word in cell.strip().lower().replace("-", "_").split("_") if word]
    if cell.strip() in _UNKNOWN:
        return None
    if words == ["none"]:
        return frozenset()
    named = {_HARMS[word] for word in words if word in _HARMS}
    return frozenset(named or {"-".join(words)})


def _bad(column: str, expected: str) -> ServandaError:
    return ServandaError("bad-case", f"`{column}` is not readable", hint=f"expected {expected}")
