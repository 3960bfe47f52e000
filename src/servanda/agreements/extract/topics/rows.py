"""Terms in the rows of a table and in lines such as "Audit notice: 30 days", where no verb stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, lengths, qualifier, starts
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_DAYS = frozenset({"hours", "days", "business_days", "weeks", "months"})
_SENTENCE = re.compile(r"\b(?:shall|will|must|may|can|agrees?|has|have)\b")
_LINE = re.compile(r"^(?P<label>[^:|]{4,110}):\s*(?P<value>[^:]{2,120})$")

# kind, what the label says, what it must not say, the clock's start, whose
_LABELS = (
    (
        "breach_notice",
        re.compile(
            r"(?:notice|notif\w+|report\w*|inform\w*|alert\w*|tell\w*|told|warning)\b.*\b(?:breach|incident)|\b(?:breach\w*|incidents?)\b.*\b(?:notice|notif\w+|report\w*|inform\w*|alert\w*|told|warning)"
        ),
        re.compile(
            r"authorit|regulator|data subjects?\b|individuals|full|final|follow|update|root|post|subprocess|severity|resol|material|cure|by (?:the )?controller"
        ),
        "",
        "processor",
    ),
    (
        "subprocessor_objection",
        re.compile(r"object\w*|oppos\w+|veto"),
        re.compile(r"resol|solution|terminat|after (?:an? |the )?objection|direct marketing"),
        "notice",
        "controller",
    ),
    (
        "subprocessor_notice",
        re.compile(
            r"(?:notice|notif\w+|announce\w*|advance|prior|change|new)\b.*\bsubprocess|\bsubprocess\w*\b.*\b(?:notice|notif\w+|announce\w*|advance|prior|change|new)"
        ),
        re.compile(r"object|incident|breach|delet|audit|terminat"),
        "change",
        "processor",
    ),
    (
        "audit_notice",
        re.compile(
            r"\b(?:notice|announc\w*|advance|warning)\b.*\b(?:audits?|inspections?)\b|\b(?:audits?|inspections?)\b.*\b(?:notice|announc\w*|advance|warning)\b"
        ),
        re.compile(r"terminat|finding|remed|report|subprocess|incident|follow"),
        "audit",
        "controller",
    ),
    (
        "deletion_after_end",
        re.compile(
            r"\b(?:delet\w+|eras\w+|destr\w+)\b.*\b(?:end|terminat\w*|expir\w*|exit|contract|closure)\b|\b(?:end|terminat\w*|expir\w*|exit|closure)\b.*\b(?:delet\w+|eras\w+|destr\w+)\b"
        ),
        re.compile(r"back-?up|logs?\b|certif|confirm|record of|on request|data subject"),
        "end-of-agreement",
        "processor",
    ),
    (
        "return_window",
        re.compile(
            r"\b(?:export\w*|download\w*|retriev\w*|fetch\w*|return)\b.*\b(?:end|terminat\w*|expir\w*|exit|closure|window)\b|\b(?:end|terminat\w*|expir\w*|exit|closure)\b.*\b(?:export\w*|download\w*|retriev\w*|fetch\w*)\b"
        ),
        re.compile(r"back-?up|delet|equipment|devices?|documents"),
        "end-of-agreement",
        "processor",
    ),
    (
        "data_subject_request_forward",
        re.compile(
            r"\b(?:forward\w*|pass\w* on|redirect\w*|hand\w* on|relay\w*|notif\w+)\b.*\b(?:data subjects?|individuals?|consumers?)\b|\b(?:data subjects?|individuals?|consumers?)\b.*\b(?:forward\w*|pass\w* on|redirect\w*|handed on|relay\w*)\b"
        ),
        re.compile(r"breach|incident|answer|respon"),
        "receipt",
        "processor",
    ),
)


def find(court: Court) -> Iterator[Term]:
    """Terms of rows; a label that fits no kind, or a row of several lengths, gives none."""
    for passage in court.reading.passages:
        text = passage.plain
        if passage.heading or passage.definition or passage.blank:
            continue
        line = _LINE.match(text) if "|" not in text else None
        if line is not None:
            label, at = line["label"], line.start("value")
        elif "|" in text:
            label, at = text.rsplit("|", 1)[0], text.rindex("|") + 1
        else:
            continue
        if _SENTENCE.search(text):
            continue
        found = list(lengths(text))
        if not found or len({one.start for one in found}) != 1 or found[0].start < at:
            continue
        for kind, says, never, begins, bearer in _LABELS:
            if not says.search(label) or never.search(label):
                continue
            if kind == "subprocessor_objection" and not re.search(
                r"subprocess|subcontract", f"{label} {passage.headings}"
            ):
                continue
            for one in found:
                if one.length.unit not in _DAYS:
                    continue
                if kind == "breach_notice" and one.length.unit in ("weeks", "months"):
                    continue
                yield term(
                    kind,
                    passage,
                    clock=clock(
                        one.length,
                        qualifier(text) if kind == "breach_notice" else "",
                        begins or starts(text, one.end),
                    ),
                    bearer=bearer,
                    to="processor" if bearer == "controller" else "controller",
                    focus=focus(passage, one.start, one.end),
                    confidence=0.85,
                )
            break
