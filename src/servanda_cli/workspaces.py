"""What every command of a workspace shares: which workspace, who asks, and when."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from servanda_app.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

workspace_option: Callable[[F], F] = click.option(
    "--workspace",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The workspace. Else the nearest folder upwards that has a servanda.toml.",
)


@contextmanager
def opened(folder: Path | None) -> Iterator[Workspace]:
    """The workspace named on the command line, or the one that the present folder lies in."""
    from servanda_app.workspace import find, open_workspace

    with open_workspace(folder or find(Path.cwd())) as workspace:
        yield workspace


@contextmanager
def page() -> Iterator[Console]:
    """A console whose lines end where their words end; shown when the block is left."""
    from servanda_cli.output import console

    out = console()
    with out.capture() as captured:
        yield out
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def actor() -> str:
    """Who asks, as the ledger will say: the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def now() -> datetime:
    """The present moment; only the edges of the program read the clock."""
    return datetime.now(UTC)


def shortened(words: str, length: int) -> str:
    """Words on one line, cut at a space with an ellipsis where they are longer than `length`."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
