"""What the texts may ask for: names of the parties, terms in words, tables from the brief and the laws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from servanda.agreements.drafting.brief import Brief
from servanda.agreements.drafting.wording import Wording
from servanda.law.provisions import Law


class Ready(str):
    """Text that is already in the marks of `inline`."""

    __slots__ = ()


class Facts:
    """The facts of one draft; `roles` are the names of the parties and of the data."""

    def __init__(self, brief: Brief, laws: tuple[Law, ...], wording: Wording) -> None:
        self.brief, self.laws, self.wording = brief, laws, wording
        self.said = wording.said(brief.terms)
        self.asked = tuple(law.id for law in laws)
        named = wording.all["roles"]
        key = self.asked[0] if len(self.asked) == 1 else "several"
        self.roles: dict[str, str] = named.get(key, named["several"])

    def asks(self, law: str) -> bool:
        """Whether a law is asked for."""
        return law in self.asked

    def all(self) -> dict[str, Any]:
        """Every fact, by the name that the texts use."""
        words, brief = self.wording.all, self.brief
        alone = self.asked[0] if len(self.asked) == 1 else ""
        also = [words["also_data"][law] for law in self.asked if law in words["also_data"]]
        return {
            **self.roles,
            "phi": self.roles["data"] if alone == "us/hipaa" else "PHI",
            "data_kind": {"us/hipaa": "health", "pci/dss": "account"}.get(alone, "personal"),
            "several": bool(also) and not alone,
            "also_data": self.wording.joined(also),
            "t": self.said,
            "asked": self.asks,
            "blank": lambda name: Ready(f"[[?{name}]]"),
            "services": brief.services or words["services"],
            "services_given": bool(brief.services),
            "main_agreement": brief.main_agreement or words["main_agreement"],
            "begins": self.wording.date(brief.begins) if brief.begins else "",
            "ends": self.wording.date(brief.ends) if brief.ends else "",
            "controller_contact": brief.controller.contact,
            "processor_contact": brief.processor.contact,
            "measures": brief.measures,
            "subprocessors": brief.subprocessors,
            "places": self.wording.joined(
                [
                    words["with_article"].format(name=place)
                    if place in words["articles"]
                    else place
                    for place in self.said["data_location"].items
                ]
            ),
            "capped": str(self.said["liability_cap"].value).startswith(tuple(words["limited"])),
            "promptly": self._by_law("promptly"),
            "after": self._by_law("after"),
            "card_requirements": self._card_requirements(),
            "authority_steps": (steps := self._authority_steps()),
            "last_step": 5 + len(steps),
            "law_consequences": self._consequences(),
        }

    def _by_law(self, table: str) -> str:
        """What the first of the laws asked for says of a point."""
        words: dict[str, str] = self.wording.all[table]
        return next((words[law] for law in self.asked if law in words), words["other"])

    def _card_requirements(self) -> list[dict[str, str]]:
        words = self.wording.all
        chosen = self.brief.card_requirements or {}
        return [
            {
                "number": number,
                "subject": subject,
                "by": words["managed"][chosen.get(number, "shared")].format(**self.roles),
            }
            for number, subject in words["card_requirements"].items()
        ]

    def _authority_steps(self) -> list[dict[str, str]]:
        """Notices that the law asks of the controller, with the time that the law states."""
        words = self.wording.all["breach_steps"]
        rows: list[dict[str, str]] = []
        for law in self.laws:
            for provision in law.provisions:
                for duty in provision.duties:
                    if duty.kind not in words or duty.clock is None:
                        continue
                    starts = words.get(f"starts_{duty.clock.starts}", words["starts_other"])
                    if duty.clock.length:
                        time = words["within"].format(
                            length=self.wording.length(duty.clock.length), starts=starts
                        )
                    else:
                        time = words["words"].format(words=duty.clock.words, starts=starts)
                    to = words["to"].get(duty.to, duty.to.replace("-", " "))
                    cited = _shown(self.laws, str(law.cite(provision)))
                    rows.append(
                        {
                            "number": str(5 + len(rows)),
                            "what": words[duty.kind].format(to=to, citation=cited),
                            "who": self.roles["controller"],
                            "time": time.strip(),
                        }
                    )
        return rows

    def _consequences(self) -> list[dict[str, str]]:
        """What each law itself attaches to a failure of the processor, once each."""
        words = self.wording.all["consequences"]
        rows = []
        for law in self.laws:
            found: dict[str, str] = {}
            for duty in law.duties:
                for part in duty.consequence.split(";") if duty.bearer in words["bearers"] else ():
                    text, _, cited = part.strip().removesuffix(")").rpartition(" (")
                    found.setdefault(
                        cited, f"{text} ({_shown(self.laws, cited)})" if text else cited
                    )
            if found:
                rows.append(
                    {
                        "failure": words["failure"].format(law=law.short),
                        "consequence": _sentence("; ".join(found.values())),
                    }
                )
        return rows


def _shown(laws: Sequence[Law], cited: str) -> str:
    """A citation (`eu/gdpr#83.4.a`) as one reads it: `GDPR Article 83(4)(a)`."""
    name, _, path = cited.partition("#")
    for law in laws:
        provision = law.provision(path)
        if law.id == name and provision is not None:
            place = provision.heading.partition(":")[0]
            return place if law.short in place else f"{law.short} {place}"
    return cited


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
