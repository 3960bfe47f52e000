"""What a business associate contract must hold: 45 CFR 164.504(e)(2), 164.314(a)(2), 164.410.

In plain spelling the business associate is `processor`, the covered entity `controller`, protected
health information `personal data` and the individual a `{subject}`.
"""

from __future__ import annotations

from servanda.agreements.extract.numbers import lengths
from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY
from servanda.agreements.recognise.topics.subprocessors import SAME_DUTIES

_SUB = r"(?:subprocessors?|subcontract(?:s|ors?)?|agents?)"
_USE = r"(?:us(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure|ures))"
_FOR_THIS_ALONE = r"(?:for no (?:other )?purpose|for no .{0,20} other than|(?:only|solely|exclusively) (?:(?:use|disclose|process|and|or)[ ,]+){0,4}(?:(?:the |such )?personal data )?(?:\(personal data\) )?(?:to|for|as (?:necessary|needed)|in order to)\b)"
_SECURITY_RULE = r"(?:security rule|subpart c\b|164\.3(?:0\d|1\d)|security standards)"
_REPORT = r"(?:report\w*|notif\w+|notice|inform\w*|advis\w+|tells?|let\w* .. know)"
_BREACH = r"(?:breach(?:es)? of (?:\S+ ){0,4}?(?:unsecured|personal data|protected)|breach(?:es)? .. unsecured|unsecured (?:personal data|protected)|164\.410|breach report|unsecured .. breached|notice of (?:a |the )?breach)"

_CONTENT_ONLY = r"^\W*(?:\w{1,4}[).] )?(?:any |each |such |the )?(?:notices?|notifications?|reports?)\b[^,;]{0,60} (?:shall|will|must) (?:include|contain|describe|identify|set out)"
"""What a notice holds, not that one is given."""

_DISCOVERED_BREACH = (
    says(
        r"notice",
        r"breach(?:es)?\b",
        r"(?:discover\w*|unreasonable delay)",
        without=(CONTROLLERS_DUTY, r"material breach", _CONTENT_ONLY),
    ),
    says(
        _REPORT,
        _BREACH,
        without=(CONTROLLERS_DUTY, r"not (?:be )?(?:construed|constitute)", _CONTENT_ONLY),
    ),
    says(
        _REPORT,
        r"breach(?:es)?\b",
        r"{C}",
        without=(CONTROLLERS_DUTY, r"material breach", r"not (?:be )?(?:construed|constitute)"),
        sure=0.85,
    ),
)

FLOW_DOWN = (
    *SAME_DUTIES,
    says(
        _SUB,
        r"(?:same|no less|substantially similar|at least as|as strict as|as stringent|restrictions|identical|equivalent)",
        r"(?:restrictions?|conditions?|requirements?|terms|obligations?|protections?|safeguards)",
        r"(?:agree|written|writing|accept|contract|agreement|bound|bind|requir|obligat|ensure|execut)\w*",
        without=CONTROLLERS_DUTY,
    ),
)

_ENDS_FOR_VIOLATION = says(
    r"(?:terminat\w*|end this|cancel)",
    r"(?:material(?:ly)?|violat\w*|breach\w*|breaks?\b|default)",
    r"(?:{C}|either party|non-breaching party|party)",
    r"(?:may|right|authoriz\w*|entitled|shall|will|can)",
    r"(?:(?:may|right to|entitled to|authoriz\w* to|shall|will|can|must|to) (?:\S+ ){0,8}?(?:terminat\w*|end|cancel)\b|right of termination|terminat\w* (?:\S+ ){0,6}?(?:by|at the option of) (?:{C}|either))",
    without=(
        r"^\W*(?:upon|after|following) (?:any |the )?(?:expiration or )?terminat",
        r"deemed a material breach",
        r"pattern of activity",
        r"^\W*processor (?:may|shall|will) terminat",
        r"breach of unsecured",
    ),
)


def _in_time(court: Court) -> Judgement | None:
    passage = court.best(*_DISCOVERED_BREACH)
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


def _binds_security(court: Court) -> Judgement | None:
    named = court.best(
        says(
            _SUB,
            rf"(?:{_SECURITY_RULE}|safeguards|electronic)",
            r"(?:agree|ensur|requir|comply|implement|contract)\w*",
            # who goes on holding data after the end is another matter
            without=(CONTROLLERS_DUTY, r"(?:retained|return(?:ed)?|destroy(?:ed)?)\b"),
        )
    )
    flow = court.judge("HIPAA-504e2(ii)(D)")
    if named is not None:
        return Judgement(status="satisfied", passage=named, confidence=0.92)
    if flow.status == "satisfied":
        own = court.judge("HIPAA-314a2iA")
        if own.status == "satisfied":
            return Judgement(status="satisfied", passage=flow.passage, confidence=0.85)
        return Judgement(
            status="partial",
            passage=flow.passage,
            why="the same terms flow down, but the Security Rule is not among them",
            confidence=0.75,
        )
    return None


def _like_the_contract(court: Court) -> Judgement | None:
    flow = court.judge("HIPAA-504e2(ii)(D)")
    if flow.status == "missing":
        return None
    return Judgement(
        status=flow.status, passage=flow.passage, why=flow.why, confidence=flow.confidence * 0.97
    )


RULES = (
    Rule(
        alias="HIPAA-504e2(i)",
        kind="grant",
        absent="which uses and disclosures are permitted and required",
        core=(
            says(
                rf"(?:may|permitted|authorized|shall|will|only) (?:\S+ ){{0,5}}?{_USE}",
                r"(?:personal data|information)",
                r"(?:perform\w*|necessary|functions|services|specified|purposes?|provide|on behalf|described|only)",
                without=(
                    r"safeguards",
                    r"subprocessor",
                    r"^(?!.*(?:services|functions|perform)).*management and administration",
                    r"minimum necessary",
                    r"(?:report|notif)\w* .. {C}",
                    r"limitation in its notice",
                    CONTROLLERS_DUTY,
                ),
            ),
            says(r"permitted uses and disclosures", sure=0.7),
        ),
        weak=(
            Weak(
                "use is bound to what the contract permits, which uses those are is not established",
                (
                    says(
                        rf"{_USE} .. (?:other than|only|except|solely) (?:\S+ )?(?:as )?(?:permitted|required|authorized)",
                        without=(CONTROLLERS_DUTY, _SUB),
                        sure=0.85,
                    ),
                ),
            ),
        ),
        spoils=(
            Weak(
                "it also lets the business associate use the information for purposes of its own",
                (
                    says(
                        r"(?:aggregat\w*|us(?:e|es|ing)|de-?identif\w*|sell\w*|commerciali[sz]\w*)",
                        r"for its own (?:purposes?|benefit|use|business)",
                        r"(?:may|permitted|can)",
                    ),
                ),
                "document",
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(i)(A)with(e)(4)",
        kind="grant",
        absent="use for its own management and administration",
        core=(says(r"(?:proper )?management and administration", _USE),),
    ),
    Rule(
        alias="HIPAA-504e2(i)(B)",
        kind="grant",
        absent="data aggregation for health care operations",
        core=(says(r"aggregat\w+", r"health ?care operations"),),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(A)",
        absent="that no other use or disclosure is made",
        core=(
            says(
                rf"(?:may|shall|will) (?:\S+ ){{0,3}}?{_USE}",
                r"(?:only|solely)",
                r"required by law",
                without=(CONTROLLERS_DUTY, _SUB, r"management and administration"),
            ),
            says(
                rf"(?:shall|will|may|must|agrees to|undertakes to) (?:\S+ ){{0,3}}?{_USE}",
                _FOR_THIS_ALONE,
                r"(?:services?|functions?|perform\w*|purposes?)",
                without=(
                    CONTROLLERS_DUTY,
                    _SUB,
                    r"management and administration",
                    r"minimum necessary",
                    r"aggregat",
                    r"retain|return|destr|infeasible",
                ),
                sure=0.85,
            ),
            says(
                rf"{_USE}(?: \S+){{0,4}}? (?:only|solely) (?:as|to the extent|if) (?:\S+ ){{0,4}}?(?:permit|requir|authoriz|allow)\w*",
                without=(CONTROLLERS_DUTY, _SUB, r"management and administration .. provided"),
            ),
            says(
                rf"(?:not|no|neither|only|never|prohibited|refrain)(?: \S+){{0,6}}? (?:{_USE})",
                r"(?:other than|except|unless|only|beyond|otherwise than|not permitted|apart from)",
                r"(?:permit|requir|authoriz|described|allow|provided|necessary|set forth|says)\w*",
                without=(
                    CONTROLLERS_DUTY,
                    r"subprocessor",
                    r"{REPORT}".replace("{REPORT}", r"report .. to controller"),
                ),
            ),
        ),
        elements=(
            Element(
                "that law may require other use",
                (
                    says(r"(?:required by|law)"),
                    # stricter than the law asks: the services and nothing else
                    says(
                        _FOR_THIS_ALONE,
                        r"(?:services?|functions?|perform\w*)",
                    ),
                ),
                "section",
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(B)",
        absent="that appropriate safeguards are used",
        core=(
            says(
                r"safeguards",
                r"(?:us(?:e|es|ing)|implement\w*|maintain\w*|employ\w*|adopt\w*|appl(?:y|ies)|develop\w*|provide)",
                r"(?:prevent|protect|appropriate|reasonabl|administrative|technical)\w*",
                without=(CONTROLLERS_DUTY, _SUB),
            ),
        ),
        elements=(
            Element("that the Security Rule is complied with", (says(_SECURITY_RULE),), "document"),
        ),
        weak=(
            Weak(
                "security is promised without the safeguards of the rule",
                (says(r"(?:secur\w+|protect\w*)", r"personal data", without=CONTROLLERS_DUTY),),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(C)",
        absent="that impermissible uses and disclosures are reported",
        core=(
            says(
                _REPORT,
                _USE,
                r"(?:not (?:\S+ ){0,3}?(?:permit|provid|authoriz|allow|describ)\w*|(?:outside|beyond|contrary to|against) (?:of )?(?:this|the|its) (?:\w+ )?(?:agreement|contract|addendum|terms)|unauthori[sz]ed|impermissible|improper|in violation|other than|inconsistent|non-?permitted)",
                without=(
                    CONTROLLERS_DUTY,
                    r"not (?:be )?(?:construed|constitute)",
                    r"safeguards .. prevent",
                ),
            ),
        ),
        elements=(
            Element(
                "that breaches of unsecured information are reported too",
                (says(_BREACH), says(r"breach", _REPORT)),
                "document",
            ),
        ),
        weak=(Weak("breaches are reported, other impermissible uses are not", _DISCOVERED_BREACH),),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(D)",
        kind="chain",
        absent="that subcontractors agree to the same restrictions",
        core=FLOW_DOWN,
        weak=(
            Weak(
                "subcontractors are bound, but not to the same restrictions",
                (
                    says(
                        _SUB,
                        r"(?:agree|contract|written|bound|requir)\w*",
                        without=CONTROLLERS_DUTY,
                        sure=0.85,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(E)",
        absent="that information is made available for individuals' access",
        core=(
            says(
                r"(?:{provide}|{assist}|access|permit)",
                r"(?:access|inspect|copy|164\.524)",
                r"(?:designated record|{subject}|164\.524)",
                without=(
                    CONTROLLERS_DUTY,
                    r"secretary",
                    r"accounting of disclosures .. only",
                    # the content of a notice of breach
                    r"(?:unsecured|breach\w*|been (?:\S+ ){0,6}?accessed|unauthorized)",
                ),
            ),
            says(r"164\.524", sure=0.9),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(F)",
        absent="that amendments are made and incorporated",
        core=(
            says(
                r"amend\w*",
                r"(?:personal data|designated record|{subject}|164\.526|information)",
                r"(?:mak(?:e|es|ing)|incorporat\w*|available|provid\w*|perform|right)",
                without=(
                    CONTROLLERS_DUTY,
                    r"amend(?:ed|ment)? (?:to |of )?(?:this|the) (?:agreement|baa|addendum)",
                    r"amendment is necessary",
                    # the word stands in the label only
                    r"^(?!.*amend.*amend)\W*(?:\S+ ){0,4}?amend\w*:",
                ),
            ),
        ),
        elements=(
            Element(
                "that amendments are made or incorporated",
                (
                    says(
                        r"(?:incorporat\w* (?:\S+ ){0,4}?amend|mak(?:e|es|ing) (?:\S+ ){0,4}?(?:\S+ )?amend|available (?:\S+ ){0,3}?(?:for|to) (?:\S+ ){0,4}?amend|amend\w* (?:\S+ ){0,8}?(?:made|incorporated)|perform .. amend)"
                    ),
                ),
                "section",
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(G)",
        absent="that disclosures are accounted for",
        core=(
            says(r"accounting", r"disclos\w*", without=(CONTROLLERS_DUTY,)),
            says(r"164\.528", sure=0.9),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(H)",
        absent="that the covered entity's rules are met where its obligation is carried out",
        core=(
            says(
                r"(?:carr(?:y|ies|ied|ying) out|perform\w*)",
                r"(?:{C}'?s? (?:\S+ ){0,3}?(?:obligations?|dut(?:y|ies))|(?:obligations?|dut(?:y|ies)) of (?:the )?controller|(?:obligations?|dut(?:y|ies)) .. (?:subpart e|privacy rule))",
                r"(?:compl\w+|meet\w*|observ\w+|follows?|keep\w* to|abid\w+)",
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(I)",
        absent="that books and records are open to the Secretary",
        core=(
            says(
                r"(?:practices|books|records|policies|procedures)",
                r"(?:secretary|hhs|department of health|health and human services)",
                r"(?:available|access|provide|disclose|open|inspect|examine|look at|see\b|review)",
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(ii)(J)",
        absent="that information is returned or destroyed at the end",
        core=(
            says(
                r"(?:{return}|{delete})",
                r"(?:destroy|destruction|delet|dispos)\w*",
                r"(?:personal data|information)",
                without=(
                    CONTROLLERS_DUTY,
                    r"accidental|unlawful destruction",
                    r"unauthorized .. destruction",
                ),
            ),
        ),
        elements=(
            Element(
                "that this happens at termination",
                (says(r"{end}"), says(r"{delete}", under=r"{end}")),
                "section",
            ),
            Element(
                "that no copies are kept",
                (
                    says(
                        r"(?:no|not|any) (?:\S+ ){0,3}?cop(?:y|ies)\b|retain no|without (?:retaining|keeping)|including (?:all |any )?copies|copies"
                    ),
                ),
                "section",
            ),
            Element(
                "what holds where return is not feasible",
                (
                    says(
                        r"(?:cannot be (?:returned|destroyed)|infeasible|not feasible|feasible|impractica\w*|not (?:reasonably )?practicable|neither return)"
                    ),
                ),
                "section",
            ),
        ),
    ),
    Rule(
        alias="HIPAA-504e2(iii)",
        kind="grant",
        absent="that the covered entity may terminate for violation of a material term",
        core=(_ENDS_FOR_VIOLATION,),
    ),
    Rule(
        alias="HIPAA-314a2iA",
        absent="compliance with the Security Rule",
        core=(
            says(
                r"safeguards",
                r"(?:required|requires?|demands?|prescribe\w*|pursuant|under|accordance|of|per|by|in line with|following|set out in|consistent with)",
                _SECURITY_RULE,
                without=(CONTROLLERS_DUTY, _SUB),
            ),
            says(
                r"(?:compl(?:y|ies|iance)|meet\w*|in accordance|obligations|pursuant)",
                _SECURITY_RULE,
                without=(CONTROLLERS_DUTY, _SUB),
            ),
            says(
                r"compl(?:y|ies|iance)", _SECURITY_RULE, without=(_SUB, CONTROLLERS_DUTY), sure=0.85
            ),
        ),
        weak=(
            Weak(
                "safeguards are promised, compliance with the Security Rule is not",
                (
                    says(
                        r"administrative,? (?:and )?(?:physical|technical)",
                        r"safeguards",
                        without=CONTROLLERS_DUTY,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="HIPAA-314a2iB",
        kind="chain",
        absent="that subcontractors comply with the Security Rule",
        first=_binds_security,
    ),
    Rule(
        alias="HIPAA-314a2iC",
        absent="that security incidents are reported",
        core=(says(_REPORT, r"security incidents?", without=(CONTROLLERS_DUTY, r"^\W*\"")),),
        weak=(Weak("breaches are reported, other security incidents are not", _DISCOVERED_BREACH),),
    ),
    Rule(
        alias="HIPAA-314a2iii",
        kind="chain",
        absent="that the same terms bind a subcontractor",
        first=_like_the_contract,
    ),
    Rule(
        alias="HIPAA-410a",
        absent="that a breach of unsecured information is notified",
        core=_DISCOVERED_BREACH,
        weak=(
            Weak(
                "incidents are reported, a breach of unsecured information is not named",
                (says(_REPORT, r"(?:security incidents?|unauthorized)", without=CONTROLLERS_DUTY),),
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
                (says(r"164\.410"), says(_REPORT, _BREACH, r"information")),
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
