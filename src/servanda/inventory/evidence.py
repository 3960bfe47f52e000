"""What the values of a column show: counts for each class, never a value.

Pure over an Arrow record batch and mergeable, so that a scan may run on any number of machines.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from servanda.inventory.classes import Detector
from servanda.inventory.headers import Headers, NameEvidence, headers_of
from servanda.inventory.opaque import opaque_bytes, opaque_text

ValueKind = Literal["text", "number", "decimal", "date", "flag", "bytes", "none"]

LONGEST_CELL = 65_536
"""Characters of one cell that are read; longer cells are counted in `cut`."""

_MARKS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassEvidence:
    """How the distinct values of one column stand to one class.

    `shaped` have its form, `valid` of them pass its check (or are its words), `fits` are compatible
    with it, `inside` are longer texts that hold one; the `_rows` count every value instead of every
    distinct one. `marks` are up to 32 checksums of valid values, so that merged counts can tell
    distinct ones.
    """

    shaped: int = 0
    valid: int = 0
    valid_rows: int = 0
    fits: int = 0
    fits_rows: int = 0
    inside: int = 0
    inside_rows: int = 0
    marks: frozenset[int] = frozenset()

    def plus(self, other: ClassEvidence) -> ClassEvidence:
        """The evidence of both batches."""
        return ClassEvidence(
            shaped=self.shaped + other.shaped,
            valid=self.valid + other.valid,
            valid_rows=self.valid_rows + other.valid_rows,
            fits=self.fits + other.fits,
            fits_rows=self.fits_rows + other.fits_rows,
            inside=self.inside + other.inside,
            inside_rows=self.inside_rows + other.inside_rows,
            marks=frozenset(sorted(self.marks | other.marks)[:_MARKS]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEvidence:
    """One column: what was seen of it and how its values stand to each class that any touched.

    `seen` counts values that are neither null nor blank, `distinct` the different ones (by batch),
    `letters` their characters, `blanks` their spaces; `opaque` distinct ones that look like ciphertext
    or digests; `every` that all values of the column were seen although not all rows were.
    """

    column: str
    kind: ValueKind = "none"
    seen: int = 0
    nulls: int = 0
    distinct: int = 0
    letters: int = 0
    blanks: int = 0
    opaque: int = 0
    opaque_rows: int = 0
    cut: int = 0
    every: bool = False
    classes: dict[str, ClassEvidence] = field(default_factory=dict)

    def plus(self, other: ColumnEvidence) -> ColumnEvidence:
        """The evidence of both batches of the same column."""
        classes = dict(self.classes)
        for name, evidence in other.classes.items():
            classes[name] = classes[name].plus(evidence) if name in classes else evidence
        return replace(
            self,
            kind=other.kind if self.kind == "none" else self.kind,
            seen=self.seen + other.seen,
            nulls=self.nulls + other.nulls,
            distinct=self.distinct + other.distinct,
            letters=self.letters + other.letters,
            blanks=self.blanks + other.blanks,
            opaque=self.opaque + other.opaque,
            opaque_rows=self.opaque_rows + other.opaque_rows,
            cut=self.cut + other.cut,
            classes=classes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """A detector with its expressions compiled for a buffer of lines."""

    detector: Detector
    full: re.Pattern[str] | None
    fits: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    trigger: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """All detectors, compiled once for a whole scan."""

    recognisers: tuple[Recogniser, ...]
    headers: Headers

    def candidates(self, named: Collection[str]) -> list[Recogniser]:
        """Those worth a try on a column: the ones its name calls, and all that need no name."""
        return [
            r for r in self.recognisers if not r.detector.needs_header or r.detector.id in named
        ]


def compile_classes(detectors: tuple[Detector, ...]) -> Classes:
    """Prepare detectors for any number of batches."""
    return Classes(
        recognisers=tuple(_recogniser(detector) for detector in detectors),
        headers=headers_of(detectors),
    )


def _recogniser(detector: Detector) -> Recogniser:
    def lines(pattern: str) -> re.Pattern[str] | None:
        return re.compile(rf"^(?:{pattern})$", re.MULTILINE) if pattern else None

    return Recogniser(
        detector=detector,
        full=lines(detector.pattern),
        fits=lines(detector.fits),
        inside=re.compile(rf"(?<!\w)(?:{detector.pattern})(?!\w)") if detector.in_text else None,
        trigger=frozenset(detector.trigger),
    )


def records_of(batch: Any) -> Any:
    """The batch as an Arrow record batch of this process, without a copy."""
    from arro3.core import RecordBatch

    return batch if isinstance(batch, RecordBatch) else RecordBatch.from_arrow(batch)


def observe(batch: Any, classes: Classes, table: str) -> tuple[ColumnEvidence, ...]:
    """What one record batch shows, column by column; `table` lends its name as evidence."""
    records = records_of(batch)
    return tuple(
        observe_values(name, array.to_pylist(), classes, table)
        for name, array in zip(records.column_names, records.columns, strict=True)
    )


def observe_values(column: str, values: list[Any], classes: Classes, table: str) -> ColumnEvidence:
    """What a list of Python values shows; None and NaN are nulls."""
    kind, texts, opaque, cut = _texts(values)
    opaque_rows = opaque.total() if opaque else 0
    seen = texts.total() + opaque_rows
    base = ColumnEvidence(
        column=column,
        kind=kind,
        seen=seen,
        nulls=len(values) - seen,
        distinct=len(texts) + len(opaque),
        opaque=len(opaque),
        opaque_rows=opaque_rows,
        cut=cut,
    )
    if not texts or kind == "flag":
        return base
    buffer = _Buffer(texts)
    hidden = (
        [text for text in texts if len(text) >= 22 and opaque_text(text)] if kind == "text" else []
    )
    named = classes.headers.read(table, column)
    found: dict[str, ClassEvidence] = {}
    for recogniser in classes.candidates(named):
        evidence = _judge(recogniser, buffer, kind, named.get(recogniser.detector.id))
        if evidence is not None:
            found[recogniser.detector.id] = evidence
    return replace(
        base,
        letters=len(buffer.joined),
        blanks=buffer.joined.count(" "),
        opaque=base.opaque + len(hidden),
        opaque_rows=base.opaque_rows + sum(texts[text] for text in hidden),
        classes=found,
    )


class _Buffer:
    """The distinct values of a column as lines of one text, which C code can search at once."""

    __slots__ = ("alphabet", "counts", "folded", "joined", "prose")

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.joined = "\n".join(counts)
        self.alphabet = set(self.joined)
        # only where something separates words can one value stand inside another
        self.prose = not self.alphabet.isdisjoint(" ,;:|=<>(){}[]&\"'/")
        self.folded: dict[str, list[str]] | None = None

    def words(self) -> dict[str, list[str]]:
        """The distinct values by their lower-case form; those of over 60 characters are no words."""
        if self.folded is None:
            self.folded = {}
            for value in self.counts:
                if len(value) <= 60:
                    self.folded.setdefault(value.casefold(), []).append(value)
        return self.folded

    def rows(self, values: set[str]) -> int:
        """How many values these distinct ones stand for."""
        counts = self.counts
        return sum(counts[value] for value in values)


def _judge(
    recogniser: Recogniser, buffer: _Buffer, kind: ValueKind, named: NameEvidence | None
) -> ClassEvidence | None:
    detector = recogniser.detector
    clear = named is not None and named.says == "clear"
    if kind in ("date", "decimal") and named is None:
        return None  # a date or a fraction is of a class only where its name says so
    touched = not recogniser.trigger or not buffer.alphabet.isdisjoint(recogniser.trigger)
    if not (touched or clear or detector.words):
        return None
    shaped: set[str] = set()
    if recogniser.full is not None and touched:
        shaped = _matches(recogniser.full, buffer.joined)
    valid = shaped
    if shaped and detector.valid is not None:
        if named is None and _hopeless(detector, shaped):
            return None
        valid = {value for value in shaped if detector.valid(value)}
    if detector.words:
        folded = buffer.words()
        known = [value for word in detector.words & folded.keys() for value in folded[word]]
        shaped, valid = shaped.union(known), valid.union(known)
    fits = valid
    if clear and recogniser.fits is not None:
        fits = valid | _matches(recogniser.fits, buffer.joined)
    inside: set[str] = set()
    if (
        recogniser.inside is not None
        and touched
        and buffer.prose
        and kind == "text"
        and len(valid) < len(buffer.counts)
    ):
        inside = _inside(recogniser, buffer) - valid
    if not (shaped or fits or inside):
        return None
    return ClassEvidence(
        shaped=len(shaped),
        valid=len(valid),
        valid_rows=buffer.rows(valid),
        fits=len(fits),
        fits_rows=buffer.rows(fits),
        inside=len(inside),
        inside_rows=buffer.rows(inside),
        marks=frozenset(sorted(map(hash_of, valid))[:_MARKS]),
    )


def _matches(pattern: re.Pattern[str], joined: str) -> set[str]:
    """The lines that match."""
    if not pattern.groups:
        return set(pattern.findall(joined))
    return {match[0] for match in pattern.finditer(joined)}


_TRIED = 64


def _hopeless(detector: Detector, shaped: set[str]) -> bool:
    """Whether so few of many values pass the check that no vote can be won without a name.

    Ten-digit ids pass a check digit one time in ten; checking 64 of them says so.
    """
    if detector.chance >= 1 or detector.alone < 0.5 or len(shaped) <= 2 * _TRIED:
        return False
    assert detector.valid is not None  # noqa: S101 (the caller asked)
    tried = sorted(shaped, key=hash_of)[:_TRIED]
    return sum(map(detector.valid, tried)) * 3 < _TRIED


def hash_of(value: str) -> int:
    """A checksum that is the same on every machine, unlike Python's own hash."""
    return zlib.crc32(value.encode("utf-8", "replace"))


def _inside(recogniser: Recogniser, buffer: _Buffer) -> set[str]:
    """The distinct values that hold a valid match somewhere."""
    assert recogniser.inside is not None  # noqa: S101 (the caller asked)
    valid, joined = recogniser.detector.valid, buffer.joined
    found: set[str] = set()
    end = -1
    for match in recogniser.inside.finditer(joined):
        if match.start() < end or (valid is not None and not valid(match[0])):
            continue
        start = joined.rfind("\n", 0, match.start()) + 1
        end = joined.find("\n", match.end())
        end = len(joined) if end < 0 else end
        found.add(joined[start:end])
    return found


def _texts(values: list[Any]) -> tuple[ValueKind, Counter[str], Counter[bytes], int]:
    """The kind of the values, their distinct texts, bytes that are no text, and how many were cut."""
    plain = _plain(values)
    if plain is not None:
        return *plain, Counter(), 0
    present = Counter(value for value in values if value is not None) if _hashable(values) else None
    if present is None:
        present = Counter(str(_flat(value)) for value in values if value is not None)
    kinds: Counter[ValueKind] = Counter()
    texts: Counter[str] = Counter()
    opaque: Counter[bytes] = Counter()
    cut = 0
    for value, count in present.items():
        kind, text = _text(value)
        if text is None:
            kinds[kind] += count
            opaque[value] += count
            continue
        if len(text) > LONGEST_CELL:
            text, cut = text[:LONGEST_CELL], cut + count
        text = _one_line(text)
        if text:
            kinds[kind] += count
            texts[text] += count
    kind = kinds.most_common(1)[0][0] if kinds else "none"
    return kind, texts, opaque, cut


def _plain(values: list[Any]) -> tuple[ValueKind, Counter[str]] | None:
    """The kind and the distinct texts where all values are of one simple type, at C's speed; else None."""
    kinds = set(map(type, values)) - {type(None)}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    if kind is int:
        counts = Counter(map(str, values))
        del counts["None"]
        return "number", counts
    if kind is not str:
        return None
    counts = Counter(map(str.strip, filter(None, values)))
    del counts[""]
    if not all(map(str.isprintable, counts)) or max(map(len, counts), default=0) > LONGEST_CELL:
        return None
    return "text" if counts else "none", counts


def _hashable(values: list[Any]) -> bool:
    return not any(isinstance(value, list | dict | bytearray) for value in values)


def _flat(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return " ; ".join(str(_flat(item)) for item in value)
    return value


_BREAKS = re.compile(r"[\n\r\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")


def _one_line(text: str) -> str:
    text = text.strip(" \t\n\r\v\f\x00")
    return _BREAKS.sub(" ", text) if not text.isprintable() else text


def _text(value: Any) -> tuple[ValueKind, str | None]:
    if isinstance(value, str):
        return "text", value
    if isinstance(value, bool):
        return "flag", str(value)
    if isinstance(value, int):
        return "number", str(value)
    if isinstance(value, float):
        return "decimal", "" if value != value else repr(value)  # NaN differs from itself
    if isinstance(value, bytes):
        if opaque_bytes(value):
            return "bytes", None
        try:
            return "text", value.decode()
        except UnicodeDecodeError:
            return "bytes", "\ufffd"  # bytes of some file: seen, but of no class by value
    if hasattr(value, "isoformat"):
        return "date", value.isoformat()
    return ("decimal" if type(value).__name__ == "Decimal" else "text"), str(value)
