"""One function a verb: loads values, calls the core, writes record and ledger entry.

`init` and `open_workspace` give a `Workspace`; every other verb takes one.
"""

from servanda_app.actions.creation import init
from servanda_app.actions.ledgers import (
    LedgerReport,
    ledger_entries,
    prove_entry,
    verify_ledger,
)
from servanda_app.workspace import Workspace, find, open_workspace

__all__ = [
    "LedgerReport",
    "Workspace",
    "find",
    "init",
    "ledger_entries",
    "open_workspace",
    "prove_entry",
    "verify_ledger",
]
