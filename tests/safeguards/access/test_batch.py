"""Columns are decided as single requests are, whatever stands in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from access_kit import NOW, POLICIES, company, context, requests, subject
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.safeguards.access.answers import Answers
from servanda.safeguards.access.batch import NEVER, BatchPolicy, Columns
from servanda.safeguards.access.columns import decide_table, read_columns
from servanda.safeguards.access.compiled import compile_policy
from servanda.safeguards.access.deciding import decide
from servanda.safeguards.access.outcomes import Permit
from servanda.safeguards.access.requests import Context, Data, Subject

_PLURAL = {"category": "categories"}


def columns_of(asked) -> Columns:  # type: ignore[no-untyped-def]
    """Requests as columns; those that have more than facts of a column bring their context."""
    words: dict[str, dict[object, int]] = {}
    numbers: dict[str, list[int]] = {}
    shown, more = [], {}
    for row, (who, action, data, purpose, facts) in enumerate(asked):
        for name, word in (
            ("subject", who),
            ("action", action),
            ("category", data.category),
            ("purpose", purpose),
            ("agreement", data.agreement),
            ("system", data.system),
            ("place", facts.place),
            ("network", facts.network),
        ):
            known = words.setdefault(name, {})
            numbers.setdefault(name, []).append(known.setdefault(word, len(known)))
        at = facts.strong_authentication
        shown.append(NEVER if at is None else round(at.timestamp() * 1_000_000))
        if facts.approvals or facts.break_glass or facts.requested_by or facts.done:
            more[row] = facts
    return Columns(
        **{_PLURAL.get(name, f"{name}s"): tuple(known) for name, known in words.items()},
        **{name: np.array(each, np.int32) for name, each in numbers.items()},
        authenticated=np.array(shown, np.int64),
        more=more,
    )  # type: ignore[arg-type]


@settings(max_examples=50)
@given(POLICIES, st.lists(requests(), min_size=1, max_size=20), st.booleans())
def test_columns_and_single_requests_say_the_same(policy, asked, bare) -> None:  # type: ignore[no-untyped-def]
    if bare:
        plain = {"approvals": (), "break_glass": None, "requested_by": "", "done": frozenset()}
        asked = [(*rest, replace(facts, **plain)) for *rest, facts in asked]
    batch = BatchPolicy(compile_policy(policy))
    for some in (asked, asked[::-1], asked * 2):
        said = batch.decide(columns_of(some), now=NOW)
        for row, request in enumerate(some):
            plain_outcome = decide(policy, *request)
            assert said[row] == plain_outcome
            assert bool(said.permitted[row]) == isinstance(plain_outcome, Permit)


@settings(max_examples=40)
@given(POLICIES, st.lists(requests(), min_size=1, max_size=6), st.integers(-100, 100))
def test_another_moment_is_decided_anew(policy, asked, hours) -> None:  # type: ignore[no-untyped-def]
    batch = BatchPolicy(compile_policy(policy))
    for now in (NOW, NOW + timedelta(hours=hours), NOW):
        moved = [(*rest, replace(facts, now=now)) for *rest, facts in asked]
        said = batch.decide(columns_of(moved), now=now)
        assert [said[row] for row in range(len(moved))] == [decide(policy, *r) for r in moved]


def test_an_address_that_is_none_refuses_its_row_alone() -> None:
    page_rule = (
        '# A\n\n## 1. B\n\nOnly from the office.\n\n```toml permit\nroles = ["support"]\nactions = ["read"]\n'
        'categories = ["Name"]\npurposes = ["CustomerCare"]\nnetworks = ["10.0.0.0/8"]\n```\n'
    )
    policy = company(page_rule).policy
    data = Data(agreement="clinic", category="Name")
    asked = [
        (subject("support"), "read", data, "CustomerCare", context(network=address))
        for address in ("10.0.0.1", "no address", "", "10.255.0.1")
    ]
    said = BatchPolicy(compile_policy(policy)).decide(columns_of(asked), now=NOW)
    assert said.permitted.tolist() == [True, False, False, True]
    assert said[1] == decide(policy, *asked[1])


def test_columns_that_do_not_fit_are_refused() -> None:
    batch = BatchPolicy(compile_policy(company().policy))
    data = Data(agreement="clinic", category="Name")
    good = columns_of([(subject("support"), "read", data, "CustomerCare", context())] * 3)
    for change in (
        {"action": np.array([0, 0])},
        {"action": np.array([0, 0, 1])},
        {"action": np.array([0, 0, -1])},
        {"action": np.array([0.0, 0, 0])},
        {"places": ("DE", "US"), "place": None},
        {"authenticated": np.array([0, 0, 0], np.float64)},
    ):
        with pytest.raises(ServandaError, match="column"):
            batch.decide(replace(good, **change), now=NOW)
    assert len(batch.decide(good, now=NOW)) == 3
    empty = replace(good, **{n: getattr(good, n)[:0] for n in ("subject", "action", "category", "purpose", "agreement", "system", "place", "network", "authenticated")})  # fmt: skip
    assert len(batch.decide(empty, now=NOW)) == 0


@given(st.lists(st.lists(st.integers(0, 2**62), max_size=60), max_size=6))
def test_the_table_keeps_what_was_entered(groups: list[list[int]]) -> None:
    table, numbers = Answers(), {}

    def enter(keys: np.ndarray) -> list[int]:
        assert not numbers.keys() & set(keys.tolist()), "entered once"
        return [numbers.setdefault(key, len(numbers)) for key in keys.tolist()]

    for group in [*groups, *groups]:
        out = np.empty(len(group), np.int32)
        table.find(np.array(group, np.int64), out, enter)
        assert out.tolist() == [numbers[key] for key in group]


def test_many_keys_grow_the_table() -> None:
    table = Answers()
    keys = np.arange(0, 200_000, dtype=np.int64) * 1_000_003
    for start in range(0, len(keys), 10_000):
        out = np.empty(10_000, np.int32)
        table.find(keys[start : start + 10_000], out, lambda keys: (keys // 1_000_003).tolist())
    out = np.empty(len(keys), np.int32)
    table.find(keys, out, None)  # type: ignore[arg-type]
    assert out.tolist() == list(range(200_000))


@pytest.mark.parametrize("encoded", [True, False], ids=["dictionaries", "plain text"])
def test_arrow_in_and_arrow_out(encoded: bool) -> None:
    pa = pytest.importorskip("pyarrow", reason="left out: no second maker of Arrow tables here")
    people = {"ada": Subject(id="ada", roles=frozenset({"support"}))}

    def text(*words: str | None):  # type: ignore[no-untyped-def]
        column = pa.array(words, pa.string())
        return column.dictionary_encode() if encoded else column

    fresh = NOW - timedelta(minutes=1)
    table = pa.table(
        {
            "subject": text("ada", "ada", "bob", "ada", "ada"),
            "action": text("read", "read", "read", None, "read"),
            "category": text(*["EmailAddress"] * 5),
            "purpose": text(*["CustomerCare"] * 5),
            "agreement": text(*["clinic"] * 5),
            "place": text("DE", "US", "DE", "DE", "DE"),
            "strong_authentication": pa.array(
                [fresh, fresh, fresh, fresh, None], pa.timestamp("ms", tz="UTC")
            ),
        }
    )
    policy = company().policy
    batch = BatchPolicy(compile_policy(policy))
    said = pa.table(decide_table(batch, table, subjects=people, now=NOW))
    assert said["permitted"].to_pylist() == [True, False, False, False, False]
    clauses = said["clauses"].to_pylist()
    assert clauses[0].startswith("access clause 2; ")
    assert "clinic clause 5" in clauses[1]
    assert clauses[2:4] == ["servanda clause default-deny", "servanda clause unknown-word"]
    with pytest.raises(ServandaError, match="no column `purpose`"):
        decide_table(batch, table.drop_columns(["purpose"]), subjects=people, now=NOW)
    with pytest.raises(ServandaError, match="zone"):
        naive = table.set_column(
            6, "strong_authentication", pa.array([None] * 5, pa.timestamp("ms"))
        )
        decide_table(batch, naive, subjects=people, now=NOW)


def test_every_kind_of_text_is_read_alike_and_nothing_else() -> None:
    pa = pytest.importorskip("pyarrow", reason="left out: no second maker of Arrow tables here")
    words = ["ada", None, "bob", "", "ada"]
    plain = pa.array(["?", *words], pa.string())[1:]
    kinds = (pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()))
    needed = ("subject", "action", "category", "purpose", "agreement")
    for column in (plain, *(pa.array(words, kind) for kind in kinds)):
        read = read_columns(pa.table(dict.fromkeys(needed, column)), {})
        assert [read.actions[n] for n in read.action] == ["ada", "", "bob", "", "ada"]
    untyped = pa.table(dict.fromkeys(needed, plain) | {"place": pa.nulls(5)})
    assert set(read_columns(untyped, {}).places) == {""}
    for other in (pa.array(range(5)), pa.array(range(5)).dictionary_encode()):
        with pytest.raises(ServandaError, match="is no text"):
            read_columns(pa.table(dict.fromkeys(needed, other)), {})


def test_a_row_without_facts_is_weighed_with_none() -> None:
    policy = company().policy
    who, data = subject("support"), Data(agreement="clinic", category="Name")
    one = columns_of([(who, "read", data, "CustomerCare", Context(now=NOW))])
    said = BatchPolicy(compile_policy(policy)).decide(
        replace(one, places=("",), place=None, networks=("",), network=None, authenticated=None),
        now=NOW,
    )
    assert said[0] == decide(policy, who, "read", data, "CustomerCare", Context(now=NOW))


def test_batches_in_other_words_and_orders_are_looked_up_not_decided_anew() -> None:
    policy = company().policy
    batch = BatchPolicy(compile_policy(policy))
    data = [
        Data(agreement=a, category=c) for a in ("clinic", "dental") for c in ("Name", "Contact")
    ]
    asked = [
        (subject(role, id=f"{role}{n}"), "read", each, "CustomerCare", context(place=place))
        for role in ("support", "doctor")
        for n, each in enumerate(data)
        for place in ("DE", "US")
    ]
    batch.decide(columns_of(asked), now=NOW)
    held = batch._table.count
    assert held
    others = [(replace(who, id="zoe"), *rest) for who, *rest in reversed(asked)]
    said = batch.decide(columns_of(others), now=NOW + timedelta(seconds=1))
    assert batch._table.count == held
    for row, (who, action, data_, purpose, facts) in enumerate(others):
        later = replace(facts, now=NOW + timedelta(seconds=1))
        assert said[row] == decide(policy, who, action, data_, purpose, later)
    strange = [(who, action, replace(d, system=f"s{n}"), purpose, facts) for n, (who, action, d, purpose, facts) in enumerate(asked)]  # fmt: skip
    batch.decide(columns_of(strange), now=NOW)
    assert batch._table.count == held
