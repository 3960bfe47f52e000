"""Wording of a law or of ours in the names that a contract uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.agreements.parties import CONTROLLERS, PROCESSORS, roles_of
from servanda.documents.clauses import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a contract calls the two sides and the data, with or without an article."""

    controller: str
    processor: str
    data: str

    @classmethod
    def of(cls, document: Document) -> Names:
        """The names that the document uses most; those of the law where it uses none."""
        text = document.text
        roles = roles_of(text)
        return cls(
            controller=_named((*roles.controller, *CONTROLLERS), text, "the Controller"),
            processor=_named((*roles.processor, *PROCESSORS), text, "the Processor"),
            data=_most(
                ("Personal Data", "Customer Data", "Protected Health Information",
                 "Personal Information", "Customer Personal Data", "personal data"), text, "personal data",
            ),
        )  # fmt: skip

    def applied(self, text: str) -> str:
        """Wording of a law or of ours in these names."""
        flat = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
        return _OURS.sub(self._theirs, flat)

    def _theirs(self, found: re.Match[str]) -> str:
        if found["law"]:
            return "the GDPR"
        if found["data"]:
            return self.data
        name = self.processor if found["processor"] else self.controller
        return name[:1].upper() + name[1:] if found[0].startswith("The ") else name

    def filled(self, heading: str) -> str:
        """A heading of our texts, whose places are still open."""
        heading = re.sub(
            r"the \{\{ ?controller ?\}\}|\{\{ ?controller ?\}\}", self.controller, heading
        )
        heading = re.sub(
            r"the \{\{ ?processor ?\}\}|\{\{ ?processor ?\}\}", self.processor, heading
        )
        heading = re.sub(r"\{\{ ?data ?\}\}", self.data, heading)
        for place, words in (("people", "data subjects"), ("breach", "personal data breach")):
            heading = re.sub(rf"\{{\{{ ?{place} ?\}}\}}", words, heading)
        return heading


# every name in one pass, so that one that was put in is not taken for another
_OURS = re.compile(
    r"\b(?:[Tt]he )?(?:(?P<processor>Processor|Business Associate|Service Provider|Provider|TPSP)"
    r"|(?P<controller>Controller|Covered Entity|Customer|Business(?! [Pp]urpose)))\b(?! (?:Personal )?Data)"
    r"|(?P<data>\b(?:the )?personal data\b(?! breach)|\bPersonal Data\b(?! Breach))"
    r"|(?P<law>\bthe Regulation\b)"
)


def _named(names: Sequence[str], text: str, otherwise: str) -> str:
    found = Counter[str]()
    for name in dict.fromkeys(names):
        shown = " ".join(word.capitalize() for word in name.split())
        pattern = rf"(?<![\w-]){re.escape(shown)}(?![\w-])"
        count = len(re.findall(pattern, text))
        if count:
            found[shown] = count
    if not found:
        return otherwise
    name, count = found.most_common(1)[0]
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(name)}\b", text))
    return f"the {name}" if 2 * with_article >= count else name


def _most(names: Sequence[str], text: str, otherwise: str) -> str:
    found = Counter({name: text.count(name) for name in names if name in text})
    return found.most_common(1)[0][0] if found else otherwise
