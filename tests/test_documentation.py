"""What the documentation shows is executed: transcripts against what the program prints, Python as it stands.

In a `console` fence a line `$ servanda ...` is run in a folder that holds a copy of `examples/`; the lines
below it are what it prints. A line `...` stands for any number of lines, `…` in a line for any text.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def fences(page: Path, kind: str) -> list[tuple[int, str]]:
    """Line and content of each fence of one kind."""
    tokens = MarkdownIt("commonmark").parse(page.read_text("utf-8"))
    return [
        (token.map[0] + 1, token.content)
        for token in tokens
        if token.type == "fence" and token.info.strip() == kind and token.map
    ]


def matches(expected: list[str], printed: list[str]) -> bool:
    """Whether the printed lines are those expected, with `...` and `…` as wildcards."""
    pattern = "".join(
        r"(?:.*\n)*?"
        if line.strip() == "..."
        else ".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ ]*\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_transcripts_are_what_the_program_prints(page: Path, desk: Path) -> None:
    for line, content in fences(page, "console"):
        for block in re.split(r"(?m)^(?=\$ )", content):
            if not block.strip():
                continue
            command, *expected = block.rstrip("\n").split("\n")
            words = shlex.split(command.removeprefix("$ "))
            assert words[0] == "servanda", f"{page.name}:{line}: only servanda is run here"
            done = subprocess.run(
                [sys.executable, "-m", "servanda_cli", *words[1:]],
                cwd=desk,
                capture_output=True,
                text=True,
                timeout=60,
            )
            printed = (done.stdout + done.stderr).rstrip("\n").split("\n")
            assert matches(expected, printed), (
                f"{page.name}:{line}: `{command}` printed\n" + "\n".join(printed)
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path) -> None:
    for _line, content in fences(page, "python"):
        exec(compile(content, str(page), "exec"), {"__name__": "example"})


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_file_names_a_registry_or_this_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    # written so that this file does not name them itself
    forbidden = [
        "/" + "work/",
        "pypi" + ".org",
        "python" + "hosted",
        "deb." + "debian",
        "npm" + "js",
    ]
    for name in filter(None, tracked):
        path = ROOT / name
        if path.is_file():
            content = path.read_bytes()
            for word in forbidden:
                assert word.encode() not in content, f"{name} names {word}"
