"""What the values of a column show: counts for each class, never a value.

Pure over an Arrow record batch and mergeable, so that a scan may run on any number of machines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from servanda.inventory.cells import LONGEST_CELL, ValueKind, texts_of
from servanda.inventory.classes import Detector
from servanda.inventory.headers import Headers, NameEvidence, headers_of
from servanda.inventory.lines import Lines, draw, marks, matches
from servanda.inventory.opaque import opaque_texts
from servanda.inventory.prose.telling import READ, Places, Told, can_read, told_of, worth_reading
from servanda.inventory.sieve import AFTER, Sieve

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
    or digests; `every` that all values of the column were seen although not all rows were; `unread` that
    its texts were not read as prose, because what that takes is not installed.
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
    unread: bool = False
    classes: dict[str, ClassEvidence] = field(default_factory=dict)
    prose: dict[str, Told] = field(default_factory=dict)

    def plus(self, other: ColumnEvidence) -> ColumnEvidence:
        """The evidence of both batches of the same column."""
        classes = dict(self.classes)
        for name, evidence in other.classes.items():
            classes[name] = classes[name].plus(evidence) if name in classes else evidence
        prose = dict(self.prose)
        for name, told in other.prose.items():
            prose[name] = prose[name].plus(told) if name in prose else told
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
            unread=self.unread or other.unread,
            classes=classes,
            prose=prose,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """A detector with its expressions compiled for a buffer of lines."""

    detector: Detector
    full: re.Pattern[str] | None
    fits: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    trigger: frozenset[str]
    widths: tuple[int, int]
    reach: tuple[int, int]
    whole_sieve: Sieve
    inside_sieve: Sieve


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """All detectors, compiled once for a whole scan."""

    recognisers: tuple[Recogniser, ...]
    headers: Headers
    vocabulary: frozenset[str]

    def candidates(self, named: Collection[str]) -> list[Recogniser]:
        """Those worth a try on a column: the ones its name calls, and all that need no name."""
        return [
            r for r in self.recognisers if not r.detector.needs_header or r.detector.id in named
        ]


def compile_classes(detectors: tuple[Detector, ...], sieves_after: int | None = AFTER) -> Classes:
    """Prepare detectors for any number of batches.

    `sieves_after` is how many characters an expression reads before it gets a sieve (None: never).
    It changes the speed and never a finding.
    """
    return Classes(
        recognisers=tuple(_recogniser(detector, sieves_after) for detector in detectors),
        headers=headers_of(detectors),
        vocabulary=frozenset(word for detector in detectors for word in detector.words),
    )


def _recogniser(detector: Detector, after: int | None) -> Recogniser:
    def lines(pattern: str) -> re.Pattern[str] | None:
        return re.compile(rf"^(?:{pattern})$", re.MULTILINE) if pattern else None

    within = detector.within or detector.pattern
    return Recogniser(
        detector=detector,
        full=lines(detector.pattern),
        fits=lines(detector.fits),
        inside=re.compile(rf"(?<!\w)(?:{within})(?!\w)") if detector.in_text else None,
        trigger=frozenset(detector.trigger),
        widths=_widths(detector),
        reach=_reach(detector.pattern) if detector.pattern else (0, LONGEST_CELL),
        whole_sieve=Sieve(detector.pattern, inside=False, after=after),
        inside_sieve=Sieve(within, inside=True, after=after),
    )


def _widths(detector: Detector) -> tuple[int, int]:
    """The least and the most characters of a match, where most values of a column must be matches."""
    everywhere = (0, LONGEST_CELL)
    if not detector.pattern or detector.words or detector.in_text or detector.alone < 0.5:
        return everywhere
    return _reach(detector.pattern)


def _reach(pattern: str) -> tuple[int, int]:
    """The least and the most characters of a match."""
    from re import _parser  # type: ignore[attr-defined]

    least, most = _parser.parse(pattern).getwidth()
    return int(least), min(int(most), LONGEST_CELL)


@dataclass(slots=True)
class Heard:
    """Where in the distinct values of a column things stand, for who has to show the places.

    `lines` are the values, `places` those of what prose holds, `holds` the values of each class and those
    that hold one. It is for the moment and never kept.
    """

    lines: tuple[str, ...] = ()
    places: Places = field(default_factory=dict)
    holds: dict[str, set[str]] = field(default_factory=dict)


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


def observe_values(
    column: str, values: list[Any], classes: Classes, table: str, heard: Heard | None = None
) -> ColumnEvidence:
    """What a list of Python values shows; None and NaN are nulls. `heard` gets the places."""
    kind, texts, opaque, cut = texts_of(values)
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
    lines = Lines(texts)
    hidden = opaque_texts(texts) if kind == "text" else []
    named = classes.headers.read(table, column)
    candidates = classes.candidates(named)
    if kind in ("date", "decimal"):
        # a date or a fraction is of a class only where its name says so
        candidates = [r for r in candidates if r.detector.id in named]
    # at least half of the values must match where no clear name speaks: then their median length can
    middle = lines.middle
    candidates = [
        r for r in candidates if r.widths[0] <= middle <= r.widths[1] or r.detector.id in named
    ]
    words = lines.words(classes.vocabulary) if candidates else {}
    letters, blanks = len(lines.joined), lines.joined.count(" ")
    prose: dict[str, Told] = {}
    running = worth_reading(column, kind, letters, blanks, len(texts))
    read = running and can_read()
    if read:
        counts = list(texts.values())
        places = None if heard is None else heard.places
        prose = told_of(lines.joined, lambda held: sum(counts[at] for at in held), places)
    if heard is not None:
        heard.lines = tuple(texts)
    found: dict[str, ClassEvidence] = {}
    for recogniser in candidates:
        name = recogniser.detector.id
        # what the reading of prose finds is not looked for a second time
        inside = not (read and name in READ)
        evidence = _judge(recogniser, lines, words, kind, named.get(name), inside, heard)
        if evidence is not None:
            found[name] = evidence
    return replace(
        base,
        letters=letters,
        blanks=blanks,
        prose=prose,
        unread=running and not read,
        opaque=base.opaque + len(hidden),
        opaque_rows=base.opaque_rows + sum(texts[text] for text in hidden),
        classes=found,
    )


def _judge(
    recogniser: Recogniser,
    lines: Lines,
    words: dict[str, list[str]],
    kind: ValueKind,
    named: NameEvidence | None,
    look_inside: bool,
    heard: Heard | None,
) -> ClassEvidence | None:
    detector = recogniser.detector
    clear = named is not None and named.says == "clear"
    touched = not recogniser.trigger or lines.any_of(recogniser.trigger)
    if not (touched or clear or detector.words):
        return None
    if named is None and recogniser.full is not None and _hopeless(recogniser, lines):
        return None
    shaped: set[str] = set()
    if recogniser.full is not None and touched and lines.any_as_long(*recogniser.reach):
        shaped = lines.matching(recogniser.full, recogniser.whole_sieve)
    valid = shaped
    if shaped and detector.valid is not None:
        if named is None and _failing(detector, shaped):
            return None
        valid = set(filter(detector.valid, shaped))
    if words and detector.words:
        known = [value for word in detector.words & words.keys() for value in words[word]]
        shaped, valid = shaped.union(known), valid.union(known)
    fits = valid
    if clear and recogniser.fits is not None:
        fits = valid | matches(recogniser.fits, lines.joined)
    inside: set[str] = set()
    if (
        recogniser.inside is not None
        and look_inside
        and touched
        and lines.prose
        and kind == "text"
        and len(valid) < len(lines.counts)
    ):
        inside = lines.holding(recogniser.inside, recogniser.inside_sieve, detector.valid)
        if heard is not None:
            heard.holds[detector.id] = inside | valid
        if not detector.within:
            inside -= valid
    if not (shaped or fits or inside):
        return None
    if heard is not None:
        heard.holds.setdefault(detector.id, valid)
    return ClassEvidence(
        shaped=len(shaped),
        valid=len(valid),
        valid_rows=lines.rows(valid),
        fits=len(fits),
        fits_rows=lines.rows(fits),
        inside=len(inside),
        inside_rows=lines.rows(inside),
        marks=marks(valid, _MARKS),
    )


_TRIED = 24


def _hopeless(recogniser: Recogniser, lines: Lines) -> bool:
    """Whether so few of some values have the form that no vote can be won without a name.

    A few of many distinct values say it: what wins is of the class at nine values in ten, and then
    fewer than a third of 24 are not once in a million columns.
    """
    detector = recogniser.detector
    if detector.in_text or detector.words or detector.alone < 0.5:
        return False
    if len(lines.counts) <= 2 * _TRIED:
        return False
    assert recogniser.full is not None  # noqa: S101 (the caller asked)
    some = matches(recogniser.full, lines.some(_TRIED))
    return len(some) * 3 < _TRIED or _failing(detector, some, _TRIED // 2)


def _failing(detector: Detector, shaped: set[str], least: int = 2 * _TRIED) -> bool:
    """Whether most of some values of the right form fail the check, as ten-digit ids do nine times in ten."""
    if detector.valid is None or detector.chance >= 1 or detector.alone < 0.5:
        return False
    if len(shaped) <= least:
        return False
    tried = draw(shaped, _TRIED)
    left = len(tried) * 2 // 3
    for value in tried:
        left -= not detector.valid(value)
        if left < 0:
            return True
    return False
