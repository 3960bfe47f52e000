"""Safeguards: encryption, access control."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import focus
from servanda.agreements.extract.topics._whose import theirs
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.terms import Term, Value

_AES = re.compile(
    r"\bAES[- ]?(?:\d{3})?(?:[- ]?(?:bit|GCM|CBC|XTS))?\b|\b(?:128|192|256)[- ]?bit(?: AES)?(?: encryption)?|\bFIPS[- ]?140-?[23]?\b",
    re.IGNORECASE,
)
_TLS = re.compile(
    r"\b(?:TLS|SSL)(?: ?(?:>=?|≥) ?\d(?:\.\d)?|[ /v-]{1,2}\d(?:\.\d)?)?(?:\s*(?:or (?:higher|later|above|greater)|\+|and (?:above|higher)))?|\bHTTPS\b(?!:)|\bIPsec\b|\bSSH\b|\bSFTP\b",
    re.IGNORECASE,
)
_AT_REST = re.compile(
    r"\bat[- ]rest\b|\bat[- ]rest encrypt\w*|\b(?:stored|storage|disks?|databases?|volumes?|hard drives?|backups?|data stores?)\b|\b(?:processor|everything|data) (?:\w+ )?stores?\b"
)
_IN_TRANSIT = re.compile(
    r"\b(?:during|while (?:in|under)|in) (?:transit|transport|transmission)\b|\bin[- ]transit\b|\bin[- ]motion\b|\btransmi(?:t|ssion|tted)\w*|\bover (?:public|open|the internet|networks?)|\btransfer\w*|\bnetworks?\b|\b(?:travels?|moves?|goes|sent) (?:between|across|through|over|to and from)\b|\bon (?:its|the) way\b"
)
_PLAINLY = re.compile(
    r"\b(?:at[- ]rest|in[- ](?:transit|motion|storage)|(?:in|during) (?:transmission|transport))\b"
)
_MEANS = re.compile(r"^\W*+(?:[\w-]++ ){0,5}(?:means?|shall mean|refers to)\b")
"""A definition without quotation marks."""
_ALIKE = re.compile(
    r"\bat[- ]rest (?:and|as well as|or) (?:(?:for )?(?:data )?(?:while |when )?)in[- ](?:transit|motion)\b|\bin[- ](?:transit|motion) (?:and|as well as|or) at[- ]rest\b"
)
"""One promise for both."""
_ENCRYPTS = re.compile(r"\bencrypt\w*|\bcryptograph\w*|\baes\b|\btls\b|\bssl\b|\bhttps\b(?!:)")
_NOT = re.compile(
    r"\bencrypt\w*[^.;]{0,60}\b(?:road ?map|planned|in (?:development|preparation)|is (?:coming|foreseen)|will be (?:introduced|added|offered))\b|^\W*controller (?:should|may|can) [^.;]{0,60}encrypt|\b(?:no|not)\b[^.;,]{0,40}\b(?:notice|notification|notify|needed|required|breach)\b[^.;]{0,40}\b(?:where|if|when|that)\b[^.;]{0,60}encrypt|\b(?:if|unless) (?:the |such )?(?:\w+ ){0,2}?data (?:\w+ ){0,2}?(?:was|were|is|are|has been) [^.;,]{0,20}encrypt\w*|\b(?:such as|e\. ?g\.|for example|for instance)[^.;:)]{0,60}\bencrypt|\bencrypt\w*[^.;]{0,40}\b(?:can|may|could|might) (?:optionally )?be (?:enabled|switched on|activated|configured|added|agreed|ordered|used)|\b(?:can|may|could) (?:also |optionally )?(?:enable|switch on|activate|order) (?:\w+ ){0,3}?encrypt\w*|\boptional(?:ly)? (?:\w+ ){0,3}?encrypt\w*|\bencrypt\w* (?:is|are|as) (?:an )?option(?:al)?\b|\bconsider\w*\b[^.;]{0,60}encrypt|\bencrypt\w*[^.;]{0,40}\b(?:is|are) not\b|\b(?:costs?|price|fees?) of encrypt|\b(?:unencrypted|not (?:be )?encrypt\w*|encryption key (?:is )?not|interception of encrypted|shall not be required to encrypt|controller (?:shall|will|must|is responsible) .{0,60}encrypt)"
)

_STATUS = re.compile(
    r"\bencrypt\w* (?:status|options?|support|roadmap|details?)\b[^.;]{0,60}\b(?:described|documented|available|request|found|stated|listed)\b"
)
"""Where to read whether it is encrypted, no word that it is."""

_ACCESS = (
    ("rbac", r"\brole[- ](?:specific|dependent|oriented|related|defined)\b[^.;]{0,30}\b(?:access|rights?|permissions?|authorizations?)|\b(?:access|rights|permissions|authorizations?|privileges)\b[^.;]{0,60}\b(?:through|via|by means of|on the basis of|based on|according to|by|per|depending on) (?:\w+ ){0,3}?(?:roles?|job functions?|functions?|positions?|job title)\b|\brole[- ]based|\brole-? ?(?:and|or|&|/) ?[\w-]{3,16}[- ]based|\b[\w-]{3,16}- (?:and|or) role-based|\brbac\b|based on (?:their |job )?roles?|^\W*roles? (?:decides?|determines?|governs?) (?:who|what|access)|(?:grant|giv|assign)\w* (?:\S+ ){0,3}?(?:by|per|by reference to) roles?\b|access by role|(?:according to|by|along|depending on|tied to|follows?) (?:their |the |job |user )?roles?\b|\brole(?:s)? (?:and|&) (?:rights?|authorizations?|permissions?)|\broles? concept"),
    ("least_privilege", r"\baccess only (?:to )?(?:what|the data|those data|data|systems) (?:that |which )?(?:they|he or she|it|is|are)? ?(?:\w+ )?(?:needs?|requires?|necessary)\b|\bonly (?:access|see|open|reach) what (?:they|it|he or she) (?:\w+ )?needs?\b|\b(?:minimum|minimal|fewest|lowest) (?:set of |level of |number of )?(?:access )?(?:rights|privileges?|permissions?|authorizations?)|\b(?:rights|privileges|permissions|access)\b[^.;]{0,40}\b(?:kept|reduced|limited|restricted) to (?:the|a|an) (?:absolute )?minimum|\bleast[- ]privileged?|\bneed[- ]to[- ](?:know|access|have|use)\b|\bonly (?:\w+ ){0,3}?(?:persons|people|personnel|staff|employees|users) (?:who|that) (?:\w+ )?(?:need|requires?) (?:such |the |this )?access\b|\baccess\b[^.;]{0,80}\b(?:only (?:in so far|insofar|so far|to the extent|where|as far|if|when)\b[^.;]{0,60}\b(?:need\w*|necessary|requir\w*|calls? for)|strictly (?:needed|necessary|required))|\bonly (?:the |those )?(?:\w+ )?(?:access|rights|permissions|privileges) (?:that |which |as )?(?:\w+ ){0,3}?(?:need\w*|necessary|required)|\bonly (?:(?:those|the|such) )?(?:\w+ ){0,2}?(?:who|that|whose \w+) (?:\w+ ){0,2}?needs?\b[^.;]{0,60}\b(?:can|may|have|has|get|gets|are|is)\b|\bonly those (?:who|that) need\b|\bminimum (?:necessary )?(?:access|privilege)|access (?:\S+ ){0,9}?(?:is |are |be |shall be )?(?:limited|restricted|granted only|confined) to (?:\S+ ){0,4}?(?:personnel|employees|staff|those|persons|individuals|authorized|users|people)|(?:limit|restrict)\w* (?:\S+ ){0,4}?access (?:\S+ ){0,6}?to (?:\S+ ){0,5}?(?:personnel|employees|staff|those|persons|individuals)|only (?:\S+ ){0,3}?(?:personnel|employees|staff|persons) (?:\S+ ){0,10}?access|\b(?:people|staff|persons|employees|anyone|those) who (?:do not|don't|does not) need\b[^.;]{0,60}\b(?:cannot|can not|can't|have no|has no|do not have)\b"),
    ("mfa", r"\b(?:two|2)[- ]step (?:verification|authentication|log-?in|sign-?in)|\b(?:log-?in|sign-?in|authenticat\w*|access)\b[^.;]{0,60}\b(?:one-time (?:codes?|passwords?|passcodes?)|hardware tokens?|security keys?|authenticator apps?|passkeys?|totp)\b|\bmulti-?[- ]?factor|\btwo-?[- ]?factor|\b2fa\b|\bmfa\b|strong authentication|\btwo factors\b|\bsecond factor|\b2-factor"),
    ("unique_ids", r"\b(?:each|every|all) (?:\w+ ){0,4}?(?:has|have|is given|are given|gets?|receives?|is assigned|are assigned|uses?) (?:an? |their |his or her )?(?:\w+ )?(?:unique|individual|personal|own|separate) (?:\w+ )?(?:user ?(?:ids?|names?|accounts?)|accounts?|ids?|log-?ins?|identifiers?)|\buser ids? of (?:his or her|her or his) own|\bshared (?:user )?(?:accounts?|log-?ins?|credentials|ids) (?:are |is |shall be |must be )?(?:\w+ )?(?:forbidden|prohibited|not (?:allowed|permitted|used)|banned|avoided)|\b(?:forbids?|prohibits?|bans?|avoids?) (?:the use of )?(?:shared|generic|group) (?:user )?(?:accounts?|log-?ins?|credentials)|\bunique user ?(?:names?|ids?)\b|\bunique user (?:ids?|identif\w+|accounts?|names?)|\bunique (?:ids?|identifiers?|accounts?|logins?|credentials) (?:for|to|are|is|per)\b|\b(?:each|every) (?:user|employee|person) (?:has|is assigned|receives) (?:an? )?(?:unique|individual|own)|\bindividual(?:iz\w+)? (?:user )?(?:accounts?|names?|ids|credentials|log-?ins?)|\b(?:personal|(?<!its )own|named|separate) (?:user )?(?:accounts?|user names?|user ids?|log-?ins?|credentials)\b|\bpersonal user\b|\bno (?:generic|shared|group|collective) (?:user )?(?:accounts?|log-?ins?|ids)|\buser (?:ids?|names?)\b[^.;]{0,60}\b(?:shall|must|are|is|be) (?:be )?(?:personal|individual|unique)\b|\buser ids? of (?:their|his|her|its|one's) own|\b(?:no|never|not) (?:use )?shar\w+ (?:of )?(?:accounts?|log-?ins?|credentials)|\b(?:accounts?|log-?ins?|credentials|user ids?|passwords) (?:are |is |shall |must |may )?(?:never|not)(?: be)? shared"),
    ("access_review", r"\breview\w* (?:\S+ ){0,5}?access|access (?:rights?|privileges?|permissions?)?(?: \S+){0,4}? (?:are |is )?(?:\S+ )?reviewed|access reviews?|recertif\w+|\b(?:entitlements?|access rights|rights of access|access|permissions?|authorizations?|privileges?|user accounts?|accounts)\b[^.;]{0,60}\b(?:is|are) (?:\w+ )?(?:reviewed|re-?checked|checked|re-?examined|re-?certified|verified)\b|\b(?:rights|permissions|accounts) are (?:\w+ )?(?:reviewed|re-?certified|checked) (?:\w+ )?(?:every|each|quarterly|annually|yearly|monthly|twice|once|regularly|periodically)\b|\breview\w* (?:\w+ )?(?:the )?(?:necessity|need|appropriateness) (?:of|for) (?:\S+ ){0,3}?(?:authorizations?|access|rights|permissions)|\breview\w* of (?:\w+ ){0,2}?(?:entitlements?|permissions?|authorizations?|privileges?|accounts|rights)\b"),
    ("logging", r"\b(?:recorded|logged|traceable|documented|established|checked|verified) (?:\w+ ){0,3}?(?:who|by whom)\b[^.;]{0,40}\b(?:entered|changed|modified|altered|deleted|removed|accessed|viewed|read|input)|\blogg(?:ed|ing)\b|\baudit (?:logs?|trails?)\b|\baccess logs?\b|\b(?:recording|records?|logs?|protocols?) of (?:all |each |every |any )?(?:\w+ )?access(?:es)?\b|\baccess(?:es)?\b[^.;]{0,30}\b(?:is|are) (?:\w+ )?(?:recorded|logged|protocoled)\b|(?<!call )(?<!chat )(?<!message )(?<!change )\blogs? (?:\S+ ){0,3}?access|\b(?:writes? down|records?|notes?|keeps? track of) who (?:\w+ )?(?:look\w*|open\w*|access\w*|saw|view\w*|did|used)\b"),
)  # fmt: skip
SUBJECT_TO_OTHERS = re.compile(
    r"subprocessor|vendors?\b|sub-?contractors?|third part(?:y|ies) (?:vendors|providers)|data cent(?:er|re) providers?|hosting providers?"
)
CONTROLLERS = re.compile(r"^\W*controller (?:shall|will|must|is responsible|agrees)")

_OR_HIGHER = re.compile(
    r" ?(?:or (?:higher|later|above|greater)|\+|and (?:above|higher))$", re.IGNORECASE
)


def find(court: Court) -> Iterator[Term]:
    """`encryption_at_rest`, `encryption_in_transit`, `access_control`."""
    passages = [p for p in court.reading.passages if not p.definition]
    yield from _encryption(passages)
    yield from _access(passages)


def _encryption(passages: list[Passage]) -> Iterator[Term]:
    for kind, where, standard in (
        ("encryption_at_rest", _AT_REST, _AES),
        ("encryption_in_transit", _IN_TRANSIT, _TLS),
    ):
        stated: list[Term] = []
        bare: Term | None = None
        for passage in passages:
            text = ";".join(x for x in passage.plain.split(";") if not _STATUS.search(x))
            # "Encryption. At rest and in transit": the heading says what, the line says where
            by_heading = bool(
                _PLAINLY.search(text)
                and re.search(r"encrypt", passage.headings.rsplit(" > ", 1)[-1] + passage.full)
            )
            if not (_ENCRYPTS.search(text) or by_heading) or _NOT.search(text):
                continue
            if (
                theirs(passage)
                or CONTROLLERS.search(text)
                or _MEANS.search(text)
                or promises_nothing(passage)
                or lists_data(passage)
            ):
                continue
            if re.search(r"\bpasswords?\b", text) and not re.search(
                r"\bdata\b|\bat[- ]rest\b", text
            ):
                continue
            place = where.search(text)
            found = _named(standard, passage.words)
            if (
                kind == "encryption_at_rest"
                and place is None
                and not (found and not re.search(r"\bin[- ](?:transit|motion)\b", text))
            ):
                continue
            if kind == "encryption_in_transit" and place is None and found is None:
                continue
            if kind == "encryption_in_transit" and found is None and _ALIKE.search(text):
                found = _named(_AES, passage.words)  # "AES-256 at rest and in transit"
            at = place.span() if place else (0, 0)
            if found is not None and (
                _ALIKE.search(text)
                or _both_named(passage.words)
                or _near(kind, passage.words, found.start())
            ):
                # "or higher" says how it is kept up, not which standard is promised at least
                value: Value = _OR_HIGHER.sub("", re.sub(r"\s+", " ", found[0])).strip()
                stated.append(
                    term(kind, passage, value=value, focus=focus(passage, *at), confidence=0.9)
                )
            elif bare is None and (by_heading or re.search(r"encrypt", text)):
                bare = term(kind, passage, value=True, focus=focus(passage, *at), confidence=0.85)
        if stated:
            full = {str(one.value) for one in stated}
            # "TLS" beside "TLS 1.2" is the same promise, told less fully
            yield from (
                one
                for one in stated
                if not any(f != one.value and f.startswith(f"{one.value} ") for f in full)
            )
        elif bare is not None:
            yield bare


def _named(standard: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The standard a sentence names; one with its version before one without, TLS before the rest."""
    every = list(standard.finditer(words))
    return max(
        every,
        key=lambda m: (
            bool(re.search(r"\d", m[0])),
            m[0].upper().startswith(("TLS", "AES")),
            -m.start(),
        ),
        default=None,
    )


def _both_named(words: str) -> bool:
    """AES beside TLS: the one is for rest, the other for transit, wherever they stand."""
    return bool(_AES.search(words) and _TLS.search(words))


def _near(kind: str, words: str, at: int) -> bool:
    """Where one sentence speaks of both rest and transit, each standard belongs to the nearer."""
    low = words.lower()
    end = at + 3

    def gap(pattern: str) -> int | None:
        gaps = [
            (at - m.end() if m.end() <= at else m.start() - end)
            + 40 * low[min(m.end(), at) : max(m.start(), end)].count(";")
            for m in re.finditer(pattern, low)
        ]
        return min(gaps, default=None)

    rest = gap(r"at[- ]rest|stored|storage|disk|database")
    transit = gap(r"in[- ]transit|in motion|transmi|over (?:public|open)")
    if rest is None or transit is None:
        return True
    return rest <= transit if kind == "encryption_at_rest" else transit <= rest


_OFFERED = re.compile(
    r"\bfor (?:your|controller's|their) own (?:\w+ )?users\b|\b(?:services?|platform|product|software|app) (?:offers?|provides?|includes?|supports?|features?) (?:\w+ )?(?:features?|functions?|options?) (?:such as|like)\b|\b(?:canteen|parking|gym)\b|\b(?:recommend|encourag|advis)\w*\b|\bcontrol over (?:their|his|her) (?:individual|own) accounts?\b|\bcontroller\b[^.;]{0,40}\b(?:using|through|via|with) the (?:\w+ ){0,4}(?:tools?|features?|functions?)\b|\b(?:controller|users?|controller's (?:end )?users?) (?:may|can|is able to|is free to|are able to) (?:\w+ )?(?:switch|turn|enabl|use two|activat|configur|requir|enforc)\w*"
)
"""What the service offers the customer's own users is no safeguard of the processor."""
_SERVICES_LISTED = re.compile(
    r"\b(?:provid|suppl|offer|deliver|perform|compris|includ|consist)\w* (?:of )?(?:\w+ ){0,2}?(?:following )?(?:services?|features?|modules?|functions?)\b(?! (?:securely|safe))"
    r"|\bservices? (?:\w+ ){0,3}?(?:compris|includ|consist)\w*"
)
"""The lead of a list of what is sold."""
_DATA_LISTED = re.compile(
    r"\b(?:telephone|phone|e-?mail|ip) (?:numbers?|address\w*)\b|\b(?:date of birth)\b"
)
_TYPES_OF_DATA = re.compile(
    r"\b(?:types?|categor\w+|kinds?) of (?:personal )?data\b|\bdata (?:processed|types|categories|elements)\b"
)
"""What is processed, not how it is kept safe."""
_EXAMPLE = re.compile(r"\b(?:such as for instance|for example|e\.g\.)[^;]*$")


def lists_data(passage: Passage) -> bool:
    """Whether a sentence lists types of data ("telephone number (for one-time passwords)")."""
    last = passage.headings.rsplit(" > ", 1)[-1]
    if _TYPES_OF_DATA.search(last) or _TYPES_OF_DATA.search(passage.full):
        return not re.search(r"\b(?:encrypt\w*|protect\w*|secured?|measures?)\b", passage.full)
    return bool(
        _DATA_LISTED.search(passage.plain)
        and not re.search(r"\b(?:shall|will|must|is|are|measures?)\b", passage.full)
    )


def _access(passages: list[Passage]) -> Iterator[Term]:
    found: dict[str, Passage] = {}
    for passage in passages:
        text = passage.plain
        if CONTROLLERS.search(text) or SUBJECT_TO_OTHERS.search(passage.full) or passage.heading:
            continue
        if _OFFERED.search(text) or _SERVICES_LISTED.search(passage.full.removesuffix(text)):
            continue
        listed = lists_data(passage)
        if re.search(r"confidential information|\brecipient\b|discloser", text):
            continue
        for name, pattern in _ACCESS:
            said = None if name in found else re.search(pattern, text)
            if said is None or _EXAMPLE.search(text[: said.start()]):
                continue
            # of types of data only the logs that are kept tell of a safeguard
            if listed and not (
                name == "logging" and re.search(r"\b(?:access|audit) logs?\b", text)
            ):
                continue
            if name in ("logging", "access_review") and not re.search(
                r"access|trail|log(?:s|ging|ged)?\b|who (?:look|enter|chang|modif|delet|view)|rights|system|activit|entitle|permission|privilege|authorization|account",
                text,
            ):
                continue
            found[name] = passage
    if found:
        first = min(found.values(), key=lambda p: p.at)
        names = tuple(name for name, _ in _ACCESS if name in found)
        yield term("access_control", first, value=names, confidence=0.85)
