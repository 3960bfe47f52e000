"""Which sentences let the controller object to a sub-processor, in whatever words."""

from __future__ import annotations

from servanda.agreements.recognise.rules import says

OBJECTION = (
    says(
        r"object\w*",
        r"(?:subprocessor|change|appointment|notice|list|addition|replacement|engagement)",
        without=r"data subject .. object",
    ),
    says(
        r"object\w*",
        r"(?:days?|hours|weeks?|months?)|within (?:this|that|the|such|said) .. period",
        under=r"subprocess|subcontract|(?:subsequent|further|other|additional) processors?",
    ),
    says(
        r"(?:rais|voic|express|stat|submit|present)\w* (?:its |any |their |an? |his )?(?:\w+ )?(?:concerns?|reservations?|doubts?)\b|\bcontradict\w*",
        r"subprocessor",
        r"(?:days?|weeks?|months?)",
        without=(r"{subject}", r"\baudit\w*", r"\binvoices?\b"),
    ),
    says(
        r"\bsilence\b|(?:does not|doesn't|fails? to) (?:react|reply|answer|respond)|no (?:reply|answer|reaction|response)",
        r"subprocessor",
        r"(?:days?|weeks?|months?)",
        r"(?:consent|approv|accept|agree|authoriz)\w*",
    ),
    says(
        r"{C} (?:may|can|has|have|had|gets?)",
        r"(?:days|weeks|months?) .. to object|object .. within",
        without=(r"prices?|fees?|direct marketing|data subjects?", r"terminat\w*"),
    ),
    says(
        r"(?:oppos|reject|veto|refus|disagree|say no|turn down|disapprov)\w*",
        r"subprocessor",
        r"(?:days?|weeks?|months?)",
    ),
    says(
        r"(?:(?:don't|doesn't|do not|does not) (?:like|want|agree|accept|approve)|(?:not|un) ?(?:happy|comfortable|content)|disagree\w*|oppos\w*|reject\w*|refus\w*|veto\w*|say no)",
        r"(?:days?|weeks?|months?)",
        r"(?:tells?|says?|writes?|informs?|let \w+ know|within|has|have)",
        under=r"subprocess|subcontract",
    ),
)
