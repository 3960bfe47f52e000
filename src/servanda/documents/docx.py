"""DOCX to a document: the parts in order, headers and footers, notes, and what was set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from servanda.base.errors import ServandaError
from servanda.documents.blocks import Block
from servanda.documents.clauses import Change, Document, Notice
from servanda.documents.limits import MAX_TEXT, corrupt, hostile, too_large
from servanda.documents.outline import Outline
from servanda.documents.package import Element, Package
from servanda.documents.word_body import Body
from servanda.documents.word_numbering import Numbering
from servanda.documents.word_styles import Styles, W

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(
    data: bytes,
    name: str,
    digest: str,
    changes: Literal["set-aside", "accepted"] = "set-aside",
    progress: Callable[[int, int | None, str], None] | None = None,
) -> Document:
    """The document in a DOCX; raises UnreadableError as `Package` does."""
    if progress:
        progress(0, None, name)
    try:
        return _document(Package(data, name), name, digest, changes == "accepted")
    except ServandaError:
        raise
    except RecursionError:
        raise hostile(
            name, "xml-bomb", "this DOCX nests its XML deeper than a document does"
        ) from None
    except MemoryError:
        raise too_large(name, "this DOCX needs more memory than there is") from None


def _document(package: Package, name: str, digest: str, accepted: bool) -> Document:
    main = package.tree(package.main)
    body = main.find(W + "body") if main is not None else None
    if body is None:
        raise corrupt(name, "DOCX", "it has no body")
    related: dict[str, list[str]] = {}
    for target, kind in package.related(package.main):
        related.setdefault(kind, []).append(target)

    def part(kind: str) -> Element | None:
        return package.tree(related[kind][0]) if kind in related else None

    styles = Styles(part("styles"))
    numbering = Numbering(part("numbering"), styles)
    beside: list[Change] = []  # proposed in notes, headers and footers
    notes = _notes(part("footnotes"), styles, accepted, beside)
    notes |= _notes(part("endnotes"), styles, accepted, beside)
    reader = Body(styles, numbering, accepted, notes)
    reader.read(body)
    if sum(len(b.text) for b in reader.blocks) > MAX_TEXT:
        raise too_large(
            name, f"this text is longer than {MAX_TEXT // 1_000_000} million characters"
        )
    outline = Outline(reader.blocks)
    clauses = outline.clauses()
    headers = _margins(package, related.get("header", []), styles, accepted, beside)
    footers = _margins(package, related.get("footer", []), styles, accepted, beside)
    proposed = (*outline.changes(), *beside)
    notices: list[Notice] = []
    if proposed:
        told = "taken as accepted" if accepted else "set aside: the text is the one before them"
        many = "change is" if len(proposed) == 1 else "changes are"
        notices.append(
            Notice(code="tracked-changes", message=f"{len(proposed)} tracked {many} {told}")
        )
    if reader.hidden:
        notices.append(
            Notice(
                code="hidden-text",
                message=f"{reader.hidden} characters of hidden text are left out",
            )
        )
    found = Document(
        name=name,
        media_type=_DOCX,
        digest=digest,
        title=_title(reader.blocks),
        clauses=clauses,
        tables=outline.tables(),
        headers=headers,
        footers=footers,
        changes=proposed,
        notices=tuple(notices),
    )
    if not found.text.strip():
        notices.append(
            Notice(code="no-text", message="this DOCX has no text: its pages may be images")
        )
        from dataclasses import replace

        return replace(found, readable=False, notices=tuple(notices))
    from servanda.documents.reader import with_language

    return with_language(found)


def _notes(
    root: Element | None, styles: Styles, accepted: bool, proposed: list[Change]
) -> dict[tuple[str, str], str]:
    """Text of each footnote or endnote by its kind and id."""
    found: dict[tuple[str, str], str] = {}
    for tag in ("footnote", "endnote"):
        for element in root.findall(W + tag) if root is not None else ():
            if element.get(W + "type") in (
                "separator",
                "continuationSeparator",
                "continuationNotice",
            ):
                continue
            reader = Body(styles, Numbering(None, styles), accepted, {})
            reader.read(element)
            proposed.extend(change for block in reader.blocks for change in block.changes)
            found[tag, element.get(W + "id") or ""] = " ".join(
                b.text for b in reader.blocks if b.text
            )
    return found


def _margins(
    package: Package, parts: list[str], styles: Styles, accepted: bool, proposed: list[Change]
) -> tuple[str, ...]:
    """The words of headers or footers, each once."""
    found: dict[str, None] = {}
    for part in parts:
        root = package.tree(part)
        if root is None:
            continue
        reader = Body(styles, Numbering(None, styles), accepted, {})
        reader.read(root)
        proposed.extend(change for block in reader.blocks for change in block.changes)
        words = [b.text for b in reader.blocks if b.text]
        words += [cell for b in reader.blocks for row in b.rows for cell in row if cell]
        if words:
            found[" ".join(words)] = None
    return tuple(found)


def _title(blocks: list[Block]) -> str:
    """The first heading or short line before any numbered clause."""
    for block in blocks:
        if block.label is not None:
            break
        if block.rows:
            continue
        if block.text and len(block.text) <= 150:
            return block.text
        if block.text:
            break
    return ""
