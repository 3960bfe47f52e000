"""Log files and other plain text, line by line, in bounded memory whatever the length of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servanda.inventory.sources._files import Metered, head_of
from servanda.inventory.sources._lines import Text, text_of

NAME = "text"

_SUFFIXES = (".log", ".out", ".err", ".trace", ".txt", ".text", ".rst", ".md", ".markdown")
_TURNED = re.compile(r"\.(?:log|out|err)[.-]\d{1,12}$")
"""A log that was set aside by number or date: `app.log.1`, `app.log-20261124`."""


def accepts(target: str) -> bool:
    """By the suffix, that of a rotated log too."""
    lower = target.lower()
    return lower.endswith(_SUFFIXES) or _TURNED.search(lower[-40:]) is not None


@contextmanager
def connect(target: str, folder: str) -> Iterator[Text]:
    """Look at the file; raises UnreadableError `missing`, `no-permission`, `empty` or `not-text`."""
    path = Path(folder) / target
    head_of(path, target)
    metered = Metered(path)
    text = text_of(path.name, target, metered.open)
    text.metered = metered
    yield text
