"""The second voter: how near a document's sentences come to the worked examples of a law's text.

A small TF-IDF model, trained from the wording that stands in the laws themselves (examples and
proposed clauses) and from nothing else. It does not decide: where the rules find nothing and a
sentence comes near an example, the finding becomes `unsure` and shows that sentence to a person.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.agreements.passages import Passage, Reading
from servanda.agreements.plain import Roles, plain
from servanda.law.provisions import Law

NEAR = 0.42
"""The cosine from which a sentence comes near enough to be shown. On the labelled agreements no
document that is rightly called silent comes above 0.39 (`python -m benchmarks.accuracy`)."""

_STOP = frozenset(
    "the a an and or of to in on at by for with from as is are be been it its this that these those "
    "any all such which who whom shall will must may can not no if where when under upon than then "
    "there their they them has have had do does other own each every into out up so also".split()
)
Vector = dict[str, float]


def _terms(text: str) -> list[str]:
    """Stems of a sentence: words cut to seven letters, and pairs of neighbours."""
    words = [w[:7] for w in re.findall(r"[a-z][a-z-]{2,}", text) if w not in _STOP]
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


@dataclass(slots=True)
class Voter:
    """Trained from laws; `vote` gives the sentence nearest to a requirement's examples."""

    weights: dict[str, float] = field(default_factory=dict)
    examples: dict[str, list[Vector]] = field(default_factory=dict)
    _known: dict[int, Vector] = field(default_factory=dict)

    def vector(self, text: str) -> Vector:
        """A text as weighted stems of length one."""
        counts = Counter(_terms(text))
        default = max(self.weights.values(), default=1.0)
        raw = {t: (1 + math.log(n)) * self.weights.get(t, default) for t, n in counts.items()}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {t: v / length for t, v in raw.items()}

    def vote(self, alias: str, reading: Reading) -> tuple[float, Passage | None]:
        """The cosine of the nearest sentence that is no definition or heading, and that sentence."""
        best: tuple[float, Passage | None] = (0.0, None)
        examples = self.examples.get(alias, [])
        if not examples:
            return best
        for passage in reading.passages:
            if passage.definition or passage.heading or len(passage.plain) < 40:
                continue
            mine = self._known.get(passage.at)
            if mine is None:
                mine = self._known[passage.at] = self.vector(passage.full)
            for example in examples:
                near = cosine(mine, example)
                if near > best[0]:
                    best = (near, passage)
        return best


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum(v * other[t] for t, v in one.items() if t in other)


_NO_NAMES = Roles(
    patterns=(
        (re.compile(r"\b(?:the )?(?:data )?(?:processor|provider|vendor|supplier|contractor|service provider|business associate|we|us)\b(?!s)"), "processor"),
        (re.compile(r"\b(?:the )?(?:data )?(?:controller|customer|client|company|covered entity|you)\b(?!s)"), "controller"),
    )
)  # fmt: skip


def train(laws: Sequence[Law]) -> Voter:
    """A voter from what the laws' own texts hold."""
    texts: list[tuple[str, str]] = []
    for law in laws:
        for provision in law.provisions:
            aliases = {r.id: r.alias for r in provision.requirements}
            texts += [
                (aliases.get(e.requirement, ""), plain(e.words, _NO_NAMES))
                for e in provision.examples
                if e.status != "missing"
            ]
            texts += [
                (r.alias, plain(r.clause, _NO_NAMES)) for r in provision.requirements if r.clause
            ]
    seen: Counter[str] = Counter()
    for _, text in texts:
        seen.update(set(_terms(text)))
    voter = Voter(weights={t: math.log((1 + len(texts)) / (1 + n)) + 1 for t, n in seen.items()})
    for alias, text in texts:
        voter.examples.setdefault(alias, []).append(voter.vector(text))
    return voter
