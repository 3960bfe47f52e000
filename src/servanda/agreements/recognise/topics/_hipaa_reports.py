"""What is reported: impermissible uses, security incidents, breaches: 45 CFR 164.504(e)(2)(ii)(C), 164.410."""

from __future__ import annotations

from servanda.agreements.extract.numbers import lengths
from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, says
from servanda.agreements.recognise.topics._hipaa_words import BREACH, DISCOVERED_BREACH, REPORT, USE
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY


def _in_time(court: Court) -> Judgement | None:
    passage = court.best(*DISCOVERED_BREACH)
    if passage is None:
        return None
    from servanda.agreements.extract.topics.breach import find

    told = [term.clock for term in find(court) if term.clock is not None]
    stated = [clock.length for clock in told if clock.length is not None]
    days = {"hours": 1 / 24, "days": 1.0, "business_days": 1.5, "weeks": 7.0, "months": 31.0}
    if stated:
        longest = max(length.count * days.get(length.unit, 400.0) for length in stated)
        if longest <= 60.5:
            return Judgement(status="satisfied", passage=passage, confidence=0.92)
        return Judgement(
            status="partial",
            passage=passage,
            why="the time exceeds 60 calendar days after discovery",
            confidence=0.9,
        )
    text = court.reading.paragraphs[passage.paragraph]
    if (
        any(length.length.unit == "days" for length in lengths(text))
        and "unreasonable delay" in text
    ):
        return Judgement(status="satisfied", passage=passage, confidence=0.85)
    if "unreasonable delay" in text and "164.410" in text:
        return Judgement(status="satisfied", passage=passage, confidence=0.8)
    return Judgement(
        status="partial",
        passage=passage,
        why="no outer limit of at most 60 calendar days after discovery is stated",
        confidence=0.85,
    )


RULES = (
    Rule(
        alias="HIPAA-504e2(ii)(C)",
        absent="that impermissible uses and disclosures are reported",
        core=(
            says(
                REPORT,
                USE,
                r"(?:not (?:\S+ ){0,3}?(?:permit|provid|authoriz|allow|describ)\w*|(?:outside|beyond|contrary to|against) (?:of )?(?:this|the|its) (?:\w+ )?(?:agreement|contract|addendum|terms)|unauthori[sz]ed|impermissible|improper|in violation|other than|inconsistent|non-?permitted)",
                without=(
                    CONTROLLERS_DUTY,
                    r"not (?:be )?(?:construed|constitute)",
                    r"safeguards .. prevent",
                    r"unsuccessful",
                ),
            ),
        ),
        elements=(
            Element(
                "that breaches of unsecured information are reported too",
                (says(BREACH), says(r"breach", REPORT)),
                "document",
            ),
        ),
        weak=(Weak("breaches are reported, other impermissible uses are not", DISCOVERED_BREACH),),
    ),
    Rule(
        alias="HIPAA-314a2iC",
        absent="that security incidents are reported",
        core=(
            says(
                REPORT,
                r"security incidents?",
                without=(CONTROLLERS_DUTY, r"^\W*\"", r"not disclose"),
            ),
        ),
        weak=(Weak("breaches are reported, other security incidents are not", DISCOVERED_BREACH),),
    ),
    Rule(
        alias="HIPAA-410a",
        absent="that a breach of unsecured information is notified",
        core=DISCOVERED_BREACH,
        weak=(
            Weak(
                "incidents are reported, a breach of unsecured information is not named",
                (says(REPORT, r"(?:security incidents?|unauthorized)", without=CONTROLLERS_DUTY),),
            ),
        ),
    ),
    Rule(alias="HIPAA-410b", absent="how soon a breach is notified", first=_in_time),
    Rule(
        alias="HIPAA-410c",
        kind="fact",
        absent="what the notice of a breach holds",
        core=(
            says(
                r"(?:identif\w+|identit\w+|names?|list)",
                r"{subject}",
                r"(?:breach\w*|affected|unsecured|notice|notification|report)",
                without=(CONTROLLERS_DUTY, r"de-?identif", r"re-?identif"),
            ),
            says(
                r"(?:notif|report|notice|inform|tell)\w*",
                r"breach(?:es)?\b",
                r"(?:includ|contain|describ|stat|set out|cover)\w* .. (?:who\b|(?:individuals?|persons?|people|patients?|members?) (?:\w+ ){0,2}?(?:affected|concerned|involved)|(?:affected|concerned) (?:individuals?|persons?|people|patients?|members?))",
                without=(
                    CONTROLLERS_DUTY,
                    r"number of (?:\w+ )?(?:affected |concerned )?(?:individuals?|persons?|people|patients?)",
                    r"(?:notif|inform|tell)\w* (?:\w+ ){0,3}?(?:affected|concerned) (?:individuals?|persons?|people|patients?)",
                ),
                sure=0.85,
            ),
        ),
        weak=(
            Weak(
                "the content of the notice is left to a reference",
                (says(r"164\.410"), says(REPORT, BREACH, r"information")),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-412",
        kind="grant",
        absent="delay at the request of law enforcement",
        core=(says(r"law[- ]enforcement", r"(?:delay|postpon|imped)\w*"),),
    ),
)
