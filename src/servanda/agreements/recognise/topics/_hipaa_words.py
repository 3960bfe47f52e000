"""Words that the rules of HIPAA share: whom, what use, which rule, which breach."""

from __future__ import annotations

from servanda.agreements.recognise.rules import says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

SUB = r"(?:subprocessors?|subcontract(?:s|ors?)?|agents?)"
USE = r"(?:us(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure|ures))"
SECURITY_RULE = r"(?:security rule|subpart c\b|164\.3(?:0\d|1\d)|security standards)"
HIPAA_RULES = r"(?:hipaa (?:regulations?|rules?|requirements?|standards?)|hipaa(?:,| and|/)(?: the)? ?hitech|45 c\.?f\.?r\.? parts? 160 and)"
REPORT = r"(?:report\w*|notif\w+|notice|inform(?:s|ed|ing)?\b|advis\w+|tells?|let\w* .. know)"
BREACH = r"(?:breach(?:es)? of (?:\S+ ){0,4}?(?:unsecured|personal data|protected)|breach(?:es)? .. unsecured|unsecured (?:personal data|protected)|164\.410|breach report|unsecured .. breached|notice of (?:a |the )?breach)"

_CONTENT_ONLY = r"^\W*(?:\w{1,4}[).] )?(?:any |each |such |the )?(?:notices?|notifications?|reports?)\b[^,;]{0,60} (?:shall|will|must) (?:include|contain|describe|identify|set out)|supplement\w* (?:its|the|any|each|that|such) (?:\w+ ){0,3}?(?:notice|notification|report)"
"""What a notice holds, not that one is given."""

DISCOVERED_BREACH = (
    says(
        r"notice",
        r"breach(?:es)?\b",
        r"(?:discover\w*|unreasonable delay)",
        without=(CONTROLLERS_DUTY, r"material breach", _CONTENT_ONLY),
    ),
    says(
        REPORT,
        BREACH,
        without=(CONTROLLERS_DUTY, r"not (?:be )?(?:construed|constitute)", _CONTENT_ONLY),
    ),
    says(
        REPORT,
        r"breach(?:es)?\b",
        r"{C}",
        without=(
            CONTROLLERS_DUTY,
            _CONTENT_ONLY,
            r"material breach",
            r"not (?:be )?(?:construed|constitute)",
        ),
        sure=0.85,
    ),
)
