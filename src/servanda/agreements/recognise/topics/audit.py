"""Proof and audits."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, counts, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

_REPORTS = r"(?:reports?|certificat\w+|attestations?|questionnaires?|third-party audits?|summar\w+ .. audit|soc ?[12]|iso ?27)"

_BY_REPORTS_ONLY = Weak(
    "the right is reduced to reports or questionnaires",
    (
        says(
            r"(?:only|solely|exclusively|agrees? (?:to|that)|hereby|will) .. exercis\w+ .. (?:audit|inspection|right)\w* .. (?:by|through) .. (?:instruct|report|request|receiv|review)\w*",
        ),
        says(
            rf"(?:audit|inspection)s? (?:and \w+ )?rights? .. (?:satisf\w+|fulfil\w*|met|exercised|discharged|limited|deemed) .. (?:by|through|to) .. {_REPORTS}",
            without=(r"procedures of section", r"do(?:es)? not provide sufficient"),
        ),
        says(
            rf"rights? (?:of|to) (?:\w+ ){{0,3}}?(?:audit|inspect)\w* .. (?:deemed|satisf\w+|fulfil\w*|discharg\w+|exercised|limited) .. (?:by|through|to) .. {_REPORTS}",
            without=r"do(?:es)? not provide sufficient",
        ),
        says(
            r"(?:audits?|inspections?) .. (?:consists?|limited|restricted|confined|reduced) (?:\w+ )?(?:of|to|solely|only|exclusively)\b .. (?:written|questionnaires?|documents?|documentation|interviews?|reports?|responses|answers|remote|desk)",
            without=r"(?:not (?:be )?(?:limited|restricted|confined)|on-?site|once|times|per (?:\w+ )?year|without limitation)",
        ),
        says(
            rf"{_REPORTS} .. (?:satisf\w+|fulfil\w*|discharg\w+|replac\w+|take the place) .. (?:audit|inspection|right)\w*"
        ),
        says(
            rf"(?:in lieu of|instead of|in place of) .. (?:audit|inspection)|{_REPORTS} .. (?:in lieu of|instead of|in place of)",
            r"audit|inspection",
            without=r"unless|sufficient|to the extent",
            sure=0.8,
        ),
    ),
    "section",
)

_NO_VISITS = Weak(
    "inspections are ruled out",
    (
        says(
            r"(?:does not|do not|cannot|will not) (?:\w+ )?(?:host|offer|permit|allow|support|grant|accept) (?:\w+ ){0,3}?(?:on-site |onsite |physical )?(?:checks?|inspections?|audits?|visits?|audit rights)|(?:checks?|inspections?|audits?|visits?|examinations?) .. (?:do(?:es)? not take place|(?:is|are) (?:excluded|ruled out|not (?:permitted|possible|allowed|offered|granted|provided)))",
            without=r"(?:if|unless|where|during|outside|more than|before)\b",
        ),
    ),
    "section",
)

_ONLY_IF_AGREED = Weak(
    "an inspection needs the processor's own agreement",
    (
        says(
            r"(?:audits?|inspections?|visits?|examinations?) .. (?:only|require\w*|subject to|need\w*|depend\w*)(?! (?:\w+ ){0,3}?notice)\b.{0,40}\b(?:(?:if|where|when) processor (?:\w+ )?agrees|(?:prior |express |written |mutual )*(?:agreement|consent|approval)\b(?! (?:on|as to|about|of (?:the )?(?:scope|date|dates|time|terms|conditions)|not to|from controller|of controller|by controller)))",
            without=r"confidentiality|non-?disclosure|not be unreasonably|(?:scope|timing|duration|date|plan|terms|costs?)\b|auditor|controller's (?:consent|approval|agreement)",
            sure=0.85,
        ),
    ),
    "section",
)

_OF_CODE = r"(?:audit|inspect|review)\w* (?:\w+ ){0,3}?code\b|open[- ]source"

_BY_AUTHORITIES = r"(?:audits?|inspections?|examinations?|investigations?) (?:\w+ ){0,4}?(?:by|of|from) (?:(?:a|an|any|the|its|competent|relevant|public|government\w*|data|protection|privacy|supervisory) ){0,5}?(?:authorit(?:y|ies)|regulators?|agenc(?:y|ies))\b(?!.{0,60}?\b(?:and|or|as well as)\b.{0,30}?(?:controller|its auditor))"
"""What an authority may look at, not what the controller may."""

_RIGHT_TO_TAKE_STEPS = says(
    r"(?:reasonable|appropriate) (?:and (?:appropriate|reasonable) )?steps",
    r"(?:ensur|make sure|making sure|see to|help|verif|confirm|consistent)\w*",
    r"(?:us(?:e|es|ed|ing)|process|transfer|consistent|obligations)\w*",
    r"(?:(?:{C}|business),? (?:\S+ ){0,8}?(?:may|can|has|have|retains?|reserves?|entitled) .. steps|rights? .. steps|(?:grant|allow|permit|enabl)\w* (?:{C}|business) .. steps)",
    without=r"(?:personnel|employees)",
)

_REPORTS_ONLY = Weak(
    "audits or reports only; no right to take reasonable and appropriate steps",
    (
        says(r"(?:audit|inspect)\w*", r"{C}", without=r"audit (?:log|trail)"),
        says(_REPORTS, r"(?:{C}|request)", r"(?:audit|complian|certif)\w*"),
    ),
)

_KEEPS_PROOF = says(
    r"{P} (?:\w+ ){0,4}?(?:has|have|keeps?|maintains?|holds?|possess(?:es)?|draws? up|prepares?|documents?) .. (?:documentation|records|evidence|proof|files?|measures)",
    r"{demonstrate} .. (?:complian|complie|fulfil|meets|observ|obligation)\w*",
    without=(CONTROLLERS_DUTY, r"{subject} .. request", r"{breach}"),
)
_IS_OPEN = says(
    r"(?:documentation|records|evidence|proof|files?|it|they|these|this)\b",
    r"(?:available|provid|shown|hand|giv|submit|deliver|present|disclos|access)\w*",
    r"(?:{C}|request|demand)",
    without=CONTROLLERS_DUTY,
)


def _keeps_it_open(court: Court) -> Judgement | None:
    """Documentation that proves compliance, and in the next sentence that the controller gets it."""
    for passage in court.find(_KEEPS_PROOF):
        if not counts("duty", passage):
            continue
        for other in court.about(passage, "paragraph"):
            if 0 <= other.at - passage.at <= 2 and court.fits(_IS_OPEN, other):
                return Judgement(status="satisfied", passage=passage, confidence=0.88)
    return None


RULES = (
    Rule(
        alias="GDPR-28.3.h-info",
        first=_keeps_it_open,
        absent="that all information needed to show compliance is made available",
        core=(
            says(
                r"(?:{provide}|access to|allow|respond|available|answer|show)",
                r"(?:information|records?|documentation|evidence|documents|materials|proof|whatever (?:controller|it|is|information)|everything)",
                r"(?:{demonstrate} .. (?:complian|compl|fulfil|obligation|article 28|adheren|conform|keep|kept|abid)\w*|(?:complian|fulfil|adheren)\w* .. {demonstrate}\b|(?:necessary|needed|required|regarding|about|concerning|on) .. (?:complian|fulfil)\w*)",
                r"(?:{C}|available|shall|will)",
                without=(
                    CONTROLLERS_DUTY,
                    # what serves an assessment alone is no proof of compliance
                    r"^(?!.*(?:demonstrat|prov(?:e|ing)\b|show|evidenc)\w* .{0,30}(?:complian|obligations).*(?:impact assessment|consultation)).*(?:impact assessment|consultation)",
                    r"(?:codes? of conduct|certification mechanism)",
                    r"data subjects?\b .. request",
                    r"^\W*each party .. (?:comply|compliance)",
                ),
            ),
            says(
                r"(?:prov(?:e|es|en)|demonstrat\w+|evidenc\w+|shows?|furnish\w* proof)",
                r"{C}",
                r"(?:complian\w*|obligations?|dut(?:y|ies)|requirements?) .. (?:agreement|kept|met|fulfil|observ|complied|addendum|article 28|contract)\w*",
                without=(CONTROLLERS_DUTY, r"{subject} .. request"),
                sure=0.85,
            ),
            says(
                r"{provide} .. {C} .. (?:necessary|required|needed) (?:\w+ )?(?:information|evidence|proof)|{provide} .. {C} .. (?:information|evidence|proof) .. (?:necessary|required|needed)",
                under=r"(?:proof|evidence|audit|inspection|control|verif|demonstrat|complian)",
                without=(CONTROLLERS_DUTY, r"{subject}", r"{breach}", r"impact assessment"),
                sure=0.85,
            ),
            says(
                r"{provide} .. {C} .. (?:necessary|required|needed) (?:\w+ )?(?:information|evidence)|{provide} .. {C} .. (?:information|evidence) .. (?:necessary|required|needed)",
                r"(?:prove\b|proof|demonstrat\w*|evidenc\w*|verif\w*) .. (?:{measures}|complian\w*|obligations|dut(?:y|ies))",
                without=(CONTROLLERS_DUTY, r"{subject}", r"{breach}", r"impact assessment"),
                sure=0.85,
            ),
            says(
                r"{provide} .. (?:necessary|required|needed) (?:\w+ )?(?:information|evidence|proof)|{provide} .. (?:information|evidence|proof) .. (?:necessary|required|needed)",
                r"(?:to |and |can |shall |will |must )(?:\w+ )?(?:prove|proves|demonstrate|demonstrates|show|shows|evidence|evidences)\b .. (?:{measures}|complian\w*|obligations?|dut(?:y|ies)|agreement|contract|requirements|article 28)",
                r"(?:{C}|request|demand)",
                without=(CONTROLLERS_DUTY, r"{subject}", r"{breach}", r"impact assessment"),
                sure=0.88,
            ),
            says(
                r"{provide} .. {C} .. (?:proof|evidence|documentation|records) (?:or (?:other )?information )?(?:\w+ ){0,3}?(?:of|about|on|regarding|showing|concerning) .. (?:complian|fulfil|adheren|observ)\w*",
                without=(CONTROLLERS_DUTY, r"{subject}", r"{breach}", r"impact assessment"),
                sure=0.88,
            ),
            says(r"information and audit rights", sure=0.75),
        ),
        spoils=(
            Weak(
                "only certifications or audit reports are made available, not all information needed",
                (
                    says(
                        rf"(?:in the form of|by providing|by (?:way|means) of|limited to|consist\w* of|solely) .. {_REPORTS}"
                    ),
                ),
                "sentence",
            ),
        ),
        weak=(
            Weak(
                "only reports or certifications are made available, not all information needed",
                (
                    says(
                        r"(?:{provide}|cop(?:y|ies) of|available|request|ask for)",
                        _REPORTS,
                        r"(?:audit|certif|complian|security|attest|questionnaire)\w*",
                        without=(CONTROLLERS_DUTY, r"{breach}", r"certif\w+ .. delet"),
                        sure=0.88,
                    ),
                    says(
                        r"{provide} .. {C} .. information",
                        r"(?:ensur|verif|check|satisf)\w* .. {measures}",
                        without=CONTROLLERS_DUTY,
                        sure=0.8,
                    ),
                    says(
                        r"(?:{demonstrate}|information)",
                        r"complian\w*",
                        r"(?:audit|article 28)",
                        without=CONTROLLERS_DUTY,
                        sure=0.8,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3.h-audit",
        kind="grant",
        absent="that the controller or its auditor may audit and inspect",
        core=(
            says(
                r"(?<![\w-])(?:let|lets|letting|allow|permit|contribut|submit|enable|grant|accommodat|cooperat|support|facilitat|participat|assist|tolerat)\w* .. (?:audits?|inspections?|inspect|auditors?|examinations?|on-site checks?)\b(?! (?:report|summar|result|certif|log|trail|record|histor))",
                r"(?:{C}|exporter|mandated|independent|auditor|inspection)",
                without=(
                    _OF_CODE,
                    r"^\W*controller (?:shall|will|must) .. (?:allow|permit|assist|cooperat)",
                    r"not (?:be )?(?:permit|allow|entitle)\w*",
                    r"(?:regulatory|supervisory authority|regulator\w*) (?:\w+ ){0,4}?audit",
                    _BY_AUTHORITIES,
                    r"(?:external|annual|third-party|independent) audits? to produce",
                    r"{subject} .. request",
                ),
            ),
            says(
                r"{C},? (?:\S+ ){0,12}?(?:may|can|shall have|has|have|(?:is|are|be) (?:\w+ )?entitled|will have|reserves|retains|or its)\b(?!(?: \S+){0,3}? (?:request|receive|obtain|ask|download|view)\w* (?:\S+ ){0,5}?(?:summar|cop(?:y|ies)|report|result|certificat|review)) ... (?:audit|inspect|examin|verify .. premises|on-site|(?:look|check|see|convince) .. on the spot|satisf(?:y|ies) (?:it|him|them)sel(?:f|ves)|convince (?:it|him|them)sel(?:f|ves))\w*",
                without=(
                    r"not (?:have|be entitled|audit)",
                    r"(?:only|solely) .. (?:report|certificat)",
                    r"share a copy|copy of",
                    r"inspect (?:the |any |such )?(?:documents|documentation|list)\W*$",
                    r"carrying out an on-site audit",
                    r"competitor",
                    r"^\W*controller (?:shall|will|must) (?:\w+ )?(?:give|grant|allow|permit|let) (?:\w+ )?processor",
                    r"third-party audits or certifications",
                    # papers are looked at, no place and no system
                    r"audits? (?:\w+ )?(?:on|of|over) (?:the |any |such |all )?(?:\w+ ){0,2}?(?:documents?|documentation|information|records)\b(?!.*(?:premises|facilit|systems|on-?site|inspect|books))",
                    r"reports? .. (?:fulfil|satisf|discharg)\w*",
                ),
            ),
            says(
                r"(?:right|entitled|rights?) (?:\w+ ){0,6}?(?:to|of) (?:\w+ ){0,6}?(?:audit|inspect)\w*",
                r"{C}",
                without=(
                    r"audit rights? .. (?:satisfied|fulfilled|exercis)",
                    r"not (?:have|be)",
                    r"reports? .. satisf\w+",
                ),
                sure=0.9,
            ),
            says(
                r"(?:examinations?|visits?|checks?|controls) .. (?:carried out|conducted|performed|made) by .. {C}",
                r"(?:premises|independent|appointed|examiner|site|processing)",
                without=r"not (?:be )?(?:carried|conducted|performed|take place)",
                sure=0.9,
            ),
            says(
                r"^\W*(?:\w+ )?(?:audits?|inspections?)(?: rights?)?(?::| \|).{1,90}?\b(?:by|for) (?:\w+ )?{C}",
                without=r"not (?:be )?|{P}'s own|reports? only",
                sure=0.85,
            ),
            says(r"submit .. (?:facilities|premises|systems) .. (?:audit|inspection)"),
            says(
                r"(?:permit|allow|let|grant|admit|giv)\w* (?:\S+ ){0,8}?(?:persons?|people|anyone|representatives?|delegates?|experts?|staff|employees|{C})\b ... (?:enter|inspect|examin|visit|view)\w*",
                r"{C}",
                r"(?:premises|facilities|offices?|sites?|systems|equipment|data cent(?:re|er)s?)\b",
                without=(
                    _OF_CODE,
                    _BY_AUTHORITIES,
                    r"(?:not|never|no|only) (?:\w+ )?(?:permit|allow|let|grant|admit)\w*",
                    r"(?:^|[.;:,] )\W*controller (?:shall|will|must) (?:\w+ )?(?:permit|allow|let|grant|admit|give)",
                    r"(?:authorized|permitted|allowed|accredited) (?:\w+ ){0,2}?(?:staff|personnel|employees) .. (?:only|badge|key)",
                    r"(?:permit|allow|let|grant|admit|giv)\w* processor",
                ),
                sure=0.88,
            ),
            says(
                r"(?:audits?|inspections?) (?:may|can|shall|will|to) be (?:conducted|carried out|performed|undertaken) by .. (?:{C}|auditor)",
                without=(r"on behalf of {P}", r"audits described", r"third-party certif"),
                sure=0.85,
            ),
        ),
        spoils=(_BY_REPORTS_ONLY, _NO_VISITS, _ONLY_IF_AGREED),
        weak=(
            Weak(
                "audits are reduced to reports or certifications",
                (
                    says(
                        r"(?:walk-?throughs?|video calls?|interviews?|questionnaires?)",
                        r"(?:{C}|request)",
                        r"(?:review|assess|check|control|verif|complian|security|evidence)\w*",
                        sure=0.85,
                    ),
                    says(r"(?:audit|inspect)\w*", _REPORTS, without=r"{breach}", sure=0.88),
                    says(
                        r"(?:outside|independent|external) (?:accountant|assessor|firm|expert|examiner|reviewer)",
                        r"report",
                        sure=0.85,
                    ),
                    says(
                        r"audits?\b",
                        without=(r"audit (?:log|trail)s?", r"log", _OF_CODE),
                        sure=0.85,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-30.2",
        absent="that records of the processing are kept",
        core=(
            says(
                r"(?:maintain|keep)\w* .. records? .. (?:process|categories)\w*",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"(?:records?|register) .. (?:processing|article 30)",
                r"(?:maintain|keep|record)\w*",
                sure=0.85,
            ),
        ),
    ),
    Rule(
        alias="CCPA-100d3",
        kind="grant",
        absent="that the business may take steps to ensure that use is consistent with its duties",
        core=(_RIGHT_TO_TAKE_STEPS,),
        elements=(
            Element(
                "that the steps serve a use consistent with the business's duties",
                (
                    says(
                        r"(?:consistent|compli|comply|obligations|ensur|make sure|requir)\w*",
                        r"(?:us(?:e|es|ed|ing)|process|transfer|obligations)",
                    ),
                ),
            ),
        ),
        weak=(_REPORTS_ONLY,),
    ),
    Rule(
        alias="CCPA-7051a7",
        kind="grant",
        absent="that the business may review, scan, audit or test",
        core=(
            _RIGHT_TO_TAKE_STEPS,
            says(
                r"(?:manual reviews?|automated scans?|regular assessments?)",
                r"(?:audit|test|scan|review)\w*",
            ),
        ),
        weak=(_REPORTS_ONLY,),
    ),
    Rule(
        alias="CCPA-140ag1-mon",
        kind="grant",
        absent="that the business may monitor compliance once in twelve months",
        core=(
            says(
                r"(?:manual reviews?|automated scans?|regular assessments?|audits?|testing)",
                r"(?:12|twelve)(?: ?\(12\))? months",
            ),
            says(r"monitor\w* .. complian\w*", r"(?:{C}|business)", without=r"{P} .. monitor"),
        ),
    ),
    Rule(
        alias="CCPA-7050h",
        absent="help with cybersecurity audits and risk assessments",
        core=(
            says(
                r"(?:cybersecurity audits?|risk assessments?|automated decision)",
                r"(?:{assist}|{provide})",
                without=CONTROLLERS_DUTY,
            ),
        ),
    ),
)
