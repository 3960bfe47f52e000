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
    """A bar on stderr for work of over a second, on a terminal only; yields `(done, total, note)`."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _note: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bars

    began = time.monotonic()
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[note]}"),
        console=Console(stderr=True),
        transient=True,
    )
    task = bars.add_task(what, total=None, note="")

    def update(done: int, total: int | None, note: str) -> None:
        if not bars.live.is_started and time.monotonic() - began > 1:
            bars.start()
        bars.update(task, completed=done, total=total, note=note)

    try:
        yield update
    finally:
        bars.stop()
