"""Transfers abroad."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Judgement, Rule, Weak, counts, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

_ABROAD = says(r"{transfer}", r"{abroad}", sure=0.9)
_CLAUSES = says(r"(?:standard contractual clauses|sccs?\b|model clauses)", sure=0.9)

_SAME_FOR_TRANSFERS = says(
    r"(?:same|this|rule|foregoing) (?:shall |also )*(?:appl(?:y|ies)|holds?|extends?|goes)",
    r"{transfer}",
    r"{abroad}",
)
_ONLY_INSTRUCTED = says(r"{process}", r"{only}", r"{instructions}", without=CONTROLLERS_DUTY)


_COUNTS_AS_INSTRUCTION = says(
    r"(?:constitut|deemed|consider|regard|form|represent|count|serv|(?:agreement|terms|dpa|addendum|contract|annex) (?:is|are)\b)\w* .. {instructions} .. (?:respect (?:to|of)|regard to|regarding|concerning|relating to|relation to|for|as to|about|on|covering) (?:(?:the|any|all|such|those|these|said|international|restricted|data) ){0,3}(?:transfers?|exports?)\b",
)


def _same_as_instructed(court: Court) -> Judgement | None:
    """ "The same applies to transfers", or the contract is itself the instruction for them."""
    for passage in court.find(_COUNTS_AS_INSTRUCTION):
        if counts("duty", passage) and any(
            court.has("abroad", other) for other in court.about(passage, "section")
        ):
            return Judgement(status="satisfied", passage=passage, confidence=0.9)
    for passage in court.find(_SAME_FOR_TRANSFERS):
        for before in court.reading.passages[max(0, passage.at - 2) : passage.at]:
            if before.section == passage.section and court.fits(_ONLY_INSTRUCTED, before):
                return Judgement(status="satisfied", passage=passage, confidence=0.9)
    return None


RULES = (
    Rule(
        alias="GDPR-28.3.a-transfer",
        absent="that transfers abroad need the controller's instruction",
        first=_same_as_instructed,
        core=(
            says(
                r"{instructions} (?:\w+ ){0,2}?(?:extends?|appl(?:y|ies)|relates?|covers?|governs?|includes?) (?:\S+ ){0,3}?transfers?\b",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"{instructions}[^.;]{0,60}\b(?:includ\w+|also|likewise|even) (?:(?:with|in) (?:regard|respect) (?:to|of) |as regards |on |for |as to |regarding |concerning |relating to )?(?:(?:any|the|international|data|cross-border|onward|such|its) ){0,3}transfers?\b",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"{instructions}",
                r"(?:includ\w+|regard to|respect to|concerning|regarding|also) .. {transfer}",
                r"{abroad}",
            ),
            says(
                r"{transfer}",
                r"{abroad}",
                r"(?:on|in accordance with|under|pursuant to|upon|without|per|by|following) (?:\w+ ){0,5}?(?:{C}'?s? )?(?:\w+ ){0,3}?instructions?",
                without=(CONTROLLERS_DUTY, r"regardless"),
            ),
            says(
                r"(?:{C}|exporter|written|consent)",
                r"(?:not|no|neither|never|only|prohibit\w*|refrain)",
                r"{transfer}",
                r"{abroad}",
                r"(?:without|unless|except|with|until|subject to|after|only (?:with|upon|after)|prior|requires?) .. (?:consent|instruct|authoriz|approv|agree|permission|controller (?:\w+ )?(?:asks?|orders?|requests?))\w*",
                without=(
                    r"subprocessors? (?:must|shall|will|may) agree",
                    r"suspend",
                    r"supervisory authority .. (?:approv|authoriz)",
                    r"approved by .. commission",
                    r"under the clauses",
                    r"standard contractual clauses .. agree",
                ),
            ),
            says(
                r"(?:not|never) .. (?:move|transfer|relocat|remov|tak)\w* .. (?:data cent(?:re|er)|region|location|countr(?:y|ies))",
                r"(?:unless|without|except|until) .. (?:instruct|consent|approv|authoriz|request)\w*",
                r"{C}",
                without=CONTROLLERS_DUTY,
                sure=0.9,
            ),
            says(
                r"(?:not|never|only|nor) (?:\w+ )?(?:leave|be (?:moved|taken|brought) (?:out|from|outside))\b .. (?:european|eea\b|eu\b|union|united kingdom|uk\b|switzerland|germany|countr\w+|territor\w+|region)",
                r"(?:except|unless|without|only|save|other than|until) .. (?:instruct|consent|approv|authoriz|permission)\w*",
                without=CONTROLLERS_DUTY,
                sure=0.9,
            ),
            says(r"{transfer} .. {abroad} .. (?:needs?|requires?|only|depends?) .. {instructions}"),
            says(
                r"{transfer} .. {abroad} .. (?:needs?|requires?|depends? on|(?:is|are) subject to) .. (?:{C}'s? (?:\w+ ){0,3}?(?:consent|approval|permission|authoriz\w+|agreement)|(?:consent|approval|permission|authoriz\w+|agreement) (?:of|by|from) (?:the )?{C})",
                without=CONTROLLERS_DUTY,
            ),
            says(
                r"{C} (?:\w+ )?(?:instructs?|authorizes and instructs|instructs and authorizes) .. {transfer}"
            ),
            says(
                r"{C} (?:\w+ ){0,2}?(?:instructs?|authorizes) ... {transfer}",
                r"(?:any|other|another|all) (?:other )?(?:countr|territor|jurisdiction)",
                without=CONTROLLERS_DUTY,
                sure=0.85,
            ),
            says(
                r"(?:{C}'?s? |written |prior )+(?:instruction|consent|approval|permission|authoriz|order)\w* .. (?:before|prior to|for) .. (?:{abroad}|third countr)",
                r"(?:need|requir|only|must|shall|necessary|obtain)\w*",
                without=(CONTROLLERS_DUTY, r"subprocessors?\b.{0,40}consent"),
                sure=0.85,
            ),
            says(r"only disclos\w+ .. third part", r"{instructions}", sure=0.8),
            says(
                r"{transfer} .. (?:requires?|subject to) .. (?:prior|written|consent|approval) .. {C}",
                r"{abroad}",
            ),
        ),
        weak=(
            Weak(
                "transfers have a mechanism or a limit, but are not made subject to the controller's instructions",
                (
                    _ABROAD,
                    _CLAUSES,
                    says(
                        r"(?:transfer|process|stor)\w*",
                        r"(?:outside|within|inside|only in|worldwide|globally|anywhere|other countries)",
                        r"(?:european|eea|eu\b|union|united|territor|countr|region|global|world)",
                        sure=0.85,
                    ),
                    says(
                        r"(?:stor|host|process|kept|keep)\w*",
                        r"(?:never|not) (?:\w+ )?(?:leaves?|transferred|moved) .. (?:eu\b|eea|european|country|region)",
                        sure=0.85,
                    ),
                    says(r"adequa(?:te|cy)", r"(?:decision|level|countr)"),
                    says(
                        r"(?:data privacy framework|privacy shield|binding corporate rules|bcrs?\b)"
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-44",
        kind="grant",
        absent="that transfers, onward ones too, meet Chapter V",
        core=(
            says(
                r"{transfer}",
                r"(?:chapter v|art(?:icle)?s?\.? 4[4-9]|appropriate safeguards|standard contractual clauses|sccs?\b|adequacy|adequate|binding corporate rules|complian\w+ with|transfer mechanism|valid mechanism|lawful (?:basis|mechanism))",
                without=CONTROLLERS_DUTY,
            ),
        ),
        weak=(Weak("transfers are mentioned without their lawful ground", (_ABROAD,)),),
    ),
    Rule(
        alias="GDPR-45",
        kind="grant",
        absent="an adequacy decision relied on",
        core=(
            says(
                r"(?:adequacy (?:decision|determination|regulation)|adequate level of (?:data )?protection|article 45|data privacy framework|privacy shield)",
                r"(?:transfer|countr|framework)",
            ),
        ),
    ),
    Rule(
        alias="GDPR-46",
        kind="grant",
        absent="appropriate safeguards such as standard contractual clauses",
        core=(_CLAUSES, says(r"(?:appropriate safeguards|article 46)", r"{transfer}")),
    ),
    Rule(
        alias="GDPR-47",
        kind="grant",
        absent="binding corporate rules",
        core=(says(r"(?:binding corporate rules?|bcrs?\b)"),),
    ),
    Rule(
        alias="GDPR-48",
        absent="how orders of foreign authorities are met",
        core=(
            says(
                r"(?:court|tribunal|government\w*|law enforcement|public authorit\w+|third[- ]country) .. (?:request|order|judgment|demand|access|authorit)",
                r"(?:{notify}|challeng|refus|redirect|mutual legal assistance|object|international agreement)",
                without=r"{breach}",
            ),
        ),
    ),
    Rule(
        alias="GDPR-49",
        kind="grant",
        absent="derogations",
        core=(says(r"(?:derogations?|article 49)"),),
    ),
    Rule(
        alias="GDPR-28.7",
        kind="grant",
        absent="standard contractual clauses as its basis",
        core=(_CLAUSES,),
    ),
)
