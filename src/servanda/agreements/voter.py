"""The second voter: how near a document's sentences come to example wording of our own.

A TF-IDF model (stems of words and their pairs, and runs of three to five letters) trained from the
examples of the laws' texts and from `agreements/voices`, and from nothing else: no agreement is among
them. Each requirement has wording that meets it, that half meets it, and that only sounds like it; a
sentence speaks for the requirement as far as it is nearer to the first than to the other two.

Its two figures are turned into a chance by a logistic curve whose numbers
`python -m benchmarks.accuracy.calibrate` prints.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from servanda.agreements.passages import Passage, Reading
from servanda.agreements.plain import Roles, plain
from servanda.agreements.recognise.standing import denies, selects_only
from servanda.agreements.voices import voices
from servanda.law.provisions import Law

_STOP = frozenset(
    "the a an and or of to in on at by for with from as is are be been it its this that these those "
    "any all such which who whom shall will must may can if where when under upon than then "
    "there their they them has have had do does other own each every into out up so also".split()
)
_CLOSE_LOOKS = 12
"""So many sentences, the nearest by their words, are compared letter by letter as well."""

CURVE = (-1.88, 6.70, 1.12)
"""Intercept, weight of nearness, weight of margin: what `benchmarks.accuracy.calibrate` fitted."""

Vector = dict[str, float]


def _words(text: str) -> list[str]:
    """Stems of a sentence: words cut to seven letters, and pairs of neighbours."""
    words = [w[:7] for w in re.findall(r"[a-z][a-z-]+", text) if w not in _STOP]
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


def _letters(text: str) -> list[str]:
    """Runs of three to five letters within each word, its edges marked."""
    runs: list[str] = []
    for word in re.findall(r"[a-z]+", text):
        if word in _STOP:
            continue
        edged = f"_{word}_"
        for size in (3, 4, 5):
            runs += [edged[i : i + size] for i in range(len(edged) - size + 1)]
    return runs


@dataclass(slots=True)
class Space:
    """One way of cutting sentences into terms, with the weight of each term."""

    weights: dict[str, float]
    default: float

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Space:
        """Weights from how many texts hold a term (smoothed inverse document frequency)."""
        seen: Counter[str] = Counter()
        for terms in texts:
            seen.update(set(terms))
        weights = {t: math.log((1 + len(texts)) / (1 + n)) + 1 for t, n in seen.items()}
        return cls(weights, math.log(1 + len(texts)) + 1)

    def vector(self, terms: Sequence[str]) -> Vector:
        """Terms as weights of length one."""
        counts = Counter(terms)
        raw = {t: (1 + math.log(n)) * self.weights.get(t, self.default) for t, n in counts.items()}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {t: v / length for t, v in raw.items()}


@dataclass(frozen=True, slots=True)
class Sample:
    """One example sentence as vectors, with how it stands to its requirement."""

    status: str
    words: Vector
    letters: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The sentence that speaks most for a requirement.

    `near` is its likeness to wording that meets the requirement, `against` to wording that does not,
    both from 0 to 1; `chance` is the calibrated chance that the requirement is met.
    """

    passage: Passage | None = None
    near: float = 0.0
    against: float = 0.0
    chance: float = 0.0


@dataclass(slots=True)
class Voter:
    """Trained from laws and voices; `vote` weighs a reading, `weigh` one sentence."""

    words: Space
    letters: Space
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    curve: tuple[float, float, float] = CURVE
    _known: dict[int, tuple[Vector, Vector | None]] = field(default_factory=dict)
    _ranked: dict[str, list[Passage]] = field(default_factory=dict)
    _ranked_of: Reading | None = None

    def vote(self, alias: str, reading: Reading) -> Vote:
        """Which sentence of a reading (no definition, no heading) speaks most for it.

        The first vote on a reading ranks its sentences for all requirements in one pass.
        """
        if self._ranked_of is not reading:
            self._rank(reading)
        votes = [self.weigh(alias, passage) for passage in self._ranked.get(alias, [])]
        return max(votes, key=lambda vote: vote.chance, default=Vote())

    def forget(self) -> None:
        """Drop what is remembered of the last reading, before a sentence of another is weighed."""
        self._known.clear()
        self._ranked.clear()
        self._ranked_of = None

    def nearest(self, alias: str, reading: Reading, most: int) -> list[Passage]:
        """The sentences that speak most for a requirement, the nearest first."""
        if self._ranked_of is not reading:
            self._rank(reading)
        votes = [self.weigh(alias, passage) for passage in self._ranked.get(alias, [])]
        votes.sort(key=lambda vote: vote.chance, reverse=True)
        return [vote.passage for vote in votes[:most] if vote.passage is not None]

    def _rank(self, reading: Reading) -> None:
        """For each requirement the sentences nearest to what meets it, by their words alone."""
        self._known.clear()
        self._ranked_of = reading
        meeting = [
            (alias, sample.words)
            for alias, samples in self.samples.items()
            for sample in samples
            if sample.status == "satisfied"
        ]
        index: dict[str, list[tuple[int, float]]] = {}
        for number, (_, vector) in enumerate(meeting):
            for term, weight in vector.items():
                index.setdefault(term, []).append((number, weight))
        heaps: dict[str, list[tuple[float, int, Passage]]] = {}
        for passage in _votable(reading):
            likes: dict[int, float] = {}
            for term, mine in self._of(passage)[0].items():
                for number, weight in index.get(term, ()):
                    likes[number] = likes.get(number, 0.0) + weight * (mine + weight)
            best: dict[str, float] = {}
            for number, like in likes.items():
                alias = meeting[number][0]
                if like > best.get(alias, 0.0):
                    best[alias] = like
            for alias, like in best.items():
                heap = heaps.setdefault(alias, [])
                entry = (like, -passage.at, passage)
                if len(heap) < _CLOSE_LOOKS:
                    heapq.heappush(heap, entry)
                elif entry[:2] > heap[0][:2]:
                    heapq.heapreplace(heap, entry)
        self._ranked = {alias: [e[2] for e in heap] for alias, heap in heaps.items()}

    def weigh(self, alias: str, passage: Passage) -> Vote:
        """How one sentence stands to a requirement."""
        words, letters = self._of(passage)
        if letters is None:
            letters = self.letters.vector(_letters(_text(passage)))
            self._known[passage.at] = (words, letters)
        best = {"satisfied": 0.0, "against": 0.0}
        for sample in self.samples.get(alias, []):
            side = "satisfied" if sample.status == "satisfied" else "against"
            alike = (_alike(words, sample.words) + _alike(letters, sample.letters)) / 2
            best[side] = max(best[side], alike)
        near, against = best["satisfied"], best["against"]
        return Vote(passage=passage, near=near, against=against, chance=self.chance(near, against))

    def chance(self, near: float, against: float) -> float:
        """The two likenesses as a chance from 0 to 1."""
        base, by_near, by_margin = self.curve
        return 1 / (1 + math.exp(-(base + by_near * near + by_margin * (near - against))))

    def _of(self, passage: Passage) -> tuple[Vector, Vector | None]:
        known = self._known.get(passage.at)
        if known is None:
            known = self._known[passage.at] = (self.words.vector(_words(_text(passage))), None)
        return known


def _votable(reading: Reading) -> Iterator[Passage]:
    for passage in reading.passages:
        promises = not (
            passage.definition
            or passage.heading
            or passage.form
            or passage.recital
            or selects_only(passage)
        )
        if promises and len(passage.plain) >= 25 and not denies(passage.plain):
            yield passage


def _text(passage: Passage) -> str:
    """A sentence with the heading right above it, which often names what the sentence only lists."""
    above = passage.headings.rsplit(" > ", 1)[-1]
    if len(above) >= 60 or passage.full.startswith(f"{above}:"):
        return passage.full
    return f"{above} {passage.full}"


def _alike(passage: Vector, sample: Vector) -> float:
    """Likeness of a sentence to an example: half cosine, half the share of the example it covers.

    A long sentence that also says much else has a low cosine, but covers the example.
    """
    if len(passage) < len(sample):
        common = [t for t in passage if t in sample]
    else:
        common = [t for t in sample if t in passage]
    cosine = sum(passage[t] * sample[t] for t in common)
    covered = sum(sample[t] ** 2 for t in common)
    return (cosine + covered) / 2


_NO_NAMES = Roles(
    patterns=(
        (re.compile(r"\b(?:the )?(?:data )?(?:processor|provider|vendor|supplier|contractor|service provider|business associate|we|us)\b(?!s)"), "processor"),
        (re.compile(r"\b(?:the )?(?:data )?(?:controller|customer|client|company|principal|covered entity|business|you)\b(?!s)"), "controller"),
        (re.compile(r"\b(?:the )?our\b"), "processor's"),
        (re.compile(r"\b(?:the )?your\b"), "controller's"),
    )
)  # fmt: skip


def train(laws: Sequence[Law]) -> Voter:
    """A voter for the requirements of `laws`, from their own examples and from the voices."""
    texts: list[tuple[str, str, str]] = []
    for law in laws:
        for provision in law.provisions:
            aliases = {r.id: r.alias for r in provision.requirements}
            texts += [
                (aliases[e.requirement], e.status, e.words)
                for e in provision.examples
                if aliases.get(e.requirement)
            ]
            for requirement in provision.requirements:
                if requirement.clause:
                    texts.append((requirement.alias, "satisfied", requirement.clause))
                voice = voices().get(requirement.alias)
                if voice is not None:
                    texts += [(requirement.alias, "satisfied", t) for t in voice.satisfied]
                    texts += [(requirement.alias, "partial", t) for t in voice.half]
                    texts += [(requirement.alias, "missing", t) for t in voice.near]
    words, letters, samples = _trained(tuple(texts))
    return Voter(words, letters, samples)


@functools.lru_cache(maxsize=8)
def _trained(
    texts: tuple[tuple[str, str, str], ...],
) -> tuple[Space, Space, dict[str, list[Sample]]]:
    """The spaces and samples of these texts (alias, status, words), for any number of reviews."""
    cut = [(a, s, _words(p), _letters(p)) for a, s, t in texts for p in (plain(t, _NO_NAMES),)]
    words = Space.of([row[2] for row in cut])
    letters = Space.of([row[3] for row in cut])
    samples: dict[str, list[Sample]] = {}
    for alias, status, mine, runs in cut:
        sample = Sample(status, words.vector(mine), letters.vector(runs))
        samples.setdefault(alias, []).append(sample)
    return words, letters, samples
