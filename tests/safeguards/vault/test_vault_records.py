"""Records go in and come out, and out of their place nothing opens."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from arro3.core import Array, ChunkedArray, DataType
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from vault_kit import emails, fill, notes

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault import boundary
from servanda.safeguards.vault.boundary import PemOuterKey, read_public
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.elsewhere import reveal_column, seal_column
from servanda.safeguards.vault.keyring import CustomerKey
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.store import Kind
from servanda.safeguards.vault.tokens import (
    format_tokens,
    reveal_format_tokens,
    reveal_tokens,
    tokenise,
)
from servanda.safeguards.vault.vault import Found, Vault


def code_of(attempt: Any) -> str:
    with pytest.raises(ServandaError) as caught:
        attempt()
    return caught.value.code


def test_records_come_back(vault: Vault) -> None:
    fill(vault, 300)
    assert vault.reveal("bright", "clinic", "email", ["r00007", "none", "r00000"]) == [
        *(b"User7@Example.org", None, b"User0@Example.org"),
    ]
    assert vault.reveal_record("bright", "clinic", "r00003") == {
        "email": b"User3@Example.org",
        "note": b"note 3note 3note 3",
    }
    assert vault.masked_record("bright", "clinic", "r00003") == {
        "email": "U****@Example.org",
        "note": "****",
    }
    vault.put("bright", "clinic", [replace(emails(2), values=["new@example.org", None])])
    assert vault.reveal("bright", "clinic", "email", ["r00000", "r00001"]) == [
        *(b"new@example.org", None),
    ]


def test_another_process_opens_what_one_has_sealed(vault: Vault) -> None:
    fill(vault)
    again = Vault(vault.store, vault.keys.service)
    assert again.reveal("bright", "clinic", "email", ["r00001"]) == [b"User1@Example.org"]


@pytest.mark.parametrize("value", ["", "x", "\x00" * 5, "ü" * 1000, "a" * 1_000_000])
def test_any_value_comes_back(value: str, sqlite_vault: Vault) -> None:
    column = Column(field="f", category="c", records=["r"], values=[value], searchable=True)
    sqlite_vault.put("bright", "clinic", [column])
    assert sqlite_vault.reveal("bright", "clinic", "f", ["r"]) == [value.encode()]


@pytest.mark.parametrize("name", ["", "a" * 1001, "\ud800", "a\x00b"])
@pytest.mark.parametrize("place", ["agreement", "customer", "field", "category", "record"])
def test_bad_names_are_told(place: str, name: str, sqlite_vault: Vault) -> None:
    names = {"agreement": "a", "customer": "c", "field": "f", "category": "e", "record": "r"}
    names[place] = name
    column = Column(
        field=names["field"], category=names["category"], records=[names["record"]], values=["x"]
    )
    assert (
        code_of(lambda: sqlite_vault.put(names["agreement"], names["customer"], [column]))
        == "bad-name"
    )
    assert sqlite_vault.store.count() == 0


def test_a_value_that_is_moved_does_not_open(vault: Vault) -> None:
    """To another record, field, category, customer or agreement; each by writing in the database."""
    for agreement, customer in itertools.product(("bright", "harbor"), ("clinic", "zoo")):
        fill(vault, 3, agreement, customer)
    (row,) = vault.store.fetch("bright", "clinic", "email", ["r00001"]).values()
    for moved in (
        replace(row, record="r00002"),
        replace(row, record="r00001x"),
        replace(row, field="note"),
        replace(row, field="emai"),
        replace(row, category="phone"),
        replace(row, customer="zoo"),
        replace(row, agreement="harbor"),
    ):
        vault.store.put([moved])
        where = (moved.agreement, moved.customer, moved.field, [moved.record])
        with pytest.raises(TamperingError) as caught:
            vault.reveal(*where)
        assert caught.value.code == "not-authentic"
        if moved.customer == row.customer and moved.agreement == row.agreement:
            assert moved.record in caught.value.where
    # where the length between two names could be shifted, each name has its length before it
    vault.put("bright", "c", [Column(field="ab", category="c", records=["d"], values=["v"])])
    (row,) = vault.store.fetch("bright", "c", "ab", ["d"]).values()
    vault.store.put([replace(row, field="a", category="bc")])
    assert code_of(lambda: vault.reveal("bright", "c", "a", ["d"])) == "not-authentic"


def test_a_key_is_used_as_often_as_was_reserved_and_no_more(
    sqlite_vault: Vault, service: FileKeyService
) -> None:
    vault = Vault(sqlite_vault.store, service, most=100)
    fill(vault, 170)
    rows = vault.store.keys(agreement="bright", kind=Kind.DATA)
    assert [(row.version, row.used) for row in rows] == [(1, 100), (2, 100), (3, 100), (4, 100)]
    under = [vault.store.count_under([row.id]) for row in rows]
    assert under == [100, 100, 100, 40]
    assert vault.reveal("bright", "clinic", "email", ["r00169"]) == [b"User169@Example.org"]
    with pytest.raises(ValueError, match="at most"):
        Vault(sqlite_vault.store, service, most=2**32)


def test_uses_are_on_the_disk_before_a_key_seals(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_vault, 1)
    store = sqlite_vault.store
    seen = []

    def stop(*_: object) -> None:
        seen.append(store.keys(agreement="bright", kind=Kind.DATA)[0].used)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "put", stop)
    with pytest.raises(KeyboardInterrupt):
        fill(sqlite_vault, 1_000)
    # the block of the first call, 2 of it used, and what the other needed beyond the rest of it
    assert seen == [256 + (2_000 - 254)]


def test_values_are_found_in_their_normal_form(vault: Vault) -> None:
    fill(vault, 50)
    fill(vault, 3, customer="zoo")
    assert vault.find("bright", "email", "email", "USER40@example.ORG") == (
        Found(customer="clinic", record="r00040"),
    )
    assert len(vault.find("bright", "email", "email", "user1@example.org")) == 2
    assert vault.find("bright", "email", "email", "user1@example.org", customer="zoo") == (
        Found(customer="zoo", record="r00001"),
    )
    assert vault.find("bright", "email", "email", "user99@example.org") == ()
    assert vault.find("bright", "note", "personal-notes", "note 3note 3note 3") == ()
    phones = Column(
        field="phone",
        category="phone",
        records=["a", "b", "c"],
        values=["+49 221 123456", "0049-221-123456", "0221 123456"],
        searchable=True,
    )
    vault.put("bright", "clinic", [phones])
    found = vault.find("bright", "phone", "phone", "+49 (221) 12 34 56")
    assert [one.record for one in found] == ["a", "b"]


def test_marks_that_are_equal_by_chance_are_told_apart(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.safeguards.vault.indexing.MARK_BYTES", 1)
    fill(sqlite_vault, 2_000)
    assert len(sqlite_vault.find("bright", "email", "email", "user77@example.org")) == 1


def test_marks_of_two_agreements_or_fields_have_nothing_in_common(sqlite_vault: Vault) -> None:
    fill(sqlite_vault, 5)
    fill(sqlite_vault, 5, agreement="harbor")
    sqlite_vault.put("bright", "clinic", [replace(emails(5), field="email2")])
    marks = [row.mark for row in sqlite_vault.store.scan(None, 100) if row.mark]
    assert len(marks) == len(set(marks)) == 15


def test_tokens_are_random_and_the_same_for_the_same_value(vault: Vault) -> None:
    cards = ["4111 1111 1111 1111", "5500000000000004", "4111111111111111"]
    tokens = tokenise(vault, "bright", "clinic", "payment-card", cards)
    assert tokens[0] == tokens[2] != tokens[1]
    assert tokenise(vault, "bright", "clinic", "payment-card", cards[1:2]) == [tokens[1]]
    assert tokenise(vault, "bright", "zoo", "payment-card", cards[1:2]) != [tokens[1]]
    assert reveal_tokens(vault, "bright", "clinic", "payment-card", [tokens[1], "tok_no"]) == [
        *(b"5500000000000004", None),
    ]


def test_tokens_of_a_form_keep_it(sqlite_vault: Vault) -> None:
    cards = ["4111-1111-1111-1111", "5500 0000 0000 0004"]
    place = ("bright", "clinic", "card", "payment-card")
    tokens = format_tokens(sqlite_vault, *place, cards)
    assert [token.translate({ord(d): "0" for d in "123456789"}) for token in tokens] == [
        *("0000-0000-0000-0000", "0000 0000 0000 0000"),
    ]
    assert tokens != cards
    assert reveal_format_tokens(sqlite_vault, *place, tokens) == cards
    assert format_tokens(sqlite_vault, "bright", "zoo", *place[2:], cards) != tokens
    assert format_tokens(sqlite_vault, *place[:2], "other", place[3], cards) != tokens
    iban = ["DE89370400440532013000"]
    token = format_tokens(sqlite_vault, "bright", "clinic", "iban", "iban", iban)
    assert reveal_format_tokens(sqlite_vault, "bright", "clinic", "iban", "iban", token) == iban
    for text, code in (("12345", "short-domain"), ("4111x1111", "bad-text")):
        assert code_of(lambda text=text: format_tokens(sqlite_vault, *place, [text])) == code


def test_columns_are_sealed_for_places_outside(sqlite_vault: Vault) -> None:
    records = [f"r{n}" for n in range(100)]
    values = [None if n % 7 == 0 else f"value {n}" for n in range(100)]
    column = Column(field="f", category="c", records=records, values=values)
    sealed = seal_column(sqlite_vault, "bright", "clinic", column)
    assert [value is None for value in sealed] == [value is None for value in values]
    opened = reveal_column(sqlite_vault, "bright", "clinic", replace(column, values=sealed))
    assert opened == [value if value is None else value.encode() for value in values]

    arrow = Array(values, type=DataType.string())
    names = Array(records, type=DataType.string())
    for given in (arrow, ChunkedArray([arrow.slice(0, 40), arrow.slice(40, 60)])):
        column = Column(field="f", category="c", records=names, values=given)
        made = seal_column(sqlite_vault, "bright", "clinic", column)
        assert str(made.type) == str(DataType.binary()) and len(made) == 100
        opened = reveal_column(sqlite_vault, "bright", "clinic", replace(column, values=made))
        assert opened.to_pylist() == [v if v is None else v.encode() for v in values]
    swapped = replace(column, values=made, records=[*records[1:], "r0"])
    assert code_of(lambda: reveal_column(sqlite_vault, "bright", "clinic", swapped)) == (
        "not-authentic"
    )


def test_arrow_columns_go_in_and_come_out(vault: Vault) -> None:
    names = Array([f"r{n}" for n in range(10)], type=DataType.string())
    values = Array([None, *(f"v{n}" for n in range(1, 10))], type=DataType.string())
    assert vault.put("b", "c", [Column(field="f", category="x", records=names, values=values)]) == 9
    found = vault.reveal("b", "c", "f", names.slice(0, 3))
    assert str(found.type) == str(DataType.binary())
    assert found.to_pylist() == [None, b"v1", b"v2"]


def test_columns_of_several_key_versions_open(sqlite_vault: Vault) -> None:
    vault = Vault(sqlite_vault.store, sqlite_vault.keys.service, most=30)
    column = emails(100)
    sealed = seal_column(vault, "bright", "clinic", column)
    assert len({value[1:9] for value in sealed}) == 4
    opened = reveal_column(vault, "bright", "clinic", replace(column, values=sealed))
    assert opened == [value.encode() for value in column.values]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"values": [1, 2]}, "not-text"),
        ({"values": ["\ud800", "x"]}, "not-text"),
        ({"values": ["x"]}, "uneven-column"),
        ({"values": "xy"}, "not-a-column"),
        ({"records": [1, 2]}, "bad-name"),
    ],
)
def test_what_is_no_column_is_told(changes: dict[str, Any], code: str, sqlite_vault: Vault) -> None:
    assert code_of(
        lambda: sqlite_vault.put("bright", "clinic", [replace(emails(2), **changes)])
    ) == code  # fmt: skip


def test_what_was_never_sealed_is_told(vault: Vault) -> None:
    assert code_of(lambda: vault.reveal("bright", "clinic", "email", ["r"])) == "no-keys"
    assert code_of(lambda: vault.find("bright", "email", "email", "x")) == "no-keys"


@pytest.fixture(scope="module")
def customer_pem() -> bytes:
    key = rsa.generate_private_key(65537, 3072)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public(pem: bytes) -> bytes:
    key = PemOuterKey(pem)._key.public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_a_customer_may_hold_the_outer_key_and_withdraw_it(
    sqlite_vault: Vault, customer_pem: bytes
) -> None:
    store, service = sqlite_vault.store, sqlite_vault.keys.service
    public = read_public(_public(customer_pem))
    lent = {"clinic": CustomerKey(public=public, private=PemOuterKey(customer_pem))}
    vault = Vault(store, service, customers=lent)
    fill(vault)
    fill(vault, customer="zoo")
    assert vault.reveal("bright", "clinic", "email", ["r00001"]) == [b"User1@Example.org"]
    # withdrawn while the program runs: the next look asks again
    lent["clinic"] = CustomerKey(public=public)
    assert code_of(lambda: vault.reveal("bright", "clinic", "email", ["r00001"])) == (
        "outer-key-withdrawn"
    )
    assert code_of(lambda: fill(vault)) == "outer-key-withdrawn"
    assert vault.reveal("bright", "zoo", "email", ["r00001"]) == [b"User1@Example.org"]
    other = rsa.generate_private_key(65537, 3072)
    wrong = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    lent["clinic"] = CustomerKey(public=public, private=PemOuterKey(wrong))
    assert code_of(lambda: vault.reveal("bright", "clinic", "email", ["r00001"])) == (
        "outer-key-withdrawn"
    )
    assert code_of(
        lambda: Vault(store, service).reveal("bright", "clinic", "email", ["r00001"])
    ) == "outer-key-withdrawn"  # fmt: skip


def test_short_or_strange_outer_keys_are_refused() -> None:
    small = rsa.generate_private_key(65537, 2048)
    pem = small.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert code_of(lambda: read_public(pem)) == "short-outer-key"
    assert code_of(lambda: read_public(b"nonsense")) == "bad-outer-key"
    assert code_of(lambda: PemOuterKey(b"nonsense")) == "bad-outer-key"
    assert boundary.SMALLEST == 3072


def test_notes_are_not_searchable_unless_asked(sqlite_vault: Vault) -> None:
    fill(sqlite_vault)
    rows = sqlite_vault.store.scan(None, 100)
    assert {row.field for row in rows if row.mark is None} == {notes(1).field}
