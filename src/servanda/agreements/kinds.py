"""What kind of document this is: a privacy notice is not a missing data processing agreement."""

from __future__ import annotations

import re

from servanda.agreements.agreement import DocumentKind
from servanda.agreements.passages import Reading
from servanda.agreements.plain import tidy
from servanda.documents.clauses import Document

# (pattern, weight in the title or first heading, weight in the body per hit, most hits counted)
_SIGNS: dict[DocumentKind, tuple[tuple[str, float, float, int], ...]] = {
    "dpa": (
        (r"data (?:processing|protection|privacy|processor)(?: and security)? (?:agreement|addendum|annex|exhibit|terms|schedule|amendment|contract)|\bdpa\b|processor agreement|processing agreement|auftragsverarbeitung", 9, 0.4, 8),
        (r"(?:on behalf of|instructions (?:of|from)) (?:the )?(?:controller|customer|client|company)|documented instructions|controller's instructions|customer's (?:documented )?instructions", 2, 0.8, 6),
        (r"sub-?processors?", 2, 0.25, 12),
        (r"commissioned (?:data )?processing|processing (?:on behalf|of personal data)|order processing", 7, 0.4, 3),
        (r"\bpersonal data\b", 0, 0.1, 10),
        (r"\bgdpr\b|2016/679", 0, 0.3, 4),
        (r"technical and organi[sz]ational measures", 0, 0.5, 2),
        (r"article 28|art\. 28", 2, 1.0, 4),
        (r"data importer|standard contractual clauses", 2, 0.2, 6),
        (r"personal data breach|data subject requests?", 1, 0.4, 5),
    ),
    "baa": (
        (r"business associate (?:agreement|addendum|contract|provisions)|\bbaa\b|hipaa", 10, 0.6, 6),
        (r"protected health information|\bphi\b", 3, 0.4, 15),
        (r"business associate (?:shall|will|agrees|may)", 2, 0.6, 8),
        (r"covered entity", 2, 0.3, 10),
    ),
    "privacy-notice": (
        (r"privacy (?:notice|policy|statement)|data protection notice|cookie (?:policy|notice)", 10, 0.15, 6),
        (r"(?:we|information (?:that )?we|data (?:that )?we|personal (?:data|information) (?:that )?we) (?:may )?(?:collect|use|share|process)", 3, 0.7, 10),
        (r"your (?:privacy )?(?:rights|choices)|how (?:we|and why) (?:we )?(?:use|collect|share)", 3, 0.7, 6),
        (r"legal bases? (?:for|of|on)|legitimate interests?|opt[- ]?out|cookies", 1, 0.25, 8),
        (r"lodge a complaint|visit our (?:site|website)|when you (?:visit|sign up|use|create)", 1, 0.6, 6),
    ),
    "controller-to-controller": (
        (r"controller[- ]to[- ]controller|data sharing agreement|joint controller(?:ship)?|independent controllers?", 9, 0.8, 6),
        (r"(?:each party|both parties|parties) (?:is|are|acts?|act as|shall act as) (?:an? )?(?:independent|separate|joint) (?:data )?controllers?", 5, 3.0, 4),
    ),
    "service-agreement": (
        (r"terms of (?:service|use)|(?:master|cloud|customer|corporate|enterprise|software|subscription|services?|professional services?|partnership|pilot|design partner|marketplace|developer|license)\s(?:\w+ ){0,3}(?:agreement|terms|addendum|license)|service level|statement of work|order form|cloud terms", 8, 0.15, 6),
        (r"\bfees?\b|\binvoices?\b|payment terms|subscription term|renew\w*", 1, 0.12, 20),
        (r"indemnif\w+|warrant(?:y|ies)|intellectual property|license(?:d|s)? (?:to|rights?)|feedback", 1, 0.12, 20),
        (r"\buptime\b|acceptable use|limitation of liability", 1, 0.3, 5),
    ),
}  # fmt: skip

_OTHER_TITLE = re.compile(
    r"non-?disclosure|\bnda\b|security (?:overview|response|policy|whitepaper)|playbook|order form|cover page|bug bounty|list of sub-?processors|^(?:github )?sub-?processors|set-?up page|schedules?$|ai addendum"
)


def kind_of(document: Document, reading: Reading) -> tuple[DocumentKind, float]:
    """The kind, and from 0 to 1 how clearly it stands out."""
    headings = [tidy(heading) for heading, _ in reading.headings[:3]]
    opening = [tidy(p.words) for p in reading.passages[:4]]
    title = tidy(document.title)
    top = " | ".join([title, *headings[:2], *(text[:140] for text in opening[:2])])
    body = tidy(document.text)
    words = max(len(body.split()), 1)
    scores: dict[DocumentKind, float] = {}
    for kind, signs in _SIGNS.items():
        total = 0.0
        for pattern, in_title, in_body, most in signs:
            sign = re.compile(pattern)
            if sign.search(top):
                total += in_title
            hits = len(sign.findall(body))
            # a long agreement repeats its words; what counts is how much of it speaks of this
            total += in_body * min(hits, most) * min(1.0, hits * 2500 / words + 0.25)
        scores[kind] = total
    if scores["baa"] > 6 and re.search(r"business associate", top):
        scores["dpa"] *= 0.4
    if re.search(r"service agreement|terms of service|master", top) and not re.search(
        r"data (?:processing|protection)|business associate|privacy", top
    ):
        scores["privacy-notice"] *= 0.5
        scores["dpa"] *= 0.5
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (best, first), (_, second) = ranked[0], ranked[1]
    named = any(
        kind != "service-agreement" and re.search(signs[0][0], top)
        for kind, signs in _SIGNS.items()
    )
    if first < 3.5:
        return "other", 0.6
    if not named and first < 12 and _OTHER_TITLE.search(title or (headings[0] if headings else "")):
        return "other", 0.5
    return best, round(min(0.99, 0.5 + (first - second) / (first + 4)), 3)


_CALIFORNIA = re.compile(
    r"\bccpa\b|\bcpra\b|california|u\.?s\.? privacy laws|cross-context|1798\.|\"(?:sell|share)\""
)


def has_california_part(reading: Reading) -> bool:
    """Whether a sentence that is more than a definition speaks of California's law."""
    return any(
        not passage.definition
        and _CALIFORNIA.search(tidy(passage.words))
        and re.search(r"\b(?:shall|will|must|not|agrees|certif\w+|prohibit\w+)\b", passage.plain)
        for passage in reading.passages
    )
