"""`servanda vault`: customers' records and files, sealed under keys of their agreement."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.grouping import Group
from servanda_cli.output import console, emit, json_option, progress, say
from servanda_cli.workspaces import actor, now, opened, workspace_option

_LIMIT = 64_000_000


def ask(what: str) -> str:
    """A passphrase from a person, twice where it is a new one; nothing is shown."""
    if not sys.stdin.isatty():
        raise ServandaError(
            "no-passphrase",
            "the key file needs its passphrase, and there is nobody to ask",
            hint="SERVANDA_VAULT_PASSPHRASE_FILE=/path/of/a/file",
        )
    again = "new" in what
    found: str = click.prompt(what, hide_input=True, confirmation_prompt=again, err=True)
    return found


class_option = click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="FIELD=CLASS",
    help="A field's data class, before that of vault.toml. May be given again.",
)
_file = click.Path(path_type=Path, dir_okay=False)


@click.group(cls=Group, short_help="Seal, find, reveal and shred customers' records.")
def command() -> None:
    """Customers' records and files, sealed under keys of their agreement.

    Plaintext comes out with --reveal alone, and the ledger says so first. Values are read from standard
    input or files, never from the command line: that would be in the shell's history.
    """


@command.command()
@click.argument("agreement")
@click.argument("customer")
@click.argument("record", default="")
@click.option("--from", "source", type=_file, metavar="FILE", help="Read the JSON object here.")
@click.option(
    "--table", type=_file, metavar="FILE", help="Store every row of a CSV or Parquet file."
)
@click.option(
    "--id", "id_column", default="", metavar="COLUMN", help="With --table: the records' ids."
)
@click.option("--file", "plain", type=_file, metavar="FILE", help="Seal a file instead of fields.")
@click.option("--out", "target", type=_file, metavar="FILE", help="With --file: the sealed file.")
@click.option("--field", default="file", show_default=True, help="With --file: the field's name.")
@class_option
@workspace_option
@json_option
def put(
    agreement: str,
    customer: str,
    record: str,
    source: Path | None,
    table: Path | None,
    id_column: str,
    plain: Path | None,
    target: Path | None,
    field: str,
    classes: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
) -> int:
    """Seal a record of CUSTOMER: a JSON object of its fields on standard input, null to remove one.

    With --table every row of a file is a record, and with --file a file is sealed whole.
    """
    from servanda_app.actions import vault_files, vaulting

    known = _classes(classes)
    common: dict[str, Any] = {"now": now(), "actor": actor(), "ask": ask}
    if (plain is None) != (target is None):
        raise click.UsageError("--file and --out go together")
    if (table is None) == (not record):
        raise click.UsageError("name a RECORD, or a --table with --id")
    with opened(folder) as workspace:
        if table is not None:
            if not id_column:
                raise click.UsageError("--table needs --id: which column names the records")
            with progress("sealing") as report:
                count = vaulting.vault_put_table(
                    workspace,
                    agreement,
                    customer,
                    table,
                    id_column=id_column,
                    classes=known,
                    progress=report,
                    **common,
                )
        elif plain is not None and target is not None:
            count = vault_files.vault_seal_file(
                workspace, agreement, customer, record, field, plain, target, **common
            )
        else:
            held = {name: {record: value} for name, value in _object(source).items()}
            count = vaulting.vault_put(
                workspace, agreement, customer, held, classes=known, **common
            )
    what = "bytes" if plain else "values"
    if as_json:
        emit({"schema": "servanda/vault-put/1", "agreement": agreement, "customer": customer, what: count})  # fmt: skip
    else:
        console().print(f"sealed {count} {what} for {customer} under {agreement}")
    return exits.KEPT


def _classes(words: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for word in words:
        name, equals, data_class = word.partition("=")
        if not (name and equals and data_class):
            raise click.UsageError("--class is written FIELD=CLASS, for instance mail=email")
        found[name] = data_class
    return found


def _input(source: Path | None) -> str:
    try:
        if source is not None:
            return source.read_text("utf-8")
        return sys.stdin.read(_LIMIT)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ServandaError(
            "cannot-read", f"the input cannot be read: {why}", where=str(source or "standard input")
        ) from None


def _object(source: Path | None) -> dict[str, str | None]:
    try:
        plain = json.loads(_input(source))
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict) or not all(
        value is None or isinstance(value, str) for value in plain.values()
    ):
        raise ServandaError(
            "bad-record",
            "a record is a JSON object of texts",
            hint='{"email": "...", "phone": null}',
            where=str(source or "standard input"),
        )
    return plain


@command.command()
@click.argument("agreement")
@click.argument("customer")
@click.argument("record")
@click.option("--reveal", is_flag=True, help="Show plaintext. The ledger records it first.")
@click.option("--file", "sealed", type=_file, metavar="FILE", help="Reveal a sealed file.")
@click.option("--out", "target", type=_file, metavar="FILE", help="With --file: the plaintext.")
@click.option("--field", default="file", show_default=True, help="With --file: the field's name.")
@workspace_option
@json_option
def get(
    agreement: str,
    customer: str,
    record: str,
    reveal: bool,
    sealed: Path | None,
    target: Path | None,
    field: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Show a record's fields, masked by data class; exit code 3 where there is no such record."""
    from servanda_app.actions import vault_files, vaulting

    common: dict[str, Any] = {"now": now(), "actor": actor(), "ask": ask}
    if (sealed is None) != (target is None):
        raise click.UsageError("--file and --out go together")
    with opened(folder) as workspace:
        if sealed is not None and target is not None:
            if not reveal:
                raise click.UsageError("a file has no mask: add --reveal to write its plaintext")
            size = vault_files.vault_reveal_file(
                workspace, agreement, customer, record, field, sealed, target, **common
            )
            if as_json:
                emit({"schema": "servanda/vault-file/1", "file": str(target), "bytes": size})
            else:
                console().print(f"{target}: {size} bytes of plaintext", soft_wrap=True)
            return exits.KEPT
        found = vaulting.vault_get(workspace, agreement, customer, record, reveal=reveal, **common)
    if as_json:
        emit(
            {
                "schema": "servanda/vault-record/1",
                "agreement": agreement,
                "customer": customer,
                "record": record,
                "revealed": reveal,
                "fields": found,
            }
        )
    elif not found:
        say(f"there is no record {record} of {customer} under {agreement}")
    else:
        width = max(map(len, found))
        for name, value in found.items():
            console().print(f"{name:{width}}  {value}", soft_wrap=True)
    return exits.KEPT if found else exits.NOTHING


@command.command()
@click.argument("agreement")
@click.argument("field")
@click.option("--customer", metavar="CUSTOMER", help="Only this customer's records.")
@click.option("--class", "category", default="", metavar="CLASS", help="The field's data class.")
@workspace_option
@json_option
def find(
    agreement: str,
    field: str,
    customer: str | None,
    category: str,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Find the records whose FIELD has the value that is read from standard input.

    The field must be searchable (vault.toml). Exit code 3 where there is none.
    """
    from servanda_app.actions import vaulting

    value = _input(None).rstrip("\r\n")
    with opened(folder) as workspace:
        found = vaulting.vault_find(
            workspace,
            agreement,
            field,
            value,
            now=now(),
            actor=actor(),
            customer=customer,
            category=category,
            ask=ask,
        )
    if as_json:
        emit({"schema": "servanda/vault-found/1", "agreement": agreement, "records": found})
    elif not found:
        say("no record has it")
    else:
        for one in found:
            console().print(f"{one.customer}  {one.record}", soft_wrap=True)
    return exits.KEPT if found else exits.NOTHING


@command.command()
@click.argument("agreement")
@click.option("--customer", metavar="CUSTOMER", help="Only this customer's key.")
@click.option("--resume", is_flag=True, help="Make no new key: finish what was interrupted.")
@click.option(
    "--agreement-key", is_flag=True, help="Replace the agreement's key; no value is touched."
)
@click.option(
    "--service-key", is_flag=True, help="The same, with a new version in the key service."
)
@workspace_option
@json_option
def rotate(
    agreement: str,
    customer: str | None,
    resume: bool,
    agreement_key: bool,
    service_key: bool,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Give customers a new data key and seal everything under it; may be stopped at any point."""
    from servanda_app.actions import vault_keeping

    if (customer or resume) and (agreement_key or service_key):
        raise click.UsageError("--customer and --resume are for data keys")
    with opened(folder) as workspace, progress("rotating") as report:
        done = vault_keeping.vault_rotate(
            workspace,
            agreement,
            now=now(),
            actor=actor(),
            customer=customer,
            resume=resume,
            agreement_key=agreement_key,
            service_key=service_key,
            ask=ask,
            progress=report,
        )
    if as_json:
        emit(done)
    elif agreement_key or service_key:
        console().print(f"{agreement}: a new key, {done.keys} keys wrapped under it")
    else:
        console().print(
            f"{agreement}: {done.customers} new data keys, {done.values} values sealed anew"
        )
    return exits.KEPT


@command.command()
@click.argument("agreement")
@click.option(
    "--confirm",
    default="",
    metavar="AGREEMENT",
    help="The agreement's id once more. It cannot be undone.",
)
@workspace_option
@json_option
def shred(agreement: str, confirm: str, folder: Path | None, as_json: bool) -> int:
    """Destroy the key of an agreement, ended or not, and show that nothing of it opens any more."""
    from servanda_app.actions import vault_keeping

    if confirm != agreement:
        raise click.UsageError(f"this cannot be undone: add --confirm {agreement}")
    with opened(folder) as workspace, progress("shredding") as report:
        done = vault_keeping.vault_shred(
            workspace, agreement, now=now(), actor=actor(), ask=ask, progress=report
        )
    if as_json:
        emit(done)
        return exits.KEPT
    out = console()
    out.print(f"{agreement}: its key is {done.standing.value} in the key service ({done.service})")
    if done.final is not None:
        out.print(f"final    {done.final:%Y-%m-%d %H:%M}Z; until then it can be cancelled there")
    out.print(f"tried    {done.tried} values as a backup holds them: {done.opened} open")
    out.print(f"removed  {done.values} values, keys of {done.customer_keys} customers")
    out.print(f"proof    {done.proof.value}: {done.said}", soft_wrap=True)
    return exits.KEPT
