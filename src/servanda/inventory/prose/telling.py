"""What the longer texts of a column say, counted by class; never a value.

Pure and mergeable as all evidence is (`evidence`): the same on one machine and on many.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

_MARKS = 32
_STRONG = 0.985

PROVEN = frozenset(
    {"email", "iban", "payment-card", "us-ssn", "ip-address", "mac-address", "access-key", "date-of-birth",
     "driver-licence", "phone"}
)  # fmt: skip
"""Classes whose form or whose words beside it are proof enough: one is told."""

READ = frozenset({"email", "ip-address", "mac-address"})
"""Classes that the reading finds wherever the detector's own expression would, and faster."""

ABOUT = frozenset({"full-name", "email", "phone", "street-address", "us-ssn"})
"""Classes that make the text one about a person."""

APART = frozenset(
    {"city", "region", "country", "nationality", "age", "job-title", "honorific", "postcode", "religion", "political-opinion"}
)  # fmt: skip
"""Classes that are personal data only in a text about a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One class in the texts of a column.

    `texts` are the distinct values that hold it, `rows` all of them; `spans` its places; `sure` the sum
    of their confidence, `strong` how many are all but certain; `marks` up to 32 hashes of different words of it.
    """

    texts: int = 0
    rows: int = 0
    spans: int = 0
    sure: float = 0.0
    strong: int = 0
    marks: frozenset[int] = frozenset()

    def plus(self, other: Told) -> Told:
        """Both batches."""
        return Told(
            texts=self.texts + other.texts,
            rows=self.rows + other.rows,
            spans=self.spans + other.spans,
            sure=self.sure + other.sure,
            strong=self.strong + other.strong,
            marks=frozenset(sorted(self.marks | other.marks)[:_MARKS]),
        )

    def convinces(self, data_class: str, words: int) -> bool:
        """Whether there is enough of it in texts of so many words.

        A name is a guess. In letters and notes three in four are all but certain, in the text of programs
        and manuals, where hardly any is one, fewer than one in ten (measured on Python's own).
        """
        if data_class in PROVEN:
            return True
        if data_class == "full-name":
            return self.strong * 4 >= self.spans or self.sure >= 0.9 * self.spans
        return self.sure / self.spans >= 0.75 and self.spans * 2_000 >= words


UNREAD = "names, places and dates in its texts were not looked for: that needs numpy, install servanda[arrays]"
"""What is said of a table whose texts could not be read."""


@functools.cache
def can_read() -> bool:
    """Whether texts can be read here: that takes numpy, which is an extra (`servanda[arrays]`)."""
    try:
        import numpy  # noqa: F401 (whether it is there)
    except ImportError:
        return False
    return True


def worth_reading(column: str, kind: str, letters: int, blanks: int, distinct: int) -> bool:
    """Whether the values of a column are running text: whole sentences, or the lines of a document.

    The lines of a document (`positions.COLUMNS`) may be short.
    """
    if kind != "text":
        return False
    if column == "text":
        return blanks >= distinct
    return blanks >= 7 * distinct and letters >= 45 * distinct


FIRST = 20
"""Places of each class that are told to who asks for them."""

Places = dict[str, list[tuple[int, int]]]
"""The first places of each class: which line, and how far from its beginning."""


def told_of(
    lines: str,
    rows: Callable[[Collection[int]], int] | None = None,
    places: Places | None = None,
) -> dict[str, Told]:
    """What stands in texts that are lines of one text; `rows` counts the values that lines stand for.

    `places` gets the first places of each class.
    """
    import numpy as np

    from servanda.inventory.prose.reading import read

    found: dict[str, Told] = {}
    starts = np.flatnonzero(_line_ends(lines)) + 1
    base = read(lines)
    if not len(base):
        return found
    line = np.searchsorted(starts, base.start, side="right")
    for kind in np.unique(base.kind).tolist():
        mine = base.kind == kind
        held = np.unique(line[mine])
        marks = {hash_of(lines[a:b]) for a, b in zip(base.start[mine][:64].tolist(), base.end[mine][:64].tolist(), strict=True)}  # fmt: skip
        told = Told(
            texts=len(held),
            rows=rows(held.tolist()) if rows is not None else len(held),
            spans=int(mine.sum()),
            sure=float(base.sure[mine].sum()),
            strong=int((base.sure[mine] > _STRONG).sum()),
            marks=frozenset(sorted(marks)[:_MARKS]),
        )
        name = _name_of(kind)
        found[name] = found[name].plus(told) if name in found else told
        if places is not None:
            nth = np.flatnonzero(mine)[:FIRST]
            begins = np.append(0, starts)[line[nth]]
            some = zip(line[nth].tolist(), (base.start[nth] - begins).tolist(), strict=True)
            places[name] = sorted([*places.get(name, ()), *some])[:FIRST]
    return found


def _line_ends(lines: str) -> Any:
    from servanda.inventory.prose.letters import codes

    return codes(lines) == 10


def hash_of(value: str) -> int:
    """A checksum that is the same on every machine."""
    import zlib

    return zlib.crc32(value.casefold().encode("utf-8", "replace"))


def starts_in(text: str) -> Iterator[tuple[str, int]]:
    """The class and the first character of everything in a text."""
    from servanda.inventory.prose.reading import read

    found = read(text)
    for kind, start in zip(found.kind.tolist(), found.start.tolist(), strict=True):
        yield _name_of(kind), start


@functools.cache
def _name_of(kind: int) -> str:
    """The id of the detector of the class."""
    from servanda.inventory.prose.reading import CLASSES

    return CLASSES[kind][0].replace("_", "-")


def reason_of(data_class: str) -> str:
    """What was recognised."""
    from servanda.inventory.prose.reading import CLASSES

    return next(reason for name, reason in CLASSES.values() if name.replace("_", "-") == data_class)
