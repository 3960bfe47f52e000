"""`record_review`: a review and the version of the agreement file that came of it."""

from __future__ import annotations

from servanda.agreements.findings import Review
from servanda.base.codec import digest
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda_app.files import read_small
from servanda_app.records.documents import latest, record
from servanda_app.workspace import Workspace


def record_review(
    workspace: Workspace, review: Review, *, now: Instant, actor: str, agreement: str = ""
) -> tuple[str, ...]:
    """Record a review, and the present version of `agreements/<agreement>.md` where it is named.

    Returns the digests of what was recorded. Raises ServandaError `missing-file` where the agreement
    file is not there.
    """
    path = workspace.folder / "agreements" / f"{agreement}.md"
    if agreement and path.name != f"{agreement}.md":
        raise ServandaError("bad-id", "an agreement's id is the name of its file without `.md`")
    text = read_small(path) if agreement else b""
    subject = agreement or review.name[:200]
    with workspace.recording():
        made = [
            record(
                workspace.alias, kind="review", subject=subject, value=review, at=now, actor=actor
            ).digest
        ]
        if agreement:
            made += record_version(workspace, agreement, text, now=now, actor=actor)
    return tuple(made)


def record_version(
    workspace: Workspace, agreement: str, text: bytes, *, now: Instant, actor: str, run: str = ""
) -> list[str]:
    """Record an agreement file as it now reads, unless that is the version recorded last.

    Called inside a transaction; returns the digest of what was recorded, if anything.
    """
    value = {
        "schema": "servanda/agreement-version/1",
        "agreement": agreement,
        "file_digest": digest(text),
        "text": text.decode("utf-8", "replace"),
    }
    last = latest(workspace.alias, kind="agreement", subject=agreement)
    if last is not None and last.plain() == value:
        return []
    kept = record(
        workspace.alias,
        kind="agreement",
        subject=agreement,
        value=value,
        at=now,
        actor=actor,
        run=run,
    )
    return [kept.digest]
