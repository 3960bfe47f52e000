"""Fields, streams and blind indexes a second, beside Tink, the bare `cryptography` loop and OpenSSL.

Processor time on one core, the best of some rounds, ours and the peer in turn. The bare loop draws its nonces at
once, as ours; what is bound is ready made for it, and it writes neither key id nor nonce: its output is of no
use. `own nonces` is the loop that one would write: a nonce a value, kept before the ciphertext.
"""

from __future__ import annotations

import hmac
import io
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.peer import ask
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.elsewhere import reveal_column, seal_column, seal_columns
from servanda.safeguards.vault.fields import random_nonces
from servanda.safeguards.vault.format import Place, Records
from servanda.safeguards.vault.indexing import BlindIndex
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.material import Secret, fresh_key
from servanda.safeguards.vault.rotation import rotate
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.streams import CHUNK, reveal_stream, seal_stream
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify

Row = tuple[str, float, str, float | None]
COUNT = 100_000
FIELDS = 8
ROUNDS = 5
STREAM = 256 * 1024 * 1024
STORED = 100_000
PLACE = Place(agreement="bright-clinic", customer="c-1042", field="field-0", category="email")


def best(count: float, *runs: Callable[[], Any]) -> list[float]:
    """The best figure of each of the runs, which take turns."""
    figures = [0.0] * len(runs)
    for _ in range(ROUNDS):
        for place, run_ in enumerate(runs):
            began = time.process_time()
            run_()
            figures[place] = max(figures[place], count / (time.process_time() - began))
    return figures


def run() -> list[Row]:
    """(name, figure, unit, the peer's figure or None)."""
    with tempfile.TemporaryDirectory() as name:
        service = FileKeyService(Path(name) / "vault.keys", lambda: Secret(b"of the benchmark"))
        vault = Vault(SqliteStore(Path(name) / "vault.db"), service)
        rows = [*_fields(vault), *_streams(), *_indexes(), *_stored(vault)]
        vault.close()
    return rows


def _fields(vault: Vault) -> list[Row]:
    records = [f"record-{n:08}" for n in range(COUNT)]
    values = [os.urandom(32) for _ in range(COUNT)]
    column = Column(field="field-0", category="email", records=records, values=values)
    part = COUNT // FIELDS
    names = records[:part]
    table = [
        Column(
            field=f"field-{n}",
            category="email",
            records=names,
            values=values[n * part : (n + 1) * part],
        )
        for n in range(FIELDS)
    ]
    sealed = seal_column(vault, "bright-clinic", "c-1042", column)
    key = AESGCM(AESGCM.generate_key(256))
    place = PLACE.bound(b"k" * 8)
    nonces = random_nonces(COUNT)
    same = Records(records)
    bound = [place + same.common + tail for tail in same.tails]
    bare_sealed = [key.encrypt(n, v, b) for n, v, b in zip(nonces, values, bound, strict=True)]

    def bare() -> None:
        encrypt, drawn = key.encrypt, random_nonces(COUNT)
        _ = [encrypt(n, v, b) for n, v, b in zip(drawn, values, bound, strict=True)]

    def usual() -> None:
        encrypt, urandom = key.encrypt, os.urandom
        for value, data in zip(values, bound, strict=True):
            nonce = urandom(12)
            _ = nonce + encrypt(nonce, value, data)

    def bare_open() -> None:
        decrypt = key.decrypt
        _ = [decrypt(n, v, b) for n, v, b in zip(nonces, bare_sealed, bound, strict=True)]

    agreement, customer = "bright-clinic", "c-1042"
    whole, single, ready, plain = best(
        COUNT,
        lambda: seal_columns(vault, agreement, customer, table),
        lambda: seal_column(vault, agreement, customer, column),
        bare,
        usual,
    )
    opened, bare_opened = best(
        COUNT,
        lambda: reveal_column(vault, agreement, customer, replace(column, values=sealed)),
        bare_open,
    )
    tink = ask("tink_fields", str(COUNT), str(len(place))) or {}
    unit = "values/s"
    return [
        (f"seal, a table of {FIELDS} fields / Tink", whole, unit, tink.get("seal")),
        (f"seal, a table of {FIELDS} fields / Tink, bound ready", whole, unit, tink.get("seal_ready")),
        (f"seal, a table of {FIELDS} fields / bare loop", whole, unit, ready),
        (f"seal, a table of {FIELDS} fields / loop, own nonces", whole, unit, plain),
        ("seal, one column / Tink", single, unit, tink.get("seal")),
        ("seal, one column / bare loop", single, unit, ready),
        ("reveal, one column / Tink, bound ready", opened, unit, tink.get("open")),
        ("reveal, one column / bare loop", opened, unit, bare_opened),
    ]  # fmt: skip


class _Nowhere:
    """Takes what is written, and keeps nothing."""

    def write(self, data: bytes) -> None:
        pass


def _streams() -> list[Row]:
    data, key = os.urandom(STREAM), fresh_key()
    sealed = io.BytesIO()
    seal_stream(io.BytesIO(data), sealed, id=b"k" * 8, key=key, place=PLACE, record="r")

    def reveal() -> None:
        sealed.seek(0)
        for _ in reveal_stream(sealed, key=key, place=PLACE, record="r"):
            pass

    made, opened = best(
        STREAM / 1e9,
        lambda: seal_stream(
            io.BytesIO(data), _Nowhere(), id=b"k" * 8, key=key, place=PLACE, record="r"
        ),
        reveal,
    )
    peer = _openssl()
    return [
        ("stream sealed, 64 KiB chunks / openssl speed", made, "GB/s", peer),
        ("stream revealed, 64 KiB chunks / openssl speed", opened, "GB/s", peer),
    ]


def _openssl() -> float | None:
    """What `openssl speed` says of AES-256-GCM at 64 KiB, in GB/s of processor time."""
    figures = []
    for _ in range(3):
        try:
            done = subprocess.run(
                ["openssl", "speed", "-evp", "aes-256-gcm", "-bytes", str(CHUNK), "-seconds", "1"],
                capture_output=True,
                text=True,
                check=True,
            )
        except (OSError, subprocess.CalledProcessError):
            print("peer not there: the program openssl")
            return None
        found = re.search(r"(?im)^aes-256-gcm\s+([0-9.]+)k", done.stdout)
        if found:
            figures.append(float(found[1]) * 1000 / 1e9)
    return max(figures, default=None)


def _indexes() -> list[Row]:
    values = [f"User.{n}@Example.org".encode() for n in range(COUNT)]
    index = BlindIndex(fresh_key(), agreement="a", field="email", category="email")
    key = os.urandom(32)
    ours, library = best(
        COUNT,
        lambda: index.marks(values),
        lambda: [hmac.digest(key, value.lower(), "sha256")[:6] for value in values],
    )
    return [("blind index of e-mail addresses / hmac.digest", ours, "values/s", library)]


def _stored(vault: Vault) -> list[Row]:
    """Through the store, on the disk, in real time."""
    records = [f"record-{n:08}" for n in range(STORED // 2)]
    columns = [
        Column(
            field=f"field-{n}",
            category="email",
            records=records,
            values=[f"user{r}@example.org" for r in records],
            searchable=n == 0,
        )
        for n in range(2)
    ]
    rows: list[Row] = []
    for name, work in (
        ("put on the disk, half of it searchable", lambda: vault.put("a", "c", columns)),
        ("rotated on the disk", lambda: rotate(vault, "a")),
        ("verified", lambda: verify(vault)),
    ):
        began = time.perf_counter()
        work()
        rows.append((name, STORED / (time.perf_counter() - began), "values/s", None))
    return rows
