"""How right the classes of columns are: precision, recall and F1 over columns of our own invention.

`python -m benchmarks.discovery_columns [--wrong] [--blind]`. The columns are written down in
`discovery_columns.txt`: in several languages, under known, short, neutral and misleading names, with
columns of things, companies and figures among them. `--blind` takes every name away, so that values
alone decide; `--wrong` lists what was missed or found wrongly. A column counts once for its class;
a finding on a column that has none, or of another class, is wrong.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from servanda import registry
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import Classes, compile_classes
from servanda.inventory.scan import scan_batch

ROWS = 40
FOUR = ("full-name", "given-name", "family-name", "email", "phone", "street-address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its table, name, the classes that are right (none: nothing is) and its values."""

    table: str
    name: str
    classes: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Counts of one class, or of all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of labelled columns that are found."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


SETS = ("", "_later", "_public")
"""The set that was used to mend what was missed, one written afterwards, and one like public tables."""


def columns(which: str = "", rows: int = ROWS) -> tuple[Column, ...]:
    """All columns of one set, the same on every machine."""
    pools: dict[str, list[str]] = {}
    found: list[Column] = []
    table = ""
    text = Path(__file__).with_name(f"discovery_columns{which}.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("pool "):
            name, _, values = line.removeprefix("pool ").partition(": ")
            pools[name] = values.split("; ")
        elif line.startswith("== "):
            table = line.removeprefix("== ")
        elif line and not line.startswith("#"):
            name, classes, template = line.split(" | ", 2)
            drawn = _values(template, pools, random.Random(f"{table}.{name}"), rows)
            if "email" in classes:
                drawn = tuple(map(_address, drawn))
            found.append(
                Column(table=table, name=name, classes=tuple(classes.split("/")), values=drawn)
            )
    return tuple(found)


def _values(
    template: str, pools: dict[str, list[str]], draw: random.Random, rows: int
) -> tuple[str, ...]:
    kinds = {
        "#": "0123456789",
        "%": "123456789",
        "^": "ABCDEFGHJKLMNPRSTUVWXYZ",
        "~": "abcdefghijklmnopqrstuvwxyz",
    }

    def one(number: int) -> str:
        form = draw.choice(template.split(" || "))
        drawn = re.sub(r"[#%^~]", lambda sign: draw.choice(kinds[sign[0]]), form)
        return re.sub(
            r"\{([\w.]+)\}",
            lambda pool: str(number) if pool[1] == "n" else draw.choice(pools[pool[1]]),
            drawn,
        )

    return tuple(one(number) for number in range(1, rows + 1))


def _address(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.casefold().replace(" ", "."))
    return "".join(letter for letter in marks if letter.isascii() and letter != "'") or text


def score(
    among: tuple[Column, ...], classes: Classes, *, blind: bool = False
) -> tuple[dict[str, Score], list[str]]:
    """The counts by class (`all` and `four` among them) and a line for each mistake."""
    tables: dict[str, list[Column]] = {}
    for column in among:
        tables.setdefault(column.table, []).append(column)
    scores: dict[str, Score] = {"all": Score(), "four": Score()}
    said: list[str] = []
    for table, members in tables.items():
        names = [f"c{n}" if blind else column.name for n, column in enumerate(members)]
        batch = batch_of(names, [list(column.values) for column in members])
        found: dict[str, list[str]] = {}
        for finding in scan_batch(batch, classes, table="t" if blind else table, whole=True):
            found.setdefault(finding.column, []).append(finding.data_class)
        for name, column in zip(names, members, strict=True):
            _count(column, found.get(name, []), scores, said)
    return scores, said


def _count(column: Column, found: list[str], scores: dict[str, Score], said: list[str]) -> None:
    want, where = column.classes, f"{column.table}.{column.name}"

    def count(name: str, what: str) -> None:
        for key in {name, "all"} | ({"four"} if name in FOUR else set()):
            one = scores.setdefault(key, Score())
            setattr(one, what, getattr(one, what) + 1)

    hit = next((name for name in found if name in want), None)
    if hit:
        count(want[0] if want[0] != "none" else hit, "right")
    elif "none" not in want:
        count(want[0], "missed")
        said.append(f"missed {want[0]:22} {where:40} {column.values[0]}")
    for name in found:
        if name not in want:
            count(name, "wrong")
            said.append(f"wrong  {name:22} {where:40} {column.values[0]} (is {want[0]})")


def main(arguments: list[str]) -> None:
    """Print the figures."""
    classes = compile_classes(registry.detectors())
    for which in SETS:
        among = columns(which)
        kinds = Counter("none" if c.classes[0] == "none" else "labelled" for c in among)
        print(f"set{which or '_first'}: {len(among)} columns: {dict(kinds)}")
        for blind in (True,) if "--blind" in arguments else (False, True):
            scores, said = score(among, classes, blind=blind)
            print("without names" if blind else "with names")
            for name in sorted(scores, key=lambda name: (name not in ("all", "four"), name)):
                one = scores[name]
                print(
                    f"  {name:26} precision {one.precision:.3f}  recall {one.recall:.3f}"
                    f"  F1 {one.f1:.3f}  ({one.right} right, {one.wrong} wrong, {one.missed} missed)"
                )
            if "--wrong" in arguments:
                print("\n".join(said))


if __name__ == "__main__":
    main(sys.argv[1:])
