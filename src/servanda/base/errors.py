"""The one error that the core raises on purpose."""

from __future__ import annotations


class ServandaError(Exception):
    """Something a person can act on: what is wrong, where, and what to do about it.

    `code` is stable and kebab-case, `message` one sentence without a customer's value, `hint` the
    remedy, `where` a place (`file:line`, a clause, a table).
    """

    def __init__(self, code: str, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.message, self.hint, self.where)


def _rebuild(
    kind: type[ServandaError], code: str, message: str, hint: str, where: str
) -> ServandaError:
    return kind(code, message, hint=hint, where=where)


class UnreadableError(ServandaError):
    """Input that is damaged, locked, hostile or not what its name says; nothing was taken from it."""


class TamperingError(ServandaError):
    """Recorded history does not agree with its own proofs."""
