"""The words of a name: `BillingPostalCode`, `billing_postal_code` and `POSTALCODE` say the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection

PEOPLE = frozenset(
    """account actor admin agent applicant attendee author beneficiary borrower buyer candidate caller
    cardholder child citizen client clinician consumer contact customer debtor dependent doctor donor
    driver employee guardian guest holder individual inhabitant insured interviewee investor invitee
    lead learner member nurse occupant owner parent participant passenger patient payee pensioner people
    person personnel physician player policyholder profile prospect provider pupil recipient registrant
    rep resident respondent sender sibling signatory signup spouse staff student subscriber survivor
    teacher tenant traveller traveler user victim visitor voter witness worker
    kunde kunden mitarbeiter nutzer benutzer patienten mitglied mitglieder personen personal kontakt
    abonne adherent assure beneficiaire clients employe membre personne salarie usager utilisateur
    cliente empleado miembro paciente persona trabajador usuario socio alumno
    dipendente paziente utente persone iscritto cidadao funcionario usuarios pessoa klant medewerker
    gebruiker klient pracownik uzytkownik kund anvandare""".split()
)
"""Words that say a row is about a person."""

COMPANIES = frozenset(
    """branch business carrier company corporation dealer department distributor enterprise facility firm
    hospital institution manufacturer merchant office organisation organization outlet payer plant
    practice restaurant school shipper shop site store supplier vendor warehouse
    firma unternehmen lieferant filiale entreprise societe fournisseur magasin empresa proveedor tienda
    azienda fornitore negozio fornecedor loja bedrijf leverancier winkel""".split()
)
"""Words that say a row is about a company or a place of business."""

ASIDE = frozenset(
    """allowed approved at attempts bounced bounces category changed checked clicked code confirmed
    confirmation consent count counter created date deleted description domain enabled expires expiry
    flag format hidden id ids index issued issuer key kind label language last4 length level
    limit mask masked max min model notification notifications num number opened opt optin order
    preference provider quality rank rate rating received reminder required score sent sequence settings
    size source state status subject subscribed template time timestamp total type types unsubscribed
    updated uuid guid valid validated verification verified version""".split()
)
"""Words beside a class's own that make a column one *about* it: `email_verified`, `address_id`."""

_JOINED = frozenset(
    """billing business card company contact country current customer date delivery doctor employee file
    first full given home host id invoice last legal mailing main maiden middle mobile name number owner
    patient person phone postal primary private product provider secondary shipping ship street supplier
    user work""".split()
)

_PIECES = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_A-Za-z]+")
_SHORT = frozenset({"id", "zip", "ssn", "dob", "no", "nr", "tel", "url"})
_NEVER_INSIDE = frozenset(
    {"age", "sex", "pin", "ip", "race", "car", "tax", "lat", "lon", "lng", "key"}
)


def plain(text: str) -> str:
    """Without accents: `Straße` is `Strasse`, `prénom` is `prenom`; case stays."""
    if text.isascii():
        return text
    text = text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l")
    marks = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def words(name: str, vocabulary: Collection[str] = frozenset()) -> tuple[str, ...]:
    """The words of a table's or column's name, lower case without accents.

    A run of letters that is no word of `vocabulary` but can be cut into such words is cut
    (`OWNERNAME`). Bounded: at most the first 200 characters are read.
    """
    found: list[str] = []
    for piece in _PIECES.findall(plain(name[:200])):
        word = piece.lower()
        found.extend(_cut(word, vocabulary) if len(word) > 5 else (word,))
    return tuple(found)


def singular(word: str) -> str:
    """`patients` is `patient`, `companies` is `company`, `addresses` is `address`."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _cut(word: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    if not vocabulary or word in vocabulary or singular(word) in vocabulary or len(word) > 60:
        return (word,)
    # cuts[end]: the shortest way to cut word[:end], longest words first
    cuts: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            before, piece = cuts[start], word[start:end]
            if before is None or not _may_stand_inside(piece, vocabulary):
                continue
            best = cuts[end]
            if best is None or len(before) + 1 < len(best):
                cuts[end] = (*before, piece)
    return cuts[len(word)] or (word,)


def _may_stand_inside(piece: str, vocabulary: Collection[str]) -> bool:
    if piece in _NEVER_INSIDE:
        return False
    if piece in _SHORT:
        return True
    return len(piece) > 3 and (piece in vocabulary or piece in _JOINED)


@functools.cache
def gazetteer(name: str) -> frozenset[str]:
    """The words of `gazetteers/NAME.txt`, lower case: one or more a line, `;` between those of a line."""
    from importlib.resources import files

    text = (files("servanda.inventory") / "gazetteers" / f"{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(
        word.strip().casefold() for line in lines for word in line.split(";") if word.strip()
    )
