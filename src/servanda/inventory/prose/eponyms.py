"""Things that are called by their inventor: `Gleason score`, `Krylov solver`, `Calot's triangle`. They name nobody."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FIRM, PERSON, PLACE
from servanda.inventory.prose.mending import Labels, hashed, within
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import SMALL, among

_THINGS = ("theorem", "lemma", "law", "laws", "rule", "inequality", "equation", "equations", "transform", "transformation", "distribution", "method",
           "methods", "algorithm", "step", "matrix", "matrices", "solver", "search", "scale", "score", "scores", "sign", "test", "bodies", "body", "syndrome",
           "disease", "criteria", "classification", "needle", "triangle", "stain", "staining", "space", "spaces", "operator", "process", "filter",
           "kernel", "norm", "decomposition", "factorization", "factorisation", "orthogonalization", "orthogonalisation", "grade", "index", "catheter",
           "drain", "forceps", "reflex", "palsy", "lymphoma", "sarcoma", "thyroiditis", "fracture", "hernia", "ulcer", "contracture", "manoeuvre", "maneuver",
           "position", "procedure", "incision", "technique", "effect", "constant", "number", "numbers", "series", "polynomial", "curve", "function",
           "functions", "model", "models", "sampling", "sampler", "entropy", "divergence", "diagram", "machine", "paradox", "conjecture", "condition",
           "conditions", "quadrature", "interpolation", "preconditioner", "code", "codes", "coding", "cipher", "hash", "tree", "trees", "heap", "sum",
           "coefficient", "correlation", "statistic", "prior", "estimator", "regression", "notation", "normal", "oscillation", "shift", "scattering", "lines",
           "sequence", "correction", "signed", "smoothing", "rank", "adjustment", "plot", "iteration", "iterations", "approximation", "expansion", "bound",
           "hypothesis", "problem", "estimates", "triangulation", "tessellation", "shading", "noise", "cycle", "path", "circuit", "calculus", "algebra", "group", "ring", "field")  # fmt: skip
_PERSONS_TOO = (
    "number",
    "numbers",
    "code",
    "condition",
    "position",
    "lines",
    "group",
    "path",
    "law",
    "body",
    "model",
    "field",
    "ring",
    "step",
    "sign",
    "score",
)


def eponyms(words: Words, labels: Labels) -> None:
    """Unlabel one name, or two with a hyphen, before the word for what it is the name of."""
    at = np.flatnonzero(among(labels, PERSON, PLACE, FIRM))
    if not len(at):
        return
    gap, shape, key = words.gap, words.shape, words.key
    nxt = at + 1
    # Calot's triangle
    own = (gap[nxt] == gaps.APOSTROPHE) & within(key[nxt], hashed(("s",)))
    thing = nxt + own
    last = len(shape) - 3
    thing = np.minimum(thing, last)
    fine = (
        (gap[thing] == gaps.SPACE) & (shape[thing] == SMALL) & within(key[thing], hashed(_THINGS))
    )
    # Ada's score is hers; a Gleason score is nobody's
    fine &= ~(own & within(key[thing], hashed(_PERSONS_TOO)))
    first = at.copy()
    for _ in range(2):
        tied = (gap[first] == gaps.HYPHEN) & (labels[first - 1] > 0)
        first = first - tied
    lone = (labels[first - 1] != labels[first]) | (gap[first] != gaps.SPACE)
    for one, two in zip(first[fine & lone].tolist(), at[fine & lone].tolist(), strict=True):
        labels[one : two + 1] = 0
