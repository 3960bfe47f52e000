"""A playbook as CACAO v2.0 (OASIS, Security Playbooks Version 2.0), for whoever runs playbooks elsewhere."""

from __future__ import annotations

import uuid
from typing import Any

from servanda.base.instants import Instant
from servanda.incidents.response import Phase, Playbook, Step

_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:servanda:playbooks")
_ACTIVITY: dict[Phase, str] = {
    "identify": "identify-indicators",
    "contain": "restrict-access",
    "investigate": "analyze-collected-data",
    "remediate": "eliminate-risk",
    "recover": "restore-data",
    "communicate": "deliver-content",
    "review": "identify-steps",
}
_TYPES: dict[Phase, str] = {
    "identify": "detection",
    "contain": "mitigation",
    "investigate": "investigation",
    "remediate": "remediation",
    "recover": "remediation",
    "communicate": "notification",
    "review": "prevention",
}
"""Vocabularies of sections 3.1.1 and 3.1.2."""


def playbook(book: Playbook, *, at: Instant) -> dict[str, Any]:
    """The playbook as a CACAO object; the same playbook always has the same ids (section 3)."""
    start, end = _id("start", book.id), _id("end", book.id)
    steps = [_id("action", f"{book.id}/{step.id}") for step in book.steps]
    stamp = f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
    workflow: dict[str, Any] = {
        start: {"type": "start", "name": "begin", "on_completion": (steps or [end])[0]},
        end: {"type": "end", "name": "end"},
    }
    for step, name, following in zip(book.steps, steps, [*steps[1:], end], strict=True):
        workflow[name] = _action(step, following)
    owners = sorted({step.owner for step in book.steps})
    return {
        "type": "playbook",
        "spec_version": "cacao-2.0",
        "id": _id("playbook", book.id),
        "name": book.title,
        "description": book.about,
        "playbook_types": list(dict.fromkeys(_TYPES[step.phase] for step in book.steps)),
        "playbook_activities": list(dict.fromkeys(_ACTIVITY[step.phase] for step in book.steps)),
        "created_by": _id("identity", "servanda"),
        "created": stamp,
        "modified": stamp,
        "labels": list(book.fits),
        "workflow_start": start,
        "workflow": workflow,
        "agent_definitions": {
            _id("group", owner): {"type": "group", "name": owner} for owner in owners
        },
    }


def _action(step: Step, following: str) -> dict[str, Any]:
    """Section 5.4: what Servanda can do is a command to be confirmed, the rest is done by hand."""
    words = f"{step.do} {step.how}"
    commands = [{"type": "manual", "command": words, "playbook_activity": _ACTIVITY[step.phase]}]
    if step.command:
        commands.append({"type": "bash", "command": step.command})
    return {
        "type": "action",
        "name": step.do,
        "description": step.how,
        "on_completion": following,
        "commands": commands,
        "agent": _id("group", step.owner),
    }


def _id(kind: str, name: str) -> str:
    """An identifier (section 10.10) that depends on the name alone."""
    return f"{kind}--{uuid.uuid5(_NAMES, f'{kind}/{name}')}"
