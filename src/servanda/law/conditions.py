"""Conditions of a duty, and whether facts meet them.

A condition is a name (`risk-unlikely`), a comparison (`individuals >= 500`), or several of these joined by
` or `, of which one is enough. Facts are a mapping:
`risk-unlikely = true` and `risk = "unlikely"` both state the name; `individuals = 612` the number.
What no fact decides is None: unknown is neither true nor false.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from servanda.base.errors import ServandaError
from servanda.law.provisions import Duty

_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_CONDITION = re.compile(rf"(?P<name>{_NAME})(?:\s*(?P<sign><=|>=|==|<|>)\s*(?P<number>\d+))?")
_SIGNS = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def require_condition(text: str) -> str:
    """Return a well-formed condition; raises ServandaError `bad-condition`."""
    if not all(_CONDITION.fullmatch(part) for part in text.split(" or ")):
        raise ServandaError(
            "bad-condition",
            f"`{text}` is no condition",
            hint="a name such as risk-unlikely, or a comparison such as individuals >= 500",
        )
    return text


def settles(fact: str, condition: str) -> bool:
    """Whether a fact of this name can decide the condition, or one of its alternatives."""
    for found in map(_match, condition.split(" or ")):
        if found["name"] == fact or (found["name"].startswith(f"{fact}-") and not found["sign"]):
            return True
    return False


def holds(condition: str, facts: Mapping[str, Any]) -> bool | None:
    """Whether the facts meet one condition; None where they do not say.

    Raises ServandaError `wrong-fact` for a fact that cannot be compared with what is asked.
    """
    parts = condition.split(" or ")
    if len(parts) > 1:
        answers = [holds(part, facts) for part in parts]
        return True if True in answers else None if None in answers else False
    found = _match(condition)
    name, sign = found["name"], found["sign"]
    if sign:
        value = facts.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ServandaError("wrong-fact", f"`{name}` is compared, so it is a number")
        return bool(_SIGNS[sign](value, int(found["number"])))
    for fact, value in facts.items():
        if fact == name:
            if not isinstance(value, bool):
                raise ServandaError("wrong-fact", f"`{name}` is true or false")
            return value
    for fact, value in facts.items():
        if isinstance(value, str) and name.startswith(f"{fact}-"):
            return name == f"{fact}-{value}"
    return None


def applies(duty: Duty, facts: Mapping[str, Any]) -> bool | None:
    """Whether a duty falls due on these facts.

    It does where every condition of `when` is met and none of `unless` is. An exception must be
    shown, so an undecided one leaves the duty standing; an undecided `when` leaves it open (None).
    """
    if any(holds(condition, facts) for condition in duty.unless):
        return False
    answers = [holds(condition, facts) for condition in duty.when]
    if False in answers:
        return False
    return None if None in answers else True


@cache
def _match(condition: str) -> re.Match[str]:
    found = _CONDITION.fullmatch(require_condition(condition))
    assert found is not None  # noqa: S101 (require_condition has just matched it)
    return found
