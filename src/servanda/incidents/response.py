"""The response to an incident: playbooks, and the tasks that they give to people.

One TOML file a playbook in `playbooks/`; its stem is its id. Every playbook begins with the same two steps
and ends with the same three. A step with a command is one that Servanda can do after a person has
confirmed it; any other is a task with its instructions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Literal

from servanda.base.toml import read_toml
from servanda.incidents.facts import Facts

Phase = Literal[
    "identify", "contain", "investigate", "remediate", "recover", "communicate", "review"
]
PHASES: tuple[Phase, ...] = (
    "identify", "contain", "investigate", "remediate", "recover", "communicate", "review",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `owner` is the role of the responsibility matrix that does it, `asks` the facts to be
    stated when it is done, `command` what Servanda can do itself."""

    id: str
    phase: Phase
    owner: str
    do: str
    how: str
    command: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """What to do in one kind of incident; `fits` are the signs by which it is chosen."""

    title: str
    about: str
    fits: tuple[str, ...]
    steps: tuple[Step, ...]
    id: str = ""


FIRST = (
    Step(
        id="record",
        phase="identify",
        owner="security",
        do="Write down who noticed what, when; the clock starts with awareness.",
        how="State the facts as they become known, and leave unknown what is unknown.",
        command="servanda incident fact",
        asks=("loss",),
    ),
    Step(
        id="evidence",
        phase="identify",
        owner="security",
        do="Keep the evidence: logs, images, messages, each with its digest.",
        how="Copy before anything is changed; record who took it and where it lies.",
        command="servanda incident evidence",
    ),
)

LAST = (
    Step(
        id="duties",
        phase="communicate",
        owner="privacy",
        do="See who must be told by when, and tell them.",
        how="The list is made anew with each fact; draft each notice, have it read, send it, record it.",
        command="servanda incident duties",
        asks=("people", "people_in", "harm"),
    ),
    Step(
        id="customers",
        phase="communicate",
        owner="security",
        do="Tell the customers whose agreements are touched, each as its agreement says.",
        how="Each has its own time, addressee and content.",
        command="servanda incident notice",
    ),
    Step(
        id="learn",
        phase="review",
        owner="management",
        do="Look back: what would have prevented it, what would have shown it sooner?",
        how="Close the incident with the answers, and with what will be done by whom.",
        command="servanda incident close",
    ),
)


def playbooks() -> tuple[Playbook, ...]:
    """Every playbook, by id; raises ServandaError `file:line: why` for one that cannot be read."""
    folder = files("servanda.incidents") / "playbooks"
    found = []
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            book = read_toml(file.read_bytes(), file.name).value(Playbook)
            steps = sorted((*FIRST, *book.steps, *LAST), key=lambda s: PHASES.index(s.phase))
            found.append(replace(book, id=file.name.removesuffix(".toml"), steps=tuple(steps)))
    return tuple(found)


def signs(facts: Facts) -> frozenset[str]:
    """The signs of an incident by which a playbook is chosen."""
    found: set[str] = set(facts.loss or ())
    if facts.source:
        found.add(facts.source)
    if facts.malicious is not None:
        found.add("malicious" if facts.malicious else "mistake")
    if facts.recipient == "public":
        found.add("public")
    if facts.credentials:
        found.add("credentials")
    if facts.at("processor-notice") is not None:
        found.add("supplier")
    if facts.loss is not None and {"confidentiality", "availability"} <= facts.loss:
        found.add("lost")
    return frozenset(found)


def choose(facts: Facts, books: Iterable[Playbook]) -> tuple[Playbook, ...]:
    """The playbooks whose signs are there, the best fitting first."""
    seen = signs(facts)
    scored = [(len(seen & set(book.fits)) / len(book.fits), book) for book in books]
    fitting = [(score, book) for score, book in scored if score > 0.5]
    return tuple(book for _, book in sorted(fitting, key=lambda item: (-item[0], item[1].id)))
