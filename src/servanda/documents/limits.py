"""How much of a hostile file is looked at, and the errors that say so."""

from __future__ import annotations

from typing import Final

from servanda.base.errors import UnreadableError

MAX_BYTES: Final = 64_000_000
"""The largest file that is read; real agreements are below 5 MB."""

MAX_TEXT: Final = 4_000_000
"""The most characters of text taken from one document, some 1,500 pages; read in about 12 seconds."""

MAX_BRACKETS: Final = 100_000
"""The most opening brackets in Markdown: each may begin a link, and is slow to find none."""

MAX_PARTS: Final = 4_000
"""The most parts of one DOCX package."""

MAX_PART: Final = 48_000_000
"""The most bytes that one part of a package may unpack to."""

MAX_UNPACKED: Final = 96_000_000
"""The most bytes that the parts which are read may unpack to together."""

MAX_RATIO: Final = 400
"""The most that a part above 1 MB may be larger than its packed form; Word's own stay below 60."""

MAX_DEPTH: Final = 250
"""The deepest nesting of XML elements; Word's own stay below 60."""

MAX_ELEMENTS: Final = 1_500_000
"""The most XML elements of one part."""

MAX_PAGES: Final = 3_000
"""The most pages of one PDF."""


def too_large(name: str, what: str = "") -> UnreadableError:
    """The error for a file, or what it unpacks to, that is beyond what is read."""
    return UnreadableError(
        "too-large",
        what or f"this file is larger than {MAX_BYTES // 1_000_000} MB",
        hint="split it, or save it without images; the text of an agreement is far smaller",
        where=name,
    )


def corrupt(name: str, kind: str, why: str = "") -> UnreadableError:
    """The error for a file whose structure is broken."""
    return UnreadableError(
        f"corrupt-{kind.lower()}",
        f"this {kind} is damaged{': ' + why if why else ''}",
        hint="open it in the program that made it and save it anew, or ask for another copy",
        where=name,
    )


def locked(name: str, kind: str) -> UnreadableError:
    """The error for a file that opens only with a password."""
    return UnreadableError(
        "password-protected",
        f"this {kind} is protected by a password",
        hint="save a copy without the password and give that",
        where=name,
    )


def hostile(name: str, code: str, why: str) -> UnreadableError:
    """The error for a file that is built to harm its reader."""
    return UnreadableError(
        code, why, hint="do not open it; ask its sender for a clean copy", where=name
    )
