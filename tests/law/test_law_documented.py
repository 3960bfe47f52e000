"""What is written about law holds: the page in the documentation, and every citation in the sources."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from servanda import registry
from servanda.law.check import check_text
from servanda.law.reader import read_law

ROOT = Path(__file__).resolve().parents[2]
LAWS = {name: read_law(name, source) for name, source in registry.law_texts().items()}
CITED = re.compile(rf"\b({'|'.join(LAWS)})#([0-9A-Za-z](?:[0-9A-Za-z._-]*[0-9A-Za-z])?)")


def test_the_page_on_adding_a_law_shows_a_law_without_fault() -> None:
    page = (ROOT / "docs" / "adding-a-law.md").read_text("utf-8")
    (shown,) = [t.content for t in MarkdownIt("commonmark").parse(page) if t.info == "markdown"]
    assert [str(fault) for fault in check_text("xx/epa", shown.encode())] == []


def test_every_citation_in_sources_texts_and_pages_is_of_a_provision_that_is_told() -> None:
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.md")]
    files += [
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
        *ROOT.glob("*.md"),
    ]
    found, dangling = 0, []
    for file in files:
        for law, path in CITED.findall(file.read_text("utf-8", "replace")):
            found += 1
            if LAWS[law].provision(path) is None:
                dangling.append((str(file.relative_to(ROOT)), f"{law}#{path}"))
    assert dangling == []
    assert found > 50
