"""The timeline of an incident as one page with a picture: what happened, and what falls due when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda.base.instants import Instant, format_instant
from servanda.incidents.duties import Assessment
from servanda.incidents.notice_duty import NoticeDuty

_WIDTH, _LEFT, _ROW, _TOP = 960, 300, 30, 54


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened: when, what sort of thing, its words, and who did it."""

    at: Instant
    kind: str
    words: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One duty in the picture, in pixels: from its start to its end, and the mark of its sending."""

    label: str
    note: str
    state: str
    y: int
    x: float
    width: float
    sent: float | None


def render(name: str, title: str, moments: Sequence[Moment], assessment: Assessment) -> str:
    """The page as HTML text, with no request to anywhere and no script in it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("servanda.reports", ""), autoescape=True, undefined=StrictUndefined
    )
    dated = [duty for duty in assessment.duties if duty.due is not None and duty.start is not None]
    dated = [duty for duty in dated if duty.state != "not-owed"]
    return environment.get_template("timeline.html.j2").render(
        name=name,
        title=title,
        stamp=format_instant(assessment.now.replace(microsecond=0)),
        moments=moments,
        duties=[duty for duty in assessment.duties if duty.state != "not-owed"],
        picture=_picture(dated, assessment.now) if dated else None,
    )


def _picture(duties: Sequence[NoticeDuty], now: Instant) -> dict[str, Any]:
    starts = [duty.start for duty in duties if duty.start is not None]
    ends = [duty.due for duty in duties if duty.due is not None]
    first, last = min(*starts, now), max(*ends, now)
    # a limit of months would press the hours of the first days together: the scale is a root
    span = max((last - first).total_seconds(), 1.0)

    def x(at: Instant) -> float:
        share: float = (max((at - first).total_seconds(), 0.0) / span) ** 0.4
        return round(_LEFT + (_WIDTH - _LEFT - 20) * share, 1)

    bars = []
    for row, duty in enumerate(duties):
        begin, end = duty.start or first, duty.due or last
        bars.append(
            Bar(
                label=duty.to.replace("-", " "),
                note=duty.by,
                state=duty.state,
                y=_TOP + row * _ROW,
                x=x(begin),
                width=max(x(end) - x(begin), 3.0),
                sent=None if duty.sent is None else x(duty.sent),
            )
        )
    ticks = [
        {"x": x(first + step * (last - first)), "label": label}
        for step, label in ((0.0, f"{first:%d %b %H:%M}Z"), (1.0, f"{last:%d %b %H:%M}Z"))
    ]
    return {
        "width": _WIDTH,
        "height": _TOP + len(bars) * _ROW + 30,
        "left": _LEFT,
        "row": _ROW,
        "bars": bars,
        "now": x(now),
        "ticks": ticks,
    }
