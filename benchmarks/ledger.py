"""Proofs a second from a ledger in a SQLite database, beside pymerkle where that is installed."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from servanda.ledger.log import prove_many, sequence
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
    from servanda_app.records.models import Pending

    signer = NoteSigner(name="example.org/ledger", seed=b"\x07" * 32)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.db"
        file.touch()
        alias = database.register("", file, 5)
        try:
            database.migrate(alias)
            store = DatabaseStore(alias)

            def add(start: int, count: int) -> None:
                Pending.objects.using(alias).bulk_create(
                    [Pending(data=b"an entry of usual length %012d" % n + b"." * 200) for n in range(start, start + count)]
                )  # fmt: skip

            began = time.perf_counter()
            for group in range(GROUPS):
                add(group * 100, 100)
                sequence(store, signer)
            durable = GROUPS * 100 / (time.perf_counter() - began)
            for start in range(GROUPS * 100, ENTRIES, 10_000):
                add(start, 10_000)
                sequence(store, signer)
            draw = random.Random(3)
            wanted = [draw.randrange(ENTRIES) for _ in range(PROOFS)]
            began = time.process_time()
            proofs = list(prove_many(store, wanted, [signer.verifier]))
            proved = PROOFS / (time.process_time() - began)
            began = time.process_time()
            for proof in proofs[:3000]:
                proof.verify([signer.verifier])
            verified = 3000 / (time.process_time() - began)
        finally:
            database.forget(alias)
    return [
        ("durable, groups of 100, writer and sequencer", durable, "entries/s", None),
        (f"proofs of {ENTRIES:,} entries, verified as made", proved, "proofs/s", None),
        ("verification with signature", verified, "proofs/s", None),
    ]
