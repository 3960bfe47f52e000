"""What a scan of files will take, before it is begun: bytes, time, and money by the user's prices."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.classes import Detector
from servanda.inventory.evidence import Classes, compile_classes
from servanda.inventory.journal import Journal, question
from servanda.inventory.places import Kind, unreadable
from servanda.inventory.scan import Progress, discover, without_password
from servanda.inventory.walking import Found, files_of

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
    comes to. `done` files were finished by a scan that was stopped; time and money are of the others.
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
    done: int = 0


def plan(
    target: str,
    *,
    detectors: tuple[Detector, ...],
    sources: Iterable[Any],
    rows: int | None,
    clock: Callable[[], float],
    price: float | None = None,
    journal: Path | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Count the files of a folder or the objects of a store, and scan a few of them; `clock` gives seconds.

    A million is counted as it is listed, in the memory of one folder. With the `journal` of a scan that was
    stopped, what is finished and as it was is counted as `done`. Raises UnreadableError `missing`,
    `no-folder` or `empty`, and what the store raises.
    """
    kinds: tuple[Kind, ...] = tuple(sources)
    folder, listing = _listing(target, kinds)
    named = _Naming(kinds, folder)
    counted: dict[str, list[int]] = {}
    drawn: list[tuple[str, int]] = []
    readable = work = done = 0
    compiled = compile_classes(detectors)
    with Journal(journal, question(compiled, rows)) if journal else nullcontext() as kept:
        for number, found in enumerate(listing):
            if progress is not None and number % 1_024 == 0:
                progress(number, None, found.place)
            name = named(found.place)
            tally = counted.setdefault(name, [0, 0])
            tally[0] += 1
            tally[1] += found.size
            if not name:
                continue
            if kept is not None and kept.finished(found.place, found.mark):
                done += 1
                continue
            readable += 1
            work += found.size
            if len(drawn) < TRIED:
                drawn.append((found.place, found.size))
            elif (slot := _DRAW.randrange(readable)) < TRIED:
                drawn[slot] = (found.place, found.size)
    if not counted:
        raise unreadable("empty", "this folder holds no files", target)
    tried, tried_bytes, spent = _try(target, folder, drawn, compiled, kinds, rows, clock)
    seconds: float | None = None
    if not readable:
        seconds = 0.0
    elif tried:
        # small files cost their opening and large ones their bytes: the worse of the two counts
        seconds = spent * max(readable / tried, work / tried_bytes if tried_bytes else 0.0)
    return Plan(
        target=without_password(target),
        files=sum(files for files, _ in counted.values()),
        bytes=sum(size for _, size in counted.values()),
        kinds=tuple(
            KindPlan(kind=name, files=files, bytes=size)
            for name, (files, size) in sorted(counted.items(), key=lambda item: -item[1][1])
        ),
        tried=tried,
        tried_bytes=tried_bytes,
        seconds=seconds,
        price=price,
        money=None if price is None else price * work / 2**30,
        done=done,
    )


_DRAW = random.Random(0)  # noqa: S311 (a sample, no secret)


def _listing(target: str, kinds: tuple[Kind, ...]) -> tuple[Path | None, Iterable[Found]]:
    """The folder, if it is one, and everything that stands below the target."""
    if "://" in target:
        for kind in kinds:
            listed = getattr(kind, "listed", None)
            if listed is not None and kind.accepts(target):
                return None, listed(target)
    folder = Path(target)
    if "://" in target or not folder.is_dir():
        code = "no-folder" if "://" in target or folder.exists() else "missing"
        raise unreadable(
            code,
            "only the scan of a folder or an object store needs a plan",
            target.partition("://")[0] if "://" in target else target,
            "name a folder, or scan the place itself: a sample of each table is soon read",
        )
    return folder, files_of(folder)


class _Naming:
    """The kind of each file: by its suffix, which is asked once, else by its first bytes."""

    def __init__(self, kinds: tuple[Kind, ...], folder: Path | None) -> None:
        self._kinds, self._folder = kinds, folder
        self._known: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        name = place.rpartition("/")[2]
        suffix = ".".join(name.split(".")[1:][-2:]).lower()
        known = self._known.get(suffix)
        if known is None:
            known = self._known[suffix] = self._kind(
                f"\x00/file.{suffix}" if suffix else "\x00/file"
            )
            if len(self._known) > _MOST_SUFFIXES:
                self._known.clear()  # names that are all different
        if known or self._folder is None:
            return known
        return self._kind(str(self._folder / place))

    def _kind(self, there: str) -> str:
        return next((kind.NAME for kind in self._kinds if kind.accepts(there)), "")


_MOST_SUFFIXES = 10_000


def _try(
    target: str,
    folder: Path | None,
    drawn: list[tuple[str, int]],
    classes: Classes,
    kinds: tuple[Kind, ...],
    rows: int | None,
    clock: Callable[[], float],
) -> tuple[int, int, float]:
    """A few files, scanned: how many, their bytes, and the seconds it took."""
    tried, tried_bytes, spent = 0, 0, 0.0
    for place, size in drawn:
        if tried and tried_bytes + size > TRIED_BYTES:
            continue
        there = f"{target.rstrip('/')}/{place}" if folder is None else str(folder / place)
        started = clock()
        try:
            discover(there, system="", detectors=classes, sources=kinds, rows=rows)
        except UnreadableError:
            continue
        spent += clock() - started
        tried += 1
        tried_bytes += size
    return tried, tried_bytes, spent
