"""Return and deletion at the end."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Element, Rule, Weak, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

_DATA = r"(?:personal data|data|cop(?:y|ies)|information|everything)"
_REQUEST = r"(?:{subject} .. (?:request|rights)|(?:request|rights) .. {subject})"
_AT_THE_END = (
    says(r"{end}"),
    says(r"(?:{delete}|{return})", under=r"(?:{end}|return|delet)"),
)
_OTHER_CASE = r"(?:standard contractual clauses|sccs?\b|transfer (?:solution|mechanism)|{P} (?:\w+ )?reserves? the right)"
"""Deletion in some other case than the end of the services, or only as the processor likes."""

_PROOF_OF_IT = r"(?:certif\w*|confirm\w*|proof|evidence|attest\w*) (?:\w+ ){0,3}?(?:of|that|about|on) (?:\w+ ){0,6}?(?:delet|destr|eras|dispos)\w*(?! or return)|certif\w* (?:\w+ ){0,6}?(?:delet|destr|eras)\w*"
"""That it was deleted is certified: the deletion itself stands elsewhere."""

_LABEL_ONLY = r"^(?!.*{return}.*{return})[\w ,&/]{0,50}{return}[\w ,&/]{0,30}(?::| \|)"
"""The return stands in a heading or a label and nowhere in what follows."""

_SAVE_BY_LAW = r"(?:unless|except\w*|save|subject to|other than|excluding|insofar as|to the extent|provided that) .. (?:law|laws|legal|legally|statut\w*|legislation|regulat\w*)\b"

_TERM_ONLY = r"during the (?:subscription |applicable )?(?:term|period)"
_BOTH = (
    r"(?:(?:{return}|transfer) (?:\S+ ){0,14}?(?:or|and|and/or|,) (?:\S+ ){0,8}?{delete}"
    r"|{delete} (?:\S+ ){0,14}?(?:or|and|and/or|,) (?:\S+ ){0,8}?{return})"
)

RULES = (
    Rule(
        alias="GDPR-28.3.g-return",
        kind="grant",
        absent="that the data is deleted or returned at the end, as the controller chooses",
        core=(
            says(
                r"{delete}",
                r"{return}",
                _DATA,
                r"{choice}",
                _BOTH,
                without=(_TERM_ONLY, _OTHER_CASE, r"certif\w+ .. request"),
            ),
            says(r"{delete}", r"{return}", _DATA, _BOTH, without=(_TERM_ONLY, _OTHER_CASE)),
            says(
                r"{delete}",
                _DATA,
                r"{choice}",
                without=(_TERM_ONLY, _REQUEST, _OTHER_CASE, _PROOF_OF_IT, CONTROLLERS_DUTY),
                sure=0.85,
            ),
            says(
                r"{delete}",
                _DATA,
                r"{end}",
                without=(_TERM_ONLY, _REQUEST, _OTHER_CASE, _PROOF_OF_IT, CONTROLLERS_DUTY),
                sure=0.85,
            ),
        ),
        elements=(
            Element("that this happens at the end of the services", _AT_THE_END, "section"),
            Element("that the data is deleted", (says(r"{delete}"),), "section"),
            Element(
                "that it can be returned instead",
                (says(r"{return}", _DATA, without=(_TERM_ONLY, _LABEL_ONLY)),),
                "section",
            ),
            Element(
                "that the controller chooses",
                (
                    says(
                        r"{choice}",
                        r"(?:{delete}|{return})",
                        without=(
                            r"certif\w+ .. request|certif\w+ (?:\S+ ){0,6}?delet|certificate",
                            _PROOF_OF_IT,
                            _TERM_ONLY,
                        ),
                    ),
                    says(
                        r"{C} (?:\w+ ){0,4}?(?:choos|elect|opt|decid|choice)\w*", without=_TERM_ONLY
                    ),
                    says(
                        r"{C} (?:may|can|has the right|is entitled|will have|shall have) .. {return}",
                        r"(?:{end}|days)",
                        without=_TERM_ONLY,
                    ),
                ),
                "section",
            ),
        ),
        weak=(
            Weak(
                "it speaks of deletion without the end of the services and a choice",
                (
                    says(
                        r"{delete}",
                        r"personal data",
                        r"(?:shall|will|must)",
                        without=(CONTROLLERS_DUTY, _REQUEST, r"accidental|unlawful|unauthorized"),
                        sure=0.75,
                    ),
                ),
            ),
        ),
    ),
    Rule(
        alias="GDPR-28.3.g-copies",
        absent="that existing copies are deleted unless law requires storage",
        core=(
            says(
                r"(?:{delete}|{return})",
                r"(?:(?:existing|remaining|all|any|other) (?:\w+ ){0,4}?copies|copies (?:thereof|of)|all (?:of )?(?:the |such |remaining |relevant )?personal data|all (?:\w+ ){0,3}?data|copies|(?:every|each|any) copy|duplicates)",
                without=(
                    _TERM_ONLY,
                    r"(?:not|never) (?:be )?(?:removed|deleted|erased|destroyed)",
                    r"accidental|unlawful|unauthorized",
                    # what runs out in the course of the service
                    r"automatically (?:\w+ )?expir",
                    r"cop(?:y|ies) of (?:the |this |its |any |such )?(?:\w+ )?(?:agreement|clauses|contract|report|audit|subprocessor)",
                    _REQUEST,
                ),
            ),
            # nothing but the law keeps any of it
            says(
                r"{delete}",
                r"(?:personal data|(?:controller|client|customer|residual|remaining) data|data|everything)",
                _SAVE_BY_LAW,
                without=(
                    _TERM_ONLY,
                    CONTROLLERS_DUTY,
                    r"(?:not|never) (?:be )?(?:removed|deleted|erased|destroyed)",
                    r"accidental|unlawful|unauthorized",
                    r"(?:permitted|authorized|allowed) (?:by|under)|polic(?:y|ies)\b",
                    _REQUEST,
                ),
                sure=0.85,
            ),
        ),
        elements=(
            Element("that the data is deleted", (says(r"{delete}"),), "section"),
            Element(
                "that this happens at the end of the services",
                (*_AT_THE_END, says(r"(?:existing|every|all) cop(?:y|ies)|duplicates")),
                "paragraph",
            ),
        ),
        spoils=(
            Weak(
                "copies are kept under its own backup or retention rules, not only where law requires it",
                (
                    says(
                        r"(?:back-?up|archiv\w+|retention|record)s? (?:\w+ ){0,5}?(?:polic\w+|schedules?|procedures?|practices|cycles?|systems?|tapes?|media|copies|storage)",
                        r"(?:retain|keep|stor|delet|remain|until|isolat|overwrit|in accordance|may)\w*",
                        without=(
                            r"(?:shall|will|may|must) not (?:\w+ )?(?:retain|keep)",
                            # copies on backups are deleted like the rest
                            r"(?:delet|eras|destroy|remov|purg)\w* .{0,160}?\b(?:including|also|as well as|together with)(?: \w+){0,4}? back-?ups?\b(?! polic)(?:(?!retain|kept|keep|remain|until|overwrit|accordance|polic|procedure).){0,80}$",
                            r"(?:including|also|as well as|and) (?:\w+ ){0,6}?back-?ups?\b(?! polic)(?:(?!retain|kept|keep|remain|until|overwrit|accordance).){0,80}(?:delet|eras|destroy)\w*(?! (?:in accordance|according|under|when|upon))",
                        ),
                    ),
                    says(r"(?:except|save|however|provided|but) .. cop(?:y|ies) .. back-?ups?"),
                    says(
                        r"(?:retain|keep)\w* .. (?:legitimate|business|internal|accounting|billing|own) (?:\w+ )?(?:purposes?|records|interests?)",
                        without=r"(?:must|is (?:legally )?(?:required|obliged|obligated|bound) to|has to) (?:\w+ )?(?:retain|keep|store)",
                    ),
                ),
            ),
            Weak(
                "it may also keep copies where law merely allows it or deletion is impracticable",
                (
                    says(
                        r"(?:stor|retain|retention|keep)\w* .. (?:authorized|permitted|allowed) (?:by|under) .. law"
                    ),
                    says(
                        r"(?:required or (?:authorized|permitted|allowed)|(?:permitted|authorized|allowed) or required) (?:by|under)"
                    ),
                    says(
                        r"(?:impractica\w+|infeasible|not feasible|not practicable|commercially unreasonable|technically impossible)",
                        r"(?:{delete}|{return})",
                    ),
                ),
            ),
        ),
        weak=(
            Weak(
                "existing copies are not mentioned, or time and manner are left to the processor",
                (
                    says(
                        r"{delete}",
                        _DATA,
                        r"{end}",
                        without=(r"accidental|unlawful destruction", _REQUEST),
                        sure=0.85,
                    ),
                    says(r"{delete}", _DATA, under=r"(?:{end}|return|delet)", sure=0.85),
                    says(
                        r"(?:retain|retention|stor(?:e|age))",
                        r"(?:required|permitted) by .. law",
                        sure=0.75,
                    ),
                ),
            ),
        ),
    ),
)
