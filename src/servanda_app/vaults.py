"""A workspace's vault: `vault.toml`, where its rows stand, and where its keys come from."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.toml import read_toml
from servanda.safeguards.vault import keys as key_services
from servanda.safeguards.vault.boundary import PemOuterKey, read_public
from servanda.safeguards.vault.keyring import CustomerKey
from servanda.safeguards.vault.keyservice import KeyService
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.store import VaultStore
from servanda.safeguards.vault.vault import Vault
from servanda_app.files import read_small
from servanda_app.workspace import Workspace, shown

FILE = "vault.toml"
SCHEMA = "servanda/vault-settings/1"
PASSPHRASE_FILE = "SERVANDA_VAULT_PASSPHRASE_FILE"  # noqa: S105 (the name of a variable)
CREDENTIAL = "servanda-vault"
Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultField:
    """What a field holds: its data class, and whether it can be searched."""

    field: str
    category: str
    searchable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultCustomer:
    """A customer with an outer key: files of its public half, and of the private one where it is lent."""

    customer: str
    public: str
    private: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultSettings:
    """All that `vault.toml` says. `database` is a PostgreSQL URL; empty: that of the workspace, else a file
    of its own. `keys` names the key `service` and what it needs."""

    schema: str = SCHEMA
    database: str = ""
    keys: Mapping[str, str] = field(default_factory=lambda: {"service": "file"})
    fields: tuple[VaultField, ...] = ()
    customers: tuple[VaultCustomer, ...] = ()


def vault_settings(folder: Path) -> VaultSettings:
    """Read `vault.toml`; without one there are defaults: the embedded store and a key file."""
    path = folder / FILE
    if not path.exists():
        return VaultSettings()
    text = read_toml(read_small(path), shown(path))
    if text.table.get("schema") != SCHEMA:
        raise text.fault(
            "no-schema", "schema", "this file does not say a form that is known", f'schema = "{SCHEMA}"'
        )  # fmt: skip
    found: VaultSettings = text.value(VaultSettings)
    if "service" not in found.keys:
        raise text.fault("missing-key", "keys", "no key service is named", 'service = "file"')
    return found


@contextmanager
def opened_vault(workspace: Workspace, ask: Ask | None = None) -> Iterator[Vault]:
    """The vault of a workspace. `ask` gets a passphrase from a person, where one may be asked.

    Raises ServandaError `unknown-key-service`, `no-passphrase`, and what store and service say.
    """
    settings = vault_settings(workspace.folder)
    customers = {one.customer: _customer(workspace.folder, one) for one in settings.customers}
    vault = Vault(
        _store(workspace, settings), _service(workspace, settings, ask), customers=customers
    )
    try:
        yield vault
    finally:
        vault.close()


def _store(workspace: Workspace, settings: VaultSettings) -> VaultStore:
    url = settings.database or workspace.settings.settings.database
    busy = workspace.settings.settings.busy_seconds
    if url:
        from servanda.safeguards.vault.stores.postgresql import PostgresqlStore

        return PostgresqlStore(url, busy_seconds=busy)
    from servanda.safeguards.vault.stores.sqlite import SqliteStore

    return SqliteStore(workspace.home / "vault.db", busy_seconds=busy)


def _service(workspace: Workspace, settings: VaultSettings, ask: Ask | None) -> KeyService:
    kinds = sorted(module.name for module in pkgutil.iter_modules(key_services.__path__))
    kind = settings.keys["service"]
    if kind not in kinds:
        raise ServandaError(
            "unknown-key-service",
            f"there is no key service `{kind}`",
            hint=f"one of {', '.join(kinds)}",
            where=FILE,
        )
    module = importlib.import_module(f"{key_services.__name__}.{kind}")
    file = workspace.folder / settings.keys.get("file", str(workspace.home / "keys" / "vault.keys"))
    given: dict[str, Any] = {**settings.keys, "file": file}
    given["passphrase"] = lambda: _passphrase(ask, fresh=kind == "file" and not file.exists())
    service: KeyService = module.open_service(given)
    return service


def _passphrase(ask: Ask | None, *, fresh: bool) -> Secret:
    """From a file that the environment names, from the operating system's own keeping, or from a person.

    systemd puts what `LoadCredentialEncrypted=servanda-vault:...` unsealed (by the machine's TPM) into
    `$CREDENTIALS_DIRECTORY`, in memory.
    """
    named = os.environ.get(PASSPHRASE_FILE, "")
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    file = Path(named) if named else Path(folder) / CREDENTIAL if folder else None
    if file is not None and (named or file.exists()):
        return Secret(read_small(file, 10_000).rstrip(b"\r\n"))
    if ask is None:
        raise ServandaError(
            "no-passphrase",
            "the key file needs its passphrase, and there is nobody to ask",
            hint=f"{PASSPHRASE_FILE}=/path/of/a/file, or the credential `{CREDENTIAL}` of systemd",
        )
    return Secret(ask("Passphrase for a new key file" if fresh else "Passphrase").encode())


def _customer(folder: Path, told: VaultCustomer) -> CustomerKey:
    public = read_public(read_small(folder / told.public, 100_000))
    lent = folder / told.private if told.private else None
    # a file that is gone is a key that was withdrawn
    private = PemOuterKey(read_small(lent, 100_000)) if lent and lent.exists() else None
    return CustomerKey(public=public, private=private)
