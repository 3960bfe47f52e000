"""`report`: where the company stands after a run of the checks, for a page that shows it."""

from __future__ import annotations

from servanda.reports.page import Standing
from servanda_app.actions.checking import CheckRun
from servanda_app.records.documents import latest
from servanda_app.workspace import Workspace


def report(workspace: Workspace, run: CheckRun) -> Standing:
    """The run, with the latest recorded review of each agreement."""
    with workspace.told():
        reviews = [
            latest(workspace.alias, kind="review", subject=agreement.id)
            for agreement in run.agreements
        ]
    return Standing(
        company=run.company,
        at=run.at,
        agreements=run.agreements,
        promises=run.promises,
        discoveries=tuple(run.discoveries.found.values()),
        not_scanned=run.discoveries.failed,
        reviews=tuple(review.plain() for review in reviews if review is not None),
        ledger_size=run.size,
        ledger_root=run.root,
    )
