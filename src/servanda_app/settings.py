"""`servanda.toml`: the company, the places where customer data lives, and a few settings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.toml import TomlText, read_toml
from servanda.inventory.systems import Company, Endpoint, SubProcessor, System
from servanda.safeguards.access.people import Person, Role

FILE = "servanda.toml"
SCHEMA = "servanda/workspace/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the workspace works. `database` is a PostgreSQL URL, empty for the embedded database;
    `busy_seconds` how long to wait for another program that holds it."""

    database: str = ""
    busy_seconds: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that `servanda.toml` says."""

    schema: str
    company: Company
    systems: tuple[System, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    subprocessors: tuple[SubProcessor, ...] = ()
    settings: Options = Options()
    roles: tuple[Role, ...] = ()
    people: tuple[Person, ...] = ()


def read_settings(source: bytes, name: str = FILE) -> Settings:
    """Read `servanda.toml`.

    Raises ServandaError with `file:line`: what `read_toml` raises, `unknown-key`, `missing-key`,
    `wrong-type`, `newer-workspace`, `no-schema`, `double-id`, `unknown-role` or `bad-setting`.
    """
    text = read_toml(source, name)
    _require_schema(text)
    # PostgreSQL's URL may also stand at the top, beside `schema`
    table: dict[str, Any] = dict(text.table)
    if isinstance(table.get("database"), str):
        settings = table.get("settings", {})
        if isinstance(settings, dict) and "database" not in settings:
            table["settings"] = {**settings, "database": table.pop("database")}
    found = replace(text, table=table).value(Settings)
    for key, ids in (
        ("systems", [system.id for system in found.systems]),
        ("endpoints", [endpoint.id for endpoint in found.endpoints]),
        ("subprocessors", [other.name for other in found.subprocessors]),
        ("roles", [role.id for role in found.roles]),
        ("people", [person.id for person in found.people]),
    ):
        for place, each in enumerate(ids):
            if not each or Counter(ids[: place + 1])[each] > 1:
                raise text.fault(
                    "double-id",
                    f"{key}/{place}",
                    f"`{each}` is named twice" if each else "this has no name",
                    "each needs an id of its own",
                )
    roles = {role.id for role in found.roles}
    for place, person in enumerate(found.people):
        for role in person.roles:
            if role not in roles:
                raise text.fault(
                    "unknown-role",
                    f"people/{place}/roles",
                    f"there is no role `{role}`",
                    f"one of {', '.join(sorted(roles))}" if roles else "name it under [[roles]]",
                )
    if found.settings.busy_seconds < 0:
        raise text.fault("bad-setting", "settings/busy_seconds", "a waiting time is not negative")
    return found


def _require_schema(text: TomlText) -> None:
    said = text.table.get("schema")
    if said == SCHEMA:
        return
    if isinstance(said, str) and said.startswith("servanda/workspace/"):
        raise text.fault(
            "newer-workspace",
            "schema",
            f"this workspace is of form `{said.rpartition('/')[2]}`, and this Servanda knows form 1",
            "update Servanda",
        )
    raise text.fault(
        "no-schema", "schema", "this file does not say its form", f'schema = "{SCHEMA}"'
    )


TEMPLATE = """\
# What Servanda knows of this company. Keep it in Git; it holds no secrets.
schema = "servanda/workspace/1"

[company]
name = {name}
role = "processor"          # or "controller"
security_contact = ""       # whom to reach on security; some agreements promise one
region = ""                 # where the company is: a country code such as "DE"

# Each place where customer data lives: a SQLite file, a CSV or Parquet file, a PostgreSQL URL.
# Passwords do not belong here: PostgreSQL reads them from ~/.pgpass or PGPASSWORD.
#
# [[systems]]
# id = "crm"
# target = "data/crm.db"    # relative to this folder
# region = "DE"
# operator = ""             # the sub-processor that runs it, empty for yourselves
# purpose = "customer support"
# agreements = ["example"]  # the files agreements/example.md ...

# Each place where data enters or leaves over TLS.
#
# [[endpoints]]
# id = "api"
# address = "api.example.com:443"
# agreements = ["example"]

# Each other company that processes customer data for you.
#
# [[subprocessors]]
# name = "Example Hosting"
# country = "DE"
# agreements = ["example"]

# Each role and each person who reaches customer data; access.md says what they may do.
#
# [[roles]]
# id = "support"
# keys = false              # true: holds keys, so it may not read
# audit = false             # true: looks, and changes nothing
#
# [[people]]
# id = "ada"
# roles = ["support"]

# [settings]
# database = "postgresql://servanda@db.example.com/servanda"  # instead of the embedded one
"""


def template(company: str) -> str:
    """A `servanda.toml` to begin with."""
    import tomli_w

    line = tomli_w.dumps({"name": company}).strip()
    return TEMPLATE.replace("name = {name}", line)


def missing_workspace(start: Path) -> ServandaError:
    """There is no workspace here, and what to do about it."""
    return ServandaError(
        "no-workspace",
        "this folder is no workspace and lies in none",
        hint="make one here with `servanda init`, or name one with --workspace",
        where=str(start),
    )
