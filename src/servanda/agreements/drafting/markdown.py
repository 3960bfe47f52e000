"""A draft as Markdown: headings with their numbers, items with theirs, tables."""

from __future__ import annotations

import re

from servanda.agreements.drafting.tree import Draft, DraftClause, Grid, Words

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def write_markdown(draft: Draft) -> str:
    """The draft as CommonMark with tables; numbers stand as text, so that nothing renumbers them."""
    lines = [f"# {_plain(draft.title)}"]
    lines += [_words(words) for words in draft.opening]
    for at, words in enumerate(draft.parties, 1):
        lines.append(f"{_words(words)}{',' if at < len(draft.parties) else '.'}")
    for clause in draft.clauses:
        lines += _clause(clause)
    lines.append(f"## {draft.labels['signatures']}")
    for signature in draft.signatures:
        lines.append(
            "  \n".join([f"**{_plain(signature.who)}**", *(_plain(one) for one in signature.lines)])
        )
    for schedule in draft.schedules:
        lines += _clause(schedule)
    return "\n\n".join(lines) + "\n"


def _clause(clause: DraftClause) -> list[str]:
    lines: list[str] = []
    blocks = list(clause.blocks)
    if clause.heading:
        lines.append(f"{'#' * (clause.level + 1)} {clause.number} {_plain(clause.heading)}")
    elif clause.number and blocks and isinstance(blocks[0], Words):
        lines.append(f"{clause.number} {_words(blocks[0])}")
        blocks = blocks[1:]
    for block in blocks:
        lines.append(_words(block) if isinstance(block, Words) else _table(block))
    for below in clause.children:
        lines += _clause(below)
    return lines


def _table(grid: Grid) -> str:
    def line(cells: tuple[str, ...]) -> str:
        return f"| {' | '.join(cells)} |"

    rule = tuple(":-:" if n in grid.centred else "---" for n in range(len(grid.head)))
    rows = [tuple(_words(cell) for cell in row) for row in (grid.head, *grid.rows)]
    return "\n".join([line(rows[0]), line(rule), *(line(row) for row in rows[1:])])


def _words(words: Words) -> str:
    return "".join(
        f"**{_plain(run.text)}**"
        if (run.bold or run.open) and run.text.strip()
        else _plain(run.text)
        for run in words.runs
    )


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
