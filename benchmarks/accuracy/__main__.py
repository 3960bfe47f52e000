"""`python -m benchmarks.accuracy [--shared PATH] [--json]`: the table of figures."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.accuracy.baseline import keyword_status
from benchmarks.accuracy.examples import score_examples
from benchmarks.accuracy.labels import Labelled, read_labels
from benchmarks.accuracy.scoring import Tally, score
from servanda import registry
from servanda.agreements.review import review
from servanda.documents.reader import read
from servanda.law.reader import read_law

ON = date(2026, 3, 1)


def judge(document: Labelled) -> tuple[Tally, Tally, float, bool]:
    """Ours, the keyword baseline's, seconds, and whether the document could be read."""
    source = read(document.path, ocr=True)
    texts = registry.law_texts()
    laws = [read_law(law, texts[law]) for law in document.laws if law in texts]
    began = time.perf_counter()
    result = review(source, laws, on=ON)
    seconds = time.perf_counter() - began
    ours = score(document.slug, document.provisions, document.terms, result)
    base = Tally()
    text = source.text.lower()
    for label in document.provisions:
        if label["status"] not in ("contested", "not_applicable"):
            base.provision(
                document.slug, label["id"], label["status"], keyword_status(label["id"], text), ""
            )
    return ours, base, seconds, source.readable


def main() -> int:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--wrong", action="store_true", help="also list what was decided wrongly")
    options = parser.parse_args()
    if not (options.shared / "agreements" / "labels").is_dir():
        sys.stderr.write(f"left out: there are no labelled agreements in {options.shared}\n")
        return 3
    documents = read_labels(options.shared)
    rows: list[tuple[str, Tally]] = []
    issuers: dict[str, Tally] = {}
    total, base = Tally(), Tally()
    skipped = []
    seconds = 0.0
    for document in documents:
        ours, baseline, took, readable = judge(document)
        if not readable:
            skipped.append(document.slug)
            continue
        seconds += took
        rows.append((document.slug, ours))
        issuers.setdefault(document.issuer, Tally()).add(ours)
        total.add(ours)
        base.add(baseline)
    report: dict[str, Any] = {
        "schema": "servanda/accuracy/1",
        "documents": {slug: tally.numbers() for slug, tally in rows},
        # only three numbers of the voter's curve are fitted on labels (`calibrate` leaves issuers out)
        "issuers": {name: tally.numbers() for name, tally in issuers.items()},
        "total": total.numbers(),
        "keyword_baseline": base.numbers(),
        "base_rate_violated": (total.found + total.overlooked) / max(1, total.decided),
        "worked_examples": score_examples(),
        "not_readable": skipped,
        "seconds": round(seconds, 2),
    }
    if options.as_json:
        print(json.dumps(report, indent=2))
        return 0
    _table(report)
    if options.wrong:
        print("\nwrong or unsure:")
        print("\n".join(f"  {line}" for line in total.wrong))
    return 0


_COLUMNS = (
    ("n", "decisions", "{:.0f}"),
    ("unsure", "unsure", "{:.0%}"),
    ("prec", "precision", "{:.3f}"),
    ("rec", "recall", "{:.3f}"),
    ("F1", "f1", "{:.3f}"),
    ("F2", "f2", "{:.3f}"),
    ("acc", "accuracy", "{:.3f}"),
    ("acc3", "accuracy_three_way", "{:.3f}"),
    ("num", "numeric_terms", "{:.0f}"),
    ("exact", "numeric_exact", "{:.3f}"),
    ("inv", "numeric_invented", "{:.0f}"),
    ("other", "other_terms", "{:.0f}"),
    ("same", "other_exact", "{:.3f}"),
    ("extra", "other_extra", "{:.0f}"),
)


def _table(report: dict[str, Any]) -> None:
    print("review against labels: violated is missing or partial; contested is not scored")
    print(f"{'':<46}" + "".join(f"{name:>7}" for name, _, _ in _COLUMNS))
    parts = (
        *((slug, numbers) for slug, numbers in report["documents"].items()),
        *((f"issuer {name}", numbers) for name, numbers in report["issuers"].items()),
        ("all", report["total"]),
        ("keyword baseline", report["keyword_baseline"]),
    )
    for name, numbers in parts:
        cells = "".join(f"{form.format(numbers[key]):>7}" for _, key, form in _COLUMNS)
        print(f"{name:<46}{cells}")
    print(
        f"base rate of violated: {report['base_rate_violated']:.3f}; reviewed in {report['seconds']} s"
    )
    for law, row in report["worked_examples"].items():
        print(
            f"worked examples of {law}: {row['examples']:.0f}, "
            f"right {row['two_way']:.3f} (three ways {row['three_way']:.3f})"
        )
    print(
        "the rules are not trained, but their author has read these labels; an issuer's row is no "
        "blind figure"
    )
    for slug in report["not_readable"]:
        print(f"not judged: {slug} (its words cannot be read)")


if __name__ == "__main__":
    sys.exit(main())
