"""Confidentiality of the persons who handle the data."""

from __future__ import annotations

from servanda.agreements.recognise.rules import Rule, Weak, says

_KEPT_QUIET = r"(?:(?:dut(?:y|ies)|obligations?) of confidence|confidential\w*(?! (?:nature|character|status|information of controller))|secrecy|secret\b|non-?disclosure)"

_AIM = r"confidentiality, (?:and |the )?(?:integrity|availability)"
"""The aims of security, no duty of a person."""

RULES = (
    Rule(
        alias="GDPR-28.3.b",
        kind="chain",
        absent="that the persons who handle the data are bound to confidentiality",
        core=(
            says(
                r"{staff}",
                _KEPT_QUIET,
                r"(?:bound|bind|commit|subject to|under|agree|obligat|oblig|sign|execut|enter|undertak|ensure|requir|duty|duties|maintain|respect|contract|impose|pledge|swor[en]|vow|oath|undertaking)",
                without=(
                    r"^\W*(?:\w+ )?auditors?\b",
                    r"(?:audit|inspect)\w* ... (?:confidential|non-?disclosure)",
                    r"controller's (?:personnel|employees|staff)",
                    _AIM,
                    r"(?:report|incident) .. confidential",
                ),
            ),
            says(
                r"(?:authorized persons?|persons? .. process|processing personnel)",
                _KEPT_QUIET,
                without=_AIM,
            ),
            says(
                r"{P} (?:\w+ )?(?:ensures?|(?:shall|will|must) (?:\w+ )?ensure|sees? to it|makes? sure|guarantees?|warrants?|(?:shall|will|must) (?:bind|oblige|commit))",
                r"(?:the|those|all|its|any|such) (?:\w+ )?(?:persons|individuals|people)\b",
                _KEPT_QUIET,
                r"(?:undertak|bound|commit|obligat|oblig|dut(?:y|ies)|sign|agree)\w*",
                without=(_AIM, r"audit"),
            ),
            says(
                r"(?:confidentiality|secrecy|non-disclosure) (?:agreements?|undertakings?|obligations?|commitments?)",
                r"{staff}",
                without=(r"audit", r"controller's (?:personnel|employees)", _AIM),
            ),
        ),
        weak=(
            Weak(
                "the company keeps the data confidential, the persons who handle it are not bound",
                (
                    says(
                        r"(?:keep|maintain|treat|hold|preserv|guarantee|ensur|protect)\w* .. personal data .. (?:confidential|in confidence|secret)",
                        r"(?:shall|will|must|agrees|undertakes)",
                        without=(r"integrity|availability", r"audit", r"redact"),
                        sure=0.8,
                    ),
                    says(
                        r"confidentiality of (?:the |such |all )?personal data",
                        without=(
                            r"integrity|availability",
                            r"audit",
                            r"(?:security|protect) .. confidentiality",
                        ),
                        sure=0.75,
                    ),
                ),
            ),
        ),
    ),
)
