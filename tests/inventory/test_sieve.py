"""With and without sieves the evidence is the same: the plain expressions are the oracle."""

from __future__ import annotations

import importlib.util
import pickle
import re
import sqlite3
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sakila
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.inventory import lines
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import ColumnEvidence, compile_classes, observe
from servanda.inventory.lines import Lines
from servanda.inventory.places import Source
from servanda.inventory.sieve import Sieve, lines_at

DETECTORS = registry.detectors()
PLAIN = compile_classes(DETECTORS, None)
SIEVED = compile_classes(DETECTORS, 0)


def same(batch: Any, table: str) -> tuple[ColumnEvidence, ...]:
    plain = observe(batch, PLAIN, table)
    assert observe(batch, SIEVED, table) == plain
    return plain


def compared(target: Path | str) -> int:
    """How many columns gave the same evidence both ways."""
    kind = next(kind for kind in registry.sources() if kind.accepts(str(target)))
    columns = 0
    with kind.connect(str(target), ".") as source:
        columns += _compared(source)
    return columns


def _compared(source: Source) -> int:
    columns = 0
    for table in source.tables():
        for batch in source.batches(table, 917):
            columns += len(same(batch, table.name))
    return columns


def test_chinook(shared: Path) -> None:
    assert compared(shared / "databases" / "chinook" / "Chinook_Sqlite.sqlite") >= 60


def test_northwind(shared: Path, tmp_path: Path) -> None:
    script = (shared / "databases" / "northwind" / "create.sql").read_text("utf-8")
    connection = sqlite3.connect(tmp_path / "northwind.db")
    connection.executescript(f"BEGIN;\n{script}\nCOMMIT;")
    connection.close()
    assert compared(tmp_path / "northwind.db") >= 70


def test_synthea(shared: Path) -> None:
    files = sorted((shared / "databases" / "synthea").rglob("*.csv"))
    assert sum(map(compared, files)) >= 100


@pytest.mark.postgres
def test_sakila(shared: Path, postgres_database: str) -> None:
    sakila.load(shared / "databases" / "sakila-pagila", postgres_database)
    assert compared(postgres_database) >= 80


def samples() -> list[str]:
    return [text for d in DETECTORS for text in (*d.samples, *d.lookalikes)]


LETTERS = st.sampled_from("0123456789 -.:,@+()/AaZzfF1$_é№٣ſK\t\x85\u2028")
TEXTS = (
    st.sampled_from(samples())
    | st.text(LETTERS, max_size=30)
    | st.from_regex(r"[0-9]{2,4}[-. ]?[0-9]{3,4}[-. ]?[0-9]{3,5}", fullmatch=True)
    | st.text(max_size=20)
)


@given(
    st.lists(
        st.builds(lambda parts, by: by.join(parts), st.lists(TEXTS, min_size=1, max_size=3),
                  st.sampled_from(["", " ", ", ", "x", "é", '"'])),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["c7", "email", "phone", "notes", "ssn"]),
)  # fmt: skip
def test_any_texts(values: list[str], column: str) -> None:
    same(batch_of([column], [values]), "customers")


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: d.id)
def test_every_sample_passes_its_sieve(detector: Any) -> None:
    pytest.importorskip("hyperscan", reason="left out: hyperscan is absent here")
    if not detector.pattern:
        assert detector.words or detector.needs_header
        return
    whole = Sieve(detector.pattern, inside=False, after=0)
    inside = Sieve(detector.pattern, inside=True, after=0)
    for text in detector.samples:
        if text.isascii() and re.fullmatch(detector.pattern, text):
            assert whole.ends(f"x!\n{text}\n!".encode(), 9), text
            ends = inside.ends(f"first\nsee ({text}), it\nlast".encode(), 99)
            assert ends and f"see ({text}), it" in lines_at(
                f"first\nsee ({text}), it\nlast".encode(), ends
            )


def test_a_sieve_lets_nothing_through_that_is_far_from_a_match() -> None:
    pytest.importorskip("hyperscan", reason="left out: hyperscan is absent here")
    sieve = Sieve(r"\d{3}-\d{4}", inside=True, after=0)
    data = b"555-0199\nnothing\n55-01\ncall 555-0123, or 555-0124\n5555-01234"
    assert lines_at(data, sieve.ends(data, 99) or []) == ["555-0199", "call 555-0123, or 555-0124"]
    assert sieve.ends(b"nothing here", 9) == [] == sieve.ends(b"", 9)
    assert sieve.ends(data, 1) is None  # too many to pick out


@pytest.mark.parametrize("much", (0, 1_000_000))
def test_lines_beyond_ascii_are_sieved_as_well(monkeypatch: pytest.MonkeyPatch, much: int) -> None:
    pytest.importorskip("hyperscan", reason="left out: hyperscan is absent here")
    monkeypatch.setattr(lines, "_WORTH", 0)
    monkeypatch.setattr(lines, "_MUCH", much)
    samples = [text for detector in DETECTORS for text in detector.samples]
    sides = ("é", "’", "\u00a0", "٣", "\u2003 (", "ſ", "½", "“see ", "ü, ", "\u0301")
    values = [f"{left}{text}{right} “–”" for text in samples for left, right in zip(sides, sides[1:] + sides[:1], strict=True)]  # fmt: skip
    # what beside a letter beyond ASCII would be another letter, figure or blank
    values += [text.translate({ord("a"): "á", ord("b"): "\U0001d41b", ord("5"): "٥", ord(" "): "\u00a0", ord("k"): "\u212a"}) for text in samples]  # fmt: skip
    for column in ("c7", "notes"):
        shown = same(batch_of([column], [values]), "t")
        assert sum(found.inside for found in shown[0].classes.values()) > 50


def test_a_small_table_pays_for_no_database() -> None:
    sieve = Sieve("a", inside=False, after=10)
    assert sieve.ends(b"aaaaa", 9) is None and sieve.ends(b"aaaaa", 9) is None
    if importlib.util.find_spec("hyperscan"):
        assert sieve.ends(b"aaaaa", 9) is not None


def test_without_hyperscan_all_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    bare = compile_classes(DETECTORS, 0)
    batch = batch_of(["c7", "notes"], [["a@example.com"], ["write to b@example.com"]])
    assert observe(batch, bare, "t") == observe(batch, PLAIN, "t")


def test_an_expression_that_hyperscan_refuses_is_left_to_re() -> None:
    sieve = Sieve("a*", inside=False, after=0)  # it matches nothing at all, which no sieve can do
    lines = Lines(Counter(["aa", "b"]))
    assert lines.matching(re.compile("^(?:a*)$", re.MULTILINE), sieve) >= {"aa"}


def test_threads_share_one_set_of_classes() -> None:
    batch = batch_of(["c7"], [[f"note {n}: a{n}@example.com" for n in range(2000)]])
    wanted = observe(batch, PLAIN, "t")
    seen: list[bool] = []
    fresh = compile_classes(DETECTORS, 0)
    threads = [
        threading.Thread(target=lambda: seen.append(observe(batch, fresh, "t") == wanted))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 4


def test_classes_travel_to_another_process() -> None:
    batch = batch_of(["c7"], [["a@example.com", "b@example.com"]])
    there = pickle.loads(pickle.dumps(SIEVED))
    assert observe(batch, there, "t") == observe(batch, PLAIN, "t")
