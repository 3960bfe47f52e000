"""The tables. All but `Pending` only ever grow; triggers of the first migration refuse the rest."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from servanda.base.errors import ServandaError


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise ServandaError(
        "append-only",
        "what is recorded is neither changed nor deleted",
        hint="record something new",
    )


def raw(value: object) -> bytes:
    """The bytes of a binary column, also where someone has put a value of another type there."""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode("utf-8", "surrogatepass")


class _Growing(models.QuerySet):
    """Rows can be added and read."""

    update = _refuse
    delete = _refuse
    bulk_update = _refuse


class _Recorded(models.Model):
    """A row that is written once."""

    objects = _Growing.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; saving an existing one raises ServandaError `append-only`."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **(kwargs | {"force_insert": True}))

    delete = _refuse


class Identity(_Recorded):
    """Whose database this is: the origin of its ledger. One row."""

    origin = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "servanda_identity"


class Document(_Recorded):
    """An immutable document: an agreement's version, a review, a discovery, evidence, a decision.

    `body` are its canonical bytes, `digest` their SHA-256; the rest is for finding it, and stands in
    its ledger entry too, so that nothing here can be changed unnoticed.
    """

    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    at = models.DateTimeField()
    run = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    body = models.BinaryField()

    class Meta:
        db_table = "servanda_document"
        indexes = (
            models.Index(fields=["kind", "subject", "id"], name="servanda_document_kind"),
            models.Index(fields=["run"], name="servanda_document_run"),
        )


class Pending(models.Model):
    """A ledger entry that waits for the sequencer; written in the transaction of its record."""

    data = models.BinaryField()

    class Meta:
        db_table = "servanda_ledger_pending"


class LedgerEntry(_Recorded):
    """An entry of the ledger: its canonical bytes at its index, from 0."""

    index = models.BigIntegerField(primary_key=True)
    data = models.BinaryField()

    class Meta:
        db_table = "servanda_ledger_entry"


class LedgerNode(_Recorded):
    """A stored hash of the tree (`servanda.ledger.tree.position`)."""

    position = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()

    class Meta:
        db_table = "servanda_ledger_node"


class LedgerCheckpoint(_Recorded):
    """A signed checkpoint, by the size of its tree."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()

    class Meta:
        db_table = "servanda_ledger_checkpoint"
