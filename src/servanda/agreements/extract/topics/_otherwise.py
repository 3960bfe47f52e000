"""What else a length of time may belong to: another object, another bearer, another step.

A number is taken only where its clause is known to speak of the term. These functions look at the
clause of a length (from the semicolon before it to the one after) and name what takes it away.
"""

from __future__ import annotations

import re

from servanda.agreements.extract.numbers import Length


def clause_about(text: str, found: Length) -> str:
    """The part of a sentence between semicolons in which a length stands."""
    end = text.find(";", found.end)
    return text[_start(text, found) : end if end >= 0 else len(text)]


def _start(text: str, found: Length) -> int:
    return text.rfind(";", 0, found.start) + 1


_DEALINGS = (
    r"(?:invoices?|bills?|prices?|fees?|charges|(?:price |fee )?increases?|minutes|auditors?|audits?|inspections?|terms|conditions|amendments?|agreement|addendum"
    r"|instructions?|transfers?|profiling|marketing|assignments?|renewals?|findings?|results?|reports?|statements?|(?:penetration )?tests?|maintenance|polic(?:y|ies)|protocol|requests?|disclosures?)"
)
_OBJECTED_TO = re.compile(
    rf"\bobject\w*[^.;]{{0,24}}? (?:to|against|of|about) (?:(?!subprocess|engag|appoint|us(?:e|ing)\b|chang|addition|replac)[\w'-]+ ){{0,4}}?{_DEALINGS}\b(?P<rest>[^.;]{{0,40}})"
)
_OBJECTORS = re.compile(
    r"\b(?:works councils?|authorit(?:y|ies)|regulators?|data subjects?|individuals?|consumers?|subprocessors?|unions?|employees?|processor|auditors?) (?:(?:may|can|shall|will|must|has|have|is|are) )?(?:also )?(?:the right to |entitled to )?objects?\b"
)
_ANSWERED = re.compile(
    r"\bprocessor (?:shall |will |must |may |has to |agrees to |undertakes to )?(?:\w+ ){0,2}?(?:answer|respond|repl(?:y|ie)|react|withdraw|replace|remove|offer|propose|suggest|consider|address|assess|evaluat|discuss|review|resolve|acknowledg|confirm|decid|inform|notif|tell|provid|present|supply|stop|cease|refund|make|use|try|attempt|endeavo)\w*\b(?![^.;]{0,260}\b(?:controller (?:may|can|has|have|shall|will|must|is|had)|objects?|objecting|rais(?:e|ed|ing)|veto|oppose|refuse|reject)\b)[^;]*$"
)
_OF_WHAT_FOLLOWS = re.compile(
    r"\b(?:kept|keeps?|retained|stored|documented|recorded|archived)\b[^.;]{0,30}$"
    r"|\b(?:not (?:been )?(?:settled|resolved|agreed|found|withdrawn)|(?:settle|discuss|negotiat|escalat)\w*)\b[^.;]{0,50}$"
    r"|\b(?:justified|reasonable|such|valid|an|the|this|any) objections? (?:takes?|has) effect\b[^.;]{0,40}$"
)
_OF_AN_OBJECTION = re.compile(
    r"['’]?s? (?:of|after|from|following|upon) (?:receipt of |receiving |receipt by processor of )?(?:(?:the|an?|any|such|its|that|controller's|justified|reasonable|reasoned|written|valid) ){0,3}objection"
)
_FROM_SIGNING = re.compile(
    r"['’]? (?:of|after|from|following) (?:the )?(?:signature|signing|conclusion|effective date|execution)\b"
)


def of_another_objection(text: str, found: Length) -> bool:
    """Whether a length beside an objection is not the controller's time to object to a sub-processor."""
    clause = clause_about(text, found)
    before, after = text[_start(text, found) : found.start], text[found.end :]
    other = _OBJECTED_TO.search(clause)
    if other and "subprocess" not in other["rest"]:
        return True
    if _OBJECTORS.search(clause) and not re.search(r"\bcontroller\b[^.;]{0,60}\bobject", clause):
        return True
    if _FROM_SIGNING.match(after) or _OF_AN_OBJECTION.match(after):
        return True
    return bool(_ANSWERED.search(before) or _OF_WHAT_FOLLOWS.search(before))


_NOTICED = re.compile(
    r"['’]?s? (?:[\w-]+ ){0,3}?notice (?:of|about|for|on) (?:(?!subprocess)[\w-]+ ){0,3}?(?:maintenance|terminat\w*|cancel\w*|prices?|fees?|increases?|amendments?|renewals?|outages?|downtime|audits?|inspections?|breach\w*|incidents?|relocat\w*|assign\w*|discontinu\w*|deprecat\w*|releases?|updates)\b"
)
_CHANGED = re.compile(
    r"\b(?:amend|modif|chang|increas|adjust|rais|revis|updat|vary|assign|renew|terminat|cancel|suspend|discontinu|withdraw|end)\w* (?:(?!subprocess|list|us(?:e|ing)\b)[\w'()-]+ ){0,4}?(?:prices?|fees?|charges|rates|dpa|agreement|addendum|terms|contract|services?|polic(?:y|ies)|subscription|order)\b[^.;]{0,60}$"
)


_SHORTENED = re.compile(r"\b(?:shorter|shortened|reduced|emergency|urgent)\b[^.;]{0,30}$")
"""The notice of an emergency is the exception."""
_OTHER_SUBJECT = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:the |an? |any |each |every |all )?(?:\w+ )?(?:audits?|inspections?|maintenance|outages?|terminations?|prices?|fees?|breach(?:es)?|incidents?)\b(?:(?!new\b|addition|replac)[^.;]){0,60}\b(?:announced|notified|given|communicated)\b"
)


def of_another_notice(text: str, found: Length) -> bool:
    """Whether a length of notice announces something else than a sub-processor."""
    before, after = text[_start(text, found) : found.start], text[found.end :]
    if (
        _OTHER_SUBJECT.search(before)
        or _SHORTENED.search(before)
        or re.match(r"['’]? in (?:an? )?(?:urgent|emergency|emergencies)\b", after)
    ):
        return True
    return bool(_NOTICED.match(after) or _CHANGED.search(before))


_OTHER_CAUSES = re.compile(
    r"\b(?:inactiv\w*|idle|unused|not (?:been )?used|dormant|without (?:a |any )?(?:log-?in|sign-?in|use|activity)|trial|last (?:log-?in|activity|use|contact)|(?:after|of|from) (?:the |their |its )?(?:collection|creation|upload|delivery|receipt|recording|submission)|during the (?:term|contract)|(?:up)?on (?:the )?instruction|each (?:calendar )?(?:year|month|quarter)"
    r"|member(?:ship)? (?:leaves|ends)|employment|employees? (?:leaves?|departs?)|leavers?)\b"
)
"""What sets a deletion going but the end of the contract."""
_OTHER_GOODS = re.compile(
    r"\b(?:(?:access|server|audit|security|event|system|application) logs?|log ?files?|logs|cookies?|licen[cs]es?|accounts? of (?:leavers|employees|staff)|access(?:es)? (?:of|rights|for)|credentials|passwords|user ids?|tickets?|recordings?|footage|signatures|telemetry|analytics|metadata|invoices?|equipment|caches?|drafts?|queues?)\b[^.;]{0,30}\b(?:is|are|be|get|gets)\b(?: \w+)? (?:delet|eras|remov|purg|destroy|wip|overwrit|anonymi|clear|revok)\w*"
)
_ENDS = re.compile(
    r"\b(?:terminat\w*|expir\w*|end of (?:the |this |its )?(?:\w+ ){0,2}?(?:agreement|contract|services?|term|subscription|dpa|provision|processing|relationship)|(?:agreement|contract|services?|subscription) (?:has |have )?(?:ends?|ended)|cessation|cancel\w*)\b"
)
_KEPT_LIMIT = re.compile(
    r"\b(?:statutory|legal|limitation|tax|commercial)\b[^.;]{0,30}\b(?:periods?|retention|records?|reasons?|purposes?|claims?)\b"
)


def of_another_deletion(text: str, found: Length) -> bool:
    """Whether a length beside a deletion is not that between the end of the contract and the deletion."""
    clause = clause_about(text, found)
    after = text[found.end :]
    if re.match(r"['’]? (?:before|prior to|ahead of|preceding)\b", after):
        return True
    ends = _ENDS.search(clause)
    if _OTHER_GOODS.search(clause) and not re.search(
        r"\b(?:personal |customer |controller |client )?data\b", clause
    ):
        return True
    cause = _OTHER_CAUSES.search(clause)
    if cause and not (ends and not re.search(r"employment|leavers?|employee", cause[0])):
        return True
    # "kept for the limitation period (six years from the end ...)": the law's time to sue
    return bool(_KEPT_LIMIT.search(text[: found.start][-90:]))
