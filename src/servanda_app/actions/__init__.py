"""One function a verb: loads values, calls the core, writes record and ledger entry.

`init` and `open_workspace` give a `Workspace` (use it in a `with`); every other verb takes one. `now`
(an aware time) and `actor` (who does it, as the ledger will say for ever) are arguments of each verb
that records.
"""

from servanda_app.actions.checking import CheckRun, check
from servanda_app.actions.creation import init
from servanda_app.actions.deriving import Obligations, obligations
from servanda_app.actions.discovering import Discoveries, discover
from servanda_app.actions.forwarding import Forwarded, forward_ledger
from servanda_app.actions.judging import Judged
from servanda_app.actions.ledgers import (
    LedgerFolder,
    LedgerReport,
    latest_checkpoint,
    ledger_entries,
    prove_entry,
    publish_ledger,
    verify_ledger,
)
from servanda_app.actions.reporting import report
from servanda_app.actions.reviewing import record_review
from servanda_app.actions.standing import WorkspaceStatus, status
from servanda_app.actions.witnessing import Witnessed, witness_ledger
from servanda_app.workspace import Workspace, find, open_workspace

__all__ = [
    "CheckRun",
    "Discoveries",
    "Forwarded",
    "Judged",
    "LedgerFolder",
    "LedgerReport",
    "Obligations",
    "Witnessed",
    "Workspace",
    "WorkspaceStatus",
    "check",
    "discover",
    "find",
    "forward_ledger",
    "init",
    "latest_checkpoint",
    "ledger_entries",
    "obligations",
    "open_workspace",
    "prove_entry",
    "publish_ledger",
    "record_review",
    "report",
    "status",
    "verify_ledger",
    "witness_ledger",
]
