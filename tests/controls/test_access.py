"""Database roles: real grants in PostgreSQL, permissions of files."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from situations import crm, database, discovery, duty, finding, only, run, situation

from servanda.controls.catalog import database_roles
from servanda.controls.control import Outcome, Situation

TAG = secrets.token_hex(
    4
)  # roles are the server's, not the database's: ours have a name of their own
ROLES = {name: f"{name}_{TAG}" for name in ("app", "group", "analyst", "stranger", "boss")}


@pytest.fixture
def grants(postgres_database: str) -> Iterator[str]:
    """A table with customer data, an `app` that reads it, and others who do not yet."""
    import psycopg

    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute("create schema clinic")
        connection.execute("create table clinic.people (id int, mail text)")
        for name in ("app", "analyst", "stranger"):
            connection.execute(f"create role {ROLES[name]} login")
        connection.execute(f"create role {ROLES['group']} nologin")
        connection.execute(f"grant usage on schema clinic to {ROLES['app']}, {ROLES['group']}")
        connection.execute(f"grant select on clinic.people to {ROLES['app']}")
        yield postgres_database
        for name in ROLES.values():
            if connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone():
                connection.execute(f"drop owned by {name}; drop role {name}")


def sql(url: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.format(**ROLES))


def at(
    url: str, *readers: str, value: object = ("least_privilege", "rbac"), **more: object
) -> Situation:
    return situation(
        duty("access_control", value=value),  # type: ignore[arg-type]
        **{
            "systems": (crm(url, readers=tuple(ROLES.get(name, name) for name in readers)),),
            "discoveries": {"crm": discovery(finding("clinic.people", "mail"))},
            **more,
        },
    )


def judged(url: str, *readers: str, **more: object) -> Outcome:
    return only(run(database_roles.CONTROL, at(url, *readers, **more)))


@pytest.mark.postgres
def test_those_who_are_listed_keep_it(grants: str) -> None:
    outcome = judged(grants, "app", "servanda")
    assert outcome.status == "kept", outcome.why
    assert (outcome.seen, outcome.population) == (1, 1)


@pytest.mark.postgres
def test_a_superuser_must_be_listed_by_name(grants: str) -> None:
    outcome = judged(grants, "app")
    assert outcome.status == "broken"
    assert "servanda (superuser)" in outcome.why


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "grant select on clinic.people to {stranger}; grant usage on schema clinic to {stranger}",
        "grant select (mail) on clinic.people to {stranger}; grant usage on schema clinic to {stranger}",
        "grant {app} to {stranger}",
        "alter role {stranger} noinherit; grant {app} to {stranger}",
        "grant select on clinic.people to {group}; grant {group} to {stranger}",
        "grant pg_read_all_data to {stranger}",
        "alter role {stranger} replication",
        "grant pg_read_server_files to {stranger}",
        "alter table clinic.people owner to {stranger}; grant usage on schema clinic to {stranger}",
    ],
)
def test_every_way_to_read_is_found(grants: str, statement: str) -> None:
    sql(grants, *statement.split("; "))
    # membership in `app` would be enough if `app` were a listed role: here the listed one is not
    outcome = judged(grants, "servanda")
    assert outcome.status == "broken"
    assert ROLES["stranger"] in outcome.why
    assert ROLES["analyst"] not in outcome.why


@pytest.mark.postgres
def test_a_grant_without_the_schema_reads_nothing(grants: str) -> None:
    sql(grants, "grant select on clinic.people to {stranger}")
    assert judged(grants, "app", "servanda").status == "kept"


@pytest.mark.postgres
def test_a_member_of_a_listed_role_is_listed(grants: str) -> None:
    sql(grants, "grant select on clinic.people to {group}", "grant {group} to {analyst}")
    assert judged(grants, "app", "servanda").status == "broken"
    assert judged(grants, "app", "servanda", "group").status == "kept"


@pytest.mark.postgres
def test_a_superuser_is_no_member_of_every_role(grants: str) -> None:
    sql(grants, "create role {boss} login superuser")
    outcome = judged(grants, "app", "servanda", "group")
    assert outcome.status == "broken"
    assert f"{ROLES['boss']} (superuser)" in outcome.why


@pytest.mark.postgres
def test_public_is_broken_even_where_nobody_is_listed(grants: str) -> None:
    sql(grants, "grant select on clinic.people to public")
    assert "PUBLIC" in judged(grants).why
    assert judged(grants).status == "broken"


@pytest.mark.postgres
def test_public_on_a_column_is_found(grants: str) -> None:
    sql(grants, "grant select (mail) on clinic.people to public")
    assert judged(grants, "app", "servanda").status == "broken"


@pytest.mark.postgres
def test_without_a_list_it_is_unknown(grants: str) -> None:
    outcome = judged(grants)
    assert outcome.status == "unknown"
    assert "2 can" in outcome.why


@pytest.mark.postgres
def test_what_was_not_scanned_or_is_gone_is_unknown(grants: str) -> None:
    assert judged(grants, "app", "servanda", discoveries={}).status == "unknown"
    partial = {"crm": discovery(finding("clinic.people", "mail"), skipped=("clinic.x",))}
    assert judged(grants, "app", "servanda", discoveries=partial).status == "unknown"
    gone = {"crm": discovery(finding("clinic.folk", "mail"))}
    outcome = judged(grants, "app", "servanda", discoveries=gone)
    assert (outcome.status, outcome.why) == ("unknown", "there is no table `clinic.folk`")


@pytest.mark.postgres
def test_what_a_database_does_not_show_stays_unknown(grants: str) -> None:
    here = at(grants, "app", "servanda", value=("least_privilege", "mfa"))
    assert {o.subject: o.status for o in run(database_roles.CONTROL, here)} == {
        "crm": "kept",
        "mfa": "unknown",
    }
    alone = at(grants, "app", "servanda", value=("mfa",))
    assert [o.subject for o in run(database_roles.CONTROL, alone)] == ["mfa"]


def test_a_server_that_is_not_there_is_unknown() -> None:
    outcome = judged("postgresql://nobody:S3CRET@127.0.0.1:1/none", "app")
    assert outcome.status == "unknown"
    assert "S3CRET" not in repr(outcome)


@pytest.mark.parametrize(
    ("mode", "value", "status"),
    [
        (0o600, True, "kept"),
        (0o640, ("least_privilege",), "kept"),
        (0o644, True, "broken"),
        (0o604, ("rbac",), "broken"),
        (0o600, ("rbac",), "unknown"),
    ],
)
def test_files(tmp_path: Path, mode: int, value: object, status: str) -> None:
    database(tmp_path / "crm.db", "create table people (mail)", {}).chmod(mode)
    outcome = judged("crm.db", value=value, folder=tmp_path)
    assert outcome.status == status


def test_a_file_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    assert judged("crm.db", value=True, folder=tmp_path).status == "unknown"
