"""Laws and briefs that the tests of drafting share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from laws_asked import FOUR

from servanda import registry
from servanda.agreements.drafting.brief import Brief, Side, read_brief
from servanda.agreements.drafting.texts import example
from servanda.law.provisions import Law
from servanda.law.reader import read_law


@pytest.fixture(scope="session")
def law() -> Callable[[str], Law]:
    """A law by its id."""
    known = {name: read_law(name, registry.law_text(name)) for name in FOUR}
    return known.__getitem__


@pytest.fixture
def brief() -> Brief:
    """The brief that `servanda draft --example` prints."""
    return read_brief(example("en"), "example.toml")


@pytest.fixture
def bare() -> Brief:
    """Two parties and nothing else."""
    return Brief(controller=Side(name="Moss Ltd"), processor=Side(name="Pebble Ltd"))
