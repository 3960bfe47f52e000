"""Databases of workspaces: opened under an alias each, migrated, and their failures told plainly."""

from __future__ import annotations

import itertools
import pkgutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionDoesNotExist, Error

from servanda.base.errors import ServandaError, TamperingError, UnreadableError
from servanda_app.records import migrations

_numbers = itertools.count(1)
_registering = threading.Lock()

_SQLITE = {
    # a commit is on the disk before it is acknowledged (FULL), and readers never wait (WAL)
    # 32 MB of pages are kept: the upper levels of a ledger's tables are read for every proof
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; "
        "PRAGMA cache_size=-32000"
    ),
    # a transaction that will write takes its lock at once, so that it cannot fail half-way
    "transaction_mode": "IMMEDIATE",
}


def register(database: str, file: Path, busy_seconds: float) -> str:
    """Make a database known to Django; returns its alias. Nothing is opened yet.

    `database` is a PostgreSQL URL, or empty for the SQLite `file`, which must exist already.
    """
    if database:
        settings = _postgresql(database, busy_seconds)
    else:
        settings = {
            "ENGINE": "django.db.backends.sqlite3",
            # mode=rw: a file that is gone is an error and is not made anew behind one's back
            "NAME": f"{file.resolve().as_uri()}?mode=rw",
            "OPTIONS": _SQLITE | {"timeout": busy_seconds},
        }
    with _registering:
        alias = f"workspace-{next(_numbers)}"
        complete = connections.configure_settings({"default": {}, alias: settings})
        connections.settings[alias] = complete[alias]
    return alias


def forget(alias: str) -> None:
    """Close this thread's connection, and take the alias back."""
    with _registering:
        try:
            connections[alias].close()
            del connections[alias]
        except (AttributeError, ConnectionDoesNotExist):
            return
        connections.settings.pop(alias, None)


def _postgresql(url: str, busy_seconds: float) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _bad_url() from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise _bad_url()
    options: dict[str, Any] = {"connect_timeout": max(2, int(busy_seconds))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": options | dict(parse_qsl(parts.query)),
    }


def _bad_url() -> ServandaError:
    return ServandaError(
        "bad-database-url",
        "`database` is no PostgreSQL URL",
        hint="postgresql://user@host:5432/name, or leave it out for the embedded database",
    )


def place(database: str, file: Path) -> str:
    """The database as an error names it: a file, or host and name without user and password."""
    if not database:
        return str(file)
    parts = urlsplit(database)
    return f"{parts.hostname or 'localhost'}{parts.path}"


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Turn what a database says into a ServandaError that a person can act on."""
    try:
        yield
    except (Error, UnicodeDecodeError) as error:
        # a text that is no UTF-8, in a row or in SQLite's own message, is damage
        raise _told(error, where) from None


def _told(error: Error | UnicodeDecodeError, where: str) -> ServandaError:
    text = str(error).lower()
    if "database is locked" in text or "lock timeout" in text or "database table is locked" in text:
        return ServandaError(
            "locked-database",
            "another program holds this workspace's database",
            hint="wait until it is done, or see whether it hangs",
            where=where,
        )
    damage = ("not a database", "malformed", "disk image", "could not decode", "codec can't decode")
    if any(word in text for word in damage):
        return UnreadableError(
            "corrupt-database",
            "this workspace's database is damaged or is no database",
            hint="restore `.servanda` from a backup",
            where=where,
        )
    if "unable to open" in text:
        return ServandaError(
            "missing-database",
            "this workspace's database cannot be opened",
            hint="restore `.servanda` from a backup, or see to its permissions",
            where=where,
        )
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return ServandaError(
            "read-only-database",
            "this workspace's database cannot be written to",
            hint="see to the permissions of the file or of the role",
            where=where,
        )
    if "disk" in text and "full" in text:
        return ServandaError(
            "disk-full", "the disk is full", hint="make room; nothing was recorded", where=where
        )
    if "append-only" in text:
        return ServandaError(
            "append-only", "what is recorded is neither changed nor deleted", where=where
        )
    if any(word in text for word in ("connect", "timeout", "password", "does not exist", "closed")):
        return ServandaError(
            "unreachable-database",
            "this workspace's database does not answer or does not let us in",
            hint="see that it runs, and that `database` in servanda.toml names it rightly",
            where=where,
        )
    return ServandaError(
        "database-failed",
        f"the database refused ({type(error).__name__})",
        hint="see the database's own log",
        where=where,
    )


def known_migrations() -> list[str]:
    """The migrations that this program brings, in order."""
    names = [module.name for module in pkgutil.iter_modules(migrations.__path__)]
    return sorted(name for name in names if name[0].isdigit())


def migrate(alias: str) -> list[str]:
    """Bring a database up to date; returns the migrations that were applied.

    Raises ServandaError `newer-workspace` where a newer Servanda has written it.
    """
    connection = connections[alias]
    missing = _missing(connection)
    if not missing:
        return []
    with _alone(connection):
        # another process may have done it in the meantime
        missing = _missing(connection)
        if missing:
            executor = MigrationExecutor(connection)
            try:
                executor.migrate(executor.loader.graph.leaf_nodes("records"))
            except DatabaseError:
                # SQLite has no lock to hold beforehand: another process may have been faster
                if _missing(connection):
                    raise
    return missing


def _missing(connection: BaseDatabaseWrapper) -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    done = {name for app, name in applied if app == "records"}
    known = known_migrations()
    if newer := sorted(done - set(known)):
        raise ServandaError(
            "newer-workspace",
            f"a newer Servanda wrote this workspace (it has `{newer[-1]}`)",
            hint="update Servanda; nothing was changed",
        )
    return [name for name in known if name not in done]


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Keep other processes from migrating the same database at the same time."""
    if connection.vendor != "postgresql":
        # SQLite: a migration is one IMMEDIATE transaction, and its record is part of it
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


LOCK = 0x5E7A_4DA0
"""The number of our advisory lock in PostgreSQL."""


@contextmanager
def exclusively(alias: str) -> Iterator[None]:
    """One transaction that no other sequencer shares."""
    with transaction.atomic(using=alias):
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + 1])
        yield


@contextmanager
def snapshot(alias: str) -> Iterator[None]:
    """One view of the database for everything that is read inside; writers are not held up."""
    connection = connections[alias]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic(using=alias):
                yield
        finally:
            connection.transaction_mode = mode
        return
    outer = connection.in_atomic_block
    with transaction.atomic(using=alias):
        if not outer:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def require_sound(alias: str) -> None:
    """Let SQLite verify its own pages and indexes; raises TamperingError `database-damaged`."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        (said,) = cursor.fetchone()
    if said != "ok":
        raise TamperingError(
            "database-damaged",
            "the database's pages or indexes do not agree with one another",
            hint="restore `.servanda` from a backup",
        )
