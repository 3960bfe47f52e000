"""`servanda discover --plan`: what a scan of folders and stores will take, before it is begun."""

from __future__ import annotations

import time
from pathlib import Path

from servanda.base.codec import to_plain
from servanda_cli import exits
from servanda_cli.output import console, emit, progress


def show_plans(
    targets: tuple[str, ...],
    *,
    rows: int | None,
    price: float | None,
    journal: Path | None = None,
    as_json: bool,
) -> int:
    """Plan each target and print it; returns the exit code. `journal` is that of a scan that was stopped."""
    from servanda import registry
    from servanda.inventory.planning import plan

    plans = []
    with progress("counting") as report:
        for target in targets:
            plans.append(
                plan(
                    target,
                    detectors=registry.detectors(),
                    sources=registry.sources(),
                    rows=rows,
                    clock=time.perf_counter,
                    price=price,
                    journal=journal,
                    progress=report,
                )
            )
    if as_json:
        emit({"schema": "servanda/scan-plan/1", "plans": [to_plain(made) for made in plans]})
        return exits.KEPT
    out = console()
    for made in plans:
        out.print(f"{made.target}: files: {made.files:,}, {_bytes(made.bytes)}")
        for kind in made.kinds:
            named = kind.kind or "cannot be read yet"
            out.print(f"  {named:<20} {kind.files:>9,} files  {_bytes(kind.bytes):>10}")
        if made.done:
            out.print(f"finished before, and as they were: {made.done:,} files")
        if made.seconds is None:
            out.print("time: unknown, none of the files that were tried could be read")
        else:
            out.print(
                f"time: about {_time(made.seconds)} on one core, judged by {made.tried:,} files"
                f" ({_bytes(made.tried_bytes)}) that were tried"
            )
        if made.money is not None:
            out.print(f"money: about {made.money:,.2f}, at {made.price:g} a GiB read")
    return exits.KEPT


def _bytes(count: int) -> str:
    size = float(count)
    for unit in ("B", "KiB", "MiB", "GiB"):
        if size < 1024:
            return f"{size:,.0f} {unit}" if unit == "B" else f"{size:,.1f} {unit}"
        size /= 1024
    return f"{size:,.1f} TiB"


def _time(seconds: float) -> str:
    if seconds < 1:
        return "a second"
    if seconds < 120:
        return f"{seconds:,.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:,.0f} minutes"
    return f"{seconds / 3600:,.1f} hours"
