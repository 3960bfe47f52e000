"""Random draws from a stream of unknown length, in one pass and bounded memory."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any


class Draw:
    """`limit` of the rows that go by, each as likely as any other; `total` is how many there were."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.total = 0

    def rows(self, rows: Iterable[Any]) -> list[Any]:
        """A reservoir: row n takes the place of a kept one with the chance limit / n."""
        kept: list[Any] = []
        for position, row in enumerate(rows):
            if position < self.limit:
                kept.append(row)
            elif (slot := random.randrange(position + 1)) < self.limit:  # noqa: S311 (a sample, no secret)
                kept[slot] = row
            self.total = position + 1
        return kept

    def batches(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Arrow batches with the drawn rows: every row gets a random key, the smallest are kept."""
        kept: list[tuple[list[float], Any]] = []
        bound = 1.0
        for batch in batches:
            self.total += batch.num_rows
            keys = [random.random() for _ in range(batch.num_rows)]  # noqa: S311 (a sample, no secret)
            chosen = [place for place, key in enumerate(keys) if key < bound]
            if chosen:
                kept.append(([keys[place] for place in chosen], _take(batch, chosen)))
            if sum(len(keys) for keys, _ in kept) > 8 * self.limit:
                bound, kept = _thin(kept, self.limit)
        yield from (batch for _, batch in _thin(kept, self.limit)[1])


def _thin(
    kept: list[tuple[list[float], Any]], limit: int
) -> tuple[float, list[tuple[list[float], Any]]]:
    every = sorted(key for keys, _ in kept for key in keys)
    if len(every) <= limit:
        return 1.0, kept
    bound = every[limit]
    thinned = []
    for keys, batch in kept:
        chosen = [place for place, key in enumerate(keys) if key < bound]
        if chosen:
            thinned.append(([keys[place] for place in chosen], _take(batch, chosen)))
    return bound, thinned


def _take(batch: Any, places: list[int]) -> Any:
    from arro3.core import Array, DataType

    return batch.take(Array(places, type=DataType.uint32()))
