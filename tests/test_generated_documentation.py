"""The generated pages are what the program says now."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1] / "docs"

spec = importlib.util.spec_from_file_location("generate", HOME / "generate.py")
assert spec and spec.loader
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (HOME / name).read_text("utf-8") == generate.PAGES[name](), "run: make docs"
