"""Documents: written together with their ledger entry, read as values, verified against the ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from servanda.base.codec import canonical, digest, from_plain
from servanda.base.errors import ServandaError, TamperingError
from servanda.base.instants import Instant, require_instant
from servanda.ledger.entries import Entry, read_entry
from servanda.ledger.store import LedgerStore
from servanda_app.records.models import Document, Pending, raw

T = TypeVar("T")

_SUBJECT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A document as it stands in the database; `value` gives what it holds."""

    kind: str
    subject: str
    at: Instant
    run: str
    digest: str
    body: bytes

    def plain(self) -> Any:
        """The document as plain data. Raises TamperingError where its bytes were changed."""
        if digest(self.body) != self.digest:
            raise TamperingError(
                "record-changed",
                f"a record of kind `{self.kind}` no longer has the digest under which it was stored",
                hint="run `servanda ledger verify`",
                where=self.subject,
            )
        return json.loads(self.body)

    def value(self, kind: type[T]) -> T:
        """The document as a value; raises ServandaError where it is not of that kind."""
        return from_plain(kind, self.plain())


def record(
    alias: str, *, kind: str, subject: str, value: Any, at: Instant, actor: str, run: str = ""
) -> Stored:
    """Write a document and let its ledger entry wait; called inside a transaction.

    Raises ServandaError `not-canonical` for what has no canonical JSON, and `subject-too-long`.
    """
    if len(subject) > _SUBJECT:
        raise ServandaError("subject-too-long", f"an id has at most {_SUBJECT} characters")
    body = canonical(value)
    stored = Stored(
        kind=kind, subject=subject, at=require_instant(at), run=run, digest=digest(body), body=body
    )
    Document(
        kind=kind, subject=subject, at=stored.at, run=run, digest=stored.digest, body=body
    ).save(using=alias)
    entry = Entry(
        kind=kind, subject=subject, digest=stored.digest, at=stored.at, actor=actor, run=run
    )
    Pending(data=entry.to_bytes()).save(using=alias)
    return stored


def stored(alias: str, *, kind: str = "", subject: str = "", run: str = "") -> Iterator[Stored]:
    """Documents of a kind, a subject or a run, each where it is given, in order of recording.

    Raises TamperingError `record-unreadable` where a column holds what was never put there.
    """
    with _read():
        for row in _rows(alias, kind=kind, subject=subject, run=run).order_by("id").iterator():
            yield _stored(row)


@contextmanager
def _read() -> Iterator[None]:
    try:
        yield
    except (ValueError, AttributeError):
        # a time that is none, or a text that is no UTF-8
        raise TamperingError(
            "record-unreadable",
            "a record's time or text was changed to what cannot be read",
            hint="keep the files as they are, and compare them with a backup",
        ) from None


def _rows(alias: str, **wanted: str) -> QuerySet:
    return Document.objects.using(alias).filter(**{k: v for k, v in wanted.items() if v})


def latest(alias: str, *, kind: str, subject: str = "") -> Stored | None:
    """The newest document of a kind, or None."""
    with _read():
        row = _rows(alias, kind=kind, subject=subject).order_by("-id").first()
        return _stored(row) if row else None


def counts(alias: str) -> dict[str, int]:
    """How many documents there are of each kind."""
    kinds = Document.objects.using(alias).order_by("kind").values_list("kind", flat=True)
    return dict(Counter(kinds.iterator()))


def _stored(row: Document) -> Stored:
    return Stored(
        kind=row.kind,
        subject=row.subject,
        at=require_instant(row.at),
        run=row.run,
        digest=row.digest,
        body=raw(row.body),
    )


def verify_documents(
    alias: str,
    store: LedgerStore,
    size: int,
    progress: Callable[[int, int | None, str], None] = lambda _done, _total, _note: None,
) -> int:
    """Verify that every document is as its ledger entry says, and every entry has its document.

    Returns how many there are; raises TamperingError that names the document and its entry. The
    ledger's entries themselves must have been verified before.
    """
    owed: dict[tuple[object, ...], list[int]] = {}
    waiting = [(-1, data) for _, data in store.pending(store.pending_count())]
    for index, data in _chain(store.entries(0, size), waiting):
        entry = read_entry(data)
        if entry.digest:
            key = (entry.kind, entry.subject, entry.at, entry.run, entry.digest)
            owed.setdefault(key, []).append(index)
    found = 0
    strays: list[Stored] = []
    total = sum(map(len, owed.values()))
    for document in stored(alias):
        found += 1
        key = (document.kind, document.subject, document.at, document.run, digest(document.body))
        entries = owed.get(key)
        if entries is None or digest(document.body) != document.digest:
            strays.append(document)
            continue
        entries.pop(0)
        if not entries:
            del owed[key]
        progress(found, total, "records")
    if strays or owed:
        raise _mismatch(strays, owed)
    return found


def _mismatch(strays: list[Stored], owed: dict[tuple[object, ...], list[int]]) -> TamperingError:
    missing = min(
        ((index, key) for key, indices in owed.items() for index in indices),
        key=lambda item: item[0] if item[0] >= 0 else float("inf"),
        default=None,
    )
    hint = "keep the files as they are, and compare them with a backup"
    if missing is None:
        stray = strays[0]
        return TamperingError(
            "record-added",
            f"a record of kind `{stray.kind}` stands in the database without a ledger entry",
            hint=hint,
            where=stray.subject,
        )
    index, key = missing
    what = "was changed" if strays else "was removed"
    entry = f"entry {index}" if index >= 0 else "a waiting entry"
    return TamperingError(
        "record-changed" if strays else "record-removed",
        f"the record of kind `{key[0]}` that {entry} vouches for {what}",
        hint=hint,
        where=str(key[1]),
    )


def _chain(*parts: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    for part in parts:
        yield from part
