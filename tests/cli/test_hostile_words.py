"""What others wrote never steers the terminal: control characters are shown and not obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.base.spreadsheet import guarded
from servanda_cli.output import console, say, visible, write

TITLE = "Lost \x1b[31mlaptop\x07 \u009b2J \u202egpj.exe\r"
STEERING = ("\x1b", "\x07", "\u009b", "\u202e", "\r", "\x00")


def no_steering(text: str) -> bool:
    return not any(mark in text for mark in STEERING)


def test_what_would_steer_a_terminal_is_written_out(capfd: pytest.CaptureFixture[str]) -> None:
    assert visible("a\x1b[2Jb\tc\nd\u202e\udcff") == "a\\x1b[2Jb\tc\nd\\u202e\\udcff"
    assert visible("Größe 漢字 é") == "Größe 漢字 é"
    from rich.table import Table

    table = Table("head\x1b]0;x\x07")
    table.add_row(TITLE)
    console().print(TITLE)
    console().print(table)
    say(TITLE)
    write("a plain text\n")
    out, err = capfd.readouterr()
    assert no_steering(out)
    assert no_steering(err)
    assert "\\x1b[31mlaptop" in out


def test_a_hostile_title_is_shown_everywhere_and_obeyed_nowhere(servanda, place: Path) -> None:
    assert servanda("init", ".").code == 0
    facts = ("loss=confidentiality", "people_in.DE=9", "events.awareness=now", "harm=none")
    assert servanda("incident", "open", TITLE, *facts).code == 0
    for words in (
        ("duties",),
        ("duties", "--json"),
        ("tasks",),
        ("timeline",),
        ("timeline", "--json"),
        ("register",),
        ("register", "--json"),
        ("calendar",),
        ("open", "again", "\x1b[2Jfact=1"),
        ("fact", "people=\x1b[2J"),
        ("notice", "no-duty\x1b[2J"),
        ("evidence", "no-file\x1b[2J"),
        ("\x1b[2Jno-command",),
    ):
        ran = servanda("incident", *words)
        # a calendar's lines end as its format says; a terminal is asked about in `write`
        assert no_steering(ran.out.replace("\r\n", "\n")), words
        assert no_steering(ran.err), words
    entries = servanda("incident", "register", "--json").json["entries"]
    assert entries[0]["title"] == TITLE  # JSON gives it whole, escaped as JSON does


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    assert [guarded(text) for text in ("=1+1", "@x", "\t=1", "Ada", "")] == [
        "'=1+1",
        "'@x",
        "'\t=1",
        "Ada",
        "",
    ]


def test_no_help_of_a_group_is_cut(servanda) -> None:
    for words in ((), *((n,) for n in ("incident", "access", "vault", "keys", "ledger", "law"))):
        ran = servanda(*words, "--help")
        listed = ran.out.partition("Commands:")[2]
        assert ran.code == 0
        assert listed
        assert "..." not in listed
