"""Postal address."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

_WORDS = frozenset(
    """st str street rd road ave av avenue blvd boulevard lane ln drive dr way court ct place pl square sq loop
    parkway pkwy terrace terr circle crescent cres close highway hwy trail trl alley plaza quay walk mews
    gardens gdns grove parade freeway fwy turnpike pike expressway bypass route broadway embankment esplanade
    approach wynd brae strand heights nagar marg chowk colony jalan jln lorong rue chemin allée allee impasse quai cours via viale v.le
    piazza p.za p.zza corso c.so vicolo strada contrada calle c/ avda avenida paseo pº carrera camino ronda
    carretera ctra plaça carrer rambla rua travessa praça praca largo alameda rodovia estrada ulica aleja
    osiedle plac platz weg gasse allee ring caddesi sokak mahallesi bulvarı utca út tér ulitsa улица проспект
    переулок шоссе odos apt unit suite ste floor flat bldg building box postfach apartado""".split()
)
_FIRST = frozenset(
    "cl cra kra ul al os am im in zum zur an auf unter ул пр пер cad sok mah bp ter rte".split()
)
"""Words that lead a street's name and stand for something else inside a text."""

_ENDS = (
    "straße", "strasse", "str", "weg", "gasse", "platz", "allee", "ring", "damm", "ufer", "steig", "graben",
    "straat", "laan", "gracht", "plein", "kade", "dijk", "singel", "vägen", "gatan", "gata", "väg", "markt", "steeg", "stieg", "chaussee", "zeile", "promenade",
    "gränd", "torget", "vej", "gade", "stræde", "veien", "vegen", "gate", "katu", "tie", "kuja", "polku",
)  # fmt: skip
_CUT = str.maketrans(",;:#-", "     ")


def _names_a_street(text: str) -> bool:
    figures = False
    first = True
    named = False
    for token in text.casefold().translate(_CUT).split():
        bare = token.strip(".0123456789")
        if not bare or (len(bare) == 1 and bare != token):
            figures = True
            continue
        figures = figures or len(bare) < len(token.strip("."))
        if (
            bare in _WORDS
            or bare.endswith(_ENDS)
            or (first and bare in _FIRST)
            or ("/" in bare and not _WORDS.isdisjoint(bare.split("/")))
        ):
            named = True
        first = False
    return named and figures


DETECTOR = Detector(
    title="Postal address",
    dpv="PhysicalAddress",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it says where a person can be found",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(B): geographic subdivisions smaller than a state",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "mail addr",
        "bill to addr1",
        "bill to addr",
        "ship to addr",
        "ship to addr1",
        "owner addr",
        "home addr",
        "mail address line",
        "site address",
        "situs address",
        "situs addr",
        "property address",
        "street addr",
        "house no",
        "house nr",
        "house num",
        "huisnummer",
        "huisnr",
        "hausnr",
        "haus nr",
        "strasse nr",
        "str nr",
        "numero civico",
        "civico",
        "numero de calle",
        "street number",
        "street no",
        "street line",
        "street1",
        "street2",
        "address1",
        "address2",
        "address3",
        "addr1",
        "addr2",
        "address line1",
        "address line2",
        "adresse1",
        "adresse postale",
        "adresse complete",
        "voie",
        "indirizzo residenza",
        "residenza",
        "direccion postal",
        "direccion completa",
        "endereco completo",
        "adres korespondencyjny",
        "adres zamieszkania",
        "gatuadress",
        "postadress",
        "bostadsadress",
        "vejnavn",
        "gate adresse",
        "osoite",
        "katuosoite",
        "adresi",
        "ev adresi",
        "full address",
        "current address",
        "permanent address",
        "residential address",
        "address full",
        "location address",
        "contact address",
        "complete address",
        "business address",
        "legal address",
        "address",
        "street",
        "street address",
        "postal address",
        "home address",
        "mailing address",
        "billing address",
        "shipping address",
        "delivery address",
        "address line",
        "addr",
        "residence",
        "adresse",
        "anschrift",
        "strasse",
        "strasse hausnummer",
        "hausnummer",
        "rue",
        "direccion",
        "domicilio",
        "calle",
        "indirizzo",
        "endereco",
        "logradouro",
        "adres",
        "straat",
        "ulica",
        "adress",
        "gata",
        "street name",
        "house number",
        "apartment",
    ),
    unless=(
        "email",
        "mail",
        "ip",
        "mac",
        "web",
        "wallet",
        "bitcoin",
        "crypto",
        "url",
        "memory",
        "contract",
        "network",
        "internet",
        "host",
        "server",
        "device",
        "type",
        "from",
        "to",
    ),
    pattern=(
        r"\d{1,6}[A-Za-z]?(?:[-/]\d{1,5})?,? [^\W\d_][^\n@]{2,140}"
        r"|[^\W\d_][^\n\d@]{2,50}[, ] {0,2}(?:№|#|no\.?|n°|nº)? ?\d{1,5} ?[A-Za-z]?"
        r"(?:[-/]\d{1,4})?(?:[, ][^\n@]{1,120})?"
        r"|(?:P\.? ?O\.? ?Box|Box|Postfach|Apartado|BP) \d{1,7}[^\n@]{0,100}"
    ),
    valid=_names_a_street,
    fits=r"[^\n@]{0,80}[^\W\d_][^\n@]{1,160}|\d{1,5}[A-Za-z]?",
    trigger="0123456789",
    alone=0.6,
    person="suits",
    samples=(
        "120 Hanover Sq.",
        "Obere Str. 57",
        "12 rue des Bouchers",
        "Avda. de la Constitución 2222",
        "1692 Ede Loop",
        "Musterstraße 12a",
    ),
    lookalikes=(
        "10 boxes x 20 bags",
        "Beverages",
        "2024-01-15",
        "500 - 12 oz. pkgs.",
        "Order 10248",
        "Widget 12",
        "Fanny Lye 12",
    ),
)
