"""Columns of our own invention, with and without names, get their class; things and figures get none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from servanda import registry
from servanda.inventory.evidence import compile_classes

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks import discovery_columns

CLASSES = compile_classes(registry.detectors())


@pytest.mark.parametrize("which", discovery_columns.SETS)
@pytest.mark.parametrize("blind", [False, True])
def test_precision_and_recall(which: str, blind: bool) -> None:
    among = discovery_columns.columns(which)
    assert len(among) >= 150
    scores, mistakes = discovery_columns.score(among, CLASSES, blind=blind)
    print(f"\n{which or 'first'}, {'without' if blind else 'with'} names: {scores['all']}")
    print("\n".join(mistakes))
    # values alone cannot tell a pulse from a price; names, addresses, numbers of telephones they can
    assert scores["all"].f1 >= (0.80 if blind else 0.95)
    assert scores["four"].f1 >= (0.92 if blind else 0.97)
    assert scores["all"].precision >= 0.92


def test_the_columns_are_the_same_on_every_machine() -> None:
    first = discovery_columns.columns()
    assert first == discovery_columns.columns()
    assert sum(column.classes[0] == "none" for column in first) >= 150
