"""Individuals' rights, the Secretary, and the end of the contract: 45 CFR 164.504(e)(2)(ii)(E)-(J), (iii)."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Element, Rule, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

_ENDS_FOR_VIOLATION = says(
    r"(?:terminat\w*|end this|cancel)",
    r"(?:material(?:ly)?|violat\w*|breach\w*|breaks?\b|default)",
    r"(?:{C}|either party|non-breaching party|party)",
    r"(?:may|right|authoriz\w*|entitle[sd]?|lets?|allows?|shall|will|can)",
    r"(?:(?:may|right to|entitled to|authoriz\w* to|shall|will|can|must|to) (?:\S+ ){0,8}?(?:terminat\w*|end|cancel)\b|right of termination|(?:lets?|allows?|permits?|entitles?) (?:\S+ ){0,6}?(?:terminat\w*|end|cancel)\b|terminat\w* (?:\S+ ){0,6}?(?:by|at the option of) (?:{C}|either))",
    without=(
        r"^\W*(?:upon|after|following) (?:any |the )?(?:expiration or )?terminat",
        r"deemed a material breach",
        r"pattern of activity",
        r"^\W*processor (?:may|shall|will) terminat",
        r"breach of unsecured",
    ),
)

RULES = (
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
                r"(?:mak(?:e|es|ing)|{P} (?:\w+ ){0,4}?(?:amends?|corrects?)|incorporat\w*|available|provid\w*|perform|right)",
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
                        r"(?:incorporat\w* (?:\S+ ){0,4}?amend|{P} (?:\w+ ){0,4}?(?:amends?|corrects?) (?:\w+ ){0,4}?(?:personal data|records?)|mak(?:e|es|ing) (?:\S+ ){0,4}?(?:\S+ )?amend|available (?:\S+ ){0,3}?(?:for|to) (?:\S+ ){0,4}?amend|amend\w* (?:\S+ ){0,8}?(?:made|incorporated)|perform .. amend)"
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
                r"(?:carr(?:y|ies|ied|ying) out|perform\w*|does|do)\b",
                r"(?:{C}'?s? (?:\S+ ){0,3}?(?:obligations?|dut(?:y|ies))|(?:obligations?|dut(?:y|ies)) of (?:the )?controller|(?:obligations?|dut(?:y|ies)) .. (?:subpart e|privacy rule)|(?:subpart e|privacy rule) (?:\w+ ){0,2}?(?:asks?|requires?|demands?|imposes?)\b (?:\w+ ){0,2}?{C})",
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
                        r"(?:cannot be (?:returned|destroyed)|(?:if|where|when) (?:processor|it|that|this|they) (?:\w+ )?(?:cannot|(?:is|are) (?:not able|unable|not possible|impossible))|infeasible|not feasible|feasible|impractica\w*|not (?:reasonably )?practicable|neither return)"
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
)
