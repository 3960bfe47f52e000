"""Rows discovered a second, beside Presidio's analyzer where that is installed.

Both read the same invented columns on one core; processor time is counted, not the clock. Presidio is given its pattern recognisers alone (no
language model), which is its fastest way, and a tenth of a second's worth of values at a time.
"""

from __future__ import annotations

import random
import time
from typing import Any

from servanda import registry
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import compile_classes
from servanda.inventory.scan import SAMPLE, scan_batch

Figure = tuple[str, float, str, float | None]

_GIVEN = "Maria Jonas Leyla Piotr Chloe Ahmed Sofia Kenji Amara Olga Diego Freja".split()
_FAMILY = "Anders Novak Silva Okafor Tanaka Meyer Rossi Dubois Kaya Lind Costa Ivanova".split()
_WORDS = (
    "the order was sent again after customer called about a late parcel and asked for help".split()
)


def columns(rows: int, seed: int = 7) -> dict[str, list[Any]]:
    """Twenty columns as a customer database has them; invented, the same for the same seed."""
    draw = random.Random(seed)
    names = [(draw.choice(_GIVEN), draw.choice(_FAMILY)) for _ in range(rows)]
    digits = [draw.randrange(10**9) for _ in range(rows)]
    return {
        "id": list(range(rows)),
        "first_name": [given for given, _ in names],
        "last_name": [family for _, family in names],
        "email": [
            f"{g}.{f}{n % 997}@example.com".lower() for (g, f), n in zip(names, digits, strict=True)
        ],
        "c1": [f"{f}.{n % 97}@mail.example.org" for (_, f), n in zip(names, digits, strict=True)],
        "phone": [f"+49 30 {n % 10**7:07d}" for n in digits],
        "street": [f"{n % 300} {draw.choice(_FAMILY)} Street" for n in digits],
        "city": [draw.choice(("Berlin", "Paris", "Lyon", "Leeds", "Porto")) for _ in digits],
        "postcode": [f"{n % 100000:05d}" for n in digits],
        "date_of_birth": [f"{1930 + n % 80}-{1 + n % 12:02d}-{1 + n % 28:02d}" for n in digits],
        "status": [draw.choice(("new", "open", "closed")) for _ in digits],
        "amount": [n / 100 for n in digits],
        "created_at": [
            f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}T10:{n % 60:02d}:00Z" for n in digits
        ],
        "sku": [f"AB-{n % 10**6:06d}" for n in digits],
        "checksum": [f"{draw.getrandbits(256):064x}" for _ in digits],
        "uuid": [f"{n:08x}-0000-4000-8000-{n:012x}" for n in digits],
        "order_no": [10**9 + n for n in digits],
        "version": [f"{n % 9}.{n % 31}.{n % 7}" for n in digits],
        "notes": [" ".join(draw.choices(_WORDS, k=15)) for _ in digits],
        "comment": [
            " ".join(draw.choices(_WORDS, k=8)) + (" a.b@example.net" if n % 50 == 0 else "")
            for n in digits
        ],
    }


def prose(rows: int, seed: int = 7) -> list[str]:
    """Texts of some 400 characters; one in ten holds an e-mail address, a telephone or a card number."""
    draw = random.Random(seed)
    held = ("a.b{}@example.net", "+49 30 {:07d}", "4111 1111 1111 1111 {}")
    texts = []
    for n in range(rows):
        words = draw.choices(_WORDS, k=75)
        if n % 10 == 0:
            words[draw.randrange(75)] = held[n // 10 % 3].format(n)
        texts.append(" ".join(words))
    return texts


def run() -> list[tuple[str, float, str, float | None]]:
    """(name, figure, unit, the peer's figure or None)."""
    classes = compile_classes(registry.detectors())
    table = columns(SAMPLE)
    batch = batch_of(list(table), list(table.values()))
    repeats = 50
    began = time.process_time()
    for _ in range(repeats):
        scan_batch(batch, classes, table="customers")
    spent = time.process_time() - began
    wide = len(table) * repeats / spent
    big = columns(100_000)
    whole = batch_of(list(big), list(big.values()))
    began = time.process_time()
    scan_batch(whole, classes, table="customers", whole=True)
    values = 100_000 * len(big) / (time.process_time() - began)
    text = prose(40_000)
    page = batch_of(["text"], [text])
    began = time.process_time()
    scan_batch(page, classes, table="letters", whole=True)
    dense = sum(map(len, text)) / (time.process_time() - began) / 1e6
    peer = _presidio(table)
    size = sum(len(str(value)) for column in table.values() for value in column)
    speed = size * repeats / spent / 1e6
    return [
        ("columns of 917 values", wide, "columns/s", peer and peer / SAMPLE),
        ("rows of 20 columns, whole table", values / len(big), "rows/s", peer and peer / len(big)),
        ("values of 20 columns, whole table", values, "values/s", peer),
        ("10,000 columns of 917 values", 10_000 / wide, "s", None),
        ("text of cells", speed, "MB/s", None),
        ("prose, a value in ten lines", dense, "MB/s", None),
    ]


def _presidio(table: dict[str, list[Any]]) -> float | None:
    """Values a second of Presidio's pattern recognisers on the same columns; None if it is absent."""
    try:
        from presidio_analyzer import RecognizerRegistry
        from presidio_analyzer.nlp_engine import NlpArtifacts
    except ImportError:
        return None
    peers = RecognizerRegistry()
    peers.load_predefined_recognizers(languages=["en"])
    patterns = [
        r for r in peers.get_recognizers(language="en", all_fields=True) if hasattr(r, "patterns")
    ]
    nothing = NlpArtifacts([], [], [], [], None, "en")
    values = [str(column[place]) for place in range(40) for column in table.values()]
    began = time.process_time()
    for value in values:
        for recogniser in patterns:
            recogniser.analyze(value, recogniser.supported_entities, nothing)
    return len(values) / (time.process_time() - began)


if __name__ == "__main__":
    for name, figure, unit, peer in run():
        beside = (
            f"   Presidio {peer:,.1f}, ratio {figure / peer:,.0f}" if peer else "   peer absent"
        )
        print(f"{name:36} {figure:12,.1f} {unit:10}{beside}")
