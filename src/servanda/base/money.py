"""Money: a Decimal with its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from servanda.base.errors import ServandaError


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217). Amounts of two currencies neither add nor compare."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        code = self.currency
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise ServandaError("bad-currency", "a currency is three capital letters (ISO 4217)")
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise ServandaError("bad-amount", "an amount of money is a finite Decimal")

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ServandaError(
                "two-currencies", f"`{self.currency}` and `{other.currency}` need a rate to meet"
            )

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.amount:,f} {self.currency}"

    def to_plain(self) -> dict[str, str]:
        """`{"amount": "10.00", "currency": "EUR"}`; the amount is text, never a float."""
        return {"amount": format(self.amount, "f"), "currency": self.currency}

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """The inverse of `to_plain`; raises ServandaError `bad-amount`."""
        if not isinstance(plain, dict) or set(plain) != {"amount", "currency"}:
            raise ServandaError("bad-amount", "money has an `amount` and a `currency`")
        if not isinstance(plain["amount"], str) or not isinstance(plain["currency"], str):
            raise ServandaError("bad-amount", "an amount is written as text, such as '10.00'")
        try:
            return cls(Decimal(plain["amount"]), plain["currency"])
        except InvalidOperation:
            raise ServandaError("bad-amount", "this amount is no decimal number") from None
