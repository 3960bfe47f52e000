"""What was found in a piece of text, as arrays, and the numbers that stand for its kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.tagging import LABELS, Words
from servanda.inventory.prose.tokens import Ints

PERSON, PLACE, FIRM, FOLK, JOB, ROAD = (LABELS.index(name) for name in LABELS[1:7])

TITLED, LAND, STATE, FAITH, POLITICS, RECORD, SUM, TERM = range(7, 15)
"""Kinds that are told apart after the labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Spans as arrays: characters `start` up to `end`, a number that says the kind, and the confidence."""

    start: Ints
    end: Ints
    kind: npt.NDArray[np.uint8]
    sure: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.start)


def joined(parts: list[Found]) -> Found:
    """Several lots of spans as one."""
    if not parts:
        none = np.zeros(0, np.int64)
        return Found(start=none, end=none, kind=none.astype(np.uint8), sure=none.astype(np.float32))
    return Found(
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
        kind=np.concatenate([part.kind for part in parts]),
        sure=np.concatenate([part.sure for part in parts]),
    )


def spans_of(
    words: Words,
    first: Ints,
    last: Ints,
    kind: npt.NDArray[np.uint8] | int,
    sure: npt.NDArray[np.float32],
) -> Found:
    """Spans from the tokens `first` up to `last` (padded places)."""
    tokens = words.tokens
    return Found(
        start=tokens.start[first - 2],
        end=tokens.end[last - 2],
        kind=np.full(len(first), kind, np.uint8) if isinstance(kind, int) else kind,
        sure=sure,
    )
