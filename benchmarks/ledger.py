"""Entries and proofs a second of a ledger in a SQLite database, beside pymerkle's in the same run."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from benchmarks.peer import ask
from servanda.ledger.log import prove_many, sequence, verify_many
from servanda.ledger.notes import NoteSigner

ENTRIES = 1_000_000
PROOFS = 30_000
GROUPS = 200


def run() -> list[tuple[str, float, str, float | None]]:
    """(name, figure, unit, the peer's figure or None). Processor time, one core."""
    from servanda_app.framework import prepare

    prepare()
    from servanda_app import database
    from servanda_app.records.ledger_store import DatabaseStore

    signer = NoteSigner(name="example.org/ledger", seed=b"\x07" * 32)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.db"
        file.touch()
        alias = database.register("", file, 5)
        try:
            database.migrate(alias)
            store = DatabaseStore(alias)

            def entries(start: int, count: int) -> list[bytes]:
                return [
                    b"an entry of usual length %012d" % n + b"." * 200
                    for n in range(start, start + count)
                ]

            began = time.perf_counter()
            for group in range(GROUPS):
                store.wait(entries(group * 100, 100))
                sequence(store, signer)
            durable = GROUPS * 100 / (time.perf_counter() - began)
            began, used = time.perf_counter(), time.process_time()
            for group in range(GROUPS, 2 * GROUPS):
                sequence(store, signer, fresh=entries(group * 100, 100))
            at_once = GROUPS * 100 / (time.perf_counter() - began)
            processor = GROUPS * 100 / (time.process_time() - used)
            for start in range(2 * GROUPS * 100, ENTRIES, 10_000):
                store.wait(entries(start, min(10_000, ENTRIES - start)))
                sequence(store, signer)
            draw = random.Random(3)
            wanted = [draw.randrange(ENTRIES) for _ in range(PROOFS)]
            began = time.process_time()
            proofs = list(prove_many(store, wanted, [signer.verifier]))
            proved = PROOFS / (time.process_time() - began)
            began = time.process_time()
            verify_many(proofs, [signer.verifier])
            verified = PROOFS / (time.process_time() - began)
            began = time.process_time()
            for proof in proofs[:3000]:
                proof.verify([signer.verifier])
            alone = 3000 / (time.process_time() - began)
        finally:
            database.forget(alias)
    peer = ask("pymerkle_ledger", "2000", "100") or {}
    return [
        ("durable, groups of 100, waiting and sequenced; pymerkle: entry by entry", durable, "entries/s", peer.get("single")),
        ("durable, groups of 100, taken in at once; pymerkle: entry by entry", at_once, "entries/s", peer.get("single")),
        ("its processor time alone, without the disk's", processor, "entries/s", None),
        ("taken in at once; pymerkle: its append_entries by 100", at_once, "entries/s", peer.get("grouped")),
        (f"proofs of {ENTRIES:,} entries, verified as made; pymerkle: of {peer.get('size', 0):,}", proved, "proofs/s", peer.get("proofs")),
        ("verification, one signature for all; pymerkle: has none", verified, "proofs/s", peer.get("verified")),
        ("verification, the signature each time", alone, "proofs/s", None),
    ]  # fmt: skip
