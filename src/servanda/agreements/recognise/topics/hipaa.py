"""What a business associate contract must hold: 45 CFR 164.504(e)(2), 164.314(a)(2), 164.410.

In plain spelling the business associate is `processor`, the covered entity `controller`, protected
health information `personal data` and the individual a `{subject}`.
"""

from __future__ import annotations

from servanda.agreements.recognise.topics import (
    _hipaa_individuals,
    _hipaa_reports,
    _hipaa_safeguards,
    _hipaa_uses,
)

FLOW_DOWN = _hipaa_safeguards.FLOW_DOWN

RULES = (
    *_hipaa_uses.RULES,
    *_hipaa_safeguards.RULES,
    *_hipaa_reports.RULES,
    *_hipaa_individuals.RULES,
)
