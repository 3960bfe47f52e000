"""Terms in the rows of a table and in lines such as "Audit notice: 30 days", where no verb stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import (
    TERM_PLUS,
    Length,
    clock,
    focus,
    lengths,
    qualifier,
    starts,
)
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_DAYS = frozenset({"hours", "days", "business_days", "weeks", "months", "years"})
_SENTENCE = re.compile(r"\b(?:shall|will|must|may|can|agrees?|has|have)\b")
_EVENT = re.compile(r"\b(?:breach\w*|incidents?|loss|leaks?|disclosure|violation)\b")
_TELLS = re.compile(r"\b(?:notif\w+|report\w*|inform\w*|tell\w*|alert\w*)\b")
_ASKED = re.compile(r"^(?P<label>[^?]{10,200}\?)\W+(?P<value>[^?]{2,90})$")
_TIME_LABEL = re.compile(
    r"> (?:time ?line|time ?frame|deadline|time(?: limit)?|when|how soon|period|notice(?: period)?)\W*$"
)
"""A heading over nothing but a time."""
_AT_ONCE = re.compile(
    r"^\W*(?:a(?:nswer)?: ?)?(?:(?:within|after|for|up to|at least|at most|no(?:t)? later than|a|the|minimum|maximum|max\.?|min\.?|of|period|is|are|approximately)\W+){0,4}$"
)
"""A value that begins with its length."""
_LINE = re.compile(r"^(?P<label>[^:|]{4,110}):\s*(?P<value>[^:]{2,120})$")

# kind, what the label says, what it must not say, the clock's start, whose
_LABELS = (
    (
        "breach_notice",
        re.compile(
            r"\b(?:notice|notif\w+|report\w*|inform\w*|alert\w*|tell\w*|told|warning)\b.{0,160}\b(?:breach|incident)|\b(?:breach\w*|incidents?)\b.{0,160}\b(?:notice|notif\w+|report\w*|inform\w*|alert\w*|told|warning)"
        ),
        re.compile(
            r"authorit|regulator|data subjects?\b|individuals|full|final|preliminar|interim|detailed|complete|follow|update|root|post|subprocess|severity|resol|material|cure|by (?:the )?controller"
        ),
        "",
        "processor",
    ),
    (
        "subprocessor_objection",
        re.compile(r"object\w*|oppos\w+|veto"),
        re.compile(
            r"resol|solution|terminat|settl|escalat|disput|\b(?:prices?|fees?|invoices?|minutes|auditors?|terms)\b|after (?:an? |the )?objection|direct marketing"
        ),
        "notice",
        "controller",
    ),
    (
        "subprocessor_notice",
        re.compile(
            r"\b(?:notice|notif\w+|announce\w*|advance|prior|change|new)\b.{0,160}\bsubprocess|\bsubprocess\w*\b.{0,160}\b(?:notice|notif\w+|announce\w*|advance|prior|change|new)"
        ),
        re.compile(
            r"object|incident|breach|delet|audit|terminat|\b(?:prices?|fees?|features?|versions?|releases?|maintenance)\b"
        ),
        "change",
        "processor",
    ),
    (
        "audit_notice",
        re.compile(
            r"\b(?:notice|announc\w*|advance|warning)\b.{0,160}\b(?:audits?|inspections?)\b|\b(?:audits?|inspections?)\b.{0,160}\b(?:notice|announc\w*|advance|warning)\b"
        ),
        re.compile(r"terminat|finding|remed|report|subprocess|incident|follow"),
        "audit",
        "controller",
    ),
    (
        "deletion_after_end",
        re.compile(
            r"\b(?:delet\w+|eras\w+|destr\w+|remov\w+|purg\w+|wip\w+)\b.{0,160}\b(?:end|ends|terminat\w*|expir\w*|exit|contract|closure)\b|\b(?:end|ends|terminat\w*|expir\w*|exit|closure)\b.{0,160}\b(?:delet\w+|eras\w+|destr\w+|remov\w+|purg\w+|wip\w+)\b"
        ),
        re.compile(r"back-?up|logs?\b|certif|confirm|record of|on request|data subject"),
        "end-of-agreement",
        "processor",
    ),
    (
        "backup_retention",
        re.compile(
            r"\bback-?ups?\b.{0,160}\b(?:retention|retained|kept|keep|stored|deleted|overwritten|rotation|cycle|lifetime|expir\w+)\b|^\W*(?:data )?back-?ups?\W*$|\b(?:retention|lifetime|rotation|keep|kept|retain\w*|stored?|hold|held)\b.{0,160}\bback-?ups?\b"
        ),
        re.compile(r"\btest\w*|frequen\w+|interval|restor\w+|\bhow often\b"),
        "",
        "processor",
    ),
    (
        "retention",
        re.compile(
            r"\b(?:retention|retained|storage (?:period|duration|time|limit\w*)|how long\b.{0,160}\b(?:kept|keep|store[sd]?|retain\w*|hold|held)|period of (?:storage|keeping)|(?:access|audit|server|security|system|event|log)[ -]?(?:logs?|log ?files|files)$)"
        ),
        re.compile(
            r"back-?up|delet|eras|export|retriev|password|session|(?:staff|employee)s?\b(?! (?:data|records|information))|\breports?\b|cctv|cameras?\b|\breview\w*|\brules?\b|polic|video surveillance|visitor|after (?:the )?(?:end|terminat)"
        ),
        "",
        "processor",
    ),
    (
        "return_window",
        re.compile(
            r"\b(?:export\w*|download\w*|retriev\w*|fetch\w*|return)\b.{0,160}\b(?:end|terminat\w*|expir\w*|exit|closure|window)\b|\b(?:end|terminat\w*|expir\w*|exit|closure)\b.{0,160}\b(?:export\w*|download\w*|retriev\w*|fetch\w*)\b"
        ),
        re.compile(r"back-?up|delet|equipment|devices?|documents"),
        "end-of-agreement",
        "processor",
    ),
    (
        "data_subject_request_forward",
        re.compile(
            r"\b(?:forward\w*|pass\w* on|redirect\w*|hand\w* on|relay\w*|notif\w+)\b.{0,160}\b(?:data subjects?|individuals?|consumers?|dsa?rs?|subject access)\b|\b(?:data subjects?|individuals?|consumers?|dsa?rs?|subject access)\b.{0,160}\b(?:forward\w*|pass\w* (?:it |them |this |on )*(?:on|to)|redirect\w*|handed on|relay\w*)\b"
        ),
        re.compile(
            r"breach|incident|answer|respon|^(?!.*\b(?:requests?|inquir\w+|enquir\w+|complaints?|forward\w*|rights|dsa?rs?)\b)"
        ),
        "receipt",
        "processor",
    ),
)


def find(court: Court) -> Iterator[Term]:
    """Terms of rows; a label that fits no kind, or a row of several lengths, gives none."""
    asked = ""
    for passage in court.reading.passages:
        text = passage.plain
        question, asked = asked, text.rstrip(" *") if text.rstrip(" *").endswith("?") else ""
        if passage.heading or passage.definition or passage.blank:
            asked = asked if passage.heading else ""
            continue
        line = _LINE.match(text) if "|" not in text else None
        lead = passage.full.removesuffix(text)
        pair = _ASKED.match(text)
        if pair is not None:
            label, at = pair["label"], pair.start("value")
        elif question and not asked and len(text) < 120:
            # a questionnaire: what is asked is the label of what is answered
            label, at = question, 0
        elif line is not None:
            label, at = line["label"], line.start("value")
        elif "|" in text:
            label, at = text.rsplit("|", 1)[0], text.rindex("|") + 1
        elif len(text.split()) <= 8 and _TIME_LABEL.search(passage.headings):
            # "Incident notification / Timeline / 36 hours after confirmation"
            label, at = " ".join(passage.headings.split(" > ")[-2:]), 0
        elif len(text.split()) <= 12 and passage.headings and not lead:
            # a label that the reader took for a heading: "Retention period / 24 months from collection"
            label, at = passage.headings.rsplit(" > ", 1)[-1], 0
            first = next(lengths(text), None)
            if (
                first is None
                or not _AT_ONCE.match(text[: first.start])
                or len(label.split()) > (9 if label.endswith("?") else 6)
            ):
                continue
        else:
            continue
        if _SENTENCE.search(text):
            continue
        if TERM_PLUS.search(text) or re.search(r"\bif (?:an?|the|no|it|they) ", text[at:]):
            continue
        found = list(lengths(text))
        if not found or len({one.start for one in found}) != 1 or found[0].start < at:
            continue
        made = list(_labelled(passage, label, lead, found))
        if not made and len(label.split()) <= 6:
            # "Breach notification. Vendor to customer: 48 hours", or under such a heading
            before = court.reading.passages[passage.at - 1] if passage.at else passage
            near = before.plain if before.paragraph == passage.paragraph else ""
            if not 0 < len(near.split()) <= 5:
                # a label that the reader took for a heading is not its own context
                above = [part for part in passage.headings.split(" > ") if part not in text]
                near = above[-1] if above else ""
            if 0 < len(lead.split()) <= 6 and lead.strip(" :") not in label:
                near = lead
            made = list(_labelled(passage, f"{near} {label}", lead, found))
            if not made and re.search(r"\bto (?:the )?controller\b", label):
                # "Data breach / Timeline / Notification to the controller: 24 hours"
                made = list(_labelled(passage, f"{passage.headings} {label}", lead, found))
            if not made and (over := _line_above(court, passage)):
                made = list(_labelled(passage, f"{over} {label}", lead, found))
        yield from made


def _line_above(court: Court, passage: Passage) -> str:
    """The short line without a mark that stands over a list ("Sub-processor changes")."""
    for before in reversed(court.reading.passages[max(0, passage.at - 6) : passage.at]):
        if before.section != passage.section or before.heading:
            break
        if len(before.plain.split()) <= 5 and not re.search(r"[.:;|\d]", before.plain):
            return before.plain
        if _LINE.match(before.plain) is None:
            break
    return ""


def _labelled(passage: Passage, label: str, lead: str, found: list[Length]) -> Iterator[Term]:
    text = passage.plain
    for kind, says, never, begins, bearer in _LABELS:
        # "report within the times below: - loss of data: 24 hours": the list's lead says what is owed
        told = says.search(label) or (
            kind == "breach_notice" and _EVENT.search(label) and _TELLS.search(lead)
        )
        if not told or never.search(label):
            continue
        if kind == "subprocessor_objection" and not re.search(
            r"subprocess|subcontract", f"{label} {passage.headings}"
        ):
            continue
        if kind == "backup_retention" and re.search(
            r"\b(?:every|each|within|test\w*|restor\w*)\b",
            text[found[0].start - min(found[0].start, 20) :],
        ):
            break
        if kind == "retention":
            if re.search(
                r"\b(?:delet|eras|terminat|expir|end of)",
                text[found[0].start - 40 if found[0].start > 40 else 0 :],
            ):
                break
            if re.search(r"\bback-?ups?\b", f"{passage.headings} {lead}"):
                kind = "backup_retention"
        for one in found:
            if one.length.unit not in _DAYS:
                continue
            if one.length.unit == "years" and kind not in ("retention", "backup_retention"):
                continue
            if kind == "breach_notice" and one.length.unit in ("weeks", "months"):
                continue
            yield term(
                kind,
                passage,
                clock=clock(
                    one.length,
                    qualifier(text) if kind == "breach_notice" else "",
                    begins or (starts(text, one.end) if kind == "breach_notice" else ""),
                ),
                bearer=bearer,
                to="processor" if bearer == "controller" else "controller",
                focus=focus(passage, one.start, one.end),
                confidence=0.85,
            )
        break
