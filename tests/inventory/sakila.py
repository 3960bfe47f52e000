"""Loads Sakila (PostgreSQL schema and COPY data) through the driver, for tests that scan it."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg


def load(folder: Path, url: str) -> None:
    """Create the schema and fill it; statements about other people's roles are left out."""
    schema = (folder / "postgres-sakila-schema.sql").read_text("utf-8")
    data = (folder / "postgres-sakila-insert-data-using-copy.sql").read_text("utf-8")
    with psycopg.connect(url, autocommit=True) as connection:
        if not _has_role(connection):
            connection.execute("CREATE ROLE postgres")
        connection.execute(_statements(schema))
        connection.execute("SET session_replication_role = replica")  # no order among the tables
        for table, columns, rows in re.findall(
            r"^COPY (\S+) \(([^)]*)\) FROM stdin;\n(.*?)^\\\.$", data, re.MULTILINE | re.DOTALL
        ):
            with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write(rows)
        connection.execute("ANALYZE")


def _has_role(connection: psycopg.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'postgres'").fetchone())


def _statements(schema: str) -> str:
    """The dump without the lines that psql alone understands."""
    return "\n".join(line for line in schema.splitlines() if not line.startswith("\\"))
