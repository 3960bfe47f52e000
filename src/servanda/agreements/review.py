"""Review: a document judged against laws, requirement by requirement, and its typed terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from servanda.agreements.extract.catalog import terms_of
from servanda.agreements.findings import Finding, Review
from servanda.agreements.kinds import has_california_part, kind_of
from servanda.agreements.passages import Reading, read_passages
from servanda.agreements.quotes import quote
from servanda.agreements.recognise.catalog import rules
from servanda.agreements.recognise.rules import Court, Judgement
from servanda.agreements.voter import Voter, train
from servanda.agreements.weighing import SHOWN, weigh
from servanda.documents.clauses import Document, Notice
from servanda.law.provisions import Law, Provision, Requirement

Progress = Callable[[int, int | None, str], None]

UNSURE_BELOW = 0.55
"""A judgement less sure than this is `unsure`."""

_READ = ("", "en")


def review(
    document: Document,
    laws: Sequence[Law],
    *,
    on: date,
    progress: Progress | None = None,
) -> Review:
    """Judge every requirement of `laws` that is in force on `on`, and list the document's terms.

    A document whose words could not be had, or that is in another language than English, is judged
    `unsure` throughout; a privacy notice is not judged at all, and `notices` says so.
    """
    reading = read_passages(document)
    kind, sure = kind_of(document, reading)
    notices = list(document.notices)
    court = Court(reading, rules())
    voter = train(laws)
    findings: list[Finding] = []
    wanted = [
        (law, provision, requirement)
        for law in laws
        if _in_force(law, on)
        for provision in law.provisions
        for requirement in provision.requirements
        if requirement.since <= on and (requirement.until is None or on < requirement.until)
    ]
    unread = _why_unread(document)
    if unread:
        notices.append(Notice(code="not-judged", message=unread))
    elif kind == "privacy-notice":
        notices.append(
            Notice(
                code="privacy-notice",
                message="this is a privacy notice, not an agreement between controller and processor; "
                "its provisions are not judged",
            )
        )
        wanted = []
    elif not wanted:
        notices.append(
            Notice(
                code="no-law",
                message="no law is judged for a document of this kind; its terms are listed, "
                "and a law can be named (--law eu/gdpr)",
            )
        )
    for done, (law, provision, requirement) in enumerate(wanted):
        if progress is not None:
            progress(done, len(wanted), requirement.title)
        judgement = (
            Judgement(status="unsure", why=unread, confidence=0.0)
            if unread
            else _judge(court, voter, requirement)
        )
        findings.append(_finding(law, provision, requirement, judgement))
    terms = () if unread else terms_of(court)
    return Review(
        name=document.name,
        digest=document.digest,
        kind=kind if document.readable else "other",
        kind_confidence=sure if not unread else 0.0,
        language=document.language,
        pages=document.pages,
        readable=document.readable,
        laws=tuple(law.id for law in laws),
        provisions=tuple(findings),
        terms=terms,
        notices=tuple(notices),
    )


def laws_for(document: Document) -> tuple[str, ...]:
    """The laws against which a document of its kind is reviewed where no one says which.

    A DPA: the GDPR, and California's law where it has a Californian part. A BAA: HIPAA. A service
    agreement or other document: the GDPR where it binds the provider to instructions, else none. Where
    the words could not be read: the GDPR, whose provisions are then all `unsure`.
    """
    if _why_unread(document):
        return ("eu/gdpr",)
    reading = read_passages(document)
    kind, _ = kind_of(document, reading)
    if kind == "dpa":
        return ("eu/gdpr", "us/ca/ccpa") if has_california_part(reading) else ("eu/gdpr",)
    if kind == "baa":
        return ("us/hipaa",)
    if kind in ("service-agreement", "other") and _binds_a_processor(reading):
        return ("eu/gdpr",)
    return ()


def _binds_a_processor(reading: Reading) -> bool:
    court = Court(reading, rules())
    return court.judge("GDPR-28.3.a-instr").status == "satisfied"


def _in_force(law: Law, on: date) -> bool:
    return law.since <= on and (law.until is None or on < law.until)


def _why_unread(document: Document) -> str:
    if not document.readable:
        return "the words of this document could not be read, so nothing in it is judged"
    if document.language not in _READ:
        return (
            f"this document is written in another language (`{document.language}`); "
            "only English is judged so far"
        )
    return ""


def _judge(court: Court, voter: Voter, requirement: Requirement) -> Judgement:
    if requirement.alias not in court.rules:
        vote = voter.vote(requirement.alias, court.reading)
        return Judgement(
            status="unsure",
            passage=vote.passage if vote.chance >= SHOWN else None,
            why="no rule here recognises this requirement yet",
            confidence=0.0,
        )
    judgement = court.judge(requirement.alias)
    if judgement.status == "missing" and requirement.level == "optional":
        return Judgement(
            status="not-applicable",
            why=f"optional; {judgement.why}",
            confidence=judgement.confidence,
        )
    if judgement.status == "missing" and requirement.level == "conditional":
        return _conditional(court, requirement, judgement)
    if judgement.confidence < UNSURE_BELOW and judgement.status != "unsure":
        return Judgement(
            status="unsure",
            passage=judgement.passage,
            why=f"most likely {judgement.status}: {judgement.why or 'these words'}",
            confidence=judgement.confidence,
        )
    return weigh(judgement, requirement.alias, voter, court.reading)


_FALLS_AWAY = {
    "GDPR-45": "no adequacy decision is relied on",
    "GDPR-46": "no safeguards of Article 46 are relied on",
    "GDPR-47": "no binding corporate rules are relied on",
    "GDPR-49": "no derogation is relied on",
    "CCPA-140j1B": "the recipient is a service provider, not a contractor",
}


def _conditional(court: Court, requirement: Requirement, judgement: Judgement) -> Judgement:
    """A conditional requirement falls away where the document does not meet its condition."""
    reason = _FALLS_AWAY.get(requirement.alias, "")
    if not reason and requirement.alias == "GDPR-44":
        spoken = court.judge("GDPR-28.3.a-transfer")
        reason = "no transfer abroad is spoken of" if spoken.status == "missing" else ""
    if not reason:
        return judgement
    return Judgement(status="not-applicable", why=reason, confidence=0.7)


def _finding(
    law: Law, provision: Provision, requirement: Requirement, judgement: Judgement
) -> Finding:
    passage = judgement.passage
    why = judgement.why
    if not why and judgement.status == "satisfied":
        why = "the words quoted do what the provision asks"
    return Finding(
        id=f"{law.id}#{requirement.id}",
        alias=requirement.alias,
        topic=requirement.topic,
        title=requirement.title,
        citation=law.cite(provision),
        status=judgement.status,
        clause=passage.clause if passage else "",
        page=passage.page if passage else 0,
        quote=quote(passage.words, judgement.focus) if passage else "",
        confidence=judgement.confidence,
        why=why,
        proposal=requirement.clause.strip() if judgement.status in ("partial", "missing") else "",
    )
