"""A table of answers by whole number, filled as they are asked for (numpy)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_EMPTY = np.uint64(2**64 - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing

Answer = Callable[[NDArray[np.int64]], Sequence[int]]
"""The answers to distinct keys, one each."""


class Answers:
    """Open addressing with linear probing: whole numbers from zero up to numbers of outcomes."""

    def __init__(self) -> None:
        self._bits = 10
        self._keys = np.full(1 << self._bits, _EMPTY)
        self._values = np.zeros(1 << self._bits, np.int32)
        self.count = 0

    def find(self, keys: NDArray[np.int64], out: NDArray[np.int32], answer: Answer) -> None:
        """Write the value of each key to `out`; one that is not there is asked for and entered."""
        wanted = keys.view(np.uint64)
        slots = self._slots(wanted)
        found = self._keys.take(slots)
        np.take(self._values, slots, out=out, mode="clip")
        wrong = np.flatnonzero(found != wanted)
        if len(wrong):
            out[wrong] = self._probe(wanted[wrong], answer)

    def _slots(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((keys * _SPREAD) >> np.uint64(64 - self._bits)).view(np.int64)

    def _probe(self, keys: NDArray[np.uint64], answer: Answer) -> NDArray[np.int32]:
        distinct, back = np.unique(keys, return_inverse=True)
        values = np.empty(len(distinct), np.int32)
        slots, mask = self._slots(distinct), len(self._keys) - 1
        open_ = np.arange(len(distinct))
        missing: list[NDArray[np.int64]] = []
        while len(open_):
            found = self._keys[slots[open_]]
            there = found == distinct[open_]
            values[open_[there]] = self._values[slots[open_[there]]]
            missing.append(open_[found == _EMPTY])
            open_ = open_[~there & (found != _EMPTY)]
            slots[open_] = (slots[open_] + 1) & mask
        new = np.concatenate(missing) if missing else np.empty(0, np.int64)
        if len(new):
            values[new] = answer(distinct[new].view(np.int64))
            self._enter(distinct[new], values[new])
        return values[back]

    def _enter(self, keys: NDArray[np.uint64], values: NDArray[np.int32]) -> None:
        self.count += len(keys)
        if self.count * 4 > len(self._keys):
            held = self._keys != _EMPTY
            keys = np.concatenate([self._keys[held], keys])
            values = np.concatenate([self._values[held], values])
            while self.count * 8 > 1 << self._bits:
                self._bits += 1
            self._keys = np.full(1 << self._bits, _EMPTY)
            self._values = np.zeros(1 << self._bits, np.int32)
        slots, mask = self._slots(keys), len(self._keys) - 1
        left = np.arange(len(keys))
        while len(left):
            # of several keys for one free slot the first takes it, the others go on to the next
            free = left[self._keys[slots[left]] == _EMPTY]
            taken, first = np.unique(slots[free], return_index=True)
            self._keys[taken] = keys[free[first]]
            self._values[taken] = values[free[first]]
            left = left[self._keys[slots[left]] != keys[left]]
            slots[left] = (slots[left] + 1) & mask
