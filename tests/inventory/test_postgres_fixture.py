"""The PostgreSQL of the tests is a real one and each database is empty."""

from __future__ import annotations

import pytest


@pytest.mark.postgres
def test_answers(postgres_database: str) -> None:
    import psycopg

    with psycopg.connect(postgres_database) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() or (None,)
    assert count == 0
