"""The parties' own duties, form, roles and contacts."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Rule, Weak, says

_AUDITS_ONLY = r"^(?!.*\bcontroller (?:\w+ )?(?:shall|will|must|is responsible|remains|determines|warrants))\W*(?:\w{1,3}[.)] )?(?:[^,]{0,80}, )?controller (?:\w+ ){0,2}?(?:(?:has|have|shall have|retains?|reserves?) the right to|may|can|is entitled to) (?:\w+,? ){0,3}?(?:audit|inspect|examine|conduct|carry out|verify|request|perform)"

RULES = (
    Rule(
        alias="GDPR-28.3-controller",
        kind="grant",
        absent="what the controller's own duties and rights are",
        core=(
            says(
                r"controller (?:and (?:its|any) \w+ |and (?:the )?processor (?:each |both )?)?(?:(?!and |or )\w+ )?(?:shall|will|must|is|are|has|have|can|warrants?|represents?|retains?|agrees?|may|undertakes?|remains?|acknowledges?|determines|decides|keeps|confirms)\b",
                r"(?:comply|complian|responsib|lawful|legal basis|legality|consent|accuracy|instruct|right|notice|obligation|suspend|object)\w*",
                without=(r"^\W*if controller", _AUDITS_ONLY),
            ),
            says(
                r"it is (?:up to|for|incumbent (?:up)?on|the (?:duty|responsibility) of) (?:the )?controller to\b"
            ),
            says(
                r"controller(?:, [^,]{0,40},)? (?:alone |itself )?(?:assesses|examines|checks|ensures|safeguards|answers for|vouches)\b",
                r"(?:permissib|lawful|legal|admissib|rights)\w*",
            ),
            says(r"controller's (?:own )?(?:job|task|duty|responsibility) to", sure=0.9),
            says(
                r"(?:responsibility|accountability) ... (?:lies|rests|remains|is borne|stays) .. {C}"
            ),
            says(r"(?:obligations|rights|responsibilities) (?:and \w+ )?of (?:the )?controller"),
        ),
        weak=(
            Weak(
                "it names a right to audit only, no duty and no other right of the controller",
                (says(_AUDITS_ONLY),),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.9",
        kind="fact",
        absent="that it is a written and binding contract",
        core=(
            says(
                r"(?:(?:forms?|becomes?|is) (?:an integral |a )?part of|supplements?|incorporated|binding|entered into|parties (?:have )?agreed?|concluded in writing|in writing|electronic form|binds|is made|by signing|executed|agreement between|enter(?:s|ed)? into)",
                r"(?:agreement|dpa|addendum|contract|terms|clauses)",
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.10",
        kind="fact",
        absent="what follows where the processor decides on purposes",
        core=(
            says(
                r"(?:considered|deemed|treated as|act\w* as|regarded as) .. controller",
                r"(?:determin|decid|purposes and means|purposes|why and how)",
            ),
        ),
    ),
    Rule(
        alias="GDPR-37",
        kind="fact",
        absent="a data protection officer or contact point",
        core=(
            says(
                r"(?:data protection officer|dpo\b|privacy officer|data privacy officer|contact (?:point|person)|privacy@|dpo@)",
                without=r"(?:{breach})",
            ),
            says(r"(?:questions|contact|email)", r"@"),
        ),
    ),
    Rule(
        alias="GDPR-82",
        kind="fact",
        absent="how the parties bear liability",
        core=(says(r"{liable}", r"(?:limit|damage|compensation|claims?|indemn|breach)\w*"),),
    ),
)
