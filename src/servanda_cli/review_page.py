"""A review as a page that a lawyer would sign: 80 columns, readable without colour."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from datetime import date

import click

from servanda.agreements.findings import Finding, Review
from servanda.agreements.terms import CLOCK_KINDS, Term
from servanda_cli.output import visible

WIDTH = 80

SIGNS = {
    "satisfied": ("[ok]", "satisfied", "green"),
    "partial": ("[~ ]", "partial", "yellow"),
    "missing": ("[! ]", "missing", "red"),
    "unsure": ("[? ]", "unsure", "cyan"),
    "not-applicable": ("[- ]", "not applicable", "white"),
}

KINDS = {
    "dpa": "data processing agreement",
    "baa": "business associate agreement",
    "service-agreement": "service agreement",
    "controller-to-controller": "agreement between controllers",
    "privacy-notice": "privacy notice",
    "other": "other document",
}


def page(review: Review, name: str, on: date, titles: dict[str, str]) -> str:
    """The whole page, without a line break at its end."""
    lines = [*_header(review, name, on, titles)]
    for topic in dict.fromkeys(f.topic for f in review.provisions):
        lines += ["", _rule(topic.replace("_", " ").upper())]
        for finding in review.provisions:
            if finding.topic == topic:
                lines += _finding(finding, titles)
    lines += _gaps(review)
    lines += _terms(review.terms)
    lines += _counts(review)
    return "\n".join(lines)


def _style(text: str, colour: str, bold: bool = False) -> str:
    return click.style(text, fg=colour, bold=bold) if sys.stdout.isatty() else text


def _rule(title: str) -> str:
    return f"{title} {'-' * max(3, WIDTH - len(title) - 1)}"


def _wrap(text: str, indent: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        visible(" ".join(text.split())),
        WIDTH,
        initial_indent=first or indent,
        subsequent_indent=indent,
        break_long_words=True,
    ) or [first or indent]


def _header(review: Review, name: str, on: date, titles: dict[str, str]) -> Iterator[str]:
    yield _style(f"Review of {visible(name)}", "white", bold=True)
    kind = KINDS[review.kind]
    pages = f", {review.pages} pages" if review.pages else ""
    yield f"  document  {kind} ({review.kind_confidence:.0%} sure){pages}"
    yield f"  SHA-256   {review.digest[:32]}..."
    laws = ", ".join(f"{titles.get(law, law)} ({law})" for law in review.laws) or "none"
    yield from _wrap(laws, " " * 12, "  law       ")
    yield f"  as of     {on.isoformat()}"
    for notice in review.notices:
        where = f" (page {notice.page})" if notice.page else ""
        yield from _wrap(f"{notice.message}{where}", " " * 12, "  note      ")


def _where(clause: str, number: int) -> str:
    place = f"clause {clause}" if clause else ""
    if number:
        place += f"{', ' if place else ''}page {number}"
    return place


def _finding(finding: Finding, titles: dict[str, str]) -> Iterator[str]:
    sign, word, colour = SIGNS[finding.status]
    law = titles.get(finding.citation.law, finding.citation.law)
    yield from _wrap(f"{finding.title}", "     ", f"{_style(sign, colour)} ")
    place = _where(finding.clause, finding.page)
    sure = f", {finding.confidence:.0%} sure" if finding.confidence else ""
    detail = f"{word}{sure} | {law} {finding.citation.provision}" + (f" | {place}" if place else "")
    yield from _wrap(detail, "     ")
    if finding.quote:
        yield from _wrap(f'"{finding.quote}"', "       ")
    if finding.why and finding.status != "satisfied":
        yield from _wrap(finding.why, "          ", "     why: ")


def _gaps(review: Review) -> Iterator[str]:
    gaps = [f for f in review.provisions if f.status in ("missing", "partial") and f.proposal]
    if not gaps:
        return
    yield ""
    yield _rule(f"PROPOSED CLAUSES ({len(gaps)})")
    for finding in gaps:
        yield from _wrap(f"{finding.title} ({SIGNS[finding.status][1]})", "  ", "* ")
        yield from _wrap(finding.proposal, "    ")


def value_of(term: Term) -> str:
    """A term's value in words: `48 hours from awareness`, `general`, `AES-256`."""
    if term.clock is not None:
        if term.clock.starts in ("change", "audit") and term.clock.length is not None:
            return f"{term.clock.length} before the {term.clock.starts}"
        return str(term.clock)
    if isinstance(term.value, tuple):
        return ", ".join(term.value)
    if isinstance(term.value, bool):
        return "yes" if term.value else "no"
    unit = f" {term.unit.replace('_', ' ')}" if term.unit else ""
    return f"{term.value}{unit}"


_SEVERAL = frozenset({"retention", "backup_retention"})
"""Kinds of which a paper may state a value for each kind of data, without contradicting itself."""

_SIDES = {
    "processor": "the processor",
    "controller": "the controller",
    "subprocessor": "the sub-processor",
}


def _owed(term: Term) -> str:
    """Who owes a time limit to whom; empty where the term binds no one side."""
    bearer, to = _SIDES.get(term.bearer, term.bearer), _SIDES.get(term.to, term.to)
    if term.kind not in CLOCK_KINDS or not bearer:
        return ""
    # to object is a right, and its time runs against whoever has it
    verb = "open to" if term.kind == "subprocessor_objection" else "owed by"
    return f"{verb} {bearer}" + (
        f", against {to}" if verb == "open to" and to else f" to {to}" if to else ""
    )


def _terms(terms: tuple[Term, ...]) -> Iterator[str]:
    """Each kind once, with every value that is stated, who owes it, and the clause it stands in."""
    yield ""
    yield _rule(f"TERMS ({len(terms)})")
    if not terms:
        yield "  no typed terms are stated"
    for kind in dict.fromkeys(term.kind for term in terms):
        stated = [term for term in terms if term.kind == kind]
        name = kind.replace("_", " ")
        if len(stated) > 1 and kind in CLOCK_KINDS:
            said = (
                f"{len(stated)} values are stated: a conflict unless each has its own data"
                if kind in _SEVERAL
                else f"conflict: {len(stated)} values are stated, see each clause"
            )
            yield from _wrap(said, " " * 31, f"  {name:<29}")
            name = ""
        for term in stated:
            unsure = "" if term.confidence >= 0.7 else " (to be confirmed)"
            yield from _wrap(f"{value_of(term)}{unsure}", " " * 31, f"  {name:<29}")
            owed, place = _owed(term), _where(term.clause, term.page)
            if owed:
                yield from _wrap(owed, " " * 6, "    | ")
            yield from _wrap(f'{place + ": " if place else ""}"{term.quote}"', " " * 6, "    | ")


def _counts(review: Review) -> Iterator[str]:
    total = len(review.provisions)
    yield ""
    yield _rule("COUNTS")
    parts = [f"{review.count(s)} {SIGNS[s][1]}" for s in SIGNS]  # type: ignore[arg-type]
    yield "  " + (", ".join(parts) if total else "no provision was judged")
    share = "all of the document's words were read" if review.readable else "none of it was read"
    unread = {notice.page for notice in review.notices if notice.page}
    if review.readable and unread and review.pages:
        share = f"{review.pages - len(unread)} of {review.pages} pages were read; see the notes"
    yield f"  {share}"
