"""Kill a process that writes, rotates, wraps anew or shreds at random points, and see what is left.

    python tests/safeguards/vault/vault_killing.py [--runs 200] [--postgresql URL]

Without a URL the embedded store is used; a database that is named must be empty. Nothing acknowledged
may be lost, nothing half-written visible, and what was interrupted must go on. Prints one line and ends
with 0, or raises.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.safeguards.vault import rotation, shredding
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.keys import file as key_file
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.rotation import rewrap, rotate
from servanda.safeguards.vault.shredding import shred
from servanda.safeguards.vault.store import Kind, State
from servanda.safeguards.vault.stores.postgresql import PostgresqlStore
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify

NOW = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
RECORDS = 3
"""Records of one write, each of two fields."""


def opened(folder: Path, url: str) -> Vault:
    """The vault of a folder: the key file in it, the rows there or in a server."""
    # quick to stretch, and in small steps, so that a kill meets the middle of things
    key_file.MEMORY_KIB = 64
    rotation.BATCH = shredding.BATCH = 5
    service = FileKeyService(folder / "keys" / "vault.keys", lambda: Secret(b"a long passphrase"))
    store = PostgresqlStore(url) if url else SqliteStore(folder / "vault.db")
    return Vault(store, service)


def columns(number: int) -> list[Column]:
    """The two fields of one write; whoever sees one of them must see both."""
    records = [f"w{number:06}-{n}" for n in range(RECORDS)]
    values = [f"value {number} {n}" for n in range(RECORDS)]
    return [
        Column(field="one", category="email", records=records, values=values, searchable=True),
        Column(field="two", category="phone", records=records, values=values),
    ]


def child(folder: Path, url: str, work: str, first: int) -> None:
    """What is killed; says each number when it is on the disk."""
    print("begin", flush=True)
    vault = opened(folder, url)
    number = first
    while True:
        if work == "shred":
            agreement = f"ending-{first}"
            vault.put(agreement, "clinic", columns(number))
            print("ready", flush=True)
            shred(vault, agreement, now=NOW)
            print("done", flush=True)
            time.sleep(60)
        vault.put("bright", "clinic", columns(number))
        print(number, flush=True)
        number += 1
        if work == "rotate":
            rotate(vault, "bright")
        elif work == "rewrap":
            rewrap(vault, "bright", service_key=True)


def run_and_kill(folder: Path, url: str, work: str, first: int, after: float) -> list[str]:
    """Let a child work and kill it `after` seconds from its first word of work; returns what it said."""
    arguments = [sys.executable, "-W", "error", __file__, "--child", work, str(first), str(folder)]
    with subprocess.Popen(
        [*arguments, *(["--postgresql", url] if url else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        said = [process.stdout.readline().strip(), process.stdout.readline().strip()]
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
        code = process.wait()
        assert code == -signal.SIGKILL, process.stderr.read()
    return said


def look(vault: Vault, acknowledged: set[int]) -> None:
    """Everything acknowledged is there and opens; what is there is there in full."""
    rows: list[Any] = []
    after = None
    while part := vault.store.scan(after, 1_000):
        rows += part
        last = part[-1]
        after = (last.agreement, last.customer, last.field, last.record)
    rows = [row for row in rows if row.agreement == "bright"]
    counted = Counter(int(row.record[1:7]) for row in rows)
    assert acknowledged <= set(counted), "an acknowledged write is lost"
    assert set(counted.values()) <= {2 * RECORDS}, "a write is there in part"
    for row, value in zip(rows, vault.reveal_rows(rows), strict=True):
        number, place = row.record[1:].split("-")
        assert value == f"value {int(number)} {place}".encode()


def finish(vault: Vault, work: str) -> None:
    """What was interrupted goes on to its end."""
    if work == "rotate":
        assert rotate(vault, "bright", resume=True).remaining == 0
        keys = vault.store.keys(agreement="bright", kind=Kind.DATA)
        retired = [row.id for row in keys if row.state is State.RETIRED]
        assert vault.store.count_under(retired) == 0
    elif work == "rewrap":
        rewrap(vault, "bright")
        keys = vault.store.keys(agreement="bright", kind=Kind.AGREEMENT)
        assert [row.state for row in keys].count(State.LIVE) == 1
    elif work == "shred":
        rows = vault.store.keys()
        for agreement in {row.agreement for row in rows} - {"bright"}:
            shred(vault, agreement, now=NOW)
            assert vault.store.count(agreement) == 0
            try:
                vault.reveal(agreement, "clinic", "one", ["x"])
            except ServandaError as error:
                assert error.code == "key-destroyed"
            else:
                raise AssertionError("what was shredded opens")


def kill_often(folder: Path, url: str, runs: int, seed: int = 20260306) -> int:
    """Kill `runs` children; returns how many writes they had acknowledged."""
    rng = random.Random(seed)
    acknowledged: set[int] = set()
    (folder / "keys").mkdir(mode=0o700)
    vault = opened(folder, url)
    vault.put("bright", "clinic", columns(0))
    vault.close()
    for run in range(runs):
        work = ("put", "rotate", "rewrap", "shred")[run % 4]
        first = (run + 1) * 1_000
        said = run_and_kill(folder, url, work, first, rng.uniform(0, 0.12))
        acknowledged |= {int(word) for word in said if word.isdigit()}
        vault = opened(folder, url)
        look(vault, acknowledged)
        finish(vault, work)
        look(vault, acknowledged)
        if run % 20 == 19 or run == runs - 1:
            verify(vault)
        vault.close()
    return len(acknowledged)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--postgresql", default="", metavar="URL")
    parser.add_argument("--child", nargs=3, metavar=("WORK", "FIRST", "FOLDER"))
    arguments = parser.parse_args()
    if arguments.child:
        work, first, folder = arguments.child
        child(Path(folder), arguments.postgresql, work, int(first))
        return
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        count = kill_often(Path(name), arguments.postgresql, arguments.runs)
    where = "PostgreSQL" if arguments.postgresql else "SQLite"
    print(
        f"{arguments.runs} kills on {where}: {count} acknowledged writes, none lost, none in part; "
        f"every rotation and shredding went on ({time.monotonic() - began:.0f} s)"
    )


if __name__ == "__main__":
    main()
