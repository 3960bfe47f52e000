"""What the second voter may do to a judgement of the rules, and how sure the outcome is.

The rules decide. The voter may doubt: where they find a promise wanting and a sentence comes near to
wording that keeps it, and where they rest on a sentence that comes nearer to wording that does not.
A doubt makes the finding `unsure`; only very near wording, where the rules find nothing at all, is
called satisfied.
"""

from __future__ import annotations

import re
from dataclasses import replace

from servanda.agreements.passages import Reading
from servanda.agreements.recognise.rules import Judgement
from servanda.agreements.recognise.standing import controllers_alone
from servanda.agreements.recognise.topics._shared import articles_in
from servanda.agreements.voter import Vote, Voter

SHOWN = 0.72
"""The voter's chance from which a sentence makes a gap `unsure` and is shown."""

DOUBTED = 0.78
"""The same where the rules found half of it: most such findings are right, so more is asked.

0.72 was tried on the verdicts of two blind runs (425 decisions): six more findings unsure, half of
them rightly gaps; not worth it."""

MET = 0.95
"""The chance from which a requirement that the rules find nowhere counts as met."""

CONTRARY = 0.45
"""By how much a quoted sentence must be nearer to wording that fails than to wording that meets.

High on purpose: of 449 rightly satisfied findings on development papers 21 differ by more than 0.22
and one by more than 0.40; there were no wrong ones among them to learn from."""

EVEN = frozenset(
    {
        ("GDPR-28.3-subject", "missing"),
        ("GDPR-28.3-nature", "partial"),
        ("GDPR-28.2-notice", "partial"),
        ("GDPR-28.3.f-33", "partial"),
        ("GDPR-28.3.f-34", "partial"),
        ("GDPR-28.3.g-copies", "partial"),
        ("GDPR-28.3.h-info", "partial"),
    }
)
"""Findings that were wrong about as often as right when a paper was read for the first time.

Of 32 such findings on five sets of papers never seen before (1,080 decisions) 18 were wrong: where half
ends and whole begins lies with the reader there, so the finding is `unsure` and says what is wanting.
Of the other partial and missing ones 28 of 288 were wrong.
"""

# How often a judgement was right, by its status and the voter's chance, smoothed by one of each and
# pooled where it would not be monotonous: what `python -m benchmarks.accuracy.calibrate --verdicts`
# printed for the rules' verdicts of two blind runs (425 decisions on papers of twenty issuers).
_RIGHT: dict[str, tuple[tuple[float, float], ...]] = {
    "satisfied": ((0.0, 0.92), (0.8, 0.98)),
    "partial": ((0.0, 0.72),),
    "missing": ((0.0, 0.93), (0.6, 0.80), (0.8, 0.60)),
}


def weigh(judgement: Judgement, alias: str, voter: Voter, reading: Reading) -> Judgement:
    """The judgement after the second voter has been heard."""
    if judgement.status not in _RIGHT or alias not in voter.samples:
        return judgement
    vote = voter.vote(alias, reading)
    if judgement.status in ("missing", "partial"):
        doubt = None if _other_articles(alias, vote) else _too_harsh(judgement, alias, vote)
        doubt = doubt or _even(judgement, alias)
    else:
        doubt = _too_mild(judgement, alias, voter)
    return doubt or replace(judgement, confidence=right(judgement.status, vote.chance))


def _other_articles(alias: str, vote: Vote) -> bool:
    """Whether the sentence names the articles it helps with, and this one is not among them."""
    asked = re.search(r"28\.3\.f-(\d\d)$", alias)
    if asked is None or vote.passage is None:
        return False
    named = {number for number in articles_in(vote.passage.full) if 32 <= number <= 36}
    return bool(named) and int(asked[1]) not in named


_DUTY_OF_THE_PROCESSOR = re.compile(
    r"GDPR-(?:28\.3\.(?:b|c|f-\d\d|g-\w+|h-info)|28\.3-infringe|33\.2)$"
)
"""What a promise of the controller, however near its words, can not meet."""


def _too_harsh(judgement: Judgement, alias: str, vote: Vote) -> Judgement | None:
    silent = judgement.status == "missing"
    if vote.passage is None or vote.near <= vote.against:
        return None
    if silent and _DUTY_OF_THE_PROCESSOR.match(alias) and controllers_alone(vote.passage):
        return None
    if vote.chance < (SHOWN if silent else DOUBTED):
        return None
    if silent and vote.chance >= MET:
        return Judgement(
            status="satisfied",
            passage=vote.passage,
            why="no rule knows this wording, but it is very near to wording that meets the point",
            confidence=0.8,
        )
    reason = judgement.why.removeprefix("nothing says ") if silent else judgement.why
    return Judgement(
        status="unsure",
        passage=vote.passage if silent or judgement.passage is None else judgement.passage,
        why=(
            f"these words come near it, but no rule finds in them {reason}"
            if silent
            else f"most likely partial ({reason}), but some words come near to wording that meets it"
        ),
        confidence=0.5,
    )


def _even(judgement: Judgement, alias: str) -> Judgement | None:
    if (alias, judgement.status) not in EVEN:
        return None
    return replace(
        judgement,
        status="unsure",
        why=f"most likely {judgement.status} ({judgement.why}), but such wording is often held to be enough",
        confidence=0.5,
    )


def _too_mild(judgement: Judgement, alias: str, voter: Voter) -> Judgement | None:
    if judgement.passage is None:
        return None
    said = voter.weigh(alias, judgement.passage)
    if said.against - said.near < CONTRARY:
        return None
    return Judgement(
        status="unsure",
        passage=judgement.passage,
        why="most likely satisfied, but these words come nearer to wording that does not meet it",
        confidence=0.5,
        focus=judgement.focus,
    )


def right(status: str, chance: float) -> float:
    """How often such a judgement was right where it could be checked, from 0 to 1."""
    return [share for start, share in _RIGHT[status] if chance >= start][-1]
