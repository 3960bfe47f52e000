"""`python -m benchmarks.discovery_text SHARED [--missed]`: personal data in text, strictly scored and timed.

The synthetic set of presidio-research. Its templates are divided by number: even ones may be looked at
and tuned on, odd ones are only scored; `--missed` prints the even ones' errors and never an odd sentence.
Then our own texts of other kinds (`prose/held_out.txt`, `held_out_2.txt`, `held_out_3.txt`), megabytes a second with all classes on one core,
and Presidio on the same sentences where `make peers` has put it. Processor time is counted, not the clock.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.peer import ask
from benchmarks.prose.held_out import held_out, measured
from servanda.inventory.prose.reading import read
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

PEERS = {"LOCATION": "GPE", "URL": "DOMAIN_NAME"}
"""Presidio's types as the set's where they differ."""

Spans = set[tuple[int, int, str]]


def f2(hit: int, said: int, there: int) -> float:
    """The F-measure in which a miss weighs as four false alarms."""
    return 5 * hit / (said + 4 * there) if said + there else 0.0


class Score:
    """Strict spans with their types, and characters whatever the type."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.there: Counter[str] = Counter()
        self.chars = [0, 0, 0]
        self.false = 0

    def add(self, found: Spans, true: Spans) -> None:
        """Count one text."""
        self.hits.update(s[2] for s in found & true)
        self.said.update(s[2] for s in found)
        self.there.update(s[2] for s in true)
        ours = {c for s in found for c in range(s[0], s[1])}
        theirs = {c for s in true for c in range(s[0], s[1])}
        for place, count in enumerate((len(ours & theirs), len(ours), len(theirs))):
            self.chars[place] += count
        self.false += sum(not any(s[0] < t[1] and t[0] < s[1] for t in true) for s in found)

    @property
    def strict(self) -> float:
        """F2 of spans that are right in start, end and type."""
        return f2(self.hits.total(), self.said.total(), self.there.total())

    @property
    def characters(self) -> float:
        """F2 of characters."""
        return f2(self.chars[0], self.chars[1], self.chars[2])

    def lines(self) -> list[str]:
        """A line a type."""
        return [
            f"   {kind:18} F2 {f2(self.hits[kind], self.said[kind], self.there[kind]):.2f}"
            f"  right {self.hits[kind]} of {self.said[kind]} said, {self.there[kind]} there"
            for kind in sorted(self.said | self.there)
        ]


def truth(sample: dict[str, Any]) -> Spans:
    """What a sentence of the set holds."""
    return {(s["start_position"], s["end_position"], s["entity_type"]) for s in sample["spans"]}


def ours(text: str) -> Spans:
    """What we find in it."""
    return {(s.start, s.end, KINDS.get(s.data_class, s.data_class)) for s in find(text)}


def log(lines: int, seed: int = 5) -> str:
    """A server's log: a time, an address of the net, numbers; a name or an e-mail address in one of 50 lines."""
    draw = random.Random(seed)
    found = []
    for nth in range(lines):
        who = draw.choice(("user=anna.berg@mail.example", "customer Lars Mikkelsen")) if nth % 50 == 0 else "anonymous"  # fmt: skip
        found.append(
            f"2026-11-{1 + nth % 28:02d}T{nth % 24:02d}:{nth % 60:02d}:07.{nth % 1000:03d}Z INFO [worker-{nth % 9}] request"
            f" id={draw.getrandbits(64):016x} client=10.{draw.randrange(256)}.{draw.randrange(256)}.{1 + nth % 250}"
            f' "GET /api/v1/orders/{draw.randrange(10**7)} HTTP/1.1" {draw.choice((200, 404, 500))} {draw.randrange(10**5)} {who}'
        )
    return "\n".join(found)


def megabytes(text: str, least: float = 1.5) -> float:
    """Megabytes read a second of processor time, the best of a few readings."""
    read(text[:100_000])
    best, spent = 1e9, 0.0
    while spent < least:
        began = time.process_time()
        read(text)
        took = time.process_time() - began
        best, spent = min(best, took), spent + took
    return len(text.encode()) / best / 1e6


def prose() -> str:
    """Our own texts over and over: what courts, clinics, firms and programmers write."""
    one = "\n".join(held.text for held in held_out() if held.kind != "log")
    return (one + "\n") * (4_000_000 // len(one))


def run() -> list[tuple[str, float, str, float | None]]:
    """The speeds: name, figure, unit, Presidio's figure or None."""
    texts = [held.text for held in held_out() if held.kind != "log"]
    answer = _asked(texts)
    peer = sum(map(len, texts)) / answer["seconds"] / 1e6 if answer else None
    return [
        ("prose, all classes", megabytes(prose()), "MB/s", peer),
        ("log, all classes", megabytes(log(25_000)), "MB/s", peer),
    ]


def _asked(texts: list[str]) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), "utf-8")
        return ask("presidio_text", str(path))


def _beside_presidio(samples: list[dict[str, Any]]) -> None:
    texts = [sample["full_text"] for sample in samples]
    answer = _asked(texts)
    if answer is None:
        return
    mine, theirs = Score(), Score()
    for sample, spans in zip(samples, answer["spans"], strict=True):
        mine.add(ours(sample["full_text"]), truth(sample))
        theirs.add({(a, b, PEERS.get(kind, kind)) for a, b, kind in spans}, truth(sample))
    print(
        f"{len(samples)} scored sentences beside Presidio ({answer['model']}): strict F2 {mine.strict:.3f} and"
        f" {theirs.strict:.3f} ({mine.strict / theirs.strict:.2f} x), character F2 {mine.characters:.3f} and"
        f" {theirs.characters:.3f}"
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--missed", action="store_true")
    asked = parser.parse_args()
    path = asked.shared / "discovery/presidio-research/synth_dataset_v2.json"
    samples = json.loads(path.read_text("utf-8"))
    for name, half in (("tuned", 0), ("scored", 1)):
        some = [sample for sample in samples if sample["template_id"] % 2 == half]
        score = Score()
        for sample in some:
            found, true = ours(sample["full_text"]), truth(sample)
            score.add(found, true)
            if asked.missed and half == 0 and found != true:
                text = sample["full_text"]
                print(repr(text))
                print("   missed", [(text[a:b], kind) for a, b, kind in sorted(true - found)])
                print("   false ", [(text[a:b], kind) for a, b, kind in sorted(found - true)])
        print(
            f"{name}: {len(some)} sentences, strict F2 {score.strict:.3f}, character F2 {score.characters:.3f},"
            f" {score.false} false alarms"
        )
        for line in score.lines():
            print(line)
    for name in ("held_out", "held_out_2", "held_out_3"):
        for kind, one in measured(False, name).items():
            print(
                f"own texts ({name}), {kind:10} strict F2 {one.strict:.3f}, character F2 {one.f2:.3f},"
                f" {1000 * one.false / one.words:5.1f} false alarms in 1,000 words of {one.words}"
            )
    _beside_presidio([sample for sample in samples if sample["template_id"] % 2][:200])
    for name, figure, unit, peer in run():
        ratio = f", Presidio {peer:.4f}, {figure / peer:,.0f} x" if peer else ", no peer here"
        print(f"{name}: {figure:.1f} {unit}{ratio}")


if __name__ == "__main__":
    main()
