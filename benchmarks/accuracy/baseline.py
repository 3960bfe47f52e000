"""The peer that any reader could write: a provision is there when its keywords are."""

from __future__ import annotations

_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "GDPR-28.3-subject": (("subject matter", "subject-matter"),),
    "GDPR-28.3-duration": (("duration",),),
    "GDPR-28.3-nature": (("nature",), ("purpose",)),
    "GDPR-28.3-types": (
        ("types of personal data", "categories of data", "categories of personal data"),
    ),
    "GDPR-28.3-subjects": (("categories of data subject",),),
    "GDPR-28.2-auth": (("processor",), ("authoriz", "authoris", "consent")),
    "GDPR-28.2-notice": (("object",),),
    "GDPR-28.3.a-instr": (("instructions",),),
    "GDPR-28.3.a-transfer": (("transfer",),),
    "GDPR-28.3.a-law": (("required by law", "required by applicable law", "legal requirement"),),
    "GDPR-28.3.b": (("confidential",),),
    "GDPR-28.3.c": (("technical and organi",),),
    "GDPR-28.3.e": (("data subject",), ("assist",)),
    "GDPR-28.3.f-32": (("assist",), ("security",)),
    "GDPR-28.3.f-33": (("assist",), ("supervisory authority",)),
    "GDPR-28.3.f-34": (("assist",), ("breach", "incident")),
    "GDPR-28.3.f-35": (("impact assessment",),),
    "GDPR-28.3.f-36": (("consultation",),),
    "GDPR-28.3.g-return": (("return",), ("delet", "destroy")),
    "GDPR-28.3.g-copies": (("copies",),),
    "GDPR-28.3.h-info": (("demonstrate", "compliance"),),
    "GDPR-28.3.h-audit": (("audit",),),
    "GDPR-28.3-infringe": (("infring",),),
    "GDPR-28.4-flow": (("same", "no less protective", "not less protective"),),
    "GDPR-28.4-liab": (("liable",),),
    "GDPR-33.2": (("breach", "incident"), ("notify",)),
}


def keyword_status(alias: str, text: str) -> str:
    """`satisfied` where every group of keywords occurs, else `missing`."""
    groups = _WORDS.get(alias, ())
    return (
        "satisfied" if all(any(word in text for word in group) for group in groups) else "missing"
    )
