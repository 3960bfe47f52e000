"""An assessment as a page in a terminal: first what is due, then why, then what to find out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from servanda.incidents.duties import Assessment
from servanda.incidents.notice_duty import NoticeDuty
from servanda_cli.workspaces import page, shortened

if TYPE_CHECKING:
    from rich.console import Console

_LEVELS = {"unlikely": "unlikely", "risk": "a risk", "high-risk": "a high risk"}


def show(found: Assessment, title: str, *, ids: bool = False) -> None:
    """Print the assessment; with `ids` the name of each duty, as `notice` and `sent` take it."""
    with page() as out:
        out.print(title or "an incident")
        out.print(f"as of {found.now:%Y-%m-%d %H:%M}Z\n")
        _conclusions(out, found)
        live = found.of_state("overdue", "owed", "open", "waiting")
        _table(out, "To be told", [duty for duty in live if duty.state != "open"], found.now, ids)
        _table(out, "Open: an unknown fact decides", list(found.of_state("open")), found.now, ids)
        _table(out, "Told", list(found.of_state("done", "late")), found.now, ids)
        rest = len(found.of_state("not-owed"))
        if rest:
            out.print(f"{rest} further duties do not apply on these facts (--all shows why).\n")
        if found.unjudged:
            out.print(
                f"{len(found.unjudged)} laws were not judged: it is not known where the people live "
                "(people_in, established).\n"
            )


def show_not_owed(found: Assessment) -> None:
    """Print what does not apply, and why."""
    with page() as out:
        for duty in found.of_state("not-owed"):
            out.print(f"not owed   {duty.basis}: {'; '.join(duty.why)}")


def _conclusions(out: Console, found: Assessment) -> None:
    risk = found.risk
    words = _LEVELS[risk.answer]
    if not risk.settled:
        words += f", and it may be {_LEVELS[risk.may_be]}"
    out.print(f"Risk to people (GDPR): {words}")
    for reason in risk.reasons:
        out.print(f"  because {reason.words} ({reason.cites})")
    if risk.because:
        out.print(f"  decided by {risk.by}: {risk.because}")
    for change in risk.changes:
        out.print(f"  would be {_LEVELS[change.answer]} if {_supposed(change.fact, change.value)}")
    if any(d.id.startswith("us/hipaa") and d.state != "not-owed" for d in found.duties):
        out.print(f"Health information (HIPAA): {found.phi.answer}")
        for reason in found.phi.reasons:
            out.print(f"  {reason.words}")
    level = found.severity
    out.print(f"Severity (ENISA): {level.score} ({level.level})")
    if level.guessed:
        out.print(f"  unknown, and scored at the gravest: {', '.join(level.guessed)}")
    out.print()


def _supposed(fact: str, value: object) -> str:
    if isinstance(value, bool):
        return f"{fact} were {'true' if value else 'false'}"
    if isinstance(value, frozenset):
        return f"{fact} were {', '.join(sorted(value)) or 'none'}"
    return f"{fact} {value}" if " " in str(value) else f"{fact} were {value}"


def _table(out: Console, heading: str, duties: list[NoticeDuty], now: datetime, ids: bool) -> None:
    if not duties:
        return
    out.print(f"{heading} ({len(duties)})")
    for duty in duties:
        out.print(f"  {_clock(duty, now)}  to {duty.to.replace('-', ' ')}")
        out.print(f"      {duty.what}")
        limit = "" if duty.clock is None else f"; {duty.clock}"
        sure = f"; confidence {duty.confidence}" if duty.confidence not in ("", "high") else ""
        out.print(f"      {duty.basis}{limit}{sure}")
        out.print(f"      {shortened(duty.basis.words, 90)}")
        if ids:
            out.print(f"      DUTY: {duty.id}")
        for reading in duty.readings:
            out.print(
                f"      by {reading.rule}: {reading.due:%Y-%m-%d %H:%M}Z (a reading, no target)"
            )
        for ask in duty.asks:
            out.print(f"      to find out: {ask}")
    out.print()


def _clock(duty: NoticeDuty, now: datetime) -> str:
    if duty.state == "waiting":
        return f"{'after ' + duty.starts.replace('-', ' '):34}"
    if duty.local is None:
        return f"{'no number of hours or days':34}"
    left = duty.due - now if duty.due else timedelta()
    told = "late" if duty.state == "late" else "sent" if duty.state == "done" else _left(left)
    return f"{duty.by} {told:>10}".ljust(34)


def _left(left: timedelta) -> str:
    if left <= timedelta():
        return "OVERDUE"
    hours = int(left.total_seconds() // 3600)
    return f"{hours // 24} d {hours % 24} h" if hours >= 100 else f"{hours} h"
