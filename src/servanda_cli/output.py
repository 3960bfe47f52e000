"""How results are shown: JSON or words to stdout, talk and progress to stderr."""

from __future__ import annotations

import json
import re
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
    from rich.text import Text

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")


# What steers a terminal instead of being read in it: control characters but tab and line break, the marks
# that turn the direction of writing, and bytes of an argument or a file name that are no UTF-8.
_STEERING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""Text that a terminal shows and does not obey: what would steer it is written out, as in `\x1b`.

    What is printed comes from contracts, tables, facts and file names that others wrote.
    """
    return _STEERING.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def emit(value: Any) -> None:
    """Print a value as JSON to stdout; what would steer a terminal is escaped, as JSON allows."""
    text = json.dumps(to_plain(value), indent=2, ensure_ascii=False)
    sys.stdout.write(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def console() -> Console:
    """A console on stdout: colour only on a terminal, the terminal's width or 100 columns."""
    from rich.console import Console as Rich

    class Console(Rich):
        """Shows what it is given, and obeys none of it."""

        def render_str(self, text: str, **how: Any) -> Text:
            return super().render_str(visible(text), **how)

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # `main` knows what it means: whoever read this has gone

    width = None if sys.stdout.isatty() else 100
    return Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def write(text: str) -> None:
    """A text of several lines to stdout: where a terminal reads it, it shows it and obeys none of it."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def say(message: str) -> None:
    """A line of talk, to stderr."""
    sys.stderr.write(visible(message) + "\n")


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
