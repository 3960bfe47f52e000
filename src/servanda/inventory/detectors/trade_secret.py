"""Trade secret."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Trade secret",
    dpv="",
    sensitivity=Sensitivity.RESTRICTED,
    reason="its worth is gone once it is known",
    laws={
        "eu/gdpr": "Article 32(1): the same safeguards serve; Directive (EU) 2016/943 Article 2(1) protects trade secrets",
    },
    headers=(
        "trade secret",
        "trade secrets",
        "secret formula",
        "secret recipe",
        "manufacturing process",
        "proprietary formula",
        "proprietary data",
        "source code",
        "invention disclosure",
        "patent draft",
        "research notes",
        "geschaftsgeheimnis",
        "betriebsgeheimnis",
        "secret commercial",
        "secret d affaires",
        "secreto comercial",
        "segreto commerciale",
        "bedrijfsgeheim",
    ),
    unless=(
        "licence",
        "license",
        "count",
        "url",
        "type",
        "id",
        "language",
        "line",
        "lines",
    ),
    needs_header=True,
    person="apart",
    lookalikes=("42",),
)
