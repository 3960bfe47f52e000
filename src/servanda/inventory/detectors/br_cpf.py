"""Brazilian CPF."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.br import cpf

    # eleven equal digits pass the arithmetic and are given to nobody
    return len(set(text) - {".", "-"}) > 1 and bool(cpf.is_valid(text))


DETECTOR = Detector(
    title="Brazilian CPF",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("cpf", "cadastro de pessoas fisicas"),
    pattern=r"\d{3}\.\d{3}\.\d{3}-\d{2}|\d{11}",
    valid=_checked,
    trigger="0123456789",
    chance=0.01,
    alone=0.9,
    samples=("390.533.447-05", "39053344705"),
    lookalikes=("390.533.447-06", "11111111111", "231.002.999-00"),
)
