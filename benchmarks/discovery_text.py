"""`python -m benchmarks.discovery_text SHARED [--missed]`: personal data in sentences, strictly scored.

The synthetic set of presidio-research. Its templates are divided by number: even ones may be looked at
and tuned on, odd ones are only scored; `--missed` prints the even ones' errors and never an odd sentence.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from servanda.inventory.spans import find

KINDS = {
    "date": "DATE_TIME", "job_title": "TITLE", "religion": "NRP", "political_opinion": "NRP",
    "full_name": "PERSON", "given_name": "PERSON", "family_name": "PERSON", "honorific": "TITLE",
    "street_address": "STREET_ADDRESS", "postcode": "ZIP_CODE", "city": "GPE", "region": "GPE",
    "country": "GPE", "payment_card": "CREDIT_CARD", "date_of_birth": "DATE_TIME", "age": "AGE",
    "phone": "PHONE_NUMBER", "nationality": "NRP", "email": "EMAIL_ADDRESS", "url": "DOMAIN_NAME",
    "iban": "IBAN_CODE", "us_ssn": "US_SSN", "ip_address": "IP_ADDRESS",
    "driver_licence": "US_DRIVER_LICENSE", "organisation": "ORGANIZATION",
}  # fmt: skip
"""Our classes as the set's types."""


def f2(hit: int, said: int, there: int) -> float:
    """The F-measure in which a miss weighs as four false alarms."""
    return 5 * hit / (said + 4 * there) if said + there else 0.0


def score(samples: list[dict[str, Any]], missed: bool) -> tuple[float, float, int, dict[str, str]]:
    """Strict span and type F2, character F2 whatever the type, false spans, and a line a type."""
    hits: Counter[str] = Counter()
    said: Counter[str] = Counter()
    there: Counter[str] = Counter()
    chars = [0, 0, 0]
    false = 0
    for sample in samples:
        text = sample["full_text"]
        found = {(s.start, s.end, KINDS.get(s.data_class, s.data_class)) for s in find(text)}
        true = {(s["start_position"], s["end_position"], s["entity_type"]) for s in sample["spans"]}
        hits.update(s[2] for s in found & true)
        said.update(s[2] for s in found)
        there.update(s[2] for s in true)
        ours = {c for s in found for c in range(s[0], s[1])}
        theirs = {c for s in true for c in range(s[0], s[1])}
        chars = [
            chars[0] + len(ours & theirs), chars[1] + len(ours), chars[2] + len(theirs)
        ]  # fmt: skip
        false += sum(not any(s[0] < t[1] and t[0] < s[1] for t in true) for s in found)
        if missed and found != true:
            print(repr(text))
            print("   missed", [(text[a:b], kind) for a, b, kind in sorted(true - found)])
            print("   false ", [(text[a:b], kind) for a, b, kind in sorted(found - true)])
    lines = {
        kind: f"F2 {f2(hits[kind], said[kind], there[kind]):.2f}"
        f"  right {hits[kind]} of {said[kind]} said, {there[kind]} there"
        for kind in sorted(said | there)
    }
    whole = f2(hits.total(), said.total(), there.total())
    return whole, f2(chars[0], chars[1], chars[2]), false, lines


def main() -> None:
    """Print both halves' figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--missed", action="store_true")
    asked = parser.parse_args()
    path = asked.shared / "discovery/presidio-research/synth_dataset_v2.json"
    samples = json.loads(path.read_text("utf-8"))
    for name, half in (("tuned", 0), ("scored", 1)):
        some = [sample for sample in samples if sample["template_id"] % 2 == half]
        began = time.perf_counter()
        strict, characters, false, lines = score(some, asked.missed and half == 0)
        took = time.perf_counter() - began
        size = sum(len(sample["full_text"]) for sample in some)
        print(
            f"{name}: {len(some)} sentences, strict F2 {strict:.3f}, character F2 {characters:.3f},"
            f" {false} false alarms, {size / took / 1e6:.2f} MB/s"
        )
        for kind, line in lines.items():
            print(f"   {kind:18} {line}")


if __name__ == "__main__":
    main()
