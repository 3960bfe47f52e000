"""More look-alikes: numbers with a wrong check digit, codes of other kinds, names of things.

Families of made values, the same on every machine, and lists written by hand. None is of any class.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks import checksums

from servanda import registry

ROWS = 40


def _pick(n: int, *of: str) -> str:
    return of[n % len(of)]


def _hex(n: int, length: int) -> str:
    return hashlib.sha256(str(n).encode()).hexdigest()[:length]


def _drawn(n: int, length: int, letters: str) -> str:
    return "".join(random.Random(n).choices(letters, k=length))


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MADE: dict[str, Callable[[int], Any]] = {
    "isbn10": lambda n: f"0-{19 + n % 70}-{850000 + n * 13}-{n % 10}",
    "issn": lambda n: f"{1000 + n * 7}-{2000 + n * 3}",
    "upc": lambda n: f"0{36000291000 + n * 17}",
    "ean8": lambda n: f"{96385000 + n * 11}",
    "asin": lambda n: f"B0{_drawn(n, 8, _CROCKFORD)}",
    "doi": lambda n: f"10.1000/xyz{n + 100}",
    "arxiv": lambda n: f"arXiv:{2001 + n % 20}.{10000 + n * 7}",
    "ulid": lambda n: f"01{_drawn(n, 24, _CROCKFORD)}",
    "object_ids": lambda n: f"65{_hex(n, 22)}",
    "image_digests": lambda n: f"sha256:{_hex(n, 64)}",
    "short_commits": lambda n: f"a{_hex(n, 6)}",
    "etags": lambda n: f'W/"{_hex(n, 16)}"',
    "cidr_ports": lambda n: f"port {8000 + n}/tcp",
    "versions_four": lambda n: f"v{n % 5}.{n % 3}.{n % 9}.{n % 2}",
    "epoch_float": lambda n: 1_600_000_000.5 + n * 331,
    "compact_times": lambda n: f"2024{1 + n % 12:02d}{1 + n % 28:02d}{n % 24:02d}{n % 60:02d}{n * 7 % 60:02d}",
    "iso_weeks": lambda n: f"2024-W{1 + n % 52:02d}",
    "quarters": lambda n: f"Q{1 + n % 4} {2015 + n % 10}",
    "date_ranges": lambda n: f"0{1 + n % 9}.{2010 + n % 10} - 0{1 + n % 9}.{2021 + n % 4}",
    "durations": lambda n: f"{n % 12}h {n % 60}m",
    "prices_euro": lambda n: f"{n + 1}.{n * 37 % 100:02d} EUR",
    "prices_dollar": lambda n: f"${n * 1371:,}.00",
    "temperatures": lambda n: f"{n - 10} °C",
    "resolutions": lambda n: f"{640 + n * 16}x{480 + n * 9}",
    "latitudes": lambda n: 40 + n / 7,
    "easting": lambda n: f"{430000 + n * 77} {120000 + n * 31}",
    "plate_sizes": lambda n: f"M{n % 30 + 3}x{n % 80 + 10}",
    "wheel_sizes": lambda n: f"{195 + n % 6 * 10}/{45 + n % 5 * 5} R{15 + n % 5}",
    "resistors": lambda n: f"{n + 1}k{n % 10} 0.25W",
    "gene_names": lambda n: f"{_pick(n, 'BRCA', 'TP', 'MYC', 'MARCH')}{n}",
    "gates": lambda n: f"{_pick(n, 'A', 'B', 'C')}{n % 60 + 1}",
    "seats_rows": lambda n: f"Row {n % 40 + 1} Seat {n % 9 + 1}",
    "chess": lambda n: f"{_pick(n, 'e4', 'Nf3', 'O-O', 'Bb5+', 'Qxd5')} {n}",
    "grades": lambda n: _pick(n, "A+", "A-", "B+", "C", "D-"),
    "bonds": lambda n: _pick(n, "AAA", "BB+", "BBB-", "CCC"),
    "http": lambda n: f"{_pick(n, 'GET', 'POST')} /api/v{n % 3}/items/{n}",
    "sql": lambda n: f"SELECT * FROM t{n} WHERE id = {n * 13}",
    "css": lambda n: f".col-{n} {{ width: {n}px }}",
    "mime": lambda n: _pick(n, "text/html", "image/png", "application/json"),
    "barcodes_39": lambda n: f"*{_drawn(n, 8, '0123456789ABCDEF')}*",
    "containers": lambda n: f"{_pick(n, 'MSCU', 'CMAU', 'TGHU')}{6000000 + n * 97}",
    "ticket_refs": lambda n: f"REF {n:03d}/{2000 + n % 24}/{_pick(n, 'A', 'B')}",
    "rooms": lambda n: f"{n % 5 + 1}.{n % 30 + 1:02d}",
    "paragraphs": lambda n: f"Section {n % 30 + 1}({_pick(n, 'a', 'b', 'c')})",
    "laws": lambda n: f"Regulation (EU) {2010 + n % 14}/{n * 7 + 100}",
    "standards": lambda n: f"ISO {9000 + n}:{2000 + n % 24}",
    "sequence_ids": lambda n: 100_000_000 + n,
    "sequence_ids_ten": lambda n: f"{4_000_000_000 + n}",
    "sequence_ids_eleven": lambda n: f"{50_000_000_000 + n}",
    "random_nine": lambda n: _drawn(n + 1, 9, "0123456789"),
    "random_ten": lambda n: _drawn(n + 2, 10, "0123456789"),
    "random_eleven": lambda n: _drawn(n + 3, 11, "0123456789"),
    "random_thirteen": lambda n: _drawn(n + 4, 13, "0123456789"),
    "random_fifteen": lambda n: _drawn(n + 5, 15, "0123456789"),
    "random_letters_digits": lambda n: _drawn(n + 6, 17, _CROCKFORD),
    "lorem": lambda n: f"{_pick(n, 'Lorem', 'Ipsum', 'Dolor')} {_pick(n // 3, 'sit', 'amet')} {n}",
}  # fmt: skip
"""How the n-th value of a family is made."""

WRITTEN: dict[str, str] = {
    "browsers": "Safari;Chrome;Firefox;Edge;Opera;Brave;Vivaldi;Lynx;Konqueror;Netscape",
    "systems": "Windows 11;Ubuntu 24.04;macOS Sonoma;Android 15;Debian bookworm;Fedora 41;iOS 18",
    "products": "Apple Watch Ultra;Ruby Slippers;Jasmine Rice 5kg;Victoria Sponge Cake;Savannah Sofa;Madison Boot;"
    "Florence Lamp;Dallas Jacket;Aspen Tent;Brooklyn Desk;Charlotte Vase;Sydney Mug;Logan Chair;Chelsea Boots",
    "gems": "Ruby;Amber;Jade;Pearl;Opal;Beryl;Crystal;Jet;Garnet;Emerald",
    "flowers": "Rose;Lily;Daisy;Iris;Violet;Heather;Poppy;Ivy;Jasmine;Holly",
    "months": "January;February;March;April;May;June;July;August;September;October;November;December",
    "weekdays": "Monday;Tuesday;Wednesday;Thursday;Friday;Saturday;Sunday",
    "virtues": "Faith;Hope;Charity;Grace;Joy;Honor;Liberty;Justice;Mercy;Prudence",
    "planets": "Mercury;Venus;Earth;Mars;Jupiter;Saturn;Uranus;Neptune",
    "colours": "Crimson;Scarlet;Olive;Amber;Violet;Hazel;Rose;Ivory;Teal;Navy;Indigo;Sienna",
    "storms": "Tropical Storm Ana;Hurricane Ida;Cyclone Freddy;Typhoon Noru;Hurricane Otis",
    "companies": "Harper & Row;Marks and Spencer;Johnson Controls;Morgan Stanley Bank;Wells Fargo & Co;Ernst & Young;"
    "Martin Marietta Materials;Ralph Lauren Corp;Tommy Bahama Group;Jack Daniel Distillery;Oscar Mayer Foods Company",
    "parks": "Lincoln Park;Jackson Hole;Madison Square;Victoria Falls;Charlotte Harbor;Grant Park;Stanley Park",
    "schools": "Roosevelt High School;St. Mary Primary School;Martin Luther King Academy;Grace Hopper College",
    "films": "Annie Hall;Erin Brockovich;Forrest Gump;Jackie Brown;The Royal Tenenbaums;Alien;Jaws;Up",
    "songs": "Penny Lane;Eleanor Rigby;Hey Jude;Blue Moon;Paper Planes;Africa;Stayin' Alive;Jolene;Respect;Imagine",
    "dishes": "Beef Wellington;Caesar Salad;Eggs Benedict;Peach Melba;Chicken Marsala;Pavlova;Bellini;Margherita",
    "grapes": "Merlot;Malbec;Riesling;Pinot Noir;Cabernet Sauvignon;Chardonnay;Syrah;Tempranillo",
    "cheeses": "Cheddar;Gouda;Brie;Stilton;Manchego;Feta;Camembert;Emmental",
    "stages": "Lead;Qualified;Proposal;Negotiation;Won;Lost",
    "departments": "Human Resources;Legal;Finance;Research and Development;Customer Care;Quality Assurance",
    "languages_code": "Python;Ruby;Julia;Ada;Pascal;Haskell;Swift;Rust;Scala;Dart",
    "ships": "HMS Victory;Queen Mary 2;Cutty Sark;Mayflower;Bismarck;Golden Hind;Santa Maria",
    "teams": "Boston Celtics;Manchester United;Real Madrid;Bayern Munich;Chicago Bulls;Dallas Cowboys",
    "frameworks": "Django;Flask;Laravel;Angular;React;Vue.js;Spring Boot;Ember;Phoenix",
    "errors": "Connection reset by peer;Out of memory;Permission denied;File not found;Disk full",
    "units": "kg;lb;m/s;kWh;°C;mmHg;psi;dB",
    "tickers": "AAPL;MSFT;TSLA;GOOG;BRK.B;SAP;NESN;BMW",
    "airports": "JFK;LHR;FRA;CDG;SIN;DXB;HND",
    "notes_music": "C#m7;Bbmaj9;F#dim;Gsus4;Em;A7",
    "commands": "git rebase -i HEAD~3;make install;docker compose up;npm run build;pip freeze",
    "keys_public": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 host;-----BEGIN PUBLIC KEY-----;-----BEGIN CERTIFICATE-----",
    "placeholders": "sk_live;AKIA;changeme;YOUR_API_KEY;xxxx-xxxx;<token>;${SECRET};N/A",
    "urls": "https://example.com/a;http://localhost:8080/x;ftp://files.example.org/pub;https://example.org/@jane/1",
    "handles_pkg": "@angular/core;@types/node;@babel/preset-env;@vue/cli",
    "sizes": "10 x 20 bags;500 - 12 oz pkgs;24 boxes;1 kg pkg.;12 - 550 ml bottles",
    "titles_roman": "Henry IV Part 2;Rocky III;World War II;Apollo XI;Super Bowl LVIII",
    "streets_of_things": "Wall Street Journal;Sesame Street;Road to Perdition;Abbey Road Remastered",
    "yes_no": "yes;no;maybe;unknown;n/a",
}  # fmt: skip
"""Values written by hand, `;` between them."""


def families() -> dict[str, list[Any]]:
    """All of them: made, written, and numbers of every class that has a check with one digit wrong."""
    found: dict[str, list[Any]] = {
        name: [make(n) for n in range(ROWS)] for name, make in MADE.items()
    }
    found |= {f"written: {name}": values.split(";") for name, values in WRITTEN.items()}
    for detector in checksums.with_a_check(registry.detectors()):
        draw = random.Random(f"wrong {detector.id}")
        numbers = checksums.valid_numbers(detector, draw)
        found[f"wrong: {detector.id}"] = [
            checksums.one_wrong(detector, next(numbers), draw) for _ in range(ROWS)
        ]
    return found
