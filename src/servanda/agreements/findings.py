"""What a review says: per requirement a status with words and citation, and the typed terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from servanda.agreements.agreement import DocumentKind
from servanda.agreements.terms import Term
from servanda.base.citations import Citation
from servanda.documents.clauses import Notice

Status = Literal["satisfied", "partial", "missing", "unsure", "not-applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One requirement judged. `quote` is verbatim from the document, empty where nothing speaks.

    `id` is `law#requirement`, `alias` the id in the outside checklist; `proposal` is wording that
    would close the gap.
    """

    id: str
    alias: str
    topic: str
    title: str
    citation: Citation
    status: Status
    clause: str = ""
    page: int = 0
    quote: str = ""
    confidence: float = 0.0
    why: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A document judged against laws. `kind` is what kind of document it was recognised as."""

    name: str
    digest: str
    kind: DocumentKind
    kind_confidence: float
    language: str
    pages: int
    readable: bool
    laws: tuple[str, ...]
    provisions: tuple[Finding, ...]
    terms: tuple[Term, ...]
    notices: tuple[Notice, ...] = ()

    def count(self, status: Status) -> int:
        """How many provisions have this status."""
        return sum(finding.status == status for finding in self.provisions)

    def to_plain(self) -> dict[str, Any]:
        """`servanda/review/1`."""
        return {
            "schema": "servanda/review/1",
            "document": {
                "name": self.name,
                "digest": self.digest,
                "kind": self.kind,
                "kind_confidence": round(self.kind_confidence, 3),
                "language": self.language,
                "pages": self.pages,
                "readable": self.readable,
                "laws": list(self.laws),
                "notices": [
                    {"code": n.code, "message": n.message, "page": n.page or None}
                    for n in self.notices
                ],
            },
            "provisions": [
                {
                    "id": f.id,
                    "alias": f.alias,
                    "topic": f.topic,
                    "title": f.title,
                    "citation": str(f.citation),
                    "status": f.status.replace("-", "_"),
                    "clause": f.clause or None,
                    "page": f.page or None,
                    "quote": f.quote or None,
                    "confidence": round(f.confidence, 3),
                    "why": f.why,
                    "proposal": f.proposal or None,
                }
                for f in self.provisions
            ],
            "terms": [term.flat() for term in self.terms],
        }
