"""Files that are built to harm their reader, at any size: `python -m benchmarks.hostile [--size 10GB]`.

Each case is scanned in a process of its own, whose highest memory (VmHWM of /proc/self/status) must stay
under 500 MB; the good file beside the bad one must be read. Exit code 1 where one of these fails.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MOST_MEMORY = 500.0
_WORDS = (
    "the order was sent to our office in Bremen and the client asked whether it could be changed before"
    " Friday because the parcel had not come by then so we wrote back that nothing was lost and that a"
    " new one would leave the store on Monday morning with the next train from Hamburg"
).split()
_NAMES = "Ada Grete Tomas Ines Pavel Yusuf Marta Olaf Nina Bruno".split()

_SCAN = """
import json, sys, time
from servanda import registry
from servanda.base.errors import UnreadableError
from servanda.inventory.scan import discover
rows = None if sys.argv[2] == "all" else 917
began = time.perf_counter()
found = discover(sys.argv[1], system="s", detectors=registry.detectors(), sources=registry.sources(), rows=rows)
took = time.perf_counter() - began
(line,) = [row for row in open("/proc/self/status") if row.startswith("VmHWM")]
print(json.dumps({
    "megabytes": int(line.split()[1]) / 1024, "seconds": took,
    "found": sorted({(f.table, f.data_class) for f in found.findings}),
    "skipped": {skip.place: skip.why for skip in found.skipped},
    "rows": found.rows_total,
}))
"""


def text(size: int, seed: int = 7) -> Iterator[bytes]:
    """About `size` bytes of letters to customers, in blocks, without a line break.

    After the first 30 MB the blocks come again in another order.
    """
    draw = random.Random(seed)
    done = number = 0
    made: list[bytes] = []
    while done < size:
        if len(made) == 200:
            data = draw.choice(made)[: size - done]
            done += len(data)
            yield data
            continue
        block = []
        for _ in range(2_000):
            number += 1
            words = " ".join(draw.choice(_WORDS) for _ in range(draw.randint(8, 20)))
            block.append(f"{words.capitalize()}. ")
            if number % 25 == 0:
                name = draw.choice(_NAMES)
                block.append(f"{name} reads {name.lower()}{number}@example.org every day. ")
        made.append("".join(block).encode())
        data = made[-1][: size - done]
        done += len(data)
        yield data


def one_line(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for block in text(size):
            file.write(block)


def one_record(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b'id,email,note\n1,first@example.org,"')
        for block in text(size):
            file.write(block)


def one_value(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b'[{"email": "first@example.org"}, {"note": "')
        for block in text(size):
            file.write(block)


def nuls(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for block in text(size):
            file.write(block.replace(b" ", b"\x00", 3).replace(b". ", b".\n\x00"))


def encodings(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for place, block in enumerate(text(size)):
            words = block.decode().replace("a", "\u00e4")
            file.write(words.replace(". ", ".\n").encode("latin-1" if place % 2 else "utf-8"))


def bomb(path: Path, size: int) -> None:
    with gzip.open(path.with_suffix(".txt.gz"), "wb", 9) as packed:
        for _ in range(max(size // 1_000_000, 20)):
            packed.write(b"a" * 1_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as outer:
        inner = path.with_suffix(".txt.gz").read_bytes()
        for number in range(9):
            outer.writestr(f"{number}.txt.gz", inner)


def columns(path: Path, size: int) -> None:
    draw = random.Random(3)
    cells = ["7", "abc def", "2026-01-01", "3.5", ""]
    with path.open("w") as file:
        file.write(",".join(f"c{n}" for n in range(99_999)) + ",email\n")
        for row in range(max(2, min(size // 5_000_000, 200))):
            file.write(",".join(draw.choices(cells, k=99_999)) + f",a{row}@example.org\n")


Case = tuple[str, str, Callable[[Path, int], None], int, str]
CASES: tuple[Case, ...] = (
    ("one line of text", "line.log", one_line, 1, "email"),
    ("one record of CSV without an end", "record.csv", one_record, 10, "email"),
    ("one value of JSON without an end", "value.json", one_value, 10, "email"),
    ("NUL bytes", "nuls.log", nuls, 20, "email"),
    ("two encodings in one file", "mixed.log", encodings, 20, "email"),
    ("a zip bomb and a gzip bomb", "bomb.zip", bomb, 10, ""),
    ("100,000 columns", "wide.csv", columns, 10, "email"),
)


def scan(folder: Path, rows: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _SCAN, str(folder), rows], capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def faults(case: Case, answer: dict[str, Any]) -> list[str]:
    """What of one case is not as it must be."""
    _, name, _, _, expected = case
    found = [tuple(item) for item in answer["found"]]
    said = []
    if answer["megabytes"] > MOST_MEMORY:
        said.append(f"took {answer['megabytes']:.0f} MB")
    if ("zz.csv", "email") not in found:
        said.append("the good file beside it was not read")
    if expected and (name, expected) not in found:
        said.append(f"{expected} was not found in it")
    if not expected and not any("built to harm" in why for why in answer["skipped"].values()):
        said.append("it was not named as what it is")
    return said


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("--size", default="200MB", help="of the one line; other cases are smaller")
    parser.add_argument("--folder", type=Path, help="where the files are made, and removed again")
    parser.add_argument("--all", action="store_true", help="read every row instead of a sample")
    parser.add_argument("--case", default="", help="only cases whose name holds this")
    given = parser.parse_args(arguments)
    number = re.fullmatch(r"([0-9]+)(MB|GB)", given.size)
    if number is None:
        parser.error("--size takes a number of MB or GB, as 10GB")
    size = int(number[1]) * (10**6 if number[2] == "MB" else 10**9)
    failed = 0
    for case in (case for case in CASES if given.case in case[0]):
        title, name, make, share, _ = case
        folder = Path(tempfile.mkdtemp(prefix="servanda-hostile-", dir=given.folder))
        try:
            make(folder / name, size // share)
            (folder / "zz.csv").write_text("id,email\n" + "1,ada@example.org\n" * 20)
            weight = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
            began = time.perf_counter()
            answer = scan(folder, "all" if given.all else "sample")
            took = time.perf_counter() - began
            said = faults(case, answer)
        finally:
            shutil.rmtree(folder)
        failed += bool(said)
        print(
            f"{title:34} {weight:9,.0f} MB  {took:7.1f} s  {answer['megabytes']:5.0f} MB of memory"
            f"  {'; '.join(said) or 'as it must be'}"
        )
        for place, why in sorted(answer["skipped"].items())[:4]:
            print(f"    {place}: {why}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
