"""The column vote: name, distinct values, their checks and the table around them decide together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.inventory.classes import Detector
from servanda.inventory.evidence import Classes, ClassEvidence, ColumnEvidence
from servanda.inventory.findings import ColumnFinding
from servanda.inventory.headers import NameEvidence
from servanda.inventory.prose.telling import ABOUT, APART, PROVEN, reason_of

_NONE = ClassEvidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    detector: Detector
    confidence: float
    rank: float
    matched: int
    why: str
    in_clear: bool = True


def guarantee(seen: int, whole: bool) -> float:
    """The probability that a class held by 1 value in 100 was among `seen` values drawn at random.

    1 - 0.99^seen: 917 values give 0.9999. 1.0 where the whole column was seen.
    """
    return 1.0 if whole else round(1 - 0.99**seen, 6)


def vote(
    columns: tuple[ColumnEvidence, ...],
    classes: Classes,
    *,
    system: str,
    table: str,
    rows: int | None = None,
    whole: bool = False,
    random: bool = True,
) -> tuple[ColumnFinding, ...]:
    """The findings of one table. `rows` is its size where known, `whole` whether all rows were read,
    `random` whether those that were read are a random draw.
    """
    headers = classes.headers
    verdicts = [(column, found) for column in columns for found in _column(column, classes, table)]
    company = headers.about_companies(table)
    person = headers.about_people(table) or any(
        headers.about_people(column.column) for column in columns
    )
    named = any(found.detector.person == "says" for _, found in verdicts)
    contact = named or (not company and any(f.detector.person == "suits" for _, f in verdicts))
    kept = {
        "says": True,
        "apart": True,
        "suits": named or not company,
        "needs": named or contact or (person and not company),
    }
    return tuple(
        ColumnFinding(
            system=system,
            table=table,
            column=column.column,
            data_class=found.detector.id,
            dpv=found.detector.dpv,
            sensitivity=found.detector.sensitivity,
            confidence=round(found.confidence, 2),
            reason=f"{found.why}; {found.detector.reason}",
            laws=tuple(found.detector.laws),
            seen=column.seen,
            matched=found.matched,
            rows=rows,
            in_clear=found.in_clear,
            guarantee=guarantee(column.seen, whole or column.every) if whole or random else 0.0,
        )
        for column, found in verdicts
        if kept[found.detector.person]
    )


def _column(column: ColumnEvidence, classes: Classes, table: str) -> list[_Verdict]:
    """The best class of a column, and for longer text each class that stands inside.

    A yes or no is of a class only where the name alone says so (`has_criminal_record`).
    """
    names = classes.headers.read(table, column.column)
    against = classes.headers.against(column.column)
    found: list[_Verdict] = []
    inside: list[_Verdict] = []
    for name in sorted(names.keys() | column.classes.keys()):
        detector = classes.headers.detectors[name]
        evidence = column.classes.get(name, _NONE)
        if name in names or name not in against:
            verdict = _class(detector, names.get(name), column, evidence)
            if verdict is not None:
                found.append(verdict)
                continue
        if (
            detector.in_text
            and not (name in against and name not in names)
            and _scattered(detector, column, evidence)
        ):
            inside.append(_inside(column, detector, evidence))
    best = max(found, key=lambda verdict: (verdict.rank, verdict.detector.id), default=None)
    prose = _in_prose(classes, column, {verdict.detector.id for verdict in inside})
    if best is None:
        return inside + prose
    # what a column is as a whole is surer than what its texts happen to tell
    below = max(best.confidence - 0.05, 0.0)
    inside += [replace(one, confidence=min(one.confidence, below)) for one in prose]
    held = column.classes.get(best.detector.id, _NONE)
    if held.valid * 10 >= 8 * column.distinct and best.detector.pattern:
        return [
            best
        ]  # the values are of the class as a whole: a town in an address is a part of it
    if best.matched * 2 < column.seen or column.blanks > 3 * column.distinct:
        return [best, *(one for one in inside if _beside(best, one))]
    return [best]


_NOTES = frozenset({"personal-notes", "message-content"})
"""Classes of text that anything may stand in."""


def _beside(best: _Verdict, one: _Verdict) -> bool:
    """Whether what stands inside adds something to what the column is.

    What is proven does, and names; a street or a town only where the column is free text: the words of
    medicines and findings look like them.
    """
    name = one.detector.id
    if name == best.detector.id or name in APART:
        return False
    return name in PROVEN or name == "full-name" or best.detector.id in _NOTES


def _in_prose(classes: Classes, column: ColumnEvidence, known: set[str]) -> list[_Verdict]:
    """The classes that the column's running text tells of; a town or an age only beside a person."""
    told = {
        name: one
        for name, one in column.prose.items()
        if name in classes.headers.detectors and one.convinces(name, column.blanks)
    }
    if not ABOUT & (told.keys() | known):
        told = {name: one for name, one in told.items() if name not in APART}
    return [
        _Verdict(
            detector=classes.headers.detectors[name],
            confidence=min(0.95, one.sure / one.spans),
            rank=0.0,
            matched=one.rows,
            why=f"{one.rows} of {column.seen} texts hold one: {reason_of(name)}",
        )
        for name, one in sorted(told.items())
        if name not in known
    ]


def _scattered(detector: Detector, column: ColumnEvidence, found: ClassEvidence) -> bool:
    """Whether some values among others are of the class, or hold one: a few in a thousand count.

    Inside longer text one is enough; as a whole value a form without a check needs three.
    """
    if column.opaque >= 0.9 * column.distinct:
        return False
    if found.inside:
        return True
    if detector.chance < 1 and found.valid < 3 * detector.chance * found.shaped:
        return False
    if detector.within:
        return False
    return len(found.marks) >= (1 if detector.chance <= 0.01 else 3)


def _class(
    detector: Detector, name: NameEvidence | None, column: ColumnEvidence, found: ClassEvidence
) -> _Verdict | None:
    clear = name is not None and name.says == "clear"
    words = name.length if name else 0
    if not column.seen:
        if not clear:
            return None
        return _Verdict(
            detector=detector,
            confidence=0.5,
            rank=0.5 + words / 10,
            matched=0,
            why="named so; it holds no value yet",
        )
    hidden = column.opaque >= 0.9 * column.distinct
    if hidden and not detector.random:
        if not clear and not (detector.ciphered and found.valid):
            return None
        return _Verdict(
            detector=detector,
            confidence=0.8,
            rank=0.8 + words / 10,
            matched=column.opaque_rows,
            why=f"{'named so; ' if clear else ''}its values look like ciphertext or digests",
            in_clear=False,
        )
    if clear:
        return _named(detector, words, column, found)
    share = found.valid / column.distinct
    if name is not None:
        if share < 0.5 or (found.valid < 2 and column.distinct > 1):
            return None
        return _verdict(detector, 0.5 + 0.4 * share, words, found, column, "its name hints at it; ")
    return _unnamed(detector, share, column, found)


def _named(
    detector: Detector, words: int, column: ColumnEvidence, found: ClassEvidence
) -> _Verdict | None:
    known = detector.pattern or detector.fits or detector.words
    if known and column.kind == "flag":
        return None
    if not known:
        if column.kind in ("date", "decimal"):
            return None
        return _Verdict(
            detector=detector,
            confidence=0.7,
            rank=0.7 + words / 10,
            matched=column.seen,
            why="named so",
        )
    fits = max(found.fits, found.valid) / column.distinct
    if fits < 0.3:
        return None
    valid = found.valid / column.distinct
    return _verdict(detector, 0.7 + 0.15 * fits + 0.14 * valid, words, found, column, "named so; ")


def _unnamed(
    detector: Detector, share: float, column: ColumnEvidence, found: ClassEvidence
) -> _Verdict | None:
    if detector.needs_header or share < detector.alone:
        return None
    proof = detector.chance <= 0.01 or detector.alone <= 0.1
    if len(found.marks) < (1 if proof else 3):
        return None
    # with a check that a share `chance` passes by accident, far more than that must pass
    if detector.chance < 1 and found.valid < max(0.5, min(1.0, 3 * detector.chance)) * found.shaped:
        return None
    checked = detector.chance <= 0.1
    confidence = 0.6 + 0.39 * share if checked else 0.45 + 0.4 * share
    return _verdict(detector, confidence, 0, found, column, "")


def _verdict(
    detector: Detector,
    confidence: float,
    words: int,
    found: ClassEvidence,
    column: ColumnEvidence,
    name: str,
) -> _Verdict:
    proven = detector.chance <= 0.01 and found.valid >= 0.8 * column.distinct
    if found.valid:
        passed = " and pass its check" if detector.valid is not None else ""
        why = f"{name}{found.valid} of {column.distinct} distinct values have its form{passed}"
    else:
        why = f"{name}{found.fits} of {column.distinct} distinct values are compatible"
    return _Verdict(
        detector=detector,
        confidence=min(confidence, 0.99),
        rank=confidence + words / 10 + (0.3 if proven else 0),
        matched=max(found.valid_rows, found.fits_rows if name == "named so; " else 0),
        why=why,
        in_clear=not (detector.ciphered and found.valid * 2 > column.distinct),
    )


def _inside(column: ColumnEvidence, detector: Detector, found: ClassEvidence) -> _Verdict:
    rows = found.inside_rows + (0 if detector.within else found.valid_rows)
    return _Verdict(
        detector=detector,
        confidence=0.5 + 0.1 * min(found.inside + len(found.marks), 4),
        rank=0.0,
        matched=rows,
        why=f"{rows} of {column.seen} values are one or hold one",
    )
