"""Where personal data stands in running text: start, end, class, confidence and the reason.

The text is read as a whole by `prose.reading`; `find` makes spans of what it found. An NER model is one
more recogniser (see `Recogniser`): it is passed in, nothing here depends on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from servanda.base.errors import ServandaError
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
    if not others:
        return tuple(spans)
    return tuple(_settled([*spans, *(span for look in others for span in look(text))]))


def _settled(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.confidence, s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
