"""Playbooks and notices: valid CACAO, an owner for each step, nothing invented in a letter."""

from __future__ import annotations

import email
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.incidents.contents import ITEMS, USUAL, Sender
from servanda.incidents.duties import assess
from servanda.incidents.facts import Facts
from servanda.incidents.letters import GAP, write_docx, write_mail, write_pdf, write_text
from servanda.incidents.notice_duty import NOTICES
from servanda.incidents.notices import draft_notice
from servanda.incidents.response import PHASES, choose, playbooks, signs
from servanda.obligations.responsible import RESPONSIBILITIES
from servanda.reports.cacao import playbook

AWARE = datetime(2026, 3, 6, 1, 10, tzinfo=UTC)
BOOKS = playbooks()
LAWS = registry.notice_laws()
SENDER = Sender(name="Larkfield", contact="dpo@larkfield.example")

FACTS = Facts(
    title="Export of the support database",
    status="confirmed",
    loss=frozenset({"confidentiality"}),
    source="external",
    malicious=True,
    recipient="malicious",
    financial=True,
    people=4210,
    people_in={"DE": 3000, "US-CA": 1210},
    roles=frozenset({"controller", "processor", "owner"}),
    established="DE",
    events={"awareness": AWARE, "discovery": AWARE},
)


def _duty(name: str, facts: Facts = FACTS, hours: int = 1, sent: dict | None = None):
    now = AWARE + timedelta(hours=hours)
    found = assess(facts, laws=LAWS, now=now, sent=sent)
    return next(duty for duty in found.duties if duty.id.endswith(name)), now


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)
def test_a_playbook_is_whole(book) -> None:
    assert [step.phase for step in book.steps] == sorted(
        (step.phase for step in book.steps), key=PHASES.index
    )
    assert len({step.id for step in book.steps}) == len(book.steps)
    owners = {r.responsible for r in RESPONSIBILITIES.values()} | {"management"}
    fields = set(Facts.__dataclass_fields__)
    for step in book.steps:
        assert step.owner in owners, step.id
        assert set(step.asks) <= fields, step.id
        assert step.do.endswith((".", "?")) and len(step.how) > 20


def test_every_command_of_a_playbook_exists() -> None:
    import click

    from servanda_cli.main import program

    for book in BOOKS:
        for step in book.steps:
            if not step.command:
                continue
            words = step.command.split()[1:]
            command: click.Command | None = program
            context = click.Context(program)
            while words and isinstance(command, click.Group):
                command = command.get_command(context, words.pop(0))
                assert command is not None, step.command


def test_every_playbook_is_cacao_by_its_schemas(shared: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    from referencing import Registry, Resource

    home = shared / "incidents/cacao_schemas/schemas"
    found = [json.loads(file.read_text()) for file in home.rglob("*.json")]
    known = Registry().with_resources(
        [(schema["$id"], Resource.from_contents(schema)) for schema in found]
    )
    schema = json.loads((home / "playbook.json").read_text())
    validator = jsonschema.Draft7Validator(schema, registry=known)
    for book in BOOKS:
        plain = playbook(book, at=AWARE)
        assert [error.message for error in validator.iter_errors(plain)] == []
        assert plain == playbook(book, at=AWARE)
        # the schemas cannot say it: every step is reached, and the last one is the end
        step, seen = plain["workflow_start"], set()
        while step not in seen and "on_completion" in plain["workflow"][step]:
            seen.add(step)
            step = plain["workflow"][step]["on_completion"]
        assert plain["workflow"][step]["type"] == "end"
        assert len(seen) == len(plain["workflow"]) - 1
        broken = {**plain, "workflow_start": "nowhere"}
        assert list(validator.iter_errors(broken))


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        (Facts(loss=frozenset({"availability"}), malicious=True), "ransomware"),
        (FACTS, "outflow"),
        (Facts(loss=frozenset({"confidentiality"}), source="internal", malicious=False), "misdirected"),
        (Facts(loss=frozenset({"confidentiality"}), source="internal", malicious=True), "insider"),
        (Facts(loss=frozenset({"confidentiality"}), recipient="public", malicious=False), "exposed"),
        (Facts(loss=frozenset({"confidentiality", "availability"})), "lost-device"),
        (Facts(events={"processor-notice": AWARE}), "supplier"),
    ],
)  # fmt: skip
def test_the_facts_choose_the_playbook(facts: Facts, first: str) -> None:
    assert choose(facts, BOOKS)[0].id == first
    assert signs(Facts()) == frozenset()


def test_every_item_that_a_law_asks_for_is_in_the_vocabulary() -> None:
    asked = {item for law in LAWS for duty in law.duties for item in duty.contents}
    assert asked <= set(ITEMS)
    assert {item for items in USUAL.values() for item in items} <= set(ITEMS)


def test_a_notice_holds_exactly_what_its_rule_asks_for() -> None:
    duty, now = _duty("us-ca-ind")
    notice = draft_notice(duty, FACTS, SENDER, now=now)
    assert tuple(part.item for part in notice.parts) == duty.contents
    authority, now = _duty("notify-authority")
    notice = draft_notice(authority, FACTS, SENDER, now=now)
    assert tuple(part.item for part in notice.parts) == USUAL["authority"]
    texts = {part.item: part.text for part in notice.parts}
    assert "About 3,000 in EU, 4,210 in all." in texts["people-number"]
    assert texts["contact"] == "Larkfield, dpo@larkfield.example"
    assert {part.item for part in notice.missing} >= {"records-number", "what-will-be-done"}


def test_what_a_person_adds_stands_in_its_place() -> None:
    duty, now = _duty("notify-authority")
    said = replace(SENDER, words={"records-number": "About 9,000 records."})
    texts = {part.item: part.text for part in draft_notice(duty, FACTS, said, now=now).parts}
    assert texts["records-number"] == "About 9,000 records."


def test_a_late_notice_asks_for_its_reasons_and_a_second_one_is_a_supplement() -> None:
    duty, now = _duty("notify-authority", hours=80)
    assert duty.state == "overdue"
    late = draft_notice(duty, FACTS, SENDER, now=now)
    assert late.missing[-1].item == "reasons-for-delay"
    sent = {duty.id: AWARE + timedelta(hours=20)}
    again, now = _duty("notify-authority", hours=80, sent=sent)
    supplement = draft_notice(again, FACTS, SENDER, now=now)
    assert supplement.supplement
    assert "supplements our notice of 6 March 2026" in supplement.opening
    assert "contact" not in {part.item for part in supplement.parts}


def test_the_register_is_sent_to_nobody() -> None:
    duty, now = _duty("record-breaches")
    with pytest.raises(ServandaError, match="kept in the house"):
        draft_notice(duty, FACTS, SENDER, now=now)


@given(
    people=st.none() | st.integers(0, 10**6),
    harm=st.none() | st.frozensets(st.sampled_from(["fraud", "stalking"])),
    financial=st.sampled_from([True, False, None]),
)
def test_no_notice_says_a_number_that_no_fact_says(
    people: int | None, harm: frozenset[str] | None, financial: bool | None
) -> None:
    facts = replace(FACTS, people=people, people_in=None, harm=harm, financial=financial, title="")
    duty, now = _duty("notify-authority")
    notice = draft_notice(duty, facts, SENDER, now=now)
    words = " ".join(part.text for part in notice.parts)
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", words)}
    assert numbers <= ({people} if people is not None else set())
    if harm is None:
        assert "consequences" in {part.item for part in notice.missing}


def test_as_docx_pdf_mail_and_text_with_its_gaps_marked() -> None:
    from docx import Document

    duty, now = _duty("notify-authority")
    notice = draft_notice(duty, FACTS, SENDER, now=now)
    gaps = len(notice.missing)
    assert write_text(notice).count(GAP) == gaps > 0
    paragraphs = [p.text for p in Document(BytesIO(write_docx(notice))).paragraphs]
    assert paragraphs.count(GAP) == gaps
    pdf = write_pdf(notice)
    assert pdf == write_pdf(notice)
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Export of the support database" in read
    mail = email.message_from_bytes(write_mail(notice, sender="dpo@larkfield.example"))
    assert mail["Subject"] == notice.subject
    assert mail["X-Unsent"] == "1"


def test_letters_beyond_western_europe_are_shown_or_refused() -> None:
    duty, now = _duty("notify-authority")
    notice = draft_notice(duty, replace(FACTS, title="Wyciek w Łodzi"), SENDER, now=now)
    try:
        assert write_pdf(notice).startswith(b"%PDF")
    except ServandaError as error:
        assert error.code == "no-font"
    assert "Łodzi" in write_text(notice)


def test_every_sort_of_addressee_gets_a_letter() -> None:
    now = AWARE + timedelta(hours=1)
    sectors = frozenset({"essential-entity", "merchant", "acquirer", "financial-entity"})
    facts = replace(
        FACTS,
        significant=True,
        clients_affected=True,
        sectors=sectors,
        people_in={"DE": 3000, "US-TX": 10_500},
    )
    seen = set()
    for duty in assess(facts, laws=LAWS, now=now).duties:
        if duty.addressee in ("register", "house"):
            continue
        notice = draft_notice(duty, facts, SENDER, now=now)
        assert notice.parts and notice.basis
        seen.add(duty.addressee)
    assert seen <= set(NOTICES.values())
    assert {"authority", "individuals", "card-brand", "clients", "credit-agencies"} <= seen
