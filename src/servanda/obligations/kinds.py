"""How each kind of term or legal duty becomes an obligation. The vocabulary is `agreements.terms.KINDS`."""

from __future__ import annotations

DESCRIBES_DATA = frozenset({"data_categories", "data_subjects"})
"""Kinds of term that say which data is meant: the words of the obligation `declared_data`."""

CONSEQUENCES = frozenset({"liability_cap", "termination_right"})
"""Kinds of term that say what follows a failure."""

NO_DUTY = DESCRIBES_DATA | CONSEQUENCES | {"governing_law"}

IMPLIED = frozenset({"declared_data", "access_control", "security_contact"})
"""Kinds of legal duty that hold for each agreement by itself, whomever the law owes them to."""

BIND_US = frozenset(
    {
        "audit_notice",
        "audit_frequency",
        "subprocessor_authorisation",
        "subprocessor_objection",
        "subprocessors",
        "return_window",
        "purposes",
        "data_location",
        "transfer_mechanism",
    }
)
"""Kinds in which the other party's act limits or demands ours ("Controller authorises ..."), whoever the
sentence names."""

AFTER_THE_END = frozenset({"deletion_after_end", "return_window", "backup_retention", "retention"})
"""Kinds that an ended agreement goes on to demand."""

WHILE_HELD = frozenset(
    {
        "breach_notice",
        "encryption_at_rest",
        "encryption_in_transit",
        "access_control",
        "data_location",
        "declared_data",
        "security",
        "security_contact",
        "confidentiality",
        "purposes",
    }
)
"""Kinds that protect the data: they outlast an agreement for as long as a system still lists it."""

SUPPORTS: dict[str, tuple[str, ...]] = {
    "encryption_at_rest": ("encryption",),
    "encryption_in_transit": ("encryption",),
    "penetration_test": ("security_testing",),
    "audit_notice": ("audit",),
    "audit_frequency": ("audit",),
    "return_window": ("deletion_after_end",),
    "backup_retention": ("deletion_after_end",),
    "subprocessor_objection": ("subprocessor_notice",),
    "subprocessors": ("subprocessor_authorisation",),
}
"""Kinds of legal duty that stand behind a kind of term without setting its time limit."""
