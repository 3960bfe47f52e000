"""What the processing is about and how long it lasts."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Court, Judgement, says
from servanda.agreements.recognise.topics._nature_purpose import FOR_A_TASK
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY, search
from servanda.agreements.recognise.topics._stating import following, stated

DURATION = r"(?:^\W*(?:start and end|(?:processing|contract) period|period of (?:the )?processing|(?:processing|contract) term)\W*(?:$|:|\|)|processing period|^\W*how long\b|duration of (?:the |data |this |such )?(?:process|dpa|agreement|addendum|contract|treatment)\w*|duration\b|period for which|term of (?:the )?processing)"
_SUBJECT_MATTER = r"(?:^\W*what processor do(?:es)?(?: for controller|\W*$|:)|subject[ -]?matter(?! jurisdiction)|scope of (?:the )?processing|^\W*scope:|^\W*(?:subject|object) \||^\W*what (?:is this|it is|this is) about\b|^\W*what for\b|(?:subject|object) of (?:the |this )?(?:commission|processing|order|contract|agreement|assignment|engagement|data processing))"

_NO_SUBJECT = (
    CONTROLLERS_DUTY,
    r"{breach}",
    r"subprocessor",
    r"audit|inspection",
    r"{delete}",
)
_SCOPE = (
    says(
        r"(?:appl(?:y|ies)|covers?|governs?|scope|in the course of|in connection with|with respect to|in relation to)",
        r"(?:process\w*|handl\w*)",
        r"personal data",
        r"(?:services?|product|platform|software|application|agreement)",
        # which services the processing belongs to, not merely that there are some
        r"(?:process|personal data) ... (?:services?|product|platform|software|application|agreement)\b|services? (?:\w+,? ){0,5}?(?:involv|requir|includ|entail|impl|compris)\w* .. process",
        without=(
            CONTROLLERS_DUTY,
            r"{breach}",
            r"subprocessor",
            r"transfer",
            r"audit|inspection",
            r"(?:wish|seek|want|intend|desire)\w* (?:\w+ )?to (?:implement|conclude|enter|lay down|regulate|agree)",
        ),
    ),
    says(
        r"(?:dpa|addendum|agreement|contract|annex|terms)",
        r"(?:forms? (?:an? )?(?:\w+ )?part|is made|made between|entered into|concluded|supplements|between)",
        r"(?:for|in respect of|concerning|regarding|relating to|in relation to|on) (?:the )?(?:provision|supply|delivery|operation|hosting|running|performance) of (?!(?:the |its |such |certain |these |our |their |processor's |any |all )*(?:\w+ )?services?\b)(?:[\w/'-]+ ){1,8}",
        sure=0.85,
    ),
    says(
        r"^\W*this (?:\w+ ){0,3}?(?:dpa|addendum|agreement|contract|annex)\b",
        r"(?:is made|made between|entered into|concluded|between)",
        r"(?:in respect of|concerning|regarding|relating to|for) the (?!process|protect|personal|data|services?|use|term|purposes?|parties|rights|provision|transfer)\w{4,} (?:and \w+ )?of\b",
        sure=0.82,
    ),
    says(
        r"(?:in (?:the (?:course|performance|provision|delivery|execution|operation|fulfilment) of|performing|providing|delivering|rendering|carrying out|executing|fulfilling|supplying|operating)|while (?:performing|providing|delivering)|when (?:performing|providing|delivering|controller uses))",
        r"(?:services?|contract|agreement|order|product|platform|software|application)",
        r"(?:(?:{P}|\w+) (?:process(?:es)? .. personal data|(?:will|shall|may) process .. personal data)|process(?:es|ing)? .. personal data .. (?:for|on behalf of) .. {C}|{P} (?:\w+ )?(?:process\w*|stor\w*|host\w*)|personal data (?:is|are|will be|may be) (?:process|transfer|collect|stor)\w*)",
        without=(
            *_NO_SUBJECT,
            r"(?:shall|will|must) (?:\w+ )?(?:only|not|comply)\b",
            r"{instructions}",
        ),
        sure=0.85,
    ),
    says(
        r"(?:^\W*(?:\w{1,3}[.)] )?in (?:this|that|the same) (?:context|connection|course)|(?:and )?in (?:doing so|so doing|performing (?:them|it|these))|for (?:this|that) purpose|to (?:this|that) end)",
        r"(?:process|access|stor|host)\w* .. personal data",
        without=(*_NO_SUBJECT, r"{instructions}"),
        sure=0.8,
    ),
    says(
        r"(?:services?|(?:provision|performance|use|operation)) (?:\S+ ){0,8}?(?:involv|requir|entail|impl|compris|necessitat)\w* .. process\w* (?:\w+ )?of personal data",
        without=(*_NO_SUBJECT, r"{instructions}"),
        sure=0.85,
    ),
    says(
        r"^\W*(?:\w{1,4}[.)] )?(?:the )?(?:data )?processing (?:of personal data )?(?:concerns|covers|relates to|serves|comprises|involves|consists (?:of|in))\b (?!.{0,24}\b(?:categor|types?|personal data|data subjects?|transfer|names?|all)\b)",
        without=_NO_SUBJECT,
        sure=0.85,
    ),
    FOR_A_TASK,
    says(
        r"{P} (?:shall |will )?(?:renders?|provides?|delivers?|operates?|runs?|supplies|supply|performs?) (?:the |an? )?(?!services?\b|information|assistance|reasonable|all\b|any\b|such\b|these\b|further\b|additional\b)(?:[\w/-]+ ){1,4}(?:services?|platform|software|system|application|solution|shop|tool|database)\b .. (?:for|to) .. {C}",
        without=_NO_SUBJECT,
        sure=0.82,
    ),
    says(
        r"^\W*(?:\w{1,4}[.)] )?(?:processor's (?:task|job|role|assignment) (?:is|consists)|the (?:assignment|commission|engagement|order|task)(?: of processor)? (?:comprises|covers|concerns|consists|relates))\b",
        without=_NO_SUBJECT,
        sure=0.82,
    ),
    says(
        r"(?:regulates?|governs?|covers?|concerns?|applies to) .. process\w* of (?:personal )?data .. behalf of .. {C}",
        without=(CONTROLLERS_DUTY, r"{breach}", r"subprocessor", r"transfer"),
    ),
)
_OF_CLAUSES = r"(?:(?<!of the )(?:clauses?|sections?|provisions?|obligations?|dut(?:y|ies)|articles?) .. (?:surviv|outlast|outliv|continu|remain)\w*|(?:surviv|outlast|outliv)\w* .. (?:clauses?|sections?) \d)"
"""What lasts are single clauses beyond the end, not the processing."""

LASTS = (
    says(
        r"(?:for the (?:duration|term|period|life)|until|as long as|during the (?:term|duration)|throughout the (?:term|duration)|term of (?:the|this)|remain\w* in (?:force|effect)|in effect|upon (?:expir|termin)\w+|terminat\w+ (?:upon|when|automatically|on|with|simultaneously))",
        r"(?:agreement|services?|process\w*|terminat\w*|dpa|addendum|contract|term)",
        r"(?:process\w*|dpa|addendum|agreement|contract|annex|clauses)",
        without=(
            r"confidential",
            r"{breach}",
            r"subprocessor",
            r"{subject}",
            r"^\W*(?:\w+[.)] )?(?:up)?on .. terminat\w+ .. (?:{delete}|{return})",
            r"(?:up)?on .. (?:terminat|expir)\w+ ... (?:will|shall|must) ... (?:{delete}|{return})",
            _OF_CLAUSES,
            r"\b(?:fees?|prices?|pay(?:s|ment|able)?|certificat\w+|insurance|limitations? of liability|licen[cs]es?)\b",
        ),
        sure=0.85,
    ),
    says(
        r"(?:dpa|addendum|agreement|contract|annex|processing|order|clauses)",
        r"(?:begin|start|commenc|enter\w* into force|take\w* effect|from)\w* .. (?:and )?(?:ends?|lasts|continues?) (?:with|when|upon|on|at|until|as soon as)\b",
        without=(r"confidential", r"{breach}", r"{subject}", r"audit"),
        sure=0.85,
    ),
    says(
        r"(?:order|contract|agreement|dpa|addendum|processing|commission|annex)\b .. (?:unlimited in time|(?:indefinite|unlimited|open-ended) (?:period|time|term|duration)|open-ended)",
        without=(r"confidential", r"licen[cs]e", r"liabilit"),
        sure=0.85,
    ),
    says(
        r"(?:validity|term|life|effect|duration) of (?:the|this) (?:\w+ )?(?:annex|dpa|addendum|agreement|contract|schedule|order) (?:follows|corresponds|matches|equals|depends|is (?:\w+ )?(?:tied|linked|coupled|identical|aligned|the same|defined|determined))\b",
        without=r"determined by (?:controller|processor|the parties)",
        sure=0.85,
    ),
    says(
        r"(?:order|contract|agreement|dpa|addendum|processing) (?:is|shall be|will be) (?:\w+ )?(?:placed|concluded|made|valid|agreed|entered into|effective|given|granted|issued)? ?(?:for|over) (?:a (?:period|term) of )?(?:an? (?:indefinite|unlimited|fixed)|one|two|three|four|five|\d+) (?:\(\d+\) )?(?:years?|months?|period|time|term)\b",
        sure=0.85,
    ),
    says(
        r"personal data .. (?:retained|kept|stored|held) .. (?:for the (?:duration|term|period|life)|during the term|throughout the term|until|as long as) .. (?:services?|agreement|contract|account|subscription)",
        without=(r"{breach}", r"backup", r"copies", r"{law} .. requir", r"subprocessor"),
        sure=0.82,
    ),
)

TIME = r"(?:until|as long as|term\b|terms\b|period|duration|terminat\w*|expir\w*|ends?\b|indefinite\w*|unlimited|in (?:force|effect)|life of|lifetime|\d+ ?(?:days?|weeks?|months?|years?)|(?:one|two|three|five) years?|effective|contract(?:ual)? (?:period|term|relationship))"
_DESCRIBED = r"(?:description|details|particulars) of (?:the )?(?:data )?processing"


def subject_matter(court: Court) -> Judgement | None:
    """The subject matter in words of its own, else by the purpose that an annex describes."""
    told = stated(_SUBJECT_MATTER, _SCOPE, "the subject matter")(court)
    if told is not None:
        return told
    for passage in court.reading.passages:
        if search(_DESCRIBED, passage.headings) and not passage.blank:
            if passage.heading or not search(r"purpose", passage.plain) or passage.form:
                continue
            purpose = next(iter(following(court.reading, passage)), None)
            if purpose is not None and not purpose.blank and len(purpose.plain.split()) >= 5:
                return Judgement(status="satisfied", passage=purpose, confidence=0.7)
    return None


duration = stated(DURATION, LASTS, "the duration", TIME)
"""How long it lasts, in so many words or by what the agreement says of its own end."""
