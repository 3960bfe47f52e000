"""The rules against the worked examples of the laws: wording that the rules' author did not write."""

from __future__ import annotations

from servanda import registry
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.catalog import rules
from servanda.agreements.recognise.rules import Court
from servanda.documents.clauses import Clause, Document, Paragraph
from servanda.law.reader import read_law


def score_examples() -> dict[str, dict[str, float]]:
    """By law: how many examples, and the share judged right two ways and three ways."""
    found: dict[str, dict[str, float]] = {}
    for name, source in registry.law_texts().items():
        total = two = three = 0
        for provision in read_law(name, source).provisions:
            aliases = {requirement.id: requirement.alias for requirement in provision.requirements}
            for example in provision.examples:
                paragraphs = tuple(
                    Paragraph(text=" ".join(part.split())) for part in example.words.split("\n\n")
                )
                clause = Clause(number="1", heading="", path="1", level=1, paragraphs=paragraphs)
                document = Document(
                    name=name, media_type="text/plain", digest="", language="en", clauses=(clause,)
                )
                alias = aliases.get(example.requirement, "")
                if alias not in rules():
                    continue
                got = Court(read_passages(document), rules()).judge(alias).status
                total += 1
                two += (got == "satisfied") == (example.status == "satisfied")
                three += got == example.status
        if total:
            found[name] = {"examples": total, "two_way": two / total, "three_way": three / total}
    return found
