"""Processing on instructions: only on them, unless law compels, and a word when one is unlawful."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Element, Judgement, Rule, Weak, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY, search

_KEEPING = r"(?:retain|retention|stor(?:e|age)|delet|return|cop(?:y|ies)|backup|destroy|eras)"

_INFRINGES = r"(?:contrary|infring|violat|breach|contraven|contrary to|unlawful|conflict|in contravention|non-complian|illegal|inconsistent|does not comply|not comply|non-conform|incompatible|break|against the law|offend)\w*"

_CORRECTING_ONLY = r"(?:rectif|correct|eras|delet)\w*,? (?:\S+ ){0,4}?(?:restrict|eras|delet|block)\w* ... {instructions}"

_ANSWERS_ONLY = r"(?:(?:not|no|nor|never) .. (?:respond|answer|repl(?:y|ies)|disclos)\w*|(?:before|prior to) (?:\S+ ){0,5}?(?:respond|answer|repl(?:y|ies)|disclos)\w*)"
"""A rule for answers to those who ask, not for all processing."""

_UNABLE = says(
    r"(?:{notify}|inform)",
    r"(?:unable|cannot|can not|not able|no longer able|inability|not possible|not in a position|impossible) .. (?:follow|comply|carry out|fulfil|act|execut|implement|process\w*)",
    r"{instructions}",
    without=(CONTROLLERS_DUTY, r"for whatever reasons?"),
    sure=0.85,
)


def _unable_because_of_law(court: Court) -> Judgement | None:
    for passage in court.find(_UNABLE):
        if search(r"{law}", court.reading.paragraphs[passage.paragraph]):
            return Judgement(
                status="partial",
                passage=passage,
                why="it tells only that it cannot follow an instruction, not that it holds one to be unlawful",
                confidence=0.75,
            )
    return None


RULES = (
    Rule(
        alias="GDPR-28.3.a-instr",
        absent="that data is processed only on the controller's documented instructions",
        core=(
            says(
                r"(?:{process}|{only})",
                r"{instructions}",
                r"(?:data|information|phi|process\w*|anything|acts? (?:only |solely |exclusively )?(?:up)?on)",
                r"(?:(?:shall|will|must|may|agrees|undertakes|process\w*|act\w*|use[sd]?|handl\w+|only|not) ... {instructions})",
                without=(
                    CONTROLLERS_DUTY,
                    r"(?:infring|unlawful|violat|contraven)",
                    r"(?:persons?|personnel|employees?|individuals?|staff|anyone|agents?) (?:\S+ ){0,8}?(?:acting|authori\w+|having|who|with access)\b",
                    r"(?:unable|cannot) .. (?:follow|comply)",
                    r"(?:delet|return|destroy)\w* .. instruction",
                    _CORRECTING_ONLY,
                    # of moving data only, not of all that is done with it
                    r"(?:mov|relocat|transfer)\w* (?:\S+ ){0,12}?(?:unless|without|except) .. {instructions}",
                    r"^\W*(?:any )?(?:additional|alternate|other|further) instructions",
                    r"(?:assist|help|cooperat)\w* .. {C}|assistance",
                    r"^subprocessor",
                    r"that controller's instructions|controller's instructions .. (?:shall|will|must) comply",
                ),
            ),
            says(
                r"{P} (?:\w+ ){1,2}?bound (?:by|to) .. {instructions}",
                r"(?:process|data)",
                without=(CONTROLLERS_DUTY, r"(?:persons?|personnel|employees?|staff)\b"),
                sure=0.85,
            ),
            says(
                r"{only} (?:\w+ ){0,3}?process\w* .. (?:in accordance with|as (?:set out|described|specified)|under) .. (?:this )?(?:dpa|agreement|addendum|contract)",
                without=CONTROLLERS_DUTY,
                sure=0.8,
            ),
        ),
        elements=(
            Element(
                "that it processes only on them",
                (
                    says(r"{only}"),
                    says(r"exclusively|solely|strictly|not .. (?:any )?other"),
                    says(
                        r"^\W*(?:\w{1,3}[.)] )?(?:no|never|neither|nor|anything but)\b .. (?:without|unless|except|other than|but)\b|\bnot otherwise\b|anything but|processor (?:\w+ ){1,2}?bound (?:by|to)\b|(?:not|no) (?:\w+ )?(?:deviat|depart)\w*"
                    ),
                ),
                "sentence",
            ),
            Element(
                "that there are instructions of the controller",
                (says(r"{instructions}"),),
                "document",
            ),
        ),
        weak=(
            Weak(
                "only the persons under its authority are bound to instructions, not the processor itself",
                (
                    says(
                        r"(?:persons?|anyone|staff|personnel|employees?)\b",
                        r"{only}",
                        r"process",
                        r"{instructions}",
                    ),
                ),
            ),
            Weak(
                "only correcting, erasing and restricting are bound to instructions",
                (says(_CORRECTING_ONLY, r"{only}"),),
            ),
            Weak(
                "it binds the processing to purposes, not to the controller's instructions",
                (
                    says(
                        r"process",
                        r"{only}",
                        r"(?:purpose|necessary to|behalf|in order to)",
                        without=CONTROLLERS_DUTY,
                    ),
                    says(r"process", r"on behalf of .. {C}", r"{instructions}"),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3.a-law",
        absent="that the controller is told first when law compels other processing",
        core=(
            says(
                r"{instructions}",
                r"(?:(?:requir|compel|oblig|mandat|bound|forc)\w* .. {law}|{law} .. (?:requir|compel|oblig|forc)\w*)",
                without=(
                    CONTROLLERS_DUTY,
                    r"(?:delet|eras|return|destroy|infring|unlawful)\w*",
                    _ANSWERS_ONLY,
                ),
            ),
            says(
                r"process\w* .. (?:under|on the basis of|according to|pursuant to|due to|because of|by|in accordance with) .. {law}",
                r"(?:contrary to|other than|beyond|depart\w+ from|deviat\w+ from|outside|without|different\w* from|against) (?:\S+ ){0,4}?{instructions}",
                r"{notify} .. {C}",
                without=(CONTROLLERS_DUTY, _KEEPING, r"{breach}"),
                sure=0.9,
            ),
            says(
                r"process",
                r"(?:(?:requir|compel|oblig|mandat|forc)\w* .. {law}|{law} .. (?:requir|compel|oblig|forc)\w*)",
                r"{notify} .. {C}",
                without=(
                    CONTROLLERS_DUTY,
                    _KEEPING,
                    r"{assist}",
                    r"{breach}",
                    r"{subject}",
                    r"audit",
                ),
            ),
            says(
                r"{law} .. (?:requir\w*|compel\w*|oblig\w*|forc\w*|makes?) {P} .. (?:else|other|different|otherwise)",
                r"{notify} .. {C}",
                without=(CONTROLLERS_DUTY, _KEEPING, r"{breach}"),
                sure=0.9,
            ),
            says(
                r"{law} (?:\w+ )?(?:leav\w* .. no choice|demands?|commands?|orders?|prescribes?)",
                r"(?:instruction|process|order|mandate|depart)\w*",
                r"{notify}",
                without=(CONTROLLERS_DUTY, _KEEPING, r"{breach}"),
                sure=0.85,
            ),
            says(
                r"legal (?:requirement|obligation)",
                r"{notify}",
                r"(?:before|prior to|in advance)",
                without=(CONTROLLERS_DUTY, _KEEPING, _ANSWERS_ONLY, r"{subject}"),
            ),
            says(
                r"process",
                r"{only}",
                r"(?:to comply with|(?:required|permitted) (?:by|under)) .. {law}",
                without=(CONTROLLERS_DUTY, _KEEPING, r"{subject}", r"{assist}", r"subprocessor"),
                sure=0.85,
            ),
        ),
        elements=(
            Element(
                "that the controller is told",
                (
                    says(
                        r"(?:{notify} .. {C}|lets? controller know|(?:giv|provid|send|serv)\w* (?:\w+ )?{C} .. notice|{notify} (?:it )?(?:beforehand|in advance|first))",
                        r"(?:requirement|required|law|legal|oblig|process|compel|permissible|so)",
                    ),
                    says(
                        r"{C} .. (?:be |is )?(?:notified|informed)",
                        r"(?:requirement|required|law|legal|oblig|process)",
                    ),
                ),
                "paragraph",
            ),
            Element(
                "that this happens before the processing",
                (
                    says(
                        r"{notify}",
                        r"(?:before|prior to|in advance|beforehand|first {notify}|{notify} (?:\w+ )?first|prior (?:written )?notice|previously)",
                        r"(?:process|requirement|so|comply|disclos|law|act)",
                    ),
                ),
                "paragraph",
            ),
            Element(
                "that only a legal ban on telling excuses silence",
                (
                    says(
                        r"(?:unless|except|to the extent|where|if|insofar|as far|save)",
                        r"(?:prohibit|forbid|permit|allow|permissible|preclud|restrict|prevent|legally|lawful|lets?\b|bars?\b|barred|public interest)",
                    ),
                ),
                "paragraph",
            ),
        ),
        weak=(
            Weak(
                "it speaks of requests by authorities only, not of all processing that law compels",
                (
                    says(
                        r"{notify}",
                        r"(?:government\w*|law enforcement|public authorit\w+|legally binding|judicial|court|subpoena|regulator\w*|authorit\w+|compelled) .. (?:request|demand|order|access|disclos|inquir)\w*",
                        without=(CONTROLLERS_DUTY, r"{breach}", r"assist"),
                        sure=0.85,
                    ),
                    says(
                        r"(?:request|demand|order)s? .. disclos\w+ .. (?:by|from) .. authorit",
                        r"{notify}",
                    ),
                ),
            ),
            Weak(
                "it tells of what law requires in one narrow case only, not of all processing that law compels",
                (
                    says(
                        r"legal (?:requirement|obligation)",
                        r"{notify} .. {C}",
                        _ANSWERS_ONLY,
                        without=(CONTROLLERS_DUTY, _KEEPING),
                    ),
                ),
            ),
            Weak(
                "it tells only that it cannot follow an instruction, nothing on processing that law compels",
                (_UNABLE,),
            ),
            Weak(
                "it allows processing that law requires without telling the controller first",
                (
                    says(
                        r"(?:unless|except\w*|otherwise|or as|or where|or if) .. (?:required|permitted|compelled|obliged) .. {law}",
                        r"(?:process|use|disclos)",
                        without=(CONTROLLERS_DUTY, _KEEPING, r"{breach}", r"{assist}"),
                        sure=0.8,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3-infringe",
        absent="that the controller is told at once of an instruction held to be unlawful",
        core=(
            says(
                rf"(?:{{instructions}} .. {_INFRINGES}|{_INFRINGES} .. {{instructions}}|ask\w* .. {_INFRINGES} .. {{law}})",
                r"(?:{notify}|bring|suspend|flag)",
                without=(
                    CONTROLLERS_DUTY,
                    r"unable to (?:follow|comply)",
                    r"{notify} .. {C} .. (?:security incident|personal data breach)",
                ),
            ),
        ),
        elements=(
            Element(
                "that the controller is told",
                (says(r"(?:{notify}|bring .. attention|flag)"),),
                "paragraph",
            ),
            Element(
                "that this happens immediately",
                (says(r"{soon}", r"(?:{notify}|instruct|bring|flag)"),),
                "paragraph",
            ),
        ),
        last=_unable_because_of_law,
    ),
    Rule(
        alias="GDPR-32.4",
        kind="chain",
        absent="that people under its authority process only on instructions",
        core=(
            says(r"{staff}", r"(?:acting|authority|under its|its)", r"{instructions}", r"{only}"),
            says(r"{staff}", r"process", r"{only}", r"{instructions}"),
        ),
        weak=(
            Weak(
                "access is limited, instructions are not mentioned",
                (says(r"access", r"limited to", r"{staff}"),),
            ),
        ),
    ),
)
