"""Help for the controller: data subjects' requests, security, impact assessments, consultation."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Decide, Judgement, Rule, Weak, counts, says
from servanda.agreements.recognise.topics._shared import (
    ASSIST,
    CONTROLLERS_DUTY,
    GENERAL_HELP,
    helps_with_article,
)

_REQUESTS = r"(?:(?:person|someone|anyone|somebody|people|individual)s? (?:\w+ ){0,3}?(?:wants?|wish(?:es)?|asks?|requests?|demands?) to (?:see|access|correct|erase|delete|get|have|know|obtain|mend|change)|{subject} .. {rights}|{rights} .. {subject}|chapter iii|access requests?|dsars?\b|rights under (?:the )?(?:gdpr|data protection)|exercis\w+ .. rights)"

_ONLY_PASSED_ON = (
    r"(?:obligations|compliance|duties),? and (?:will |shall |to )?(?:forward|pass|redirect|refer)"
)

_ASSESSES = r"assess\w* .. (?:effects?|impacts?|consequences) .. (?:protection of (?:the )?personal data|data protection|privacy)"

_CONSULTS_ONLY = (
    r"^(?!.*impact assessment.*consult).*consult\w* .. (?:where|if|when) .. impact assessment"
)
"""The consultation that an assessment leads to, not help with the assessment."""

_ONLY_SOME = Weak(
    "it helps with some kinds of request only",
    (
        says(
            r"request .. to (?:delete|opt|erase|correct|access)\w*",
            _REQUESTS,
            without=r"(?:such as|including|for example|rights .. access|exercise)",
        ),
    ),
    "sentence",
)


def _by_article(number: int) -> Decide:
    def decide(court: Court) -> Judgement | None:
        passage = helps_with_article(court, number)
        if passage is None:
            return None
        return Judgement(status="satisfied", passage=passage, confidence=0.96)

    return decide


article_32, article_33, article_34, article_35, article_36 = (_by_article(n) for n in range(32, 37))

GENERAL = Weak(
    "it promises general help with data protection only; this duty is not named", GENERAL_HELP
)

_ANSWERS_WHAT_CAME_IN = says(
    ASSIST,
    r"{C}",
    r"(?:respond|answer|reply|handl|process|deal|react|comply|address)\w*",
    r"(?:such|these|those|the said|any of these|the above) (?:notif|request|communicat|inquir|enquir|complain|notice|quer)\w*|\b(?:to|with) (?:them|it)\b",
    without=(CONTROLLERS_DUTY, _ONLY_PASSED_ON, r"{breach}"),
)
_CAME_IN = says(
    _REQUESTS,
    r"(?:request|complaint|inquir|enquir|communication|quer|application)\w*",
    r"(?:receiv|notif|inform|forward|pass|tell|refer|direct|contact|made|submit|address)\w*",
)


def _answers_requests(court: Court) -> Judgement | None:
    """Help with "such requests", where the clause before says that they are data subjects'."""
    for passage in court.find(_ANSWERS_WHAT_CAME_IN):
        if not counts("service", passage):
            continue
        came = court.holds((_CAME_IN,), passage, "section")
        if came is not None and 0 <= passage.at - came.at <= 6:
            return Judgement(status="satisfied", passage=passage, confidence=0.85)
    return None


RULES = (
    Rule(
        alias="GDPR-28.3.e",
        kind="service",
        first=_answers_requests,
        absent="that the controller is helped to answer data subjects",
        core=(
            says(
                ASSIST,
                _REQUESTS,
                r"{C}",
                without=(
                    CONTROLLERS_DUTY,
                    r"{P} .. (?:not|never) .. (?:assist|respond|answer)\w* .. unless",
                    r"without responding",
                    _ONLY_PASSED_ON,
                ),
            ),
            says(
                ASSIST,
                r"(?:respond|answer|fulfil|comply|honou?r|deal)\w*",
                r"(?:requests?|rights|demands?|claims?|inquir\w+|enquir\w+)",
                r"{subject}",
                without=(CONTROLLERS_DUTY, _ONLY_PASSED_ON),
                sure=0.85,
            ),
            says(
                r"(?:{provide}|functionality|features?|tools?|self-service|controls|ability|able to|lets?\b|allows?|permits?|enables?|technical .. measures)",
                r"(?:fulfil|respond|comply|address|honou?r|answer|satisfy|action)\w*",
                r"{subject} .. {rights}|{rights} .. {subject}",
                r"{C}",
                without=(CONTROLLERS_DUTY, r"{P} .. redirect"),
                sure=0.85,
            ),
            says(
                r"(?:{assist}|{provide}|means|functions?|tools?)",
                r"{C}",
                r"(?:rectif|correct|eras|delet|access|export|restrict|search)\w*(?:,| and| or)(?: \S+){0,6}? (?:rectif|correct|eras|delet|access|export|restrict|search)\w* .. (?:of|about|on) (?:\w+ ){0,3}?{subject}",
                without=CONTROLLERS_DUTY,
                sure=0.85,
            ),
            says(
                r"{assist} (?:\w+ ){0,3}?(?:with|in|on|regarding) .. (?:access|inform|rectif|correct)\w* .. (?:eras|delet|restrict|portab|object)\w*",
                r"{subject}",
                without=(CONTROLLERS_DUTY, _ONLY_PASSED_ON, r"{breach}"),
                sure=0.85,
            ),
            says(
                ASSIST,
                r"{C}",
                r"(?:requests?|inquir\w+)",
                under=r"(?:{subject}|individual) (?:rights|requests)|rights of (?:the )?{subject}",
                without=CONTROLLERS_DUTY,
                sure=0.85,
            ),
            says(
                ASSIST,
                r"{C}",
                r"(?:answer|respond|reply)",
                under=r"(?:people|person|someone|{subject}) .. (?:ask|request|write|rights)",
                without=CONTROLLERS_DUTY,
                sure=0.85,
            ),
        ),
        spoils=(_ONLY_SOME,),
        weak=(
            Weak(
                "requests are passed on, no help to answer them is promised",
                (
                    says(
                        r"(?:{notify}|forward|redirect|pass|refer|direct)\w*",
                        r"(?:requests?|complaints?|inquir\w+)",
                        r"{subject}",
                        without=CONTROLLERS_DUTY,
                        sure=0.9,
                    ),
                ),
            ),
            GENERAL,
        ),
    ),
    Rule(
        alias="GDPR-28.3.f-32",
        absent="that the controller is helped with its own security duties",
        first=article_32,
        core=(
            says(
                ASSIST,
                r"{C}",
                r"(?:(?:obligations?|duties|complian\w+|comply\w*|requirements|responsibilit\w+) .. (?:security of (?:the )?(?:personal data |its )?(?:processing|personal data)|data security|security (?:measures|obligations?|requirements?))"
                r"|(?:controller's|its|their) (?:own )?(?:security (?:obligations?|duties|requirements)|obligations? .. security)|security obligations?|security of (?:the )?processing|(?:own|its|their) (?:duty|duties|obligations?) .. (?:secure|safe|security of)\b"
                r"|(?:ensur|guarantee|achiev|maintain|safeguard|establish)\w* .. (?:safety|security) of (?:the |its |their |all )?(?:treatment|processing|data processing)"
                r"|(?:ensur|guarantee|achiev|maintain|establish)\w* .. (?:appropriate|adequate|sufficient|required|necessary) (?:level|degree|standard) of (?:\w+ )?(?:security|protection))",
                without=(
                    CONTROLLERS_DUTY,
                    r"security (?:incident|breach) .. (?:notif|report)\w* oblig",
                    r"article 28\(3\)",
                ),
            ),
            says(
                ASSIST,
                r"{C}",
                r"(?:keep\w* .. (?:processing|personal data|it|them) (?:safe|secure)|security of (?:\w+ ){0,3}?processing"
                r"|\bsecurity\b(?=[,;)]| and\b| or\b).{0,140}\b(?:breach|impact|dpias?\b|consult)|\b(?:breach|impact|dpias?\b|consult)\w* .{0,140}\bsecurity\b(?=[,;.)]| and\b| or\b|$))",
                without=(
                    CONTROLLERS_DUTY,
                    r"security (?:incident|breach) .. (?:notif|report)\w* oblig",
                    r"audit",
                    r"{measures} .. (?:taken|implement\w*|of) .. {P}",
                    r"(?:breach of|under|of this) .{0,30}security",
                    r"\bby (?:providing|means|way|supplying)",
                    r"(?:network|physical|information|data|appropriate|adequate|technical) security\b",
                ),
                sure=0.85,
            ),
        ),
        weak=(GENERAL,),
    ),
    Rule(
        alias="GDPR-28.3.f-35",
        absent="that the controller is helped with impact assessments",
        first=article_35,
        core=(
            says(
                ASSIST,
                rf"(?:{_ASSESSES}|impact assessments?|dpias?\b|pias?\b|risk assessments? .. (?:privacy|data protection))",
                without=(CONTROLLERS_DUTY, _CONSULTS_ONLY),
            ),
            says(
                r"(?:{assist}|{provide})",
                r"(?:impact assessments?|dpias?\b)",
                without=(CONTROLLERS_DUTY, _CONSULTS_ONLY),
                sure=0.9,
            ),
        ),
        weak=(GENERAL,),
        near_misses=(
            says(
                r"impact assessment",
                without=r"^\W*controller (?:\w+ )?(?:carr|conduct|perform|does|is|has|shall|will|must)\w*",
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3.f-36",
        absent="that the controller is helped with prior consultation",
        first=article_36,
        core=(
            says(
                ASSIST,
                r"(?:prior consultations?|consult\w* .. {authority}|{authority} .. consult\w*|consult\w* (?:\w+ )?(?:in advance|beforehand)|(?:impact assessments?|dpias?)\W{1,3}(?:and |or )?(?:any |related |necessary )*consultations?)",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"(?:{assist}|{provide})", r"prior consultation", without=CONTROLLERS_DUTY, sure=0.9
            ),
        ),
        weak=(
            Weak(
                "it cooperates with authorities; help with prior consultation is not said",
                (
                    says(
                        r"(?:{assist})",
                        r"{C}",
                        r"(?:supervisory|data protection) authorit",
                        without=(
                            CONTROLLERS_DUTY,
                            r"{breach}",
                            r"audit",
                            r"{subject}",
                            r"\breport",
                        ),
                        sure=0.75,
                    ),
                ),
            ),
            GENERAL,
        ),
    ),
    Rule(
        alias="CCPA-7051a10",
        kind="service",
        absent="that the business is enabled to answer consumers' requests",
        core=(
            says(ASSIST, _REQUESTS, r"{C}", without=(CONTROLLERS_DUTY, r"without responding")),
            says(
                r"(?:{provide}|functionality|functions?|tools|ability|enable)",
                r"(?:fulfil|respond|comply|address|honou?r|answer)\w*",
                r"{subject} .. {rights}",
                r"{C}",
                without=CONTROLLERS_DUTY,
                sure=0.85,
            ),
            says(
                r"controller .. (?:inform|notify|pass|provide)\w* .. {P}",
                r"consumer requests?",
                r"information",
            ),
        ),
        weak=(
            Weak(
                "requests are passed on, no help to answer them is promised",
                (
                    says(
                        r"(?:{notify}|forward|redirect)",
                        r"requests?",
                        r"{subject}",
                        without=CONTROLLERS_DUTY,
                    ),
                ),
            ),
        ),
    ),
)
