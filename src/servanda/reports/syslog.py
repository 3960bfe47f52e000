"""Ledger entries as syslog messages (RFC 5424), for whoever watches elsewhere."""

from __future__ import annotations

from servanda.ledger.entries import Entry

_LOG_AUDIT = 13
"""The facility "log audit" (RFC 5424 section 6.2.1, table 1)."""
_NOTICE, _INFORMATIONAL = 5, 6
_STRUCTURED = "ledger@32473"
"""SD-ID under the number that IANA keeps for examples (RFC 5612); a firm may put its own."""


def message(index: int, entry: Entry, *, origin: str) -> bytes:
    """One entry as a message without framing: header, structured data, the entry in JSON.

    The entry is the ledger's own: whoever holds the message can ask for the proof of `index`.
    Source: RFC 5424 section 6.
    """
    severity = _NOTICE if is_notable(entry) else _INFORMATIONAL
    data = {
        "index": str(index),
        "kind": entry.kind,
        "subject": entry.subject,
        "actor": entry.actor,
        "run": entry.run,
        "digest": entry.digest,
    }
    head = " ".join(
        (
            f"<{_LOG_AUDIT * 8 + severity}>1",
            # section 6.2.3: at most six digits of the second
            entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            _printable(origin, 255),
            "servanda",
            "-",
            _printable(entry.kind, 32),
        )
    )
    named = " ".join(f'{name}="{_value(value)}"' for name, value in data.items() if value)
    # section 6.4: a text in UTF-8 begins with the byte order mark
    return f"{head} [{_STRUCTURED} {named}] \ufeff".encode() + entry.to_bytes()


def framed(message: bytes) -> bytes:
    """A message for a stream: its length in bytes before it (RFC 6587 section 3.4.1, RFC 5425)."""
    return b"%d %s" % (len(message), message)


def is_notable(entry: Entry) -> bool:
    """Whether someone who watches should look: a refusal, a failure, an overruling, an emergency."""
    words = entry.kind.split("-")
    return any(word in words for word in ("denied", "failed", "overruled", "glass"))


def _printable(text: str, limit: int) -> str:
    """PRINTUSASCII without spaces (section 6, ABNF), `-` for nothing."""
    return "".join(c for c in text if "!" <= c <= "~")[:limit] or "-"


def _value(text: str) -> str:
    # section 6.3.3: these three are escaped, and nothing else is
    for character in ("\\", '"', "]"):
        text = text.replace(character, "\\" + character)
    return text
