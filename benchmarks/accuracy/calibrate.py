"""`python -m benchmarks.accuracy.calibrate --shared PATH...`: the second voter alone, and its curve.

The voter's wording is all our own, so it shares no issuer with any labelled folder. Only the three
numbers of its curve are fitted to labels; every figure here is with the issuer left out of that fit.
`--verdicts DIR` takes the rules' side from stored `servanda review --json` outputs (`review-SLUG.json`),
for instance those of a blind run, instead of from today's rules.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.labels import Labelled, read_labels
from servanda import registry
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.catalog import rules
from servanda.agreements.recognise.rules import Court
from servanda.agreements.voter import train
from servanda.documents.reader import read
from servanda.law.reader import read_law

Curve = tuple[float, float, float]
SATISFIED, VIOLATED = 0.80, 0.50
"""The chances from which, and below which, the voter alone decides; between them it is unsure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One label beside what the voter and the rules say."""

    issuer: str
    label: str
    near: float
    against: float
    said: str

    @property
    def met(self) -> bool:
        """Whether the label says satisfied."""
        return self.label == "satisfied"

    def chance(self, curve: Curve) -> float:
        """The voter's chance under a curve."""
        base, by_near, by_margin = curve
        weight = base + by_near * self.near + by_margin * (self.near - self.against)
        return 1 / (1 + math.exp(-weight))


def rows_of(document: Labelled, verdicts: dict[str, str] | None = None) -> list[Row]:
    """The rows of one document; none where its words cannot be read."""
    source = read(document.path)
    if not source.readable:
        return []
    reading = read_passages(source)
    texts = registry.law_texts()
    voter = train([read_law(law, texts[law]) for law in document.laws if law in texts])
    court = Court(reading, rules())
    found = []
    for label in document.provisions:
        alias = label["id"]
        if label["status"] in ("contested", "not_applicable") or alias not in voter.samples:
            continue
        vote = voter.vote(alias, reading)
        if verdicts is not None:
            said = verdicts.get(alias, "")
        else:
            said = court.judge(alias).status if alias in court.rules else ""
        found.append(
            Row(
                issuer=document.issuer,
                label=label["status"],
                near=vote.near,
                against=vote.against,
                said=said,
            )
        )
    return found


def fit(rows: Sequence[Row]) -> Curve:
    """Platt's logistic curve by gradient ascent, with a light pull to zero."""
    weights = [0.0, 0.0, 0.0]
    facts = [((1.0, r.near, r.near - r.against), r.met) for r in rows]
    for _ in range(500):
        slope = [0.0, 0.0, 0.0]
        for values, met in facts:
            error = met - 1 / (
                1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True)))
            )
            for place, value in enumerate(values):
                slope[place] += error * value
        for place in range(3):
            pull = 0.001 * weights[place] if place else 0.0
            weights[place] += 3 * (slope[place] / len(facts) - pull)
    return weights[0], weights[1], weights[2]


def left_out(rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """Each row's chance under a curve that was fitted without its issuer."""
    found = []
    for issuer in sorted({row.issuer for row in rows}):
        others = [row for row in rows if row.issuer != issuer]
        if others:
            curve = fit(others)
            found += [(row.chance(curve), row) for row in rows if row.issuer == issuer]
    return found


def alone(chances: Sequence[tuple[float, Row]]) -> dict[str, float]:
    """The voter without the rules: how much it decides, and how right that is."""
    decided = [(c >= SATISFIED, r) for c, r in chances if c >= SATISFIED or c < VIOLATED]
    bad = [(met, r) for met, r in decided if not met]
    hits = sum(not r.met for _, r in bad)
    return {
        "decisions": len(chances),
        "coverage": _share(len(decided), len(chances)),
        "accuracy_outside_unsure": _share(sum(met == r.met for met, r in decided), len(decided)),
        "violated_precision": _share(hits, len(bad)),
        "violated_recall_of_decided": _share(hits, sum(not r.met for _, r in decided)),
        "violated_recall_of_all": _share(hits, sum(not r.met for _, r in chances)),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def bands(chances: Sequence[tuple[float, Row]], right: Callable[[Row], bool]) -> list[str]:
    """Lines of a table: how often `right` holds in each band of chance, smoothed by one of each."""
    lines = []
    for low, high in ((0.0, 0.6), (0.6, 0.8), (0.8, 1.01)):
        part = [row for chance, row in chances if low <= chance < high]
        share = (sum(map(right, part)) + 1) / (len(part) + 2)
        lines.append(f"  chance {low:.1f} to {min(high, 1):.1f}: {share:.2f} of {len(part)}")
    return lines


def main() -> int:
    """Print the curve, the voter's figures alone, and how right the rules are beside it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.calibrate")
    parser.add_argument("--shared", type=Path, nargs="+", default=[Path("../shared")])
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    rows: list[Row] = []
    for home in options.shared:
        for document in read_labels(home):
            verdicts = None
            if options.verdicts:
                path = options.verdicts / f"review-{document.slug}.json"
                if not path.is_file():
                    continue
                stored = json.loads(path.read_text(encoding="utf-8"))["provisions"]
                verdicts = {p["alias"]: p["status"] for p in stored}
            rows += rows_of(document, verdicts)
    if len({row.issuer for row in rows}) < 2:
        sys.stderr.write("left out: two issuers at least are needed\n")
        return 3
    print("curve: intercept {:.2f}, nearness {:.2f}, margin {:.2f}".format(*fit(rows)))
    chances = left_out(rows)
    for name, figure in alone(chances).items():
        print(f"voter alone, issuer left out: {name} {figure:.3f}")
    print("label satisfied")
    print("\n".join(bands(chances, lambda row: row.met)))
    for status in ("satisfied", "partial", "missing"):
        said = [(chance, row) for chance, row in chances if row.said == status]
        print(f"rules say {status}: right (kept or violated)")
        print("\n".join(bands(said, lambda row: row.met == (row.said == "satisfied"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
