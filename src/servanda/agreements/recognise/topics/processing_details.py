"""What is processed: subject matter, duration, nature and purpose, types of data, data subjects.

These stand as often in an annex as in a clause. A sentence that decides the matter satisfies; one
that points to an annex which is blank or not in the document does not.
"""

from __future__ import annotations

from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, Rule
from servanda.agreements.recognise.topics._categories import (
    SUBJECT,
    SUBJECTS,
    SUBJECTS_LABEL,
    TYPE,
    TYPES,
    TYPES_LABEL,
    listed,
    listed_items,
)
from servanda.agreements.recognise.topics._nature_purpose import PURPOSE, nature
from servanda.agreements.recognise.topics._stating import or_pointer
from servanda.agreements.recognise.topics._subject_duration import duration, subject_matter

__all__ = ["RULES", "SUBJECT", "SUBJECTS", "TYPE", "TYPES", "listed_items", "purpose_of"]


def purpose_of(court: Court) -> Passage | None:
    """The sentence that states the purpose of the processing."""
    return court.first(*PURPOSE)


RULES = (
    Rule(
        alias="GDPR-28.3-subject",
        absent="what the subject matter of the processing is",
        first=or_pointer(subject_matter),
    ),
    Rule(
        alias="GDPR-28.3-duration",
        absent="how long the processing lasts",
        first=duration,
    ),
    Rule(alias="GDPR-28.3-nature", absent="the nature and purpose of the processing", first=nature),
    Rule(
        alias="GDPR-28.3-types",
        absent="which types of personal data are processed",
        first=or_pointer(listed(TYPES, TYPE, 2, "types of data", TYPES_LABEL)),
    ),
    Rule(
        alias="GDPR-28.3-subjects",
        absent="whose data is processed",
        first=or_pointer(
            listed(SUBJECTS, SUBJECT, 1, "categories of data subjects", SUBJECTS_LABEL)
        ),
    ),
)
