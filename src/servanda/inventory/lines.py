"""The distinct values of a column as lines of one text, which C code can search at once."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from heapq import nsmallest

from servanda.inventory.prose.telling import can_read
from servanda.inventory.sieve import Sieve, lines_at

_WORD = 60


class Lines:
    """`counts` are the distinct values, stripped and without line breaks; `joined` is all of them.

    `ascii` are those of ASCII alone as bytes, `other` the rest: what an expression means by a letter
    or a digit is the same for `re` and for a sieve only in ASCII. `middle` is their median length.
    """

    __slots__ = (
        "_holds",
        "_lengths",
        "_once",
        "_shadows",
        "_some",
        "ascii",
        "counts",
        "joined",
        "middle",
        "other",
        "prose",
    )

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.joined = "\n".join(counts)
        self._holds: dict[str, bool] = {}
        self._some: str | None = None
        # only where something separates words can one value stand inside another
        self.prose = self.any_of(" ,;:|=<>(){}[]&\"'/")
        if self.joined.isascii():
            self.ascii, self.other = self.joined.encode("ascii"), ""
        else:
            self.ascii = "\n".join(filter(str.isascii, counts)).encode("ascii")
            self.other = "\n".join(value for value in counts if not value.isascii())
        self._shadows: tuple[bytes, str, str] | None = None
        self._once = counts.total() == len(counts)
        self._lengths = Counter(map(len, counts))
        self.middle = _middle(self._lengths, len(counts))

    def any_of(self, characters: Iterable[str]) -> bool:
        """Whether one of the characters occurs."""
        holds = self._holds
        for character in characters:
            known = holds.get(character)
            if known is None:
                known = holds[character] = character in self.joined
            if known:
                return True
        return False

    def any_as_long(self, least: int, most: int) -> bool:
        """Whether a value has so many characters."""
        return any(least <= length <= most for length in self._lengths)

    def some(self, most: int) -> str:
        """The same few values whatever their order, as lines; drawn once."""
        if self._some is None:
            self._some = "\n".join(draw(self.counts, most))
        return self._some

    def words(self, vocabulary: frozenset[str]) -> dict[str, list[str]]:
        """The distinct values that are words of `vocabulary` (lower case), by word.

        Values of over 60 characters are no words.
        """
        short: Collection[str] = self.counts
        if max(self._lengths, default=0) > _WORD:
            short = [value for value in short if len(value) <= _WORD]
            if not short:
                return {}
        lines = self.joined if short is self.counts else "\n".join(short)
        folded = lines.casefold().split("\n")
        hits = vocabulary.intersection(folded)
        found: dict[str, list[str]] = {}
        if hits:
            for word, value in zip(folded, short, strict=True):
                if word in hits:
                    found.setdefault(word, []).append(value)
        return found

    def rows(self, values: Collection[str]) -> int:
        """How many values these distinct ones stand for."""
        if self._once or not values:
            return len(values)
        if len(values) == len(self.counts):
            return self.counts.total()
        return sum(map(self.counts.__getitem__, values))

    def matching(self, pattern: re.Pattern[str], sieve: Sieve) -> set[str]:
        """The values that match as a whole; `pattern` is anchored at both ends of a line."""
        return matches(pattern, self._left_by(sieve))

    def holding(
        self, pattern: re.Pattern[str], sieve: Sieve, valid: Callable[[str], bool] | None
    ) -> set[str]:
        """The values that hold a valid match somewhere."""
        return _holding(pattern, valid, self._left_by(sieve))

    def _left_by(self, sieve: Sieve) -> str:
        """The lines that a sieve lets through; all of them where it would be too many to pick out."""
        ends = sieve.ends(self.ascii, most=len(self.counts) // 4 + 8)
        if ends is None:
            return self.joined
        some = lines_at(self.ascii, ends)
        if self.other:
            some += self._others(sieve)
        return "\n".join(some)

    def _others(self, sieve: Sieve) -> list[str]:
        """The lines beyond ASCII that a sieve lets through, and those that none can be asked about."""
        if not sieve.fits_shadows or len(self.other) < _WORTH:
            return [self.other]
        if self._shadows is None:
            self._shadows = _shadowed(self.other)
        shadow, even, odd = self._shadows
        ends = sieve.ends(shadow, most=len(self.counts) // 4 + 8)
        if ends is None:
            return [self.other]
        some = lines_at(shadow, ends, even)
        return [*some, odd] if odd else some


_WORTH = 20_000
"""Characters of lines beyond ASCII from which on they are put in a form that a sieve reads."""

_MUCH = 200_000
"""Characters from which on numpy does it, where it is there."""

# a figure of another script, and letters that are alike those of ASCII where case does not count
_ODD = re.compile("[^\\D0-9]|[\u0130\u0131\u017f\u212a]")


def _shadowed(other: str) -> tuple[bytes, str, str]:
    """Lines as bytes, one a character, in which an expression of ASCII matches wherever it does in the lines.

    Letters are `x`, blanks a form feed, all else is 0xFF. Then the lines themselves, and those that have no such form.
    """
    letters = _letters(other)
    odd = ""
    if _ODD.search("".join(letters)):
        lines = other.split("\n")
        odd = "\n".join(line for line in lines if _ODD.search(line))
        other = "\n".join(line for line in lines if not _ODD.search(line))
    table = {letter: _shadow_of(letter) for letter in letters}
    if len(other) > _MUCH and can_read():
        return _by_numpy(other, table), other, odd
    return _translated(other, table), other, odd


def _letters(text: str) -> set[str]:
    """The characters beyond ASCII of a text."""
    if len(text) <= _MUCH or not can_read():
        return _letters_beyond(text)
    import numpy as np

    from servanda.inventory.prose.letters import codes

    found = np.flatnonzero(np.bincount(codes(text), minlength=128)[128:]) + 128
    letters = set(map(chr, found.tolist()))
    return _letters_beyond(text) if "\ufffd" in letters else letters


def _letters_beyond(text: str) -> set[str]:
    return {letter for letter in set(text) if letter > "\x7f"}


def _translated(text: str, shadows: dict[str, str]) -> bytes:
    codes = {ord(letter): shadow for letter, shadow in shadows.items()}
    return text.translate(codes).encode("latin-1")


def _by_numpy(text: str, shadows: dict[str, str]) -> bytes:
    import numpy as np

    from servanda.inventory.prose.letters import codes

    if any(letter > "\uffff" for letter in shadows):
        return _translated(text, shadows)
    table = np.arange(65_536).astype(np.uint8)
    for letter, shadow in shadows.items():
        table[ord(letter)] = ord(shadow)
    data: bytes = table.take(codes(text)).tobytes()
    return data


def _shadow_of(letter: str) -> str:
    return "x" if letter.isalnum() else "\f" if letter.isspace() else "\xff"


def _middle(lengths: Counter[int], of: int) -> int:
    """The median of lengths."""
    passed = 0
    for length in sorted(lengths):
        passed += lengths[length]
        if passed * 2 >= of:
            return length
    return 0


def matches(pattern: re.Pattern[str], joined: str) -> set[str]:
    """The lines that match."""
    if not joined:
        return set()
    if not pattern.groups:
        return set(pattern.findall(joined))
    return {match[0] for match in pattern.finditer(joined)}


def _holding(
    pattern: re.Pattern[str], valid: Callable[[str], bool] | None, joined: str
) -> set[str]:
    found: set[str] = set()
    end = -1
    for match in pattern.finditer(joined):
        if match.start() < end or (valid is not None and not valid(match[0])):
            continue
        start = joined.rfind("\n", 0, match.start()) + 1
        end = joined.find("\n", match.end())
        end = len(joined) if end < 0 else end
        found.add(joined[start:end])
    return found


def hashes(values: Iterable[str]) -> list[int]:
    """A checksum of each value that is the same on every machine, unlike Python's own hash."""
    data = "\n".join(values).encode("utf-8", "replace")
    return list(map(zlib.crc32, data.split(b"\n")))


def marks(values: Collection[str], most: int) -> frozenset[int]:
    """The lowest checksums of the values: as many distinct ones as `most`."""
    return frozenset(nsmallest(most, hashes(values))) if values else frozenset()


def draw(values: Collection[str], most: int) -> list[str]:
    """The same few of many values on every machine, whatever their order."""
    listed = list(values)
    return [value for _, value in nsmallest(most, zip(hashes(listed), listed, strict=True))]
