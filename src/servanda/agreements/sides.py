"""Which side a name is on, by what the document says of it: what it owes, and what is owed to it."""

from __future__ import annotations

import re


def evidence(name: str, text: str) -> tuple[int, int]:
    """How often the document speaks of `name` as of a processor, and as of a controller."""
    x = re.escape(name)
    other = r"(?:the )?(?:customer|client|controller|data controller|exporter|you|covered entity|subscriber)\b"
    mine = r"(?:the )?(?:processor|provider|supplier|vendor|service provider|business associate|data importer)\b"
    as_processor: tuple[str, ...] = (
        rf"\b{x} (?:is|acts? as|will act as|shall act as|shall be|will be|as|being|, as) (?:an? |the )?(?:data )?(?:processor|service provider|business associate)\b",
        rf"\(?\"?{x}\"?,? (?:as|\(as) (?:an? |the )?(?:data )?(?:processor|data importer|service provider)\b",
        rf"\b{x} (?:shall|will|must|agrees to|undertakes to)(?: \w+)?(?: \w+)? (?:notify|inform|assist|process)\b(?! {mine})",
        rf"\b{x}(?:'s?)? (?:sub-?processors|subcontractors|personnel)\b",
        rf"\b(?:engaged|appointed|used|retained) by {x}\b",
        rf"\b(?:instruct|audit|request|notify)\w* (?:to |of )?{x} (?:to process|in writing)",
        rf"\b{x} (?:shall|will)? ?(?:provides?|offers?|makes? available) (?:the |its )?(?:services?|software|platform)",
        rf"processed by {x}\b",
    )
    as_controller: tuple[str, ...] = (
        rf"\b{x} (?:is|acts? as|shall be|will be|as|being) (?:an? |the )?(?:data )?(?:controller|covered entity|business)\b",
        rf"\b(?:on behalf of|behalf of) (?:the )?{x}\b",
        rf"\binstructions (?:of|from|by|given by|issued by) (?:the )?{x}\b",
        rf"\b{x}(?:'s?)? (?:documented |written |reasonable |lawful )?instructions\b",
        rf"{mine} (?:shall|will|must|agrees to)(?: \w+)? (?:notify|inform|assist|provide) (?:the )?{x}\b",
    )
    as_controller += (
        rf"\b{x} (?:shall|will|must|may)(?: \w+)? (?:notify|inform|provide|instruct) {mine}",
    )
    p = sum(len(re.findall(pattern, text)) for pattern in as_processor)
    c = sum(len(re.findall(pattern, text)) for pattern in as_controller)
    p += 2 * len(
        re.findall(
            rf"\b{x} (?:shall|will|must)(?: \w+){{0,3}} (?:notify|inform|assist) {other}", text
        )
    )
    return p, c


_DUTY = (
    r"(?:notify|inform|report|assist|process|implement|delete|return|ensure|maintain|make|use|not|take|comply"
    r"|keep|destroy|provide|handle|protect|tell|hold|cooperate|forward)"
)


def leaning(name: str, low: str) -> int:
    """Above zero where a party bears the duties, below where they are owed to it."""
    x = re.escape(name)
    bears = len(re.findall(rf"\b{x} (?:shall|will|must|agrees to)(?: \w+ly)? {_DUTY}\b", low))
    bears += len(re.findall(rf"\b{x} (?:processes|handles|maintains|has implemented)\b", low))
    owed = len(
        re.findall(
            rf"\b(?:notify|inform|assist|tell|report to|available to|behalf of|for|to|by|from|help) {x}\b"
            rf"|\b{x} (?:may|can|has the right|discloses|remains|instructs|is entitled)\b"
            rf"|\b{x}(?:'s?)? (?:documented |written |prior )*(?:instructions|consent|request|choice|obligations|patients|customers)\b",
            low,
        )
    )
    return 2 * bears - owed
