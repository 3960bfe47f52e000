"""Personal data breaches: told without delay, and help with the controller's own notices."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Element, Rule, Weak, says
from servanda.agreements.recognise.topics._shared import ASSIST, CONTROLLERS_DUTY
from servanda.agreements.recognise.topics.assistance import GENERAL, article_33, article_34

_OTHER_NEWS = r"(?:chapter iii|\bart(?:icle)?s?\.? ?1[2-9]\b|rights of (?:the )?{subject}|{subject} .. requests?)"
"""What people are told about the processing itself, or about their requests."""

_TO_MEET = says(
    r"(?:{assist}|{provide}|information)",
    r"(?:information|details?|facts|input|documentation|assist|cooperat|support|help|enabl|allow)\w*",
    r"(?:{breach} .. (?:notif|report)\w* .. (?:obligation|requirement|dut|law)\w*|(?:obligation|requirement|dut)\w* .. (?:notif|report|inform(?!ation))\w*|(?:notif|report)\w* (?:obligation|requirement|dut)\w*)",
    r"(?:{C}|its|any obligations)",
    without=(CONTROLLERS_DUTY, rf"^(?!.*{{breach}}).*{_OTHER_NEWS}"),
    sure=0.88,
)

_HELP_WITH_NOTICES = says(
    r"{assist} .. {C}",
    r"(?:with|regarding|concerning|in respect of|relating to|in relation to|in connection with|for|including|on)\b.{0,120}?\b(?:{breach} (?:notif\w+|reporting|reports?|notices?)|(?:notif\w+|reporting|communication) of (?:\w+ ){0,3}?{breach})",
    without=(CONTROLLERS_DUTY, r"audit", r"{notify} {C}"),
    sure=0.85,
)

_HELP_WITH_BREACH_DUTIES = says(
    r"{assist} .. {C}",
    r"(?:complian\w*|comply\w*|obligations?|dut(?:y|ies)|responsibilit\w+) .. (?:in respect of|with respect to|in relation to|relating to|in connection with|regarding|concerning|as regards|about|on)\b .. (?:personal |data |security )*(?:breach(?:es)?|incidents?)\b",
    without=(
        CONTROLLERS_DUTY,
        r"(?:audit|{subject} .. requests?|indemnif|insurance)",
        r"{notify} {C}",
        r"breach(?:es)? of (?:this|the) (?:\w+ ){0,2}?(?:agreement|dpa|addendum|contract)",
    ),
    sure=0.85,
)

_TOLD_TO_OTHERS = (
    r"{notify} (?:to )?(?:\S+ ){0,4}?(?:{authority}|\S+ data protection agency|{subject})"
    r"(?!.{0,120}?\b(?:and|or|as well as) (?:to )?(?:the )?{C})(?!.{0,60}?{notify} .. {C})"
)
"""The notice goes to an authority or to the people concerned, not to the controller."""

_LATER_NEWS = (
    r"(?:initial notification|further information|as it becomes available|in phases"
    r"|^(?!.*{notify} (?:\S+ ){0,9}?{C}).*(?:obligations? to (?:notify|communicate|inform|report)\b"
    r"|{assist} .. {C} .. (?:in )?(?:comply\w*|notify\w*)))"
)
"""What follows the notice, or serves the controller's own: another sentence must promise the first."""

_SOME_HELP = Weak(
    "it gives information or help on the incident, none is promised for this notice",
    (
        says(
            r"(?:{provide}|{assist}|includ\w*|contain\w*|describ\w*)",
            r"(?:information|details|updates|cooperat\w*|assist\w*|report\w*|nature of|consequences|mitigat\w*)",
            r"{breach}",
            r"(?:{C}|notif\w+|describ\w*)",
            without=(
                CONTROLLERS_DUTY,
                r"{subject} .. (?:request|rights)",
                r"impact assessment",
                r"audit",
                r"maintains security incident",
                r"(?:policies|procedures) .. (?:specified|described)",
            ),
            sure=0.8,
        ),
    ),
)

_OF_AN_INSTRUCTION = r"(?:{instructions} .. (?:infring|violat|breach|contraven)\w*|(?:violat|breach|infring|contraven)\w* .. (?:by|through|of) (?:an? |the |such |its )?instruction)"
"""What breaks the law here is what the controller orders: no incident."""

_WEAKNESS_ONLY = r"^(?!.*(?:breach|incident|unauthori|compromis\w*|leak|personal data (?:\w+ )?(?:lost|loss|stolen|disclosed))).*(?:vulnerabilit|weakness|defects?\b|\bbugs?\b|flaws?\b)"
"""A weakness of the product that nothing has come of yet."""

_OF_THE_CONTRACT = r"^(?!.*(?:personal data|security|unauthori|incident|loss|leak)).*breach(?:es|ed|ing)? (?:of )?(?:this|the) (?:\w+ ){0,2}?(?:agreement|dpa|addendum|contract)\b|complaints? .. violat"
"""A breach of contract, or what others complain of."""

RULES = (
    Rule(
        alias="GDPR-33.2",
        absent="that the controller is told of a breach without undue delay",
        core=(
            says(
                r"(?:{notify} (?:\S+ ){0,9}?{C}|{C} .. (?:notified|informed|alerted)|(?:written )?notice to {C}|notif\w+ .. {C}|report .. to {C})",
                r"{breach}",
                r"(?:shall|will|must|agrees?|undertakes?|commits?|notifies|informs|reports|has to|is obliged)",
                without=(
                    r"^\W*(?:\(?\w{1,3}[.)] )?controller (?:shall|will|must|agrees) (?:\w+ ){0,3}?(?:notify|inform)\b",
                    r"{notify} .. {C} .. (?:instruction|subprocessor)",
                    r"not (?:be )?(?:construed|constitute|an ac)",
                    r"{subject} .. requests?",
                    _LATER_NEWS,
                    _WEAKNESS_ONLY,
                    _OF_THE_CONTRACT,
                ),
            ),
            says(
                r"{notify}",
                r"{breach}",
                r"{soon}",
                r"{C}",
                without=(
                    CONTROLLERS_DUTY,
                    r"not (?:be )?(?:construed|constitute|an ac)",
                    _TOLD_TO_OTHERS,
                    _OF_AN_INSTRUCTION,
                    _LATER_NEWS,
                    _WEAKNESS_ONLY,
                    _OF_THE_CONTRACT,
                ),
                sure=0.85,
            ),
            says(
                r"^\W*(?:\w+ )?{breach} (?:notice|notification|reporting|report)s?(?::| \|)",
                r"(?:{soon}|\d+ ?(?:hours?|hrs?|h|days?)\b)",
                without=(CONTROLLERS_DUTY, _TOLD_TO_OTHERS),
                sure=0.85,
            ),
            says(
                r"{notify} (?:\S+ ){0,3}?{C}",
                r"{soon}",
                r"(?:aware|find|found|learn|discover|detect|happen|occur|notic)\w*",
                under=r"(?:breach|incident|(?:bad|wrong) .. happen|happen|leak|lost|stolen|hack)",
                without=(
                    CONTROLLERS_DUTY,
                    r"{subject} .. requests?",
                    r"{authority} .. request",
                    r"subprocessor",
                    r"instruction",
                    _LATER_NEWS,
                    _WEAKNESS_ONLY,
                ),
                sure=0.85,
            ),
            says(
                r"{notify} .. (?:the other party|each other|one another)",
                r"{breach}",
                r"{soon}",
                sure=0.85,
            ),
            says(
                r"{notify}",
                r"{breach}",
                r"{soon}",
                r"(?:shall|will|must)",
                under=r"(?:breach|incident)",
                without=(
                    CONTROLLERS_DUTY,
                    r"not (?:be )?(?:construed|constitute)",
                    _TOLD_TO_OTHERS,
                    _LATER_NEWS,
                    _WEAKNESS_ONLY,
                ),
                sure=0.8,
            ),
        ),
        elements=(
            Element(
                "how soon (without undue delay)",
                (
                    says(
                        r"(?:{soon}|\d+ ?(?:hours?|hrs?|h|days?)\b|(?:notice|notification|reporting) period|response period)"
                    ),
                ),
                "paragraph",
            ),
        ),
        spoils=(
            Weak(
                "the time runs from its confirmation of the breach, not from awareness",
                (
                    says(
                        r"(?:after|of|upon|from|following|once|when) .. (?:confirm(?:ed|ing|ation)|verif(?:ied|ying|ication))",
                        without=r"(?:awar\w*|know\w*|learn\w*|discover\w*|detect\w*|suspect\w*|reasonabl\w*|notice of)",
                    ),
                ),
                "sentence",
            ),
        ),
        weak=(
            Weak(
                "it tells of weaknesses of the product, a breach of personal data is not named",
                (
                    says(
                        r"{notify} (?:\S+ ){0,4}?{C}",
                        r"(?:vulnerabilit|weakness|flaw)\w*",
                        r"(?:security|software|platform|product|system|service|critical)",
                        without=CONTROLLERS_DUTY,
                        sure=0.85,
                    ),
                ),
            ),
            Weak(
                "it follows incident procedures; telling the controller is not said",
                (
                    says(
                        r"(?:incident|breach) (?:response|management|notification)",
                        r"(?:polic|procedure|plan|process|program|obligation)\w*",
                        without=CONTROLLERS_DUTY,
                        sure=0.8,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3.f-33",
        absent="that help is given with the controller's notice to the supervisory authority",
        first=article_33,
        core=(
            says(
                ASSIST,
                r"(?:{notify} .. {authority}|{authority} .. {notify})",
                r"{breach}",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"(?:{assist}|to enable|in order to|so that|allow)",
                r"(?:notif|report|inform|tell)\w* .. {authority}",
                r"(?:{C}|obligation)",
                without=(CONTROLLERS_DUTY, r"{P} (?:shall|will) not .. (?:notify|inform)"),
                sure=0.88,
            ),
            _HELP_WITH_NOTICES,
            _HELP_WITH_BREACH_DUTIES,
            _TO_MEET,
        ),
        weak=(_SOME_HELP, GENERAL),
    ),
    Rule(
        alias="GDPR-28.3.f-34",
        absent="that help is given with the controller's notice to data subjects",
        first=article_34,
        core=(
            says(
                ASSIST,
                r"(?:{notify} .. {subject}|{subject} .. {notify})",
                r"{breach}",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"(?:{assist}|to enable|in order to|so that|allow)",
                r"(?:notif|inform|communicat)\w* .. (?:affected )?(?:{subject}|persons)",
                r"(?:{C}|obligation)",
                r"(?:breach|incident|notif\w+ .. obligation|obligation .. notif)",
                without=(CONTROLLERS_DUTY, r"{P} (?:shall|will) not .. (?:notify|inform)"),
                sure=0.88,
            ),
            says(
                ASSIST,
                r"{C}",
                r"(?:notif|inform|communicat|tell)\w* (?:\S+ ){0,3}?(?:thereof|of (?:it|them|(?:such|the|any|a) breach)) .. (?:{subject}|persons)",
                without=CONTROLLERS_DUTY,
                sure=0.88,
            ),
            says(
                r"(?:{assist}|{provide}|to enable|in order to|so that|allow)",
                r"{C}",
                r"(?:notif|inform|communicat|tell)\w* .. (?:{subject}|persons|people)",
                under=r"(?:breach|incident)",
                without=(
                    CONTROLLERS_DUTY,
                    r"{subject} .. requests?",
                    r"{P} (?:shall|will) not .. (?:notify|inform)",
                ),
                sure=0.85,
            ),
            _HELP_WITH_NOTICES,
            _HELP_WITH_BREACH_DUTIES,
            _TO_MEET,
        ),
        weak=(_SOME_HELP, GENERAL),
    ),
    Rule(
        alias="GDPR-33.3",
        kind="fact",
        absent="what the notice of a breach describes",
        core=(
            says(
                r"(?:nature of the|nature|categories|approximate number)",
                r"(?:consequences|measures|categories)",
                r"(?:{breach}|notif\w*|notice)",
            ),
            says(r"(?:likely consequences|approximate number|categories .. concerned)", sure=0.85),
        ),
        weak=(_SOME_HELP,),
    ),
    Rule(
        alias="GDPR-33.5",
        absent="that breaches are recorded",
        core=(
            says(
                r"(?:record|document|register|log)\w* .. {breach}",
                without=CONTROLLERS_DUTY,
                sure=0.85,
            ),
        ),
    ),
)
