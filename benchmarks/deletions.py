"""`python -m benchmarks.deletions [--shared PATH] [--json] [--stays]`: what a missing promise turns to.

A deletion mutant is a labelled document without the words that keep one promise: its sentence, or
its whole paragraph. A provision that label and review both call satisfied must then turn missing,
partial or unsure, unless the document says it twice. What stays satisfied rests on another sentence:
where the second voter, trained on wording of our own and not on the rules, reads that sentence for the
provision as well, it is counted as said twice; where only the rules read it so, it may be a false
green. `--stays` lists both with the sentence. Nothing here is drawn by lot.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.accuracy.labels import Labelled, read_labels
from servanda import registry
from servanda.agreements.passages import read_passages, sentences
from servanda.agreements.plain import tidy
from servanda.agreements.recognise.catalog import rules
from servanda.agreements.recognise.rules import Court, Judgement
from servanda.agreements.voter import Voter, train
from servanda.documents.clauses import Clause, Document, Paragraph
from servanda.documents.reader import read
from servanda.law.reader import read_law

TURNED = ("missing", "partial", "unsure", "not-applicable")
WAYS = ("sentence", "paragraph")
LAWS = ("eu/gdpr", "us/ca/ccpa", "us/hipaa", "pci/dss")
SECOND_READING = 0.6
"""The voter's chance from which a sentence counts as a second reading of the promise."""


@dataclass(slots=True)
class Count:
    """Mutants of one document or of all, by what their provision turned to."""

    sentence: Counter[str] = field(default_factory=Counter)
    paragraph: Counter[str] = field(default_factory=Counter)
    stays: list[str] = field(default_factory=list)
    twice: Counter[str] = field(default_factory=Counter)

    def add(self, other: Count) -> None:
        """Count another document in."""
        self.sentence.update(other.sentence)
        self.paragraph.update(other.paragraph)
        self.stays += other.stays
        self.twice.update(other.twice)

    def numbers(self) -> dict[str, float]:
        """Per way: how many mutants, how many of each status, and the share that turned."""
        found: dict[str, float] = {}
        for way in WAYS:
            counts: Counter[str] = getattr(self, way)
            total = sum(counts.values())
            found[f"{way}_mutants"] = total
            for status in (*TURNED, "satisfied"):
                found[f"{way}_{status}"] = counts[status]
            found[f"{way}_turned"] = 1.0 - counts["satisfied"] / total if total else 1.0
            alone = counts["satisfied"] - self.twice[way]
            found[f"{way}_said_twice"] = self.twice[way]
            found[f"{way}_rules_alone"] = alone
            found[f"{way}_turned_or_twice"] = 1.0 - alone / total if total else 1.0
        return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", tidy(text)).casefold()


def _speaks(part: str, quote: str) -> bool:
    """Whether a sentence or a paragraph and a quote share their words, whichever is the longer."""
    part, quote = _letters(part), _letters(quote)
    return (
        len(part) > 3 and len(quote) > 3 and (quote in part or (len(part) > 20 and part in quote))
    )


def without(document: Document, quote: str, *, whole_paragraph: bool = False) -> Document | None:
    """The document without the sentences, or the paragraphs, that hold `quote`; None if none does."""
    gone = 0

    def cut(text: str) -> str:
        nonlocal gone
        if whole_paragraph:
            if not _speaks(text, quote) and not any(_speaks(s, quote) for s in sentences(text)):
                return text
            gone += 1
            return ""
        kept = [s for s in sentences(text) if not _speaks(s, quote)]
        if len(kept) == len(sentences(text)):
            if _letters(quote) and _letters(quote) in _letters(text):
                # the quote runs over the end of a sentence
                gone += 1
                return _outside(text, quote)
            return text
        gone += 1
        return " ".join(kept)

    changed = _mapped(document, cut)
    return changed if gone else None


def _outside(text: str, quote: str) -> str:
    """The sentences of `text` that share nothing with a quote that runs over several."""
    wanted = _letters(quote)
    kept = []
    for sentence in sentences(text):
        own = _letters(sentence)
        touches = own in wanted or any(
            own.endswith(wanted[:n]) or own.startswith(wanted[-n:])
            for n in range(min(len(own), len(wanted)), 11, -1)
        )
        if not touches:
            kept.append(sentence)
    return " ".join(kept)


def _mapped(document: Document, cut: Callable[[str], str]) -> Document:
    def paragraphs(clause: Clause) -> Iterator[Paragraph]:
        for paragraph in clause.paragraphs:
            text = cut(paragraph.text)
            if text.strip():
                yield replace(paragraph, text=text)

    def walk(clause: Clause) -> Clause:
        return replace(
            clause,
            heading=cut(clause.heading) if len(clause.heading.split()) > 8 else clause.heading,
            paragraphs=tuple(paragraphs(clause)),
            children=tuple(walk(child) for child in clause.children),
        )

    return replace(document, clauses=tuple(walk(clause) for clause in document.clauses))


def judged(document: Document, alias: str) -> Judgement:
    """What the rules alone say of one provision."""
    return Court(read_passages(document), rules()).judge(alias)


def said_again(voter: Voter, alias: str, document: Document, words: str) -> bool:
    """Whether the second voter reads a sentence that the rules rest on for the provision as well."""
    for passage in read_passages(document).passages:
        if passage.words == words:
            voter.forget()
            vote = voter.weigh(alias, passage)
            return vote.near > vote.against and vote.chance >= SECOND_READING
    return False


def mutants(labelled: Labelled, document: Document, voter: Voter | None = None) -> Count:
    """Delete, one after the other, what keeps each promise that label and rules call satisfied."""
    count = Count()
    court = Court(read_passages(document), rules())
    for label in labelled.provisions:
        if label["status"] != "satisfied" or label["id"] not in court.rules:
            continue
        found = court.judge(label["id"])
        if found.status != "satisfied":
            continue
        # the words that two readers found; where the label has none, those that the rule found
        quotes = [label.get("quote") or "", found.passage.words if found.passage else ""]
        for way in WAYS:
            mutant = next(
                (
                    changed
                    for quote in quotes
                    if quote
                    and (changed := without(document, quote, whole_paragraph=way == "paragraph"))
                ),
                None,
            )
            if mutant is None:
                continue
            after = judged(mutant, label["id"])
            counts: Counter[str] = getattr(count, way)
            counts[after.status] += 1
            if after.status == "satisfied":
                words = after.passage.words if after.passage else ""
                again = voter is not None and said_again(voter, label["id"], mutant, words)
                count.twice[way] += again
                count.stays.append(
                    f"{labelled.slug} {label['id']} without its {way}, "
                    f"{'said twice' if again else 'rules alone'}: {words[:200]}"
                )
    return count


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deletions", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument(
        "--stays", action="store_true", help="list what stays satisfied, and on what"
    )
    options = parser.parse_args(arguments)
    if not (options.shared / "agreements" / "labels").is_dir():
        sys.stderr.write(f"left out: there are no labelled agreements in {options.shared}\n")
        return 3
    rows: dict[str, Count] = {}
    voter = train(
        [read_law(name, text) for name, text in registry.law_texts().items() if name in LAWS]
    )
    total, skipped = Count(), []
    for labelled in read_labels(options.shared):
        document = read(labelled.path, ocr=True)
        if not document.readable:
            skipped.append(labelled.slug)
            continue
        rows[labelled.slug] = mutants(labelled, document, voter)
        total.add(rows[labelled.slug])
    report: dict[str, Any] = {
        "schema": "servanda/deletions/1",
        "documents": {slug: count.numbers() for slug, count in rows.items()},
        "total": total.numbers(),
        "not_readable": skipped,
    }
    if options.as_json:
        print(json.dumps(report, indent=2))
        return 0
    print("deletion mutants: a kept promise without its words must not stay satisfied")
    print(
        f"{'':<46}{'cut':>10}{'n':>6}{'missing':>9}{'partial':>9}{'unsure':>8}{'stays':>7}{'turned':>8}{'twice':>7}{'or twice':>10}"
    )
    for slug, row in (*report["documents"].items(), ("all", report["total"])):
        for way in WAYS:
            cells = [int(row[f"{way}_{name}"]) for name in ("mutants", *TURNED, "satisfied")]
            print(
                f"{slug if way == WAYS[0] else '':<46}{way:>10}{cells[0]:>6}{cells[1]:>9}{cells[2]:>9}"
                f"{cells[3] + cells[4]:>8}{cells[5]:>7}{row[f'{way}_turned']:>8.1%}"
                f"{int(row[f'{way}_said_twice']):>7}{row[f'{way}_turned_or_twice']:>10.1%}"
            )
    print("twice: stays satisfied on another sentence that the second voter reads for it as well")
    for slug in skipped:
        print(f"not judged: {slug} (its words cannot be read)")
    if options.stays:
        print("\n".join(f"  {line}" for line in total.stays))
    return 0


if __name__ == "__main__":
    sys.exit(main())
