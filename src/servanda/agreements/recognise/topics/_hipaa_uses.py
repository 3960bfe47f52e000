"""Which uses and disclosures a business associate may make: 45 CFR 164.504(e)(2)(i), (ii)(A)."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Element, Rule, Weak, says
from servanda.agreements.recognise.topics._hipaa_words import SUB, USE
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

_FOR_THIS_ALONE = r"(?:for no (?:other )?purpose|for no .{0,20} other than|(?:only|solely|exclusively) (?:(?:use|disclose|process|and|or)[ ,]+){0,4}(?:(?:the |such )?personal data )?(?:\(personal data\) )?(?:to|for|as (?:necessary|needed)|in order to)\b)"

RULES = (
    Rule(
        alias="HIPAA-504e2(i)",
        kind="grant",
        absent="which uses and disclosures are permitted and required",
        core=(
            says(
                rf"(?:may|permitted|authorized|shall|will|only) (?:\S+ ){{0,5}}?{USE}",
                r"(?:personal data|information)",
                r"(?:perform\w*|necessary|needed to (?:run|operate|deliver|support|perform)|functions|services|specified|purposes?|provide|on behalf|described|only)",
                without=(
                    r"safeguards",
                    r"subprocessor",
                    r"^(?!.*(?:services|functions|perform)).*management and administration",
                    r"minimum necessary",
                    r"(?:report|notif)\w* .. {C}",
                    r"limitation in its notice",
                    r"accounting|(?:document|record|log)\w* .. disclosures",
                    CONTROLLERS_DUTY,
                ),
            ),
            says(
                r"^\W*(?:\w{1,4}[).] )?permitted (?:uses?|disclosures?|purposes?)(?: (?:and|or) (?:uses?|disclosures?))?(?: of personal data)?(?::| \|)",
                r"(?:services?|on behalf|billing|claims?|treatment|payment|health ?care|support|perform|provid|host|stor|schedul|analy|transmi)\w*",
                without=(CONTROLLERS_DUTY,),
                sure=0.88,
            ),
            says(r"permitted uses and disclosures", sure=0.7),
        ),
        weak=(
            Weak(
                "use is bound to what the contract permits, which uses those are is not established",
                (
                    says(
                        rf"{USE} .. (?:other than|only|except|solely) (?:\S+ )?(?:as )?(?:permitted|required|authorized)",
                        without=(CONTROLLERS_DUTY, SUB),
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
        core=(says(r"(?:proper )?management and administration", USE),),
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
                rf"(?:may|shall|will) (?:\S+ ){{0,3}}?{USE}",
                r"(?:only|solely)",
                r"required by law",
                without=(CONTROLLERS_DUTY, SUB, r"management and administration"),
            ),
            says(
                rf"(?:shall|will|may|must|agrees to|undertakes to) (?:\S+ ){{0,3}}?{USE}",
                _FOR_THIS_ALONE,
                r"(?:services?|functions?|perform\w*|purposes?)",
                without=(
                    CONTROLLERS_DUTY,
                    SUB,
                    r"management and administration",
                    r"minimum necessary",
                    r"aggregat",
                    r"retain|return|destr|infeasible",
                ),
                sure=0.85,
            ),
            says(
                rf"{USE}(?: \S+){{0,4}}? (?:only|solely) (?:as|to the extent|if) (?:\S+ ){{0,4}}?(?:permit|requir|authoriz|allow)\w*",
                without=(CONTROLLERS_DUTY, SUB, r"management and administration .. provided"),
            ),
            says(
                rf"(?:not|no|neither|only|never|prohibited|refrain)(?: \S+){{0,6}}? (?:{USE})",
                r"(?:other than|except|unless|only|beyond|otherwise than|not permitted|apart from)",
                r"(?:permit|requir|authoriz|described|allow|provided|necessary|set forth|says)\w*",
                without=(
                    CONTROLLERS_DUTY,
                    r"subprocessor",
                    r"(?:related|relating) to (?:\w+ ){0,2}?(?:security )?(?:incident|breach)",
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
)
