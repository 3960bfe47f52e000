"""Certificates and reports of audit that the processor has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.topics.safeguards import CONTROLLERS, SUBJECT_TO_OTHERS
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.terms import Term

_CERTIFICATES = (
    ("ISO {0}", re.compile(r"\bISO(?:/IEC)?[ -]*(27\d{3}|9001|22301|20000)(?:[-:]\d+)*", re.IGNORECASE)),
    ("SOC {0}", re.compile(r"\bSOC[ -]?([123])(?:[, ]*\(?(?:Type|type|TYPE)[ -]?(II|I|2|1)\b\)?)?", re.IGNORECASE)),
    ("PCI DSS", re.compile(r"\bPCI[- ]?DSS\b|\bPayment Card Industry Data Security Standard", re.IGNORECASE)),
    ("HITRUST{0}", re.compile(r"\bHITRUST( CSF)?\b")),
    ("FedRAMP", re.compile(r"\bFedRAMP\b", re.IGNORECASE)),
    ("CSA STAR", re.compile(r"\bCSA STAR\b")),
    ("Cyber Essentials", re.compile(r"\bCyber Essentials(?: Plus)?\b")),
    ("C5", re.compile(r"\bBSI C5\b|\bC5 (?:attestation|certif)")),
    ("TISAX", re.compile(r"\bTISAX\b")),
    ("EU-U.S. Privacy Shield", re.compile(r"\bEU[- –‑]{1,3}U\.?S\.?(?:,? and Swiss[- –‑]{1,3}U\.?S\.?)? Privacy Shield", re.IGNORECASE)),
    ("Swiss-U.S. Privacy Shield", re.compile(r"\bSwiss[- –‑]{1,3}U\.?S\.? Privacy Shield", re.IGNORECASE)),
    ("EU-U.S. Data Privacy Framework", re.compile(r"\bEU[- –‑]{1,3}U\.?S\.? (?:Data Privacy Framework|DPF)", re.IGNORECASE)),
)  # fmt: skip
_HOLDS = re.compile(
    r"\bcertif\w*|\battest\w*|\baudit(?:s|ed|or)?\b|\breports?\b|\bcomplian\w*|\bcompl(?:y|ies)\b|\baccredit\w*|\bmaintain\w*|\bobtain\w*|\bhold(?:s|er)?\b|\bheld\b|\bexamin\w*"
)
_CERTIFIED = re.compile(r"\b(?:certif\w+|accredit\w+|attest\w+|audited)\b")
_LIKE = re.compile(
    r"\b(?:align\w*|based (?:up)?on|in line with|in accordance with|according to|modell?ed (?:on|after)|guided by|follow\w*|consistent with|conform\w*|inspired by|oriented (?:to|towards?|at)|in (?:the )?spirit of|principles of|framework of|requirements of|mapped to|meets? (?:or exceeds? )?)\b(?: \S+){0,9}? ?[(]?$"
)
"""A standard that is followed is no certificate held ("aligned with ISO 27001")."""
_NOT_HELD = re.compile(
    r"such as|for example|\be\.g\.|not rely|no longer|\bdoes not|\b(?:is|are|has|have|been) (?:\w+ )?not\b|\bnot (?:yet )?(?:certif|attest|hold)|\bnor\b|\bwithout (?:an? )?$|pursuant to compliant|equivalent|or similar|invalid"
    r"|\b(?:plans?|intends?|aims?|expects?|seeks?|hopes?|striv\w+|work(?:s|ing)? (?:towards?|to)|pursu\w+|target\w*|prepar\w+ for|on (?:the|its|our) (?:way|path|road)|in (?:the )?process|road ?map|will (?:become|be) certif|if (?:the )?processor (?:obtains|holds|has)|should processor (?:obtain|hold))\b"
)
_IF_ANY = re.compile(
    r"\bor (?:an? )?(?:equivalent|similar|comparable)|\b(?:where|if|when) (?:it|they|processor|available|applicable|any|such)\b|\bif any\b|\bin progress\b|\bplanned\b|\bpending\b|\bby the end of\b|\bunder way\b|\bexpired\b|\blapsed\b|\bnot (?:been )?renewed\b|\bwithdrawn\b|\brevoked\b"
)
_SOMEONE_ELSES = re.compile(
    r"\b(?:aws|amazon|azure|microsoft|google|gcp|hetzner|ovh\w*|digital ?ocean|heroku|vercel|cloudflare|stripe|mongodb|snowflake|supabase|atlassian|twilio|sendgrid|equinix)\b"
    r"|\bdata ?cent(?:er|re)s?\b|\b(?:host\w*|cloud|infrastructure|platform|payment|co-?location) (?:\w+ )?(?:providers?|processors?|partners?|suppliers?|operators?)\b|\bproviders? (?:that|which|who)\b|\b(?:firms?|companies|partners|suppliers?) (?:with|that|which|holding)\b"
)
"""The certificate of one whose services the processor uses is not its own."""
_OURS = re.compile(
    r"^\W*(?:\w+ ){0,2}?processor (?:is|has|have|are|itself|hold|maintain|obtain|undergo|shall|will)\w*"
)
_JOINED = re.compile(
    r"\b(?:self-?)?certif\w*|\bparticipa\w*|\badher\w*|\bcompl(?:y|ies) with\b|\bjoined\b"
)
"""A framework of transfers is no certificate where transfers are merely subject to it."""
_BARE = re.compile(
    r"^[\W\d]*(?:(?:and|or|level|current|annual|certified|certifications?|report|type|ii?|ed|rev)\b[\W\d]*)*$"
)


def find(court: Court) -> Iterator[Term]:
    """`certifications`: those the processor has, not those it follows or its suppliers have."""
    passages = [p for p in court.reading.passages if not p.definition]
    names: dict[str, Passage] = {}
    for n, passage in enumerate(passages):
        words = " ".join(passage.words.split())
        if not any(pattern.search(words) for _, pattern in _CERTIFICATES):
            continue
        answer = passages[n + 1].plain if n + 1 < len(passages) else ""
        if not _may_be_held(passage, words, answer):
            continue
        for label, pattern in _CERTIFICATES:
            for match in pattern.finditer(words):
                before = words[max(0, match.start() - 80) : match.start()].lower()
                if _NOT_HELD.search(before[-60:]):
                    continue
                doubt = _IF_ANY.search(words[match.end() :][:60])
                # "is ISO 27001 certified and keeps this or an equivalent certificate" is held
                certified = doubt and re.search(
                    r"\bcertified\b", words[match.end() :][: doubt.start()]
                )
                if doubt and not (certified and doubt[0].startswith("or ")):
                    continue
                if "Privacy" in label and not _JOINED.search(passage.plain):
                    continue
                like = _LIKE.search(before)
                if like and not _CERTIFIED.search(before[: like.end()]):
                    continue
                name = label
                if "{0}" in label:
                    name = label.format(match[1] or "")
                    if label.startswith("SOC") and match[2]:
                        name += f" Type {match[2].upper()}"
                names.setdefault(name, passage)
    # "SOC 2" beside "SOC 2 Type II" is the same report
    full = {
        name
        for name in names
        if not any(other != name and other.startswith(f"{name} Type") for other in names)
    }
    if full:
        kept = tuple(name for name in names if name in full)
        yield term("certifications", names[kept[0]], value=kept, confidence=0.85)


def _may_be_held(passage: Passage, words: str, answer: str) -> bool:
    """Whether a sentence that names a certificate speaks of one that the processor has."""
    text = passage.plain
    if re.search(
        r"\b(?:if|where|when) (?:an? |the |any |such |that )?(?:recipients?|importers?|third part(?:y|ies)|transferees?|subprocessors?|vendors?|suppliers?)\b",
        text,
    ):
        return False
    if re.search(r"\b(?:if|where|when|provided) processor (?:holds|has|obtains|maintains)\b", text):
        return False
    asked = text.endswith("?")
    if (promises_nothing(passage) and not asked) or CONTROLLERS.search(text):
        return False
    if SUBJECT_TO_OTHERS.search(f"{passage.headings} {passage.full}"):
        return False
    if _SOMEONE_ELSES.search(text) and not _OURS.search(text):
        return False
    if asked:
        return bool(re.match(r"^\W*(?:a\W+)?yes\b", answer))
    if re.search(r"\|[^\w|]*+(?:not?\b|(?:none|n/a)\W*$)", text):
        return False
    rest = words
    for _, pattern in _CERTIFICATES:
        rest = pattern.sub("", rest)
    # a line that is the name of a certificate and nothing else, but for what it covers
    bare = _BARE.match(re.sub(r"\([^)]{0,200}\)", "", rest).lower()) or _named_by_heading(
        passage, rest
    )
    return bool(_HOLDS.search(text) or bare)


def _named_by_heading(passage: Passage, rest: str) -> bool:
    above = passage.headings.rsplit(" > ", 1)[-1]
    return len(rest.split()) <= 8 and bool(
        re.search(r"\b(?:certif|attest|accredit|complian)\w*", f"{above} {passage.full}")
    )
