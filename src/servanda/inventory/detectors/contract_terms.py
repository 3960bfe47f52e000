"""Terms of a contract."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Terms of a contract",
    dpv="",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it is agreed to be kept between the parties",
    laws={
        "eu/gdpr": "Article 32(1): the same safeguards serve; Directive (EU) 2016/943 Article 2(1) protects trade secrets",
    },
    headers=(
        "contract value",
        "contract amount",
        "contract terms",
        "contract price",
        "settlement amount",
        "settlement terms",
        "non disclosure",
        "nda text",
        "license fee agreed",
        "royalty rate",
        "commission rate",
        "vertragswert",
        "vertragsbedingungen",
        "montant du contrat",
        "valeur du contrat",
        "valor del contrato",
        "condiciones del contrato",
        "valore del contratto",
        "contractwaarde",
    ),
    needs_header=True,
    person="apart",
    lookalikes=("250000",),
)
