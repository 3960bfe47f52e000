"""The ledger's store in a database holds what the store in memory holds, also after a kill."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.ledger.log import sequence
from servanda.ledger.notes import NoteSigner
from servanda.ledger.store import MemoryStore
from servanda.ledger.verification import verify
from servanda_app import database
from servanda_app.records.ledger_store import DatabaseStore
from servanda_app.workspace import Workspace

SIGNER = NoteSigner(name="example.org/ledger", seed=b"\x07" * 32)
KILLS = 4


def test_groups_of_every_size_make_the_ledger_that_memory_makes(workspace: Workspace) -> None:
    store, signer = workspace.store, workspace.signer
    memory = MemoryStore()
    for _, data in store.entries(0, store.size()):
        memory.add(data)
    assert sequence(memory, signer) == store.latest()
    for waiting, fresh in ((1, 0), (0, 1), (99, 2), (100, 0), (0, 101), (250, 250)):
        old = [b"waiting %d of %d" % (n, waiting) for n in range(waiting)]
        new = [b"fresh %d of %d" % (n, fresh) for n in range(fresh)]
        store.wait(old)
        for data in old:
            memory.add(data)
        assert store.pending_count() == waiting
        assert sequence(store, signer, fresh=new) == sequence(memory, signer, fresh=new)
        assert (store.pending_count(), list(store.pending(1))) == (0, [])
        assert store.latest() == memory.latest()
    size = store.size()
    assert size == memory.size()
    assert dict(store.entries(0, size)) == memory.entry_rows
    assert store.nodes(range(store.node_count())) == memory.node_rows
    assert sequence(store, signer) == ""


CHILD = """
import sys
from pathlib import Path
from servanda_app.framework import prepare
prepare()
from servanda.ledger.log import sequence
from servanda.ledger.notes import NoteSigner
from servanda_app import database
from servanda_app.records.ledger_store import DatabaseStore

signer = NoteSigner(name="example.org/ledger", seed=bytes([7]) * 32)
alias = database.register("", Path(sys.argv[1]), 5)
store = DatabaseStore(alias)
for group in range(int(sys.argv[2]), 1_000_000):
    sequence(store, signer, fresh=[b"%d/%d" % (group, n) for n in range(30)])
    print(group, flush=True)
"""


@pytest.mark.slow
def test_a_group_taken_in_at_once_is_there_in_full_when_it_was_acknowledged(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.touch()
    alias = database.register("", file, 5)
    database.migrate(alias)
    dice, acknowledged = random.Random(5), 0
    try:
        for _ in range(KILLS):
            store = DatabaseStore(alias)
            first = store.size() // 30
            with subprocess.Popen(
                [sys.executable, "-W", "error", "-c", CHILD, str(file), str(first)],
                stdout=subprocess.PIPE,
                text=True,
            ) as child:
                assert child.stdout is not None
                said = [child.stdout.readline()]
                time.sleep(dice.uniform(0.0, 0.08))
                child.send_signal(signal.SIGKILL)
                said += child.stdout.read().split()
            acknowledged = int(said[-1]) + 1
            size = store.size()
            assert size % 30 == 0
            assert size >= acknowledged * 30
            assert verify(store, [SIGNER.verifier], origin=SIGNER.name).size == size
            assert [data for _, data in store.entries(0, size)] == [
                b"%d/%d" % (n // 30, n % 30) for n in range(size)
            ]
    finally:
        database.forget(alias)
    assert acknowledged >= KILLS


def test_a_text_for_an_entrys_number_is_told(tmp_path: Path) -> None:
    from django.db import connections

    from servanda.base.errors import TamperingError

    file = tmp_path / "ledger.db"
    file.touch()
    alias = database.register("", file, 5)
    database.migrate(alias)
    try:
        store = DatabaseStore(alias)
        with connections[alias].cursor() as cursor:
            cursor.execute(
                """INSERT INTO servanda_ledger_entry ("index", data) VALUES ('x', 'y')"""
            )
        with pytest.raises(TamperingError) as refused:
            store.size()
        assert refused.value.code == "index-altered"
    finally:
        database.forget(alias)
