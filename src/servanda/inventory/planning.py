"""What a scan of files will take, before it is begun: bytes, time, and money by the user's prices."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.classes import Detector
from servanda.inventory.places import Kind, unreadable
from servanda.inventory.scan import Progress, discover

TRIED = 12
TRIED_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPlan:
    """The files of one kind, and their bytes; `kind` is empty for those that cannot be read yet."""

    kind: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a scan will take. `seconds` is None where no file could be tried.

    `tried` files of `tried_bytes` were drawn at random and scanned to learn the speed of this
    machine; `price` is the user's own, of reading one GiB (None: not given), and `money` what it
    comes to.
    """

    target: str
    files: int
    bytes: int
    kinds: tuple[KindPlan, ...]
    tried: int
    tried_bytes: int
    seconds: float | None
    price: float | None = None
    money: float | None = None


def plan(
    target: str,
    *,
    detectors: tuple[Detector, ...],
    sources: Iterable[Any],
    rows: int | None,
    clock: Callable[[], float],
    price: float | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Count the files of a folder and scan a few of them; `clock` gives seconds.

    Raises UnreadableError `missing`, `no-folder` or `empty`.
    """
    folder = Path(target)
    if "://" in target or not folder.is_dir():
        code = "no-folder" if "://" in target or folder.exists() else "missing"
        raise unreadable(
            code,
            "only the scan of a folder needs a plan",
            target.partition("://")[0] if "://" in target else target,
            "name a folder, or scan the place itself: a sample of each table is soon read",
        )
    kinds: tuple[Kind, ...] = tuple(sources)
    counted: dict[str, list[int]] = {}
    readable: list[tuple[Path, int]] = []
    for done, file in enumerate(path for path in folder.rglob("*") if path.is_file()):
        if progress is not None and done % 256 == 0:
            progress(done, None, file.name)
        size = _size(file)
        name = next((kind.NAME for kind in kinds if kind.accepts(str(file))), "")
        tally = counted.setdefault(name, [0, 0])
        tally[0] += 1
        tally[1] += size
        if name:
            readable.append((file, size))
    if not counted:
        raise unreadable("empty", "this folder holds no files", target)
    total = sum(size for _, size in counted.values())
    tried, tried_bytes, spent = _try(readable, detectors, kinds, rows, clock)
    work = sum(size for _, size in readable)
    seconds: float | None = None
    if not readable:
        seconds = 0.0
    elif tried:
        # small files cost their opening and large ones their bytes: the worse of the two counts
        seconds = spent * max(len(readable) / tried, work / tried_bytes if tried_bytes else 0.0)
    return Plan(
        target=target,
        files=sum(files for files, _ in counted.values()),
        bytes=total,
        kinds=tuple(
            KindPlan(kind=name, files=files, bytes=size)
            for name, (files, size) in sorted(counted.items(), key=lambda item: -item[1][1])
        ),
        tried=tried,
        tried_bytes=tried_bytes,
        seconds=seconds,
        price=price,
        money=None if price is None else price * work / 2**30,
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _try(
    readable: list[tuple[Path, int]],
    detectors: tuple[Detector, ...],
    kinds: tuple[Kind, ...],
    rows: int | None,
    clock: Callable[[], float],
) -> tuple[int, int, float]:
    """A few files, scanned: how many, their bytes, and the seconds it took."""
    drawn = random.Random(0).sample(readable, min(TRIED, len(readable)))  # noqa: S311 (a sample, no secret)
    tried, tried_bytes, spent = 0, 0, 0.0
    for file, size in drawn:
        if tried and tried_bytes + size > TRIED_BYTES:
            continue
        started = clock()
        try:
            discover(str(file), system="", detectors=detectors, sources=kinds, rows=rows)
        except UnreadableError:
            continue
        spent += clock() - started
        tried += 1
        tried_bytes += size
    return tried, tried_bytes, spent
