"""What the tests of workspaces share."""

from __future__ import annotations

from datetime import UTC, datetime

from servanda_app.records.documents import record
from servanda_app.workspace import Workspace

NOW = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)

TOML = """\
schema = "servanda/workspace/1"

[company]
name = "Larkfield"
security_contact = "security@larkfield.example"
"""


def note(workspace: Workspace, subject: str, text: str = "x") -> None:
    """Record something small, as an action would."""
    with workspace.recording():
        record(
            workspace.alias, kind="note", subject=subject, value={"text": text}, at=NOW, actor="t"
        )
