"""Wording families of translated and plain-spoken papers, in words of our own."""

from __future__ import annotations

import pytest
from agreement_kit import judge, one_clause

S, P, M = "satisfied", "partial", "missing"

WORDINGS = (
    ("GDPR-28.3.f-36", S, "The Contractor aids the Client in meeting the duties of Articles 32 to 36 GDPR."),
    ("GDPR-28.3.f-35", M, "The Contractor assists the Client with its obligations under Articles 33 and 34 of the General Data Protection Regulation."),
    ("GDPR-28.3.a-transfer", S, "The Supplier shall process personal data only on the written instructions of the Customer. The same shall apply to every transfer of the data to a third country."),
    ("GDPR-28.3.h-audit", M, "Provider publishes its program as open source, so that anyone can audit the code."),
    ("GDPR-33.2", P, "Vendor shall notify Customer of a Security Incident within 48 hours after it has been confirmed by Vendor."),
    ("CCPA-7051a8", P, "Vendor shall notify Customer within twenty business days if it can no longer meet its obligations under the CCPA."),
    ("CCPA-7051a8", S, "Vendor shall notify Customer within four business days if it can no longer meet its obligations under the CCPA."),
    ("GDPR-28.3.a-instr", P, "The Contractor may rectify, erase or restrict the data only upon documented instructions of the Client."),
    ("GDPR-28.2-auth", S, '"Our partners" are other companies that work on your data for us. You are happy with us using partners.'),
    ("GDPR-28.4-liab", S, "The Contractor answers to the Client for mistakes of its subcontractors as for its own."),
)  # fmt: skip


@pytest.mark.parametrize(("alias", "status", "words"), WORDINGS)
def test_wording_of_unseen_papers_is_judged_by_its_sense(
    alias: str, status: str, words: str
) -> None:
    assert judge(alias, one_clause(words)).status == status
