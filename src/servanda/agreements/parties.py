"""Who is who: which of the document's names stand for the processor and which for the controller.

A contract speaks of "Provider" and "Customer", of "GitHub" and "you", of "data importer" and "data
exporter". Some names decide themselves; the others by what the document says of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from servanda.agreements.plain import Roles, tidy
from servanda.agreements.sides import evidence, leaning

PROCESSORS = (
    "data processor",
    "processor",
    "service provider",
    "provider",
    "supplier",
    "vendor",
    "data importer",
    "importer",
    "business associate",
    "contractor",
    "licensor",
    "tpsp",
    "third-party service provider",
)
CONTROLLERS = (
    "data controller",
    "controller",
    "customer",
    "client",
    "data exporter",
    "exporter",
    "covered entity",
    "subscriber",
    "licensee",
    "purchaser",
    "merchant",
)
_TRANSLATED = ("principal", "contracting authority", "ordering party", "commissioning party")
"""The controller in translated contracts, where the document speaks of it as of a party."""
_UNDECIDED = ("company", "business", "institution", "school", "user", "member", "partner")

_NOT_A_PARTY = frozenset(
    "the this each either any all such no if in where when upon for to it he they we you our your "
    "party parties data section clause article annex schedule exhibit appendix supervisory "
    "authority individual individuals consumer consumers affiliate affiliates authorized personal "
    "processing agreement services service dpa addendum gdpr ccpa hipaa phi laws law terms these "
    "those both neither subprocessor subprocessors sub-processor sub-processors subcontractor "
    "subcontractors personnel employees nothing notwithstanding eu uk commission sccs scc states "
    "that which as by at on and or but only module option secretary hhs tables table annexes "
    "baa msa subject subjects security incident breach standard contractual clauses documentation "
    "order form privacy notice policy statement software content users user administrators "
    "member state court courts auditor auditors regulator regulators platform site website "
    "product products fees payment change changes there i ii iii iv v audit audits".split()
)
_BUSINESS_IS_A_PARTY = r"(?:^|[.;,] |to |notify |by |with |enable |and |If |where )Business (?:shall|may|will|retains|discloses|within|to|if|of|and)\b|(?:notify|enable|inform|assist) (?:the )?Business\b"
_OTHERS = re.compile(
    r"\"(?:our |the |its )?([a-z][a-z -]{2,24}?)s?\",? (?:are|is|means?|refers? to) (?:the |any |all )?(?:other|another|outside|third[- ]party|external) (?:compan|firm|part|provider|business|organization|person|supplier)"
)
_NAMED_BY_TRADE = (
    ("lea", "LEA"), ("school", "School"), ("district", "District"), ("buyer", "Buyer"), ("county", "County"),
    ("department", "Department"), ("authority", "Authority"), ("university", "University"), ("college", "College"),
    ("hospital", "Hospital"), ("municipality", "Municipality"), ("owner", "Owner"), ("employer", "Employer"),
)  # fmt: skip
"""Who buys, where the paper does not say who is controller; read only with a capital, as a party."""
_SELLING = (
    ("operator", "Operator"), ("seller", "Seller"), ("agency", "Agency"), ("partner", "Partner"),
    ("recipient", "Recipient"), ("consultant", "Consultant"),
)  # fmt: skip
_MODAL = r"(?:shall|will|agrees?|may|must|undertakes?|represents?|warrants?|is|are|acts?|has|maintains?|implements?|acknowledges?|commits?)"
_SUBJECT = re.compile(rf"\b([A-Z0-9][\w&.'-]{{0,60}}(?: [A-Z][\w&.-]{{0,60}}){{0,2}}) {_MODAL}\b")
_DEFINED = re.compile(
    r"\(\s*(?:the |each,? an? |hereinafter,? (?:the )?)?[\"“']([^\"”()]{2,40})[\"”']\s*\)"
)


# "business" is a party in California's contracts, but not in "business purpose"
_NOT_IF_BEFORE = {
    "business": r"(?! (?:purposes?|relationships?|days?|associates?|operations?|partners?|contacts?|hours|continuity|process\w*|secrets?|records|interests?))",
    "company": r"(?! (?:group|affiliates?)\b)",
    "school": r"(?! (?:years?|days?|terms?|districts?|hours|codes?|boards?)\b)",
    "district": r"(?! (?:courts?|attorney|of)\b)",
    "authority": r"(?! (?:to|for|of|under)\b)",
    "user": r"(?! (?:names?|ids?|accounts?|access))",
    "contractor": r"(?!s\b)",
    "principal": r"(?! (?:amount|place|office|officer|business|reason|activit\w+|purposes?|sum)\b)",
}


_NO_PARTY_NAME = re.compile(
    r"(?:agreement|addendum|services?|data|act|laws?|rules?|schedule|date|party|parties|phi|terms|dpa|baa"
    r"|gdpr|ccpa|hipaa|clauses|sccs?|information|platform|software|site|effective date|contract|policy)s?$"
)


def _pair(
    text: str, low: str, counts: Counter[str], processors: list[str], controllers: list[str]
) -> Iterator[tuple[str, str]]:
    """The two names that the opening gives the parties, as far as they are not decided yet."""
    names = [
        name
        for match in _DEFINED.finditer(text[:4000])
        if (name := tidy(match[1]).removeprefix("the "))
        and not _NO_PARTY_NAME.search(name)
        and name not in _NOT_A_PARTY
        and (
            counts[name]
            or name in processors
            or name in controllers
            or re.search(rf"\b{re.escape(name)}(?:'s?)? ", low)
        )
    ]
    names = list(dict.fromkeys(names))[:2]
    if len(names) != 2:
        return
    sides = {
        name: "processor" if name in processors else "controller" if name in controllers else ""
        for name in names
    }
    one, other = names
    if sides[one] and sides[other]:
        return
    opposite = {"processor": "controller", "controller": "processor"}
    for name, fellow in ((one, other), (other, one)):
        if not sides[name] and sides[fellow]:
            yield name, opposite[sides[fellow]]
            return
    first, second = leaning(one, low), leaning(other, low)
    if first == second:
        return
    bearer, owed = (one, other) if first > second else (other, one)
    if leaning(bearer, low) > 0:
        yield bearer, "processor"
        yield owed, "controller"


def _as_a_party(name: str, text: str) -> bool:
    """Whether a name with a capital bears or receives something, as parties do."""
    bears = rf"\b{name} (?:shall|must|agrees|undertakes|hereby|permits|allows|authori[sz]es|is to|has (?!been)|may(?! \d))\b"
    gets = rf"\b(?:[Nn]otif\w+|[Ii]nform\w*|[Tt]ells?|[Aa]lerts?|[Rr]eports?|[Gg]ives?|permits|forwards?|provides?|assists?|to|by) (?:it |them )?(?:to )?(?:the )?{name}\b(?! [A-Z])"
    return re.search(bears, text) is not None or re.search(gets, text) is not None


def _by_trade(
    text: str, processors: list[str], controllers: list[str]
) -> Iterator[tuple[str, str]]:
    """Buyer and seller, school and operator: only where the paper names no such party otherwise."""
    for known, names, side in (
        (controllers, _NAMED_BY_TRADE, "controller"),
        (processors, _SELLING, "processor"),
    ):
        spoken = "|".join(re.escape(name) for name in known)
        if re.search(rf"\b(?:{spoken})\b", re.sub(r"\b[a-z][\w-]*", "", text), re.IGNORECASE):
            continue
        found = [low for low, name in names if _as_a_party(name, text)]
        # of several the paper has its own order, and a guess would make one of them a stranger's
        if len(found) == 1:
            yield found[0], side


def roles_of(text: str) -> Roles:
    """Read the whole document's words and say what it calls the two sides."""
    low = tidy(text)
    counts: Counter[str] = Counter()
    for match in _SUBJECT.finditer(text):
        name = tidy(match[1])
        words = name.split()
        while words and words[0] in _NOT_A_PARTY:
            words = words[1:]
        name = " ".join(words)
        if name and not any(word in _NOT_A_PARTY for word in words):
            counts[name.removesuffix("'s")] += 1
    defined = {tidy(match[1]).removeprefix("the ") for match in _DEFINED.finditer(text)}
    candidates = {name for name, n in counts.items() if n >= 3}
    candidates |= {name for name in defined if counts[name] >= 1 or name in _UNDECIDED}
    candidates |= {word for word in _UNDECIDED if re.search(rf"\b{word}\b", low)}
    processors, controllers = list(PROCESSORS), list(CONTROLLERS)
    for name in _TRANSLATED:
        spoken = re.findall(rf"(?:\bthe |[\"'(]){name}{_NOT_IF_BEFORE.get(name, '')}(?!\w)", low)
        if len(spoken) >= (3 if name == "principal" else 1) and f"data {name}" not in low:
            controllers.append(name)
    known = {*processors, *controllers}
    for name in sorted(candidates - known, key=lambda item: (-counts[item], item)):
        if any(name.startswith(k + " ") or name == k + "s" for k in known):
            continue
        p, c = evidence(name, low)
        if name in _UNDECIDED and not (counts[name] or p + c > 2):
            continue
        if p > c and p >= 2:
            processors.append(name)
        elif c > p and c >= 2:
            controllers.append(name)
        elif name == "company" and counts[name]:
            generic = len(re.findall(r"\b(?:customer|client|subscriber)\b", low))
            (processors if generic > 5 else controllers).append(name)
    for name, side in _pair(text, low, counts, processors, controllers):
        (processors if side == "processor" else controllers).append(name)
    for name, side in _by_trade(text, processors, controllers):
        (processors if side == "processor" else controllers).append(name)
    # California's contracts call the parties Business and Service Provider
    if (
        "business" not in controllers
        and re.search(_BUSINESS_IS_A_PARTY, text)
        and "service provider" in low
    ):
        controllers.append("business")
    others = tuple(
        dict.fromkeys(
            name
            for match in _OTHERS.finditer(low)
            if (name := match[1]) not in _NOT_A_PARTY
            and name not in processors
            and name not in controllers
        )
    )
    size = max(len(low.split()), 1)
    ours = len(re.findall(r"\b(?:we|us|our)\b", low)) / size
    yours = len(re.findall(r"\b(?:you|your)\b", low)) / size
    return _roles(tuple(processors), tuple(controllers), others, ours > 0.004, yours > 0.003)


@lru_cache(maxsize=64)
def _roles(
    processors: tuple[str, ...],
    controllers: tuple[str, ...],
    others: tuple[str, ...],
    we: bool,
    you: bool,
) -> Roles:
    def one_of(names: tuple[str, ...]) -> str:
        longest = sorted(names, key=len, reverse=True)
        return "|".join(re.escape(name) + _NOT_IF_BEFORE.get(name, "") for name in longest)

    # possessives of names that end in s are written both ways
    p, c = one_of(processors), one_of(controllers)
    # names that the document itself gives to the companies engaged ("our helpers")
    patterns = [
        (re.compile(rf"(?<![\w-]){re.escape(name)}(s)?(?![\w-])"), r"subprocessor\1")
        for name in others
    ]
    patterns += [
        (re.compile(rf"(?<![\w-])(?:the )?(?:{p})(?=(?:'s?)?(?![\w-]))(?!s\b)"), "processor"),
        (re.compile(rf"(?<![\w-])(?:the )?(?:{c})(?=(?:'s?)?(?![\w-]))(?!s\b)"), "controller"),
        (re.compile(rf"(?<![\w-])(?:{c})s(?=')"), "controller"),
    ]
    if we:
        patterns += [
            (re.compile(r"\bwe'll\b"), "processor will"),
            (re.compile(r"\b(?:we|us)\b(?!\.)"), "processor"),
            (re.compile(r"\bour\b"), "processor's"),
        ]
    if you:
        patterns += [
            (re.compile(r"\byour\b"), "controller's"),
            (re.compile(r"\byou\b"), "controller"),
        ]
    return Roles(processors, controllers, we, tuple(patterns))
