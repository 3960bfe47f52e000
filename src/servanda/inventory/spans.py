"""Where personal data stands in running text: start, end, class, confidence and the reason.

The text is read as a whole by `prose.reading`; `find` makes spans of what it found, and adds the numbers
that a word announces and a check digit proves (`checked`). An NER model is one
more recogniser (see `Recogniser`): it is passed in, nothing here depends on one.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from servanda.base.errors import ServandaError
from servanda.inventory import detectors
from servanda.inventory.checked import Checked, checked
from servanda.inventory.prose.telling import can_read
from servanda.inventory.spotted import Span

Recogniser = Callable[[str], Iterable[Span]]
"""Anything that finds spans in a text, such as a named-entity model behind an extra."""


def find(text: str, others: tuple[Recogniser, ...] = ()) -> tuple[Span, ...]:
    """The spans of a text in order, none overlapping; `others` are recognisers besides our own.

    Of two that overlap the more confident stands, of two alike the longer one. Raises ServandaError
    `no-arrays` where numpy is not installed.
    """
    if not can_read():
        raise ServandaError(
            "no-arrays",
            "what a text holds cannot be found without numpy",
            hint="install servanda[arrays]",
        )
    # numpy and the lists are loaded only where a text is read
    from servanda.inventory.prose.reading import CLASSES, read

    found = read(text)
    spans = [
        Span(
            start=start,
            end=end,
            data_class=CLASSES[kind][0],
            confidence=round(sure, 2),
            reason=CLASSES[kind][1],
        )
        for start, end, kind, sure in zip(
            found.start.tolist(),
            found.end.tolist(),
            found.kind.tolist(),
            found.sure.tolist(),
            strict=True,
        )
    ]
    spans = _over(spans, list(numbers_told()(text)))
    if not others:
        return tuple(spans)
    return tuple(_settled([*spans, *(span for look in others for span in look(text))]))


@functools.cache
def numbers_told() -> Checked:
    """The recogniser of numbers that stand after a word for them, for all classes of this package."""
    names = sorted(found.name for found in pkgutil.iter_modules(detectors.__path__))
    modules = (
        (name, importlib.import_module(f"{detectors.__name__}.{name}"))
        for name in names
        if name[0] != "_"
    )
    return checked(
        tuple(replace(module.DETECTOR, id=name.replace("_", "-")) for name, module in modules)
    )


def _over(spans: list[Span], proven: list[Span]) -> list[Span]:
    """Both, without those spans that overlap a proven one; `spans` are in order and do not overlap."""
    if not proven:
        return spans
    clear: list[Span] = []
    for span in sorted(proven, key=lambda s: (s.start, -s.end)):
        if not clear or clear[-1].end <= span.start:
            clear.append(span)
    starts, ends = [s.start for s in clear], [s.end for s in clear]
    kept = [s for s in spans if bisect_right(ends, s.start) >= bisect_left(starts, s.end)]
    return sorted([*kept, *clear], key=lambda s: s.start)


def _settled(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.confidence, s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
