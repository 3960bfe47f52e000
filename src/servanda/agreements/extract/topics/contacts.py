"""Whom to write to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_CONTACT_NAME = re.compile(
    r"^(?:security|secure|safe|safety|soc\b|cert\b|ciso|itsec|privacy|dpo|data-?protection|dataprivacy|abuse|infosec|gdpr|incident|csirt|psirt|compliance|legal|datenschutz|dsb|sicherheit)",
    re.IGNORECASE,
)
_CONTACT_TALK = re.compile(
    r"\b(?:security|privacy|data protection|breach|incident|vulnerabilit)\w*"
)


_NOTICES_TO = re.compile(
    r"\b(?:dpa|baa|data protection|privacy|breach) notices?\b|\b(?:notices?|notifications?) (?:given |made )?(?:under|relating to|in connection with) (?:this|the) (?:dpa|baa|addendum|data)\b"
)
_POSTAL = re.compile(
    r"^\W*+(?:(?:the |our )?(?:data )?(?:privacy|security|protection)(?: \w+)? ?(?:office(?:r)?|team|contact|department|address|inquiries)|dpo)\b[\w ]{0,30}[:|]\W*+(?P<address>[^|\d]*+\d[^|]*,[^|]{2,120}|[^|,]*+,[^|]*\d[^|]{2,80})$",
    re.IGNORECASE,
)
"""A postal address behind such a label."""
_TO_PROCESSOR = re.compile(
    r"\bcontroller (?:shall|will|must|may|can) (?:submit|send|give|deliver|direct|address|report)\b[^.;]{0,60}\bnotices?\b[^.;]{0,90}\bto processor\b"
)
"""Where notices under the data terms go."""


def find(court: Court) -> Iterator[Term]:
    """`security_contact`: the address for security and data protection, as written."""
    for passage in court.reading.passages:
        yield from _contacts(passage)


def _contacts(passage: Passage) -> Iterator[Term]:
    if re.match(
        r"^\W*(?:for |of )?(?:the )?controller\b ?(?:[:|(]|'s (?:contact|data protection))",
        passage.plain,
    ):
        return
    if re.search(r"subprocess|subcontract", passage.headings):
        return
    postal = _POSTAL.match(" ".join(passage.words.split()))
    if postal is not None and "@" not in passage.words and not passage.heading:
        yield term(
            "security_contact",
            passage,
            value=postal["address"].strip(" .*"),
            bearer="processor",
            to="controller",
            confidence=0.75,
        )
    for match in _MAIL.finditer(passage.words):
        address = match[0].rstrip(".")
        local = address.partition("@")[0]
        if not (
            _CONTACT_NAME.match(local)
            or (
                _CONTACT_TALK.search(passage.plain)
                and re.search(
                    r"contact|report|notif|mail|reach|question|send|writes?\b", passage.plain
                )
            )
            or _TO_PROCESSOR.search(passage.plain)
            or _NOTICES_TO.search(passage.plain)
            or (
                re.search(r"\||^[^:]{4,60}:", passage.words) and _CONTACT_TALK.search(passage.plain)
            )
        ):
            continue
        yield term(
            "security_contact",
            passage,
            value=address,
            bearer="processor",
            to="controller",
            focus=match.start() / max(len(passage.words), 1),
            confidence=0.9
            if re.match(r"(?i)security|infosec|incident|csirt|psirt", local)
            else 0.75,
        )
