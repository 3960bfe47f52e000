"""Labelled folders: what two readers decided on each document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LAWS = {"gdpr": "eu/gdpr", "hipaa": "us/hipaa", "ccpa": "us/ca/ccpa", "pci": "pci/dss"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One document with its labels. `issuer` is the first word of its slug, brands joined."""

    slug: str
    issuer: str
    path: Path
    laws: tuple[str, ...]
    provisions: tuple[dict[str, Any], ...]
    terms: tuple[dict[str, Any], ...]


# one issuer under two names
_SAME = {"37signals": "basecamp"}


def read_labels(shared: Path) -> list[Labelled]:
    """Every labelled document of the folder `agreements` in `shared`."""
    home = shared / "agreements"
    files = {path.stem: path for path in sorted((home / "corpus").iterdir())}
    found = []
    for path in sorted((home / "labels").glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        slug = label["slug"]
        issuer = slug.split("-")[0]
        found.append(
            Labelled(
                slug=slug,
                issuer=_SAME.get(issuer, issuer),
                path=files[slug],
                laws=tuple(sorted(LAWS[name] for name in label["frameworks"])),
                provisions=tuple(label["provisions"]),
                terms=tuple(label["terms"]),
            )
        )
    return found
