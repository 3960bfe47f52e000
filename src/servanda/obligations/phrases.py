"""What a term has its bearer do, as a phrase; the words of the clause itself stand in the basis."""

from __future__ import annotations

from servanda.agreements.terms import Term

_PHRASES = {
    "breach_notice": "give notice of a personal data breach",
    "subprocessor_authorisation": "engage sub-processors only with authorisation",
    "subprocessor_notice": "announce a sub-processor before it is engaged",
    "subprocessor_objection": "leave time to object to a sub-processor",
    "subprocessors": "engage no other sub-processors than these",
    "audit_notice": "allow audits on notice",
    "audit_frequency": "allow audits",
    "deletion_after_end": "delete or return the data after the end of the agreement",
    "return_window": "let the data be fetched after the end of the agreement",
    "backup_retention": "keep backups no longer than promised",
    "data_subject_request_forward": "forward requests of the people concerned",
    "retention": "keep the data no longer than promised",
    "encryption_at_rest": "encrypt the data at rest",
    "encryption_in_transit": "encrypt the data in transit",
    "access_control": "control access to the data",
    "certifications": "hold the certifications promised",
    "penetration_test": "have penetration tests made",
    "transfer_mechanism": "transfer the data only under these mechanisms",
    "data_location": "keep the data in the places promised",
    "security_contact": "be reachable on security",
    "purposes": "use the data for these purposes only",
    "declared_data": "hold only the data that the agreement describes",
}

_WITH_LENGTH = {
    "subprocessor_notice": "announce a sub-processor {length} before it is engaged",
    "subprocessor_objection": "leave {length} to object to a sub-processor",
    "audit_notice": "allow audits on {length} of notice",
    "return_window": "let the data be fetched for {length} after the end of the agreement",
    "backup_retention": "keep backups no longer than {length}",
    "retention": "keep the data no longer than {length}",
}
"""Kinds whose time is no deadline of the bearer, so that it has to be said what is meant by it."""


def phrase(term: Term) -> str:
    """`encrypt the data at rest: AES-256`, `keep the data no longer than 12 months`.

    A deadline is not repeated: it is `Obligation.clock`.
    """
    length = term.clock.length if term.clock else None
    if length is not None and term.kind in _WITH_LENGTH:
        return _WITH_LENGTH[term.kind].format(length=length)
    words = _PHRASES.get(term.kind, term.kind.replace("_", " "))
    value = term.value
    if value is None or isinstance(value, bool):
        return words
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    unit = f" {term.unit.replace('_', ' ')}" if term.unit else ""
    return f"{words}: {shown}{unit}"
