"""A fast first look at a buffer: which lines may match an expression, so that `re` reads only those.

Hyperscan (an automaton over bytes, never a backtrack) is used where it can be imported; without it
every expression is simply run. Both ways give the same findings, which the tests compare.
"""

from __future__ import annotations

import re
import threading
from typing import Any

AFTER = 500_000
"""Characters an expression reads before its database is compiled.

Importing and compiling cost 10 to 70 ms; a light command with a small table should not pay that.
"""

_REPEAT = re.compile(r"\{(\d+)(?:,(\d+))?\}")
_LONG = 8


class Sieve:
    """The database of one expression; it lets through every line that may match, and a few others.

    `pattern` is a detector's (one line, no anchors); `inside` whether it may stand within a line.
    `after` is as AFTER, or None where the database shall never be used. Threads may share a sieve:
    each loads the compiled bytes into a database of its own.
    """

    __slots__ = ("_after", "_expression", "_loaded", "_lock", "_read", "_serial", "fits_shadows")

    def __init__(self, pattern: str, *, inside: bool, after: int | None = AFTER) -> None:
        # long counted repeats make big automata; a shorter one without an end lets through more, never less
        short = _REPEAT.sub(_shorter, pattern)
        edges = (r"(?:^|\W)", r"(?:\W|$)") if inside else ("^", "$")
        self._expression = f"{edges[0]}(?:{short}){edges[1]}".encode()
        # whether it speaks of no character beyond ASCII (see `lines._shadowed`)
        self.fits_shadows = self._expression.isascii() and not re.search(
            rb"\\[xuUN]", self._expression
        )
        self._after = after
        self._read = 0
        self._serial: bytes | None = None
        self._lock = threading.Lock()
        self._loaded = threading.local()

    def __reduce__(self) -> tuple[Any, ...]:
        # a database belongs to one process: another one compiles its own
        return _sieve_of, (self._expression, self._after, self.fits_shadows)

    def ends(self, data: bytes, most: int) -> list[int] | None:
        """Where in lines of ASCII (or like `lines._shadowed`) a match may end; None where that is not known, or there are over `most`."""
        if self._after is None:
            return None
        if not data:
            return []
        self._read += len(data)
        if self._read <= self._after:
            return None
        database = self._database()
        if database is None:
            return None
        import hyperscan

        found: list[int] = []

        def seen(_id: int, _start: int, end: int, _flags: int, _context: Any) -> bool | None:
            found.append(end)
            return len(found) > most or None  # True ends the scan

        try:
            database.scan(data, match_event_handler=seen)
        except hyperscan.ScanTerminated:
            return None
        return found

    def _database(self) -> Any:
        try:
            return self._loaded.database
        except AttributeError:
            pass
        self._loaded.database = database = self._load()
        return database

    def _load(self) -> Any:
        try:
            import hyperscan
        except ImportError:
            self._after = None
            return None
        with self._lock:
            if self._serial is None:
                flags = hyperscan.HS_FLAG_MULTILINE | hyperscan.HS_FLAG_PREFILTER
                database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
                try:
                    database.compile(
                        expressions=[self._expression], ids=[0], elements=1, flags=[flags]
                    )
                except hyperscan.error:
                    self._after = None  # an expression that it does not know is left to `re`
                    return None
                self._serial = hyperscan.dumpb(database)
        database = hyperscan.loadb(self._serial, hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
        return database


def _sieve_of(expression: bytes, after: int | None, fits: bool) -> Sieve:
    sieve = Sieve("", inside=True, after=after)
    sieve._expression = expression
    sieve.fits_shadows = fits
    return sieve


def _shorter(repeat: re.Match[str]) -> str:
    least, most = int(repeat[1]), int(repeat[2] or repeat[1])
    return repeat[0] if most <= _LONG else f"{{{min(least, _LONG)},}}"


def lines_at(data: bytes, ends: list[int], text: str | None = None) -> list[str]:
    """The lines of ASCII `data` (or of the `text` that it stands for) in which matches end, each once."""
    found: list[str] = []
    stop = -1
    for end in sorted(ends):
        last = end - 1
        if data[last] == 10:
            last -= 1  # the match took the line's end for the edge after it
        if last < stop:
            continue
        start = data.rfind(b"\n", 0, last + 1) + 1
        stop = data.find(b"\n", last)
        stop = len(data) if stop < 0 else stop
        found.append(data[start:stop].decode("ascii") if text is None else text[start:stop])
    return found
