"""One function a verb: loads values, calls the core, writes record and ledger entry.

`init` and `open_workspace` give a `Workspace` (use it in a `with`); every other verb takes one. `now`
(an aware time) and `actor` (who does it, as the ledger will say for ever) are arguments of each verb
that records.
"""

from servanda_app.actions.checking import CheckRun, check
from servanda_app.actions.creation import init
from servanda_app.actions.deriving import Obligations, obligations
from servanda_app.actions.discovering import Discoveries, discover
from servanda_app.actions.exercises import (
    Exercise,
    advance,
    moment_of,
    score_exercise,
    start_exercise,
)
from servanda_app.actions.forwarding import Forwarded, forward_ledger
from servanda_app.actions.incidents import (
    assess_incident,
    close_incident,
    decide_conclusion,
    incident,
    incidents,
    named_duty,
    notice_sent,
    open_incident,
    state_fact,
    state_facts,
    understood,
)
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
from servanda_app.actions.responses import add_evidence, register, step_done, timeline
from servanda_app.actions.reviewing import record_review
from servanda_app.actions.standing import WorkspaceStatus, status
from servanda_app.actions.witnessing import Witnessed, witness_ledger
from servanda_app.incidents import Closed, Done, Evidence, Incident, Opened, Sent
from servanda_app.workspace import Workspace, find, open_workspace

__all__ = [
    "CheckRun",
    "Closed",
    "Discoveries",
    "Done",
    "Evidence",
    "Exercise",
    "Forwarded",
    "Incident",
    "Judged",
    "LedgerFolder",
    "LedgerReport",
    "Obligations",
    "Opened",
    "Sent",
    "Witnessed",
    "Workspace",
    "WorkspaceStatus",
    "add_evidence",
    "advance",
    "assess_incident",
    "check",
    "close_incident",
    "decide_conclusion",
    "discover",
    "find",
    "forward_ledger",
    "incident",
    "incidents",
    "init",
    "latest_checkpoint",
    "ledger_entries",
    "moment_of",
    "named_duty",
    "notice_sent",
    "obligations",
    "open_incident",
    "open_workspace",
    "prove_entry",
    "publish_ledger",
    "record_review",
    "register",
    "report",
    "score_exercise",
    "start_exercise",
    "state_fact",
    "state_facts",
    "status",
    "step_done",
    "timeline",
    "understood",
    "verify_ledger",
    "witness_ledger",
]
