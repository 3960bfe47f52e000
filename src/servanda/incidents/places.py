"""Places: in which zone their authorities keep time, whose calendar they work by, which union holds them.

A place is an ISO 3166-1 code (`DE`), a state of a federation (`US-CA`, `CA-QC`), or a free zone. Facts:
IANA time zone database, for federations the zone of the capital.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from servanda.controls.countries import EEA, EU

UNIONS: Mapping[str, frozenset[str]] = {"EU": EEA, "EEA": EEA - EU}
"""What an instrument of a union reaches: the GDPR was taken over by the whole EEA."""

_ZONES = """
AT Europe/Vienna BE Europe/Brussels BG Europe/Sofia CY Asia/Nicosia CZ Europe/Prague DE Europe/Berlin
DK Europe/Copenhagen EE Europe/Tallinn ES Europe/Madrid FI Europe/Helsinki FR Europe/Paris
GR Europe/Athens HR Europe/Zagreb HU Europe/Budapest IE Europe/Dublin IT Europe/Rome LT Europe/Vilnius
LU Europe/Luxembourg LV Europe/Riga MT Europe/Malta NL Europe/Amsterdam PL Europe/Warsaw PT Europe/Lisbon
RO Europe/Bucharest SE Europe/Stockholm SI Europe/Ljubljana SK Europe/Bratislava IS Atlantic/Reykjavik
LI Europe/Vaduz NO Europe/Oslo AX Europe/Mariehamn GF America/Cayenne GP America/Guadeloupe
MF America/Marigot MQ America/Martinique RE Indian/Reunion YT Indian/Mayotte EU Europe/Brussels EEA Europe/Brussels UK Europe/London GB Europe/London
CH Europe/Zurich TR Europe/Istanbul AE Asia/Dubai AE-ADGM Asia/Dubai AE-DIFC Asia/Dubai
AR America/Argentina/Buenos_Aires AU Australia/Sydney BH Asia/Bahrain BR America/Sao_Paulo
CA America/Toronto CA-AB America/Edmonton CA-QC America/Montreal CL America/Santiago CN Asia/Shanghai
CO America/Bogota EC America/Guayaquil EG Africa/Cairo GH Africa/Accra HK Asia/Hong_Kong
ID Asia/Jakarta IL Asia/Jerusalem IN Asia/Kolkata JP Asia/Tokyo KE Africa/Nairobi KR Asia/Seoul
MX America/Mexico_City MY Asia/Kuala_Lumpur NG Africa/Lagos NZ Pacific/Auckland PE America/Lima
PH Asia/Manila QA Asia/Qatar RW Africa/Kigali SA Asia/Riyadh SG Asia/Singapore TH Asia/Bangkok
TW Asia/Taipei UY America/Montevideo VN Asia/Ho_Chi_Minh ZA Africa/Johannesburg US America/New_York
US-AK America/Anchorage US-AL America/Chicago US-AR America/Chicago US-AS Pacific/Pago_Pago
US-AZ America/Phoenix US-CA America/Los_Angeles US-CO America/Denver US-CT America/New_York
US-DC America/New_York US-DE America/New_York US-FL America/New_York US-GA America/New_York
US-GU Pacific/Guam US-HI Pacific/Honolulu US-IA America/Chicago US-ID America/Boise US-IL America/Chicago
US-IN America/Indiana/Indianapolis US-KS America/Chicago US-KY America/New_York US-LA America/Chicago
US-MA America/New_York US-MD America/New_York US-ME America/New_York US-MI America/Detroit
US-MN America/Chicago US-MO America/Chicago US-MP Pacific/Saipan US-MS America/Chicago
US-MT America/Denver US-NC America/New_York US-ND America/Chicago US-NE America/Chicago
US-NH America/New_York US-NJ America/New_York US-NM America/Denver US-NV America/Los_Angeles
US-NY America/New_York US-OH America/New_York US-OK America/Chicago US-OR America/Los_Angeles
US-PA America/New_York US-PR America/Puerto_Rico US-RI America/New_York US-SC America/New_York
US-SD America/Chicago US-TN America/Chicago US-TX America/Chicago US-UT America/Denver
US-VA America/New_York US-VI America/St_Thomas US-VT America/New_York US-WA America/Los_Angeles
US-WI America/Chicago US-WV America/New_York US-WY America/Denver
""".split()

ZONES: Mapping[str, str] = dict(zip(_ZONES[::2], _ZONES[1::2], strict=True))


def zone_of(place: str) -> str:
    """The IANA zone of a place, that of the country for a state that is not listed, else `UTC`."""
    return ZONES.get(place) or ZONES.get(place.partition("-")[0]) or "UTC"


@cache
def reaches(jurisdiction: str, place: str) -> bool:
    """Whether a law of `jurisdiction` reaches people or a house at `place`."""
    if jurisdiction in UNIONS:
        return place in UNIONS[jurisdiction]
    names = {"UK": "GB", "GB": "UK"}
    return (
        place == jurisdiction
        or place.startswith(f"{jurisdiction}-")
        or place == names.get(jurisdiction)
    )
