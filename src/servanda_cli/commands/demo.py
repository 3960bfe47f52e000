"""`servanda demo`: the main job, end to end, on an invented company that is made on the spot."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.output import Progress, emit, json_option, progress, say
from servanda_cli.workspaces import actor, now, page, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.agreements.findings import Review
    from servanda_app.actions import CheckRun, Workspace

MARK = "an invented company, made by `servanda demo`"
PAPERS = {"bright-clinic": "bright-clinic.docx", "harbor-dental": "harbor-dental.pdf"}


@click.command(short_help="See the main job done on an invented company.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--customers",
    type=click.IntRange(1, 5_000_000),
    default=50_000,
    show_default=True,
    help="How many customers its database holds.",
)
@json_option
def command(folder: Path, customers: int, as_json: bool) -> int:
    """Make a small company in DIR, with two agreements, a database and an endpoint, and check it.

    It needs no server, no account and no network. What it makes is a workspace: go into DIR and try
    the other commands. Exit code 0 when the demonstration ran, whatever it found.
    """
    from servanda_cli.commands.check import write_page

    began = time.monotonic()
    _prepare(folder)
    moment = now()
    with _company(folder, moment, customers) as workspace:
        with progress("reading the agreements") as report:
            reviews = _review(workspace, moment, report)
        run = _check(workspace, moment)
        target = workspace.folder / "report.html"
        write_page(workspace, run, target)
    if as_json:
        emit({"schema": "servanda/demo/1", "reviews": reviews, "check": run})
        return exits.KEPT
    with page() as out:
        _print(out, folder, reviews, run, target, time.monotonic() - began)
    return exits.KEPT


def _prepare(folder: Path) -> None:
    """Only an empty folder, or one that an earlier demonstration made, is written to."""
    if folder.exists() and any(folder.iterdir()):
        settings = folder / "servanda.toml"
        if not settings.is_file() or MARK not in settings.read_text("utf-8", "replace"):
            raise ServandaError(
                "not-empty",
                "this folder has files of somebody else in it",
                hint="name a folder that does not exist yet",
                where=str(folder),
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServandaError(
            "cannot-write",
            f"the company cannot be made here: {error.strerror or 'unknown reason'}",
            hint="name a folder that you may write to",
            where=str(folder),
        ) from None


@contextlib.contextmanager
def _company(folder: Path, moment: datetime, customers: int) -> Iterator[Workspace]:
    """The company as an open workspace, with its endpoint up while the block runs."""
    from servanda.testing import company
    from servanda.testing.endpoint import tls_endpoint, write_certificate
    from servanda_app import actions

    say(f"making an invented company with {customers:,} customers in {folder} ...")
    company.build(folder, now=moment, customers=customers)
    certificate, key = write_certificate(folder / "data", now=moment)
    with tls_endpoint(certificate, key) as address:
        (folder / "servanda.toml").write_text(
            f"# {MARK}\n{company.settings(address)}", encoding="utf-8"
        )
        with actions.init(folder, now=moment, actor=actor()) as workspace:
            yield workspace


def _review(workspace: Workspace, moment: datetime, report: Progress) -> tuple[Review, ...]:
    """Each contract read and judged, written as an agreement file, and recorded."""
    from servanda import registry
    from servanda.agreements.file import write_agreement
    from servanda.agreements.review import laws_for, review
    from servanda.agreements.signatories import agreement_of
    from servanda.documents.reader import read
    from servanda.law.reader import read_law
    from servanda_app import actions

    reviews = []
    for done, (name, file) in enumerate(PAPERS.items()):
        report(done, len(PAPERS), file)
        document = read(workspace.folder / "contracts" / file)
        laws = [read_law(law, registry.law_text(law)) for law in laws_for(document)]
        result = review(document, laws, on=moment.date())
        target = workspace.folder / "agreements" / f"{name}.md"
        target.write_text(write_agreement(agreement_of(result, document, id=name)), "utf-8")
        actions.record_review(workspace, result, now=moment, actor=actor(), agreement=name)
        reviews.append(result)
    return tuple(reviews)


def _check(workspace: Workspace, moment: datetime) -> CheckRun:
    from servanda_app import actions

    with progress("checking the promises") as report:
        return actions.check(workspace, now=moment, actor=actor(), progress=report)


def _print(
    out: Console,
    folder: Path,
    reviews: tuple[Review, ...],
    run: CheckRun,
    target: Path,
    seconds: float,
) -> None:
    from servanda_cli.commands.check import show

    out.print(f"{run.company}: what it promised, and whether it is kept", style="bold")
    out.print()
    _print_reviews(out, reviews)
    _print_data(out, run)
    out.print("3. The promises", style="bold")
    out.print("   servanda check", style="dim")
    out.print()
    show(out, run)
    out.print()
    out.print(f"Done in {seconds:.0f} seconds. The same as a page, to open in a browser: {target}")
    out.print(
        f"Go on: cd {folder}, then servanda status, servanda obligations, servanda ledger verify"
    )


def _print_reviews(out: Console, reviews: tuple[Review, ...]) -> None:
    out.print("1. The agreements, read and judged against the law", style="bold")
    for result in reviews:
        out.print(f"   servanda review contracts/{result.name} --write ...", style="dim")
        counts = ", ".join(
            f"{result.count(status)} {status}"
            for status in ("satisfied", "partial", "missing", "unsure")
            if result.count(status)
        )
        pages = f", {result.pages} pages" if result.pages else ""
        out.print(f"   {result.kind}{pages}, {', '.join(result.laws)}: {counts}")
        out.print(
            f"   {len(result.terms)} terms: {', '.join(sorted({t.kind for t in result.terms}))}"
        )
        for finding in result.provisions:
            if finding.status in ("missing", "partial"):
                where = f"clause {finding.clause}: " if finding.clause else ""
                out.print(f"   {finding.status}: {finding.title} ({where}{finding.citation})")
        out.print()


def _print_data(out: Console, run: CheckRun) -> None:
    out.print("2. The customer data", style="bold")
    for name, discovery in run.discoveries.found.items():
        out.print(f"   servanda discover {discovery.target}", style="dim")
        found = Counter(str(f.sensitivity) for f in discovery.findings)
        rows = "" if discovery.rows_total is None else f" of {discovery.rows_total:,}"
        out.print(
            f"   {name}: {len(discovery.findings)} of {discovery.columns} columns hold customer data "
            f"({', '.join(f'{count} {level}' for level, count in found.items())}); "
            f"{discovery.rows_seen:,}{rows} rows read"
        )
        classes = ", ".join(sorted({f.data_class for f in discovery.findings}))
        out.print(f"   {shortened(classes, 300)}")
    for skipped in run.discoveries.failed:
        out.print(f"   {skipped.system}: not scanned: {skipped.why}", style="yellow")
    out.print()
