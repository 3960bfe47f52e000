"""Whether a length of time is that of the notice, or of another's duty or another step."""

from __future__ import annotations

import re

WITHIN = re.compile(
    r"(?:within|inside|not? later than|never later than|(?:no|not) more than|delay\w{0,6} (?:by )?more than|at (?:the )?(?:latest|most)|in (?:any|no) (?:event|case)|less than|exceed\w{0,6}|maximum(?: of)?|up to|after|in less than|under|latest)[^.;]{0,45}$"
)
AFTER = re.compile(
    r"^[^.;]{0,30}(?:of|after|from|following|upon)\b[^.;]{0,60}(?:aware|discover|detect|confirm|determin|knowledge|learn|occur|identif|becoming|breach|incident)"
)
TO_TELL = re.compile(
    r"^[-\w]*(?: \w+){0,2}? (?:(?:in which |time )?to (?:notify|inform|tell|report|alert|warn)\b|(?:limit|deadline|period|window|time ?frame|term|notice)\b)"
)
"""A length that is itself the time to tell: "has 24 hours to inform", "the 48-hour limit"."""
_NOT_THE_PROCESSORS = re.compile(
    r"(?:^|,|\(|\band\b|\bthat\b|\bwhich\b|\bso\b|\bwhere\b|\bif\b) *(?:\(?\w{1,3}[.)] )?(?:an? |the |each |any |every |its |all |such )?(?:controller|subprocessors?|regulators?|insurers?|(?:\w+ ){0,2}(?:authorit(?:y|ies)|employees|personnel|staff))(?: itself| in turn|,? as (?:the |a )?(?:data )?controller,?)? (?:(?:shall|will|must|may|can|has|have|is|are)\b(?! (?:(?:to )?(?:be )?(?:notified|informed|told|alerted)|hear))|(?:to )?(?:notif|inform|report|tell)\w*)[^;]*$"
    r"|\b(?:requires?|obliges?|binds?|ensures?)\b[^;]{0,40}\bsubprocessors?\b(?![^;]*\bcontroller\b)[^;]*$"
)
"""The clause before a length in which the controller or a sub-processor is the one that tells."""


def by_another(before: str) -> bool:
    """Whether the clause that leads to a length has another than the processor telling."""
    clause = before.rsplit(";", 1)[-1]
    told = clause.rfind("processor ")
    found = _NOT_THE_PROCESSORS.search(clause)
    if found is None:
        return False
    # "..., and the processor tells the controller within": the last subject counts
    return not (
        told > found.start()
        and re.search(
            r"(?<!sub)\bprocessor (?:\w+ ){0,3}(?:shall|will|must|notif|inform|report|tell|alert)",
            clause[found.start() :],
        )
    )


_ANOTHER_STEP = re.compile(
    r"\b(?:details|particulars|information) (?:listed|required|described|specified|set out|called for|referred to)\b[^;]{0,90}$|\b(?:root[- ]cause|follow[- ]up|supplement\w*|(?:preliminary|written|second|subsequent|final|full|detailed|complete|further|interim) (?:\w+ )?(?:report|information|details|analysis|account)|post[- ]incident)\b[^.;]{0,90}$"
    r"|\b(?:every|updates?|remediat\w+|mitigat\w+|investigat\w+ (?:is|are|shall|will))\b[ \w]{0,24}$"
)


_OTHER_TIME = re.compile(
    r"\b(?:a|an|the)? ?(?:further|additional|another)[ (]*$"
    r"|\b(?:law|hipaa|gdpr|regulations?|rules?|statutes?) (?:requires?|demands?|prescribes?|allows?|gives?|sets?|expects?)[ \w(]{0,24}$"
    r"|\bwhich (?:shall|will|must|in turn)\b[^;]*$"
    r"|\bcontroller (?:does not|has not|did not|fails to|cannot)\b[^;]*$"
    r"|\b(?:asks?|requests?|requires?|permits?|allows?|unless)\b[^;]{0,40}\bdelay (?:of|for)[ \w(]{0,12}$"
    r"|\b(?:may|can|will|shall) follow\b[^;]{0,40}$|\bin phases\b[^;]{0,30}$"
    r"|\b(?:terminat|cancel|rescind|suspend)\w*\b[^;]{0,30}$"
)
_ANOTHER_DEED = re.compile(
    r"['’]?,? (?:before|prior to|preceding)\b|['’]?,? (?:begin|start|commence|carry|conduct|complete|open|launch|investigat|contain|remed|restor|mitigat|isolat|analy|fix|repair|correct)\w*\b"
)
"""What is done in that time is no telling, or it lies before something."""
_OF_A_PERIOD = re.compile(
    r"['’]? (?:after|of|from|following) (?:the )?(?:end|close|start|beginning) of (?:the|each|every|a|such|that) (?:calendar |contract )?(?:quarter|month|year|week)"
)


_OTHERS = r"(?:authorit(?:y|ies)|agenc(?:y|ies)|regulators?|commissioners?|secretary|hhs|ocr|ico|cnil|attorneys? general|ministry|data subjects?|individuals?|persons|people|consumers?|patients|students|parents|members|public|media|press|police|law enforcement|insurers?|credit bureaus?|reporting agencies|security (?:team|officer)|management)"
_TO_THEM = re.compile(
    rf"\b(?:notif\w+|inform\w*|tell\w*|told|report\w*|alert\w*|warn\w*|communicat\w+)\b(?: \w+){{0,9}}? (?:to|by|with|of) (?:(?!controller|processor)[\w'-]+ ){{0,5}}?{_OTHERS}\b"
    rf"|\b(?:notify|notifies|notifying|informs?|informing|tells?|telling|alerts?|alerting|warns?|warning) (?:(?!controller|processor|of\b|about\b)[\w'-]+ ){{0,5}}?{_OTHERS}\b"
    rf"|\b{_OTHERS}(?: \w+){{0,3}}? (?:shall|will|must|should|may|is|are|has|have|needs?)(?: to)? (?:\w+ ){{0,2}}?be(?:ing|en)? (?:\w+ )?(?:notified|informed|told|alerted|warned)\b"
    rf"|\b{_OTHERS} (?:is|are) (?:\w+ )?(?:notified|informed|told|alerted|warned)\b"
)
_TELLING = re.compile(
    r"\b(?:notif\w+|inform\w*|tell\w*|told|report\w*|alert\w*|warn\w*|communicat\w+)\b"
)


def told_to_others(text: str, start: int) -> bool:
    """Whether the clause of a length tells an authority or the people concerned, and not the controller."""
    head = max(text.rfind(mark, 0, start) for mark in (";", " so that ", " (", " in order "))
    clause = text[head + 1 : start]
    if not _TELLING.search(clause):
        after = re.split(r";|,? so that |,? in order ", text[start:], maxsplit=1)[0]
        clause += after
    them = list(_TO_THEM.finditer(clause))
    if not them:
        return False
    # "notifies the authority, and the controller within 24 hours": who is named last counts
    return not re.search(
        r"\bcontroller\b(?!'s)|\bcustomer\b", clause[them[-1].start() :]
    ) and not re.search(
        r"\b(?:notif\w+|inform\w*|tell\w*|report\w*|alert\w*)\b[^.;]{0,60}\bcontroller\b",
        clause,
    )


def of_another_step(before: str, after: str = "") -> bool:
    """A length for what follows the notice: its updates, the final report, the repair."""
    near = before.rsplit(";", 1)[-1]
    if _OTHER_TIME.search(near[-140:]) or _OF_A_PERIOD.match(after) or _ANOTHER_DEED.match(after):
        return True
    if re.search(r"\bcontroller's (?:own )?(?:\w+ ){0,2}$", near):
        return True
    return bool(
        _ANOTHER_STEP.search(near[-130:])
        and not re.search(
            r"\b(?:notif(?:y|ies|ied)|informs?|informed|alert\w*|told|tells?)\b[^.;]{0,60}$",
            near[-70:],
        )
    )
