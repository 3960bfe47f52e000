"""An amendment as a paper of its own, for a contract that is no DOCX: old and new wording, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from servanda.agreements.amending.changes import Amendment, Insertion, Replacement
from servanda.agreements.drafting.tree import Draft, DraftClause, Run, Signature, Words
from servanda.agreements.drafting.wording import Wording
from servanda.base.errors import ServandaError
from servanda.documents.clauses import Document


def amendment_paper(
    document: Document,
    changes: Sequence[Amendment],
    *,
    parties: Sequence[tuple[str, str]],
    on: date,
    language: str = "en",
) -> Draft:
    """The amendment agreement as a draft; `parties` are names with their roles.

    Raises ServandaError `clause-not-found` where a change names a clause that the contract has not.
    """
    wording = Wording(language)
    words = wording.all["amendment"]
    known = {clause.path for clause in document.walk()}
    for change in changes:
        path = change.clause if isinstance(change, Replacement) else change.after
        if path and path not in known:
            raise ServandaError("clause-not-found", "the contract has no such clause", where=path)
    title = document.title or document.name
    clauses = [_change(change, n, words) for n, change in enumerate(changes, 1)]
    rest = [
        DraftClause(id=f"rest-{n}", number=f"2.{n}", level=2, heading=head, blocks=(_words(text),))
        for n, (head, text) in enumerate(words["rest"], 1)
    ]
    return Draft(
        title=words["title"].format(title=title),
        on=on,
        language=wording.all["language"],
        laws=(),
        opening=(_words(words["opening"].format(title=title, name=document.name)),),
        parties=tuple(_words(f"{name} ({role})") for name, role in parties),
        clauses=(
            DraftClause(
                id="changes", number="1.", heading=words["changes"], children=tuple(clauses)
            ),
            DraftClause(id="rest", number="2.", heading=words["otherwise"], children=tuple(rest)),
        ),
        schedules=(),
        signatures=tuple(
            Signature(
                who=wording.all["signed_for"].format(name=name, role=role),
                lines=tuple(f"{line}:" for line in wording.all["signature_lines"]),
            )
            for name, role in parties
        ),
        labels={name: wording.all[name] for name in ("contents", "page", "signatures")},
    )


def _change(change: Amendment, at: int, words: dict[str, str]) -> DraftClause:
    blocks: tuple[Words, ...]
    if isinstance(change, Insertion):
        place = words["after"].format(clause=change.after) if change.after else words["end"]
        heading = change.heading or words["new"]
        blocks = (
            _words(place),
            Words(runs=(Run(text=f"“{change.heading}. " if change.heading else "“", bold=True),
                        Run(text=f"{change.text}”"))),
        )  # fmt: skip
    else:
        heading = words["clause"].format(clause=change.clause)
        blocks = (
            _words(words["old"].format(clause=change.clause)),
            _words(f"“{change.old}”"),
            _words(words["replaced"]),
            Words(runs=(Run(text=f"“{change.new}”", bold=True),)),
        )
        if change.near:
            blocks = (_words(words["where"].format(near=change.near)), *blocks)
    return DraftClause(
        id=f"change-{at}",
        number=f"1.{at}",
        level=2,
        heading=heading,
        blocks=blocks,
        answers=(change.answers,) if change.answers else (),
    )


def _words(text: str) -> Words:
    return Words(runs=(Run(text=text),))
