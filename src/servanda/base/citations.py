"""Where a rule stands: a provision of a law, or a clause of an agreement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from servanda.base.errors import ServandaError

_LAW = re.compile(r"[a-z]{2,8}(/[a-z0-9-]+){1,3}")
_PLACE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A provision of a law, `eu/gdpr#28.3.a`: the law's id and the provision's path."""

    law: str
    provision: str

    def __post_init__(self) -> None:
        if not _LAW.fullmatch(self.law) or not _PLACE.fullmatch(self.provision):
            raise ServandaError(
                "bad-citation",
                f"`{self.law}#{self.provision}` is no citation",
                hint="a law and a provision, such as eu/gdpr#33.1",
            )

    def __str__(self) -> str:
        return f"{self.law}#{self.provision}"

    def to_plain(self) -> str:
        """`"eu/gdpr#33.1"`."""
        return str(self)

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """The inverse of `to_plain`; raises ServandaError `bad-citation`."""
        law, mark, provision = str(plain).partition("#")
        if not mark:
            raise ServandaError(
                "bad-citation",
                "a citation has a `#` between law and provision",
                hint="such as eu/gdpr#33.1",
            )
        return cls(law, provision)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class ClauseRef:
    """A clause of an agreement and the words it rests on; `page` is 0 where there are no pages."""

    agreement: str
    clause: str
    quote: str
    page: int = 0

    def __str__(self) -> str:
        return f"{self.agreement} clause {self.clause}" if self.clause else self.agreement
