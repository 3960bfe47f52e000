"""`servanda incident`: what is printed, the JSON, the exit codes, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

FACTS = """\
schema = "servanda/incident-facts/1"
loss = ["confidentiality"]
recipient = "unknown"
people_in = { DE = 40 }
financial = true
roles = ["controller"]

[events]
awareness = 2026-03-06T18:00:00Z
"""


def test_facts_alone_are_assessed_without_a_workspace(servanda, tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(FACTS)
    ran = servanda("incident", "assess", file, "--at", "2026-03-06T20:00:00Z")
    assert ran.code == 10
    assert "Mon 2026-03-09 19:00 CET" in ran.out
    assert "eu/gdpr#33.1" in ran.out
    ran = servanda("incident", "assess", file, "--at", "2026-03-10T00:00:00Z", "--json")
    plain = json.loads(ran.out)
    assert plain["schema"] == "servanda/incident-assessment/1"
    assert plain["risk"]["answer"] == "high-risk"
    duty = next(d for d in plain["duties"] if d["cites"] == "eu/gdpr#33.1" and d["due"])
    assert (duty["state"], duty["due"]) == ("overdue", "2026-03-09T18:00:00Z")


def test_a_table_of_cases_is_assessed_row_by_row(servanda, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    head = "case,title,loss_types_CIA,subjects_approx,special_category,recipient,likely_harm"
    file.write_text(
        f"{head}\nA,a swapped parcel,C,2,0,known_cooperative,none\nB,a stolen list,C,90,1,unknown,\n"
    )
    ran = servanda("incident", "assess", file, "--json")
    assert ran.code == 10
    assert [(c["case"], c["authority"], c["individuals"]) for c in ran.json["cases"]] == [
        ("A", "no", "no"),
        ("B", "yes", "yes"),
    ]
    assert "a swapped parcel" in servanda("incident", "assess", file).out
    file.write_text(f"{head}\nA,x,Q,,,,\n")
    assert "cases.csv:2" in servanda("incident", "assess", file).err
    file.write_text("a,b\n1,2\n")
    assert servanda("incident", "assess", file).code == 1


def test_a_fault_in_the_facts_is_one_line(servanda, tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(FACTS.replace('"unknown"', '"nobody-knows"'))
    ran = servanda("incident", "assess", file)
    assert ran.code == 1
    assert "facts.toml:3" in ran.err
    assert "Traceback" not in ran.err


def test_the_life_of_an_incident(servanda, tmp_path: Path) -> None:
    home = tmp_path / "company"
    servanda("init", home)
    where = ("--workspace", home)
    ran = servanda(
        "incident", "open", "a lost laptop", "loss=confidentiality,availability", "people=40",
        "people_in.DE=40", "roles=controller", "events.awareness=now", "--id", "laptop", *where,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "laptop is open" in ran.out
    ran = servanda("incident", "fact", "unintelligible=yes", "recoverable=hours", *where)
    assert "Risk to people (GDPR): unlikely" in ran.out
    ran = servanda("incident", "fact", "peeple=3", *where)
    assert ran.code == 1
    assert "no key" in ran.err or "not a key" in ran.err
    ran = servanda("incident", "decide", "gdpr-risk", *where)
    assert "accepted" in ran.out
    ran = servanda("incident", "duties", "--json", *where)
    assert json.loads(ran.out)["risk"]["by"]
    ran = servanda("incident", "timeline", *where)
    assert "recoverable = hours" in ran.out
    ran = servanda("incident", "close", "--review", "encrypt all of them", *where)
    assert ran.code == 0, ran.err
    assert servanda("ledger", "verify", *where).code == 0


def test_notices_calendar_picture_and_evidence(servanda, tmp_path: Path) -> None:
    home = tmp_path / "company"
    servanda("init", home)
    where = ("--workspace", home)
    file = tmp_path / "facts.toml"
    file.write_text(FACTS)
    servanda("incident", "open", "a list in the wrong mail", "--facts", file, *where)
    duty = "eu/gdpr#33.1/notify-authority"
    ran = servanda("incident", "notice", duty, *where)
    assert ran.code == 11
    assert "Article 33(1), GDPR" in ran.out
    assert "[not known yet" in ran.out
    assert "missing: " in ran.err
    for name in ("n.docx", "n.pdf", "n.eml", "n.txt"):
        ran = servanda("incident", "notice", duty, "--write", tmp_path / name, *where)
        assert (tmp_path / name).stat().st_size > 300
    ran = servanda(
        "incident", "notice", duty, "--say", "records-number=About 70.", "--json", *where
    )
    texts = {part["item"]: part["text"] for part in ran.json["parts"]}
    assert texts["records-number"] == "About 70."
    assert servanda("incident", "notice", "nobody", *where).code == 1
    ran = servanda("incident", "calendar", *where)
    assert ran.out.startswith("BEGIN:VCALENDAR")
    assert ran.out.count("BEGIN:VALARM") == 3 * ran.out.count("BEGIN:VEVENT") > 0
    page = tmp_path / "t.html"
    assert servanda("incident", "timeline", "--picture", page, *where).code == 0
    assert "<svg" in page.read_text() and "http" not in page.read_text().replace("http-equiv", "")
    ran = servanda("incident", "evidence", file, "--kept", "the safe", *where)
    assert "SHA-256" in ran.out
    ran = servanda("incident", "tasks", "--cacao", tmp_path / "books", *where)
    assert ran.code == 3
    assert "no playbook fits" in ran.out
    assert servanda("incident", "tasks", "--json", *where).json["playbook"] is None
    assert servanda("incident", "tasks", "--playbook", "earthquake", *where).code == 1
    assert "[ ] " in servanda("incident", "tasks", "--playbook", "misdirected", *where).out
    assert json.loads(next((tmp_path / "books").glob("*.json")).read_text())["spec_version"]
    ran = servanda("incident", "tasks", "--playbook", "misdirected", "--json", *where)
    first = ran.json["tasks"][0]
    ran = servanda("incident", "done", first["playbook"], first["id"], *where)
    assert ran.code == 0
    ran = servanda("incident", "register", "--csv", tmp_path / "r.csv", *where)
    assert "a list in the wrong mail" in (tmp_path / "r.csv").read_text()


def test_an_exercise_from_the_command_line(servanda, tmp_path: Path) -> None:
    home = tmp_path / "company"
    servanda("init", home)
    where = ("--workspace", home)
    assert "lost-laptop" in servanda("incident", "exercise", "list").out
    ran = servanda("incident", "exercise", "start", "lost-laptop", *where)
    assert "his bag" in ran.out
    assert "nothing new" in servanda("incident", "exercise", "next", *where).out
    ran = servanda("incident", "exercise", "score", "--json", *where)
    assert ran.code == 10
    assert ran.json["of"] > ran.json["points"]
    assert servanda("incident", "exercise", "start", "earthquake", *where).code == 1


def test_slips_of_the_keyboard_are_told_and_nothing_is_recorded(servanda, place: Path) -> None:
    servanda("init", ".")
    known = ("people_in.DE=9", "loss=confidentiality", "recipient=unknown", "roles=controller")
    assert servanda("incident", "open", " ").code == 2
    assert servanda("incident", "open", "x", "events.awareness=2999-01-01T00:00:00Z").code == 1
    ran = servanda("incident", "open", "a list in the wrong mail", *known, "events.awareness=now")
    assert ran.code == 0
    before = servanda("incident", "timeline", "--json").json
    for words, code, said in (
        (("fact", "people=-5"), 1, "not negative"),
        (("fact", "people=99999999999999999999999999"), 1, "more people than there are"),
        (("fact", "encrypted=true", "people=many"), 1, "whole number"),
        (("fact", "events.awareness=2999-01-01T00:00:00Z"), 1, "has not happened yet"),
        (("fact", "events.awareness=yesterday"), 1, "events/awareness: "),
        (("fact", "people=5", "--known-since", "2999-01-01T00:00:00Z"), 1, "known-in-future"),
        (("duties", "--at", "yesterday"), 1, "`yesterday`: "),
        (("duties", "--incident", "nobody"), 1, "incident register"),
        (("sent", "eu/gdpr#33.1", "--at", "1999-01-01T00:00:00Z"), 1, "sent-too-early"),
        (("sent", "eu/gdpr#33.1", "--at", "2999-01-01T00:00:00Z"), 1, "sent-in-future"),
        (("sent", "eu/gdpr#99"), 1, "no-such-duty"),
        (("notice", "eu/gdpr#33.1", "--say", "weather=fine"), 2, "`weather` is no item"),
        (("notice", "eu/gdpr#33.1", "--write", "none/x.txt"), 1, "make the folder first"),
    ):
        ran = servanda("incident", *words)
        assert (ran.code, said in ran.err) == (code, True), (words, ran)
    assert servanda("incident", "timeline", "--json").json["moments"][:5] == before["moments"][:5]


def test_a_duty_is_named_on_the_page_and_by_its_article(servanda, place: Path) -> None:
    servanda("init", ".")
    assert servanda("incident", "register").code == 3
    known = ("people_in.DE=9", "loss=confidentiality", "recipient=unknown", "roles=controller")
    servanda("incident", "open", "=1+1", *known, "events.awareness=now")
    assert "DUTY: eu/gdpr#33.1/notify-authority" in servanda("incident", "duties").out
    assert "loss = confidentiality" in servanda("incident", "timeline").out
    assert "Article 33(1)" in servanda("incident", "notice", "eu/gdpr#33.1").out
    assert servanda("incident", "sent", "eu/gdpr#33.1").code == 0
    assert "--supplement" in servanda("incident", "sent", "eu/gdpr#33.1").err
    servanda("incident", "register", "--csv", "r.csv")
    assert ",'=1+1," in (place / "r.csv").read_text()
