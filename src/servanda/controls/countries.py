"""Countries by code and English name, and the groups of them that agreements promise.

Codes: ISO 3166-1 alpha-2, with the short names that English contracts use. Groups, as of 2026-03-01:

- EU: the 27 member states (Treaty on European Union, Article 52, after the withdrawal of 2020-01-31) and
  those of their parts that have a code of their own and belong to the Union (Treaty on the Functioning of
  the European Union, Articles 349 and 355(1) and (4));
  EEA: these and Iceland, Liechtenstein and Norway (EEA Joint Committee Decision No 154/2018, by which
  the GDPR applies there).
- ADEQUATE: countries with a decision of the Commission under Article 45 GDPR for any recipient: Andorra
  2010/625, Argentina 2003/490, Faroe Islands 2010/146, Guernsey 2003/821, Isle of Man 2004/411, Israel
  2011/61, Jersey 2008/393, New Zealand 2013/65, Switzerland 2000/518, Uruguay 2012/484, Japan 2019/419,
  United Kingdom 2021/1772, Republic of Korea 2022/254, Brazil 2026/179.
- PARTLY_ADEQUATE: decisions that cover only some recipients, so that the country alone proves nothing:
  Canada 2002/2 (commercial organisations), United States 2023/1795 (companies on the framework's list).
"""

from __future__ import annotations

EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK "
    "AX GF GP MF MQ RE YT".split()
)
EEA = EU | {"IS", "LI", "NO"}
ADEQUATE = frozenset("AD AR BR CH FO GB GG IL IM JE JP KR NZ UY".split())
PARTLY_ADEQUATE = frozenset({"CA", "US"})

_NAMES = """
AD Andorra; AE United Arab Emirates; AF Afghanistan; AG Antigua and Barbuda; AI Anguilla; AL Albania;
AM Armenia; AO Angola; AQ Antarctica; AR Argentina; AS American Samoa; AT Austria; AU Australia; AW Aruba;
AX Åland Islands; AZ Azerbaijan; BA Bosnia and Herzegovina; BB Barbados; BD Bangladesh; BE Belgium;
BF Burkina Faso; BG Bulgaria; BH Bahrain; BI Burundi; BJ Benin; BL Saint Barthélemy; BM Bermuda; BN Brunei;
BO Bolivia; BQ Bonaire, Sint Eustatius and Saba; BR Brazil; BS Bahamas; BT Bhutan; BV Bouvet Island;
BW Botswana; BY Belarus; BZ Belize; CA Canada; CC Cocos Islands; CD Democratic Republic of the Congo;
CF Central African Republic; CG Congo; CH Switzerland; CI Côte d'Ivoire; CK Cook Islands; CL Chile;
CM Cameroon; CN China; CO Colombia; CR Costa Rica; CU Cuba; CV Cabo Verde; CW Curaçao; CX Christmas Island;
CY Cyprus; CZ Czechia; DE Germany; DJ Djibouti; DK Denmark; DM Dominica; DO Dominican Republic; DZ Algeria;
EC Ecuador; EE Estonia; EG Egypt; EH Western Sahara; ER Eritrea; ES Spain; ET Ethiopia; FI Finland; FJ Fiji;
FK Falkland Islands; FM Micronesia; FO Faroe Islands; FR France; GA Gabon; GB United Kingdom; GD Grenada;
GE Georgia; GF French Guiana; GG Guernsey; GH Ghana; GI Gibraltar; GL Greenland; GM Gambia; GN Guinea;
GP Guadeloupe; GQ Equatorial Guinea; GR Greece; GS South Georgia and the South Sandwich Islands;
GT Guatemala; GU Guam; GW Guinea-Bissau; GY Guyana; HK Hong Kong; HM Heard Island and McDonald Islands;
HN Honduras; HR Croatia; HT Haiti; HU Hungary; ID Indonesia; IE Ireland; IL Israel; IM Isle of Man; IN India;
IO British Indian Ocean Territory; IQ Iraq; IR Iran; IS Iceland; IT Italy; JE Jersey; JM Jamaica; JO Jordan;
JP Japan; KE Kenya; KG Kyrgyzstan; KH Cambodia; KI Kiribati; KM Comoros; KN Saint Kitts and Nevis;
KP North Korea; KR South Korea; KW Kuwait; KY Cayman Islands; KZ Kazakhstan; LA Laos; LB Lebanon;
LC Saint Lucia; LI Liechtenstein; LK Sri Lanka; LR Liberia; LS Lesotho; LT Lithuania; LU Luxembourg;
LV Latvia; LY Libya; MA Morocco; MC Monaco; MD Moldova; ME Montenegro; MF Saint Martin; MG Madagascar;
MH Marshall Islands; MK North Macedonia; ML Mali; MM Myanmar; MN Mongolia; MO Macao;
MP Northern Mariana Islands; MQ Martinique; MR Mauritania; MS Montserrat; MT Malta; MU Mauritius;
MV Maldives; MW Malawi; MX Mexico; MY Malaysia; MZ Mozambique; NA Namibia; NC New Caledonia; NE Niger;
NF Norfolk Island; NG Nigeria; NI Nicaragua; NL Netherlands; NO Norway; NP Nepal; NR Nauru; NU Niue;
NZ New Zealand; OM Oman; PA Panama; PE Peru; PF French Polynesia; PG Papua New Guinea; PH Philippines;
PK Pakistan; PL Poland; PM Saint Pierre and Miquelon; PN Pitcairn; PR Puerto Rico; PS Palestine;
PT Portugal; PW Palau; PY Paraguay; QA Qatar; RE Réunion; RO Romania; RS Serbia; RU Russia; RW Rwanda;
SA Saudi Arabia; SB Solomon Islands; SC Seychelles; SD Sudan; SE Sweden; SG Singapore; SH Saint Helena;
SI Slovenia; SJ Svalbard and Jan Mayen; SK Slovakia; SL Sierra Leone; SM San Marino; SN Senegal; SO Somalia;
SR Suriname; SS South Sudan; ST Sao Tome and Principe; SV El Salvador; SX Sint Maarten; SY Syria;
SZ Eswatini; TC Turks and Caicos Islands; TD Chad; TF French Southern Territories; TG Togo; TH Thailand;
TJ Tajikistan; TK Tokelau; TL Timor-Leste; TM Turkmenistan; TN Tunisia; TO Tonga; TR Türkiye;
TT Trinidad and Tobago; TV Tuvalu; TW Taiwan; TZ Tanzania; UA Ukraine;
UM United States Minor Outlying Islands; UG Uganda; US United States; UY Uruguay; UZ Uzbekistan;
VA Holy See; VC Saint Vincent and the Grenadines; VE Venezuela; VG British Virgin Islands;
VI United States Virgin Islands; VN Vietnam; VU Vanuatu; WF Wallis and Futuna; WS Samoa; YE Yemen;
YT Mayotte; ZA South Africa; ZM Zambia; ZW Zimbabwe
"""

NAMES: dict[str, str] = {
    entry.strip()[:2]: " ".join(entry.strip()[2:].split()) for entry in _NAMES.split(";")
}
"""English short names by code."""

_ALIASES = {
    "united states of america": "US",
    "usa": "US",
    "u s": "US",
    "u s a": "US",
    "america": "US",
    "uk": "GB",
    "u k": "GB",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "republic of ireland": "IE",
    "czech republic": "CZ",
    "holland": "NL",
    "republic of korea": "KR",
    "korea": "KR",
    "turkey": "TR",
    "russian federation": "RU",
    "uae": "AE",
    "macau": "MO",
    "viet nam": "VN",
    "vatican": "VA",
    "deutschland": "DE",
    "federal republic of germany": "DE",
    "people s republic of china": "CN",
    "mainland china": "CN",
    "hong kong sar": "HK",
    "ivory coast": "CI",
}

GROUPS: dict[str, frozenset[str]] = {
    "eu": EU,
    "european union": EU,
    "member states of the european union": EU,
    "eu member states": EU,
    "eea": EEA,
    "european economic area": EEA,
    "eu eea": EEA,
    "member states of the european economic area": EEA,
    "adequate countries": ADEQUATE,
    "countries with an adequacy decision": ADEQUATE,
    "adequacy": ADEQUATE,
}
"""Groups by the words that contracts use for them, as `plain` writes words."""


def plain(words: str) -> str:
    """Words in lower case with single spaces and without punctuation or a leading `the`."""
    letters = "".join(c if c.isalnum() else " " for c in words.casefold())
    return " ".join(letters.split()).removeprefix("the ")


_BY_NAME = {plain(name): code for code, name in NAMES.items()} | _ALIASES


_REGIONS = {
    # Amazon Web Services, "Regions and Availability Zones"
    **dict.fromkeys(("us-east-1", "us-east-2", "us-west-1", "us-west-2"), "US"),
    **{"ca-central-1": "CA", "ca-west-1": "CA", "sa-east-1": "BR", "mx-central-1": "MX"},
    **{"eu-west-1": "IE", "eu-west-2": "GB", "eu-west-3": "FR", "eu-north-1": "SE"},
    **{"eu-central-1": "DE", "eu-central-2": "CH", "eu-south-1": "IT", "eu-south-2": "ES"},
    **{"ap-south-1": "IN", "ap-southeast-1": "SG", "ap-southeast-2": "AU", "ap-northeast-1": "JP"},
    **{"ap-northeast-2": "KR", "ap-northeast-3": "JP", "ap-east-1": "HK", "il-central-1": "IL"},
    # Google Cloud, "Regions and zones"
    **dict.fromkeys(("us-central1", "us-east1", "us-east4", "us-west1", "us-west2"), "US"),
    **{"europe-west1": "BE", "europe-west2": "GB", "europe-west3": "DE", "europe-west4": "NL"},
    **{"europe-west6": "CH", "europe-west8": "IT", "europe-west9": "FR", "europe-west10": "DE"},
    **{"europe-north1": "FI", "europe-north2": "SE", "europe-central2": "PL"},
    **{"europe-southwest1": "ES", "europe-west12": "IT"},
    # Microsoft Azure, "Azure regions list"
    **dict.fromkeys(("eastus", "eastus2", "westus", "westus2", "westus3", "centralus"), "US"),
    **{"westeurope": "NL", "northeurope": "IE", "germanywestcentral": "DE", "germanynorth": "DE"},
    **{"francecentral": "FR", "swedencentral": "SE", "norwayeast": "NO", "polandcentral": "PL"},
    **{"italynorth": "IT", "spaincentral": "ES", "uksouth": "GB", "ukwest": "GB"},
    **{"switzerlandnorth": "CH", "switzerlandwest": "CH"},
}


def country(words: str) -> str:
    """The code of a country from its code or name or a cloud's region; empty where it is none known here."""
    code = words.strip().upper()
    if code in NAMES:
        return code
    return _BY_NAME.get(plain(words)) or _REGIONS.get(words.strip().casefold(), "")
