"""How results are shown: JSON or words to stdout, talk and progress to stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")


def emit(value: Any) -> None:
    """Print a value as JSON to stdout."""
    sys.stdout.write(json.dumps(to_plain(value), indent=2, ensure_ascii=False) + "\n")


def console() -> Console:
    """A console on stdout: colour only on a terminal, the terminal's width or 100 columns."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 100
    return Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def say(message: str) -> None:
    """A line of talk, to stderr."""
    sys.stderr.write(message + "\n")


def say_error(error: ServandaError, as_json: bool = False) -> None:
    """One clear error: what, where, and what to do."""
    if as_json:
        emit(
            {
                "schema": "servanda/error/1",
                "code": error.code,
                "message": error.message,
                "where": error.where or None,
                "hint": error.hint or None,
            }
        )
    place = f"{error.where}: " if error.where else ""
    lines = [f"error[{error.code}]: {place}{error.message}"]
    if error.hint:
        lines.append(f"  try: {error.hint}")
    say("\n".join(lines))


Progress = Callable[[int, int | None, str], None]


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A bar on stderr for work of over a second, on a terminal only; yields `(done, total, note)`.

    It shows the rate (of whatever is counted) and the time that is left where the total is known.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total, _note: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    began = time.monotonic()
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
        console=Console(stderr=True),
        transient=True,
    )
    task = bars.add_task(what, total=None, note="", rate="")

    def update(done: int, total: int | None, note: str) -> None:
        if not bars.live.is_started and time.monotonic() - began > 1:
            bars.start()
        if total is not None and total != bars.tasks[0].total:
            bars.reset(task, total=total)  # what is counted has changed: another file, or its bytes
        speed = bars.tasks[0].speed
        bars.update(
            task, completed=done, total=total, note=note, rate=f"{_short(speed)}/s" if speed else ""
        )

    try:
        yield update
    finally:
        bars.stop()


def _short(number: float) -> str:
    """A number in at most five characters: 0.3, 12, 4.5k, 31M."""
    for unit in ("", "k", "M", "G"):
        if number < 1000:
            return f"{number:.0f}{unit}" if number >= 10 else f"{number:.1f}{unit}"
        number /= 1000
    return f"{number:.0f}T"
