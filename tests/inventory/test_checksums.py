"""Classes with a check digit: valid numbers are found, the same with one digit wrong are not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from servanda import registry
from servanda.inventory import spans
from servanda.inventory.checked import checked
from servanda.inventory.classes import Detector
from servanda.inventory.evidence import compile_classes

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks import checksums

DETECTORS = registry.detectors()
CLASSES = compile_classes(DETECTORS)
CHECKED = checked(DETECTORS)
WITH_A_CHECK = checksums.with_a_check(DETECTORS)


def test_they_are_many_and_of_many_countries() -> None:
    assert len(WITH_A_CHECK) >= 75
    assert {"uk-nhs-number", "iban", "payment-card", "vin", "imei", "us-npi", "us-dea-number"} <= {
        d.id for d in WITH_A_CHECK
    }
    personal = [d for d in DETECTORS if "Article 87" in d.laws.get("eu/gdpr", "")]
    assert len(personal) >= 70


@pytest.mark.parametrize("detector", WITH_A_CHECK, ids=lambda d: d.id)
def test_f1_in_columns_and_in_text(detector: Detector) -> None:
    column, text = checksums.measure(
        detector, CLASSES, lambda words: spans.find(words, (CHECKED,)), columns=1, texts=4
    )
    print(f"{detector.id}: columns F1 {column.f1:.3f}, text F1 {text.f1:.3f}")
    assert column.f1 >= 0.98 and text.f1 >= 0.98


@pytest.mark.parametrize(
    "text",
    [
        "Order 9434765919 was shipped.",  # a valid NHS number without a word for it
        "NHS number 943 476 5918",
        "the PESEL is written on the card. Invoice 44051401359",
    ],
)
def test_a_number_needs_its_word_and_its_check(text: str) -> None:
    assert list(CHECKED(text)) == []


def test_a_place_and_never_the_value() -> None:
    text = "His NHS number: 943 476 5919."
    (span,) = [span for span in CHECKED(text) if span.data_class == "uk_nhs_number"][:1]
    assert text[span.start : span.end] == "943 476 5919"
    assert "943" not in span.reason
