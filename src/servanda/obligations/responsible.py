"""Who in the house does what for each kind of obligation: responsible, accountable, consulted, informed.

The kinds are the vocabulary of terms (`servanda.agreements.terms`) and of the duties of laws. Their order
here is the order in which obligations are listed.
"""

from __future__ import annotations

from dataclasses import dataclass

SECURITY = "security"
PRIVACY = "privacy"
LEGAL = "legal"
ENGINEERING = "engineering"
VENDORS = "vendor-management"
MANAGEMENT = "management"


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """The roles for one kind. `responsible` does it, `accountable` answers for it, one each."""

    responsible: str
    accountable: str = MANAGEMENT
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()


def _of(
    responsible: str, accountable: str = MANAGEMENT, consulted: str = "", informed: str = ""
) -> Responsibility:
    return Responsibility(
        responsible=responsible,
        accountable=accountable,
        consulted=tuple(consulted.split()),
        informed=tuple(informed.split()),
    )


RESPONSIBILITIES: dict[str, Responsibility] = {
    # breaches
    "breach_notice": _of(SECURITY, PRIVACY, "legal engineering", "management customer"),
    "breach_notice_contents": _of(SECURITY, PRIVACY, "legal", "customer"),
    "incident_notice": _of(SECURITY, PRIVACY, "engineering", "customer"),
    "authority_notice": _of(PRIVACY, MANAGEMENT, "legal security", "customer"),
    "authority_notice_yearly": _of(PRIVACY, MANAGEMENT, "legal"),
    "authority_notice_reasons": _of(PRIVACY, MANAGEMENT, "legal security"),
    "authority_notice_contents": _of(PRIVACY, MANAGEMENT, "legal security"),
    "authority_notice_follow_up": _of(PRIVACY, MANAGEMENT, "security"),
    "data_subject_notice": _of(PRIVACY, MANAGEMENT, "legal security", "customer"),
    "data_subject_notice_contents": _of(PRIVACY, MANAGEMENT, "legal"),
    "data_subject_notice_order": _of(PRIVACY, MANAGEMENT, "legal"),
    "public_notice": _of(PRIVACY, MANAGEMENT, "legal"),
    "agency_notice": _of(PRIVACY, MANAGEMENT, "legal"),
    "client_notice": _of(PRIVACY, MANAGEMENT, "legal security", "customer"),
    "card_notice": _of(SECURITY, MANAGEMENT, "legal"),
    "assessment": _of(SECURITY, PRIVACY, "legal"),
    "incident_action": _of(MANAGEMENT, MANAGEMENT, "security privacy"),
    "breach_record": _of(PRIVACY, MANAGEMENT, "security"),
    "security_contact": _of(SECURITY, MANAGEMENT, "", "customer"),
    # security
    "encryption_at_rest": _of(ENGINEERING, SECURITY, "security"),
    "encryption_in_transit": _of(ENGINEERING, SECURITY, "security"),
    "encryption": _of(ENGINEERING, SECURITY, "security"),
    "access_control": _of(SECURITY, MANAGEMENT, "engineering"),
    "security": _of(SECURITY, MANAGEMENT, "engineering privacy"),
    "resilience": _of(SECURITY, MANAGEMENT, "engineering"),
    "recovery": _of(ENGINEERING, SECURITY, "security"),
    "security_testing": _of(SECURITY, MANAGEMENT, "engineering"),
    "penetration_test": _of(SECURITY, MANAGEMENT, "engineering"),
    "risk_assessment": _of(SECURITY, MANAGEMENT, "privacy engineering"),
    "certifications": _of(SECURITY, MANAGEMENT, "", "customer"),
    # what is held, where, how long
    "declared_data": _of(PRIVACY, MANAGEMENT, "engineering"),
    "purposes": _of(PRIVACY, MANAGEMENT, "legal engineering"),
    "instructions": _of(PRIVACY, MANAGEMENT, "legal engineering"),
    "instruction_warning": _of(LEGAL, PRIVACY, "privacy", "customer"),
    "legal_demand_notice": _of(LEGAL, MANAGEMENT, "privacy", "customer"),
    "data_location": _of(ENGINEERING, PRIVACY, "vendor-management"),
    "transfer_mechanism": _of(LEGAL, PRIVACY, "vendor-management"),
    "retention": _of(ENGINEERING, PRIVACY, "legal"),
    "deletion_after_end": _of(ENGINEERING, PRIVACY, "legal", "customer"),
    "return_window": _of(ENGINEERING, PRIVACY, "", "customer"),
    "backup_retention": _of(ENGINEERING, PRIVACY, "security"),
    "confidentiality": _of(LEGAL, MANAGEMENT, "security"),
    # other companies
    "subprocessor_authorisation": _of(VENDORS, PRIVACY, "legal security", "customer"),
    "subprocessor_notice": _of(VENDORS, PRIVACY, "legal", "customer"),
    "subprocessor_objection": _of(VENDORS, PRIVACY, "legal", "customer"),
    "subprocessors": _of(VENDORS, PRIVACY, "security", "customer"),
    "subprocessor_contract": _of(VENDORS, LEGAL, "privacy security"),
    "subprocessor_liability": _of(LEGAL, MANAGEMENT, "vendor-management"),
    "processor_choice": _of(VENDORS, PRIVACY, "security legal"),
    "vendor_monitoring": _of(VENDORS, SECURITY, "security"),
    "responsibility_matrix": _of(VENDORS, SECURITY, "security", "customer"),
    # the people concerned, the customer, authorities
    "data_subject_request_forward": _of(PRIVACY, MANAGEMENT, "engineering", "customer"),
    "amendment": _of(PRIVACY, MANAGEMENT, "engineering", "customer"),
    "disclosure_accounting": _of(PRIVACY, MANAGEMENT, "engineering", "customer"),
    "assistance": _of(PRIVACY, MANAGEMENT, "security legal", "customer"),
    "audit": _of(SECURITY, MANAGEMENT, "privacy legal", "customer"),
    "audit_notice": _of(SECURITY, MANAGEMENT, "legal", "customer"),
    "audit_frequency": _of(SECURITY, MANAGEMENT, "legal", "customer"),
    "authority_audit": _of(LEGAL, MANAGEMENT, "privacy security"),
    "inability_notice": _of(LEGAL, MANAGEMENT, "privacy", "customer"),
    "delegated_duties": _of(LEGAL, PRIVACY, "privacy"),
    "data_protection_officer": _of(PRIVACY, MANAGEMENT, "legal"),
    "contract": _of(LEGAL, MANAGEMENT, "privacy"),
}
"""By kind, in the order of listing."""


def role_of(kind: str) -> str:
    """The role that is responsible for a kind, empty for a kind that nobody named."""
    found = RESPONSIBILITIES.get(kind)
    return found.responsible if found else ""


def order_of(kind: str) -> int:
    """Where a kind stands in the listing; unknown ones come last."""
    return _ORDER.get(kind, len(_ORDER))


_ORDER = {kind: number for number, kind in enumerate(RESPONSIBILITIES)}
