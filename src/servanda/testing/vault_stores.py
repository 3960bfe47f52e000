"""Conformance of a vault's store: every check takes an empty store and raises where it fails.

Run each of `CHECKS` on a store of its own. They go by what `VaultStore` says, so a store that passes can
stand under a vault.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.store import FieldRow, KeyRow, Kind, State, TakenError, VaultStore


class NotConformingError(AssertionError):
    """What was tested does not do what its protocol says."""


def require(holds: bool, what: str) -> None:
    """Raise NotConformingError unless it holds."""
    if not holds:
        raise NotConformingError(what)


def key_row(number: int, **changes: object) -> KeyRow:
    """A key's row; nothing in it is a real key."""
    row = KeyRow(
        id=number.to_bytes(8, "big"),
        kind=Kind.DATA,
        agreement="bright",
        customer="clinic",
        version=number,
        state=State.LIVE,
        parent="00" * 8,
        wrapped=b"wrapped %d \x00\xff" % number,
        commitment=b"c" * 32,
        seal=b"seal %d" % number,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def field_row(record: str, **changes: object) -> FieldRow:
    """A value's row; nothing in it is a real value."""
    row = FieldRow(
        agreement="bright",
        customer="clinic",
        field="email",
        record=record,
        category="email",
        key=b"k" * 8,
        sealed=b"\x01sealed \x00\xff" + record.encode(),
        mark=record.encode()[:6],
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def keys_come_back(store: VaultStore) -> None:
    """Keys are found by id, agreement, customer and kind, by version."""
    rows = [key_row(n) for n in (3, 1, 2)]
    rows.append(key_row(9, agreement="other", used=2**40))
    rows.append(key_row(10, kind=Kind.AGREEMENT, customer="", version=1))
    for row in rows:
        store.add_key(row)
    require(store.key(rows[3].id) == rows[3], "a key comes back as it was added")
    require(store.key(b"nothing!") is None, "there is no key of an unknown id")
    found = store.keys(agreement="bright", kind=Kind.DATA)
    require([row.version for row in found] == [1, 2, 3], "keys come by version")
    require(len(store.keys()) == 5, "without a filter all keys come")
    require(len(store.keys(agreement="bright", customer="")) == 1, "an empty customer is a filter")


def a_version_is_taken_once(store: VaultStore) -> None:
    """Of two keys of one version, or of one id, the second is refused."""
    store.add_key(key_row(1))
    for again in (key_row(2, version=1), key_row(1, version=7)):
        try:
            store.add_key(again)
        except TakenError:
            continue
        require(False, "the second of its kind is refused")
    require(len(store.keys()) == 1, "nothing of it was kept")


def keys_are_swapped_once(store: VaultStore) -> None:
    """A key is replaced only where it stands as it was read."""
    old = key_row(1)
    store.add_key(old)
    new = replace(old, used=5, seal=b"new seal", state=State.RETIRED)
    require(store.swap_key(old, new), "the first swap succeeds")
    require(store.key(old.id) == new, "and is there")
    require(not store.swap_key(old, replace(old, used=9, seal=b"x")), "a late one does not")
    require(store.key(old.id) == new, "and changes nothing")


def values_come_back(store: VaultStore) -> None:
    """Values are found by record, replaced at their place, and dropped."""
    rows = [field_row(f"r{n:04}") for n in range(1_200)]
    rows.append(field_row("r0000", field="note", mark=None, sealed=b"\x00" * 50))
    store.put(rows)
    require(store.count() == 1_201, "all are there")
    wanted = [f"r{n:04}" for n in range(0, 1_200, 2)]
    found = store.fetch("bright", "clinic", "email", [*wanted, "missing"])
    require(sorted(found) == wanted, "those asked for come, and no others")
    require(found["r0002"] == rows[2], "as they were put")
    both = store.record("bright", "clinic", "r0000")
    require([row.field for row in both] == ["email", "note"], "a record's fields come by name")
    require(both[1].mark is None, "no mark stays no mark")
    store.put([field_row("r0002", sealed=b"another")])
    require(store.count() == 1_201, "putting again replaces")
    require(store.fetch("bright", "clinic", "email", ["r0002"])["r0002"].sealed == b"another", "it")
    require(store.drop([("bright", "clinic", "email", "r0002")]) == 1, "dropping says how many")
    require(store.drop([("bright", "clinic", "email", "r0002")]) == 0, "and when there is none")
    require(not store.fetch("bright", "clinic", "email", ["r0002"]), "what was dropped is gone")


def marks_find(store: VaultStore) -> None:
    """Values are found by mark within their agreement, field and, where it is given, customer."""
    same = b"\x00\x01mark"
    store.put(
        [
            field_row("a", mark=same),
            field_row("b", mark=same, customer="zoo"),
            field_row("c", mark=same, agreement="other"),
            field_row("d", mark=same, field="phone"),
            field_row("e", mark=b"another"),
        ]
    )
    found = [row.record for row in store.marked("bright", "email", [same])]
    require(found == ["a", "b"], "within agreement and field")
    found = [row.record for row in store.marked("bright", "email", [same], "zoo")]
    require(found == ["b"], "and customer")
    require(store.marked("bright", "email", []) == [], "no marks find nothing")


def values_move_between_keys(store: VaultStore) -> None:
    """Values under a key are listed, counted, and swapped unless they were changed meanwhile."""
    store.put([field_row(f"r{n}") for n in range(10)])
    store.put([field_row("other", key=b"o" * 8)])
    require(store.count_under([b"k" * 8]) == 10, "those under one key")
    require(store.count_under([b"k" * 8, b"o" * 8]) == 11, "those under two")
    require(store.count_under([]) == 0, "those under none")
    rows = store.under(b"k" * 8, 4)
    require(len(rows) == 4, "no more than asked for")
    store.put([replace(rows[0], sealed=b"newer")])
    pairs = [(row, replace(row, key=b"n" * 8, sealed=b"moved")) for row in rows]
    require(store.swap(pairs) == 3, "the one that was changed meanwhile stays")
    require(store.count_under([b"n" * 8]) == 3, "the others have moved")
    place = store.fetch("bright", "clinic", "email", [rows[0].record])
    require(place[rows[0].record].sealed == b"newer", "a newer value is not overwritten")


def everything_is_scanned_once(store: VaultStore) -> None:
    """A scan in parts meets every value once; clearing takes one agreement's."""
    rows = [
        field_row(f"r{n}", agreement=agreement, customer=customer, field=field)
        for agreement in ("a", "b")
        for customer in ("x", "y", "Ü")
        for field in ("f", "g")
        for n in range(5)
    ]
    store.put(rows)
    seen: list[FieldRow] = []
    after = None
    while part := store.scan(after, 7):
        seen += part
        after = (part[-1].agreement, part[-1].customer, part[-1].field, part[-1].record)
    require(len(seen) == 60, "every value is met")
    require(len({(r.agreement, r.customer, r.field, r.record) for r in seen}) == 60, "once")
    require(store.count("a") == 30, "counted by agreement")
    require(store.clear("a", 20) == 20, "cleared in parts")
    require(store.clear("a", 20) == 10, "to the end")
    require((store.count("a"), store.count("b")) == (0, 30), "and no other agreement")
    store.sound()


def a_transaction_is_whole(store: VaultStore) -> None:
    """What a raised error leaves undone is undone in full; nested ones belong to the outermost."""
    try:
        with store.transaction():
            store.put([field_row("r1")])
            with store.transaction():
                store.add_key(key_row(1))
            raise ServandaError("stop", "stopped in the middle")
    except ServandaError:
        pass
    require(store.count() == 0 and not store.keys(), "nothing of it is there")
    with store.transaction():
        store.put([field_row("r1")])
    require(store.count() == 1, "the store can be used afterwards")


def others_see_what_is_committed(store: VaultStore) -> None:
    """Another thread sees nothing of an open transaction, and all of a finished one."""
    seen: list[int] = []

    def look() -> None:
        seen.append(store.count())
        store.close()

    with store.transaction():
        store.put([field_row("r1"), field_row("r2")])
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(20)
    look()
    require(seen == [0, 2], "before: nothing, after: all")


def swaps_exclude_one_another(store: VaultStore) -> None:
    """Counting up from several threads loses no step."""
    store.add_key(key_row(1))
    failed: list[BaseException] = []

    def count() -> None:
        try:
            for _ in range(25):
                while True:
                    row = store.key(key_row(1).id)
                    if row is None:
                        raise NotConformingError("the key is gone")
                    used = row.used + 1
                    if store.swap_key(row, replace(row, used=used, seal=b"%d" % used)):
                        break
        except BaseException as error:
            failed.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    require(not failed, f"no thread fails ({failed[:1]})")
    row = store.key(key_row(1).id)
    require(row is not None and row.used == 100, "each step is counted")


CHECKS: tuple[Callable[[VaultStore], None], ...] = (
    keys_come_back,
    a_version_is_taken_once,
    keys_are_swapped_once,
    values_come_back,
    marks_find,
    values_move_between_keys,
    everything_is_scanned_once,
    a_transaction_is_whole,
    others_see_what_is_committed,
    swaps_exclude_one_another,
)
