"""Security of the processing."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Element, Rule, Weak, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

_MEASURES = (
    r"(?:(?:technical|organizational|administrative|physical)(?:,| and| or|/| &|\b).. {measures}"
    r"|(?:technical and organizational|organizational and technical|toms?\b)"
    r"|(?:technical|organizational|administrative),? (?:\S+ ){0,4}?{measures}"
    r"|security {measures}|{measures} .. (?:security|protect|safeguard)"
    r"|information security (?:program|management)|security program|article 32)"
)

_REASONABLE = says(
    r"(?:reasonable|appropriate|adequate|commercially|industry|suitable|comprehensive)",
    r"(?:security|safeguard|protect)\w*",
    r"(?:{implement}|protect\w*|secur\w+)",
    without=(CONTROLLERS_DUTY, r"transfer .. safeguards|safeguards .. transfer"),
)

_PROTECTS = says(
    r"{implement}",
    _MEASURES,
    r"(?:data|information|security|risk|processing|phi|measures|steps|service|unauthorized)",
    without=(
        CONTROLLERS_DUTY,
        r"^\W*(?:if|where|when) .. audit",
        r"(?:questionnaires?|requests? for information|due diligence)",
        r"{assist} .. {C} .. (?:ensur|comply|meet|complian|fulfil|obligation|duty|duties)\w*",
        r"safeguards (?:for|in respect of) (?:the |such |any )?transfer|article 46",
        r"assist controller .. (?:by|with) appropriate technical",
        r"(?:by|through|with) (?:appropriate |suitable )?(?:technical and organizational|appropriate) measures, (?:insofar|in so far|as far|to the extent)",
        r"{subject} .. (?:request|rights)",
        r"{measures} of (?:each|the|its|every|such|any|all) (?:\w+ )?subprocessor",
    ),
)

_PROTECTION = (
    says(
        r"(?:guarantee|ensure|maintain|implement|provide|keep)\w*",
        r"level of (?:\w+ )?(?:protection|security) (?:that is |which is )?(?:appropriate|adequate|commensurate|suitable|corresponding) .. risk",
        without=(CONTROLLERS_DUTY, r"{transfer}", r"{assist} .. {C}", r"subprocessor"),
        sure=0.85,
    ),
    says(
        r"(?:appropriate|adequate|suitable|necessary) (?:technical and organizational|organizational and technical) (?:protection|security)\b",
        without=(CONTROLLERS_DUTY, r"{assist} .. {C}", r"subprocessor"),
        sure=0.85,
    ),
    says(
        r"(?:technical and organizational|security) {measures} .. (?:are|shall be|is) (?:\w+ )?(?:binding|mandatory|agreed (?:as )?binding)",
        without=(CONTROLLERS_DUTY, r"subprocessor"),
        sure=0.85,
    ),
)

_KEEPS_SAFE = says(
    r"(?:{P} (?:\w+ )?(?:keep\w*|secur\w+|protect\w*|safeguard\w*)|(?:shall|will|must) (?:be )?(?:\w+ )?(?:kept|secured?|protected?|safeguarded?)) .. data .. (?:with|by|through|using|by means of) .. {measures}",
    without=(
        CONTROLLERS_DUTY,
        r"{transfer}",
        r"{assist}",
        r"subprocessor",
        r"{breach} .. {notify}",
    ),
    sure=0.85,
)

RULES = (
    Rule(
        alias="GDPR-28.3.c",
        absent="that the security measures of Article 32 are taken",
        core=(_PROTECTS, _KEEPS_SAFE, *_PROTECTION),
        elements=(
            Element(
                "that they fit the risk or which they are",
                (
                    says(
                        r"(?:appropriate|article 32|risks?|state of the art|adequate|reasonable|suitable|necessary|industry|annex|schedule|appendix|exhibit|attachment|described|set out|set forth|specified|following|designed to|required|iso|soc|standards?|sufficient|commensurate|in accordance with|all (?:the )?(?:security )?measures|gdpr)"
                    ),
                ),
                "section",
            ),
        ),
        weak=(
            Weak(
                "it does not undertake the technical and organisational measures themselves",
                (
                    _REASONABLE,
                    says(
                        r"security (?:polic\w+|program\w*|standards?|practices|documentation|measures|controls)",
                        without=CONTROLLERS_DUTY,
                    ),
                    says(
                        r"(?:secure|protect)\w* .. personal data",
                        without=CONTROLLERS_DUTY,
                        sure=0.75,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-32.1.a",
        kind="fact",
        absent="that data is pseudonymised or encrypted",
        core=(says(r"(?:encrypt|pseudonymiz)\w*"),),
    ),
    Rule(
        alias="GDPR-32.1.b",
        kind="fact",
        absent="lasting confidentiality, integrity, availability and resilience",
        core=(says(r"confidentiality", r"integrity", r"(?:availability|resilience)", sure=0.9),),
        weak=(
            Weak(
                "not all of confidentiality, integrity, availability and resilience",
                (says(r"(?:integrity|availability|resilience)", r"(?:systems?|data|services?)"),),
            ),
        ),
    ),
    Rule(
        alias="GDPR-32.1.c",
        kind="fact",
        absent="that access is restored in time after an incident",
        core=(
            says(
                r"(?:restor|recover|backup|back-up|disaster recovery|business continuity)\w*",
                r"(?:availab|access|incident|data|systems?)",
                without=r"retention|retain|delet",
            ),
        ),
    ),
    Rule(
        alias="GDPR-32.1.d",
        kind="fact",
        absent="that the measures are tested regularly",
        core=(
            says(
                r"(?:regular|period|annual|routine|continu|ongoing|yearly|quarter|at least once)\w*",
                r"(?:test|assess|evaluat|review|audit|monitor)\w*",
                r"(?:measures|security|controls|program|effectiveness|safeguards|compliance)",
                without=CONTROLLERS_DUTY,
            ),
        ),
    ),
    Rule(
        alias="GDPR-32.2",
        kind="fact",
        absent="that the level of security takes account of the risks",
        core=(
            says(
                r"(?:risks?)",
                r"(?:destruction|loss|alteration|disclosure|access|likelihood|severity|rights and freedoms)",
                r"(?:security|measures|safeguard)",
            ),
            says(
                r"(?:destruction|loss|alteration)",
                r"(?:unauthorized|unlawful)",
                r"(?:measures|safeguards|protect)",
                without=r"{notify}",
                sure=0.85,
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.5",
        kind="fact",
        absent="a code of conduct or certification",
        core=(
            says(
                r"(?:codes? of conduct|certification mechanism|iso(?:/iec)? ?270\d\d|soc ?[12]\b|certified|certifications?)",
                without=r"certification of deletion|certif\w+ .. delet",
            ),
        ),
    ),
    Rule(
        alias="CCPA-81.5",
        absent="that reasonable security procedures are kept",
        core=(
            _PROTECTS,
            _REASONABLE,
        ),
        weak=(
            Weak(
                "security is mentioned without a duty to keep it",
                (says(r"security (?:polic\w+|program|measures)"),),
            ),
        ),
    ),
)
