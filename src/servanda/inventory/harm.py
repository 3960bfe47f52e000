"""What disclosure of a class of data does: to the person's and the company's money, name, rights, safety.

The levels are a judgement, made once for each family of classes and written out here, so that a
person can see it and overrule it (`Field.sensitivity` of the inventory file). Families are terms of
W3C DPV and go down its hierarchy: what holds of health holds of a prescription.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from servanda.inventory.broader import lineage
from servanda.inventory.classes import Detector, Sensitivity

Whose = Literal["person", "company"]
Of = Literal["money", "reputation", "law", "safety"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One harm. `level` is 1 for slight, 2 for serious, 3 for grave or beyond repair."""

    whose: Whose
    of: Of
    level: int
    why: str

    @property
    def sensitivity(self) -> Sensitivity:
        """The least sensitivity that fits a harm of this level."""
        return (
            Sensitivity.PUBLIC,
            Sensitivity.INTERNAL,
            Sensitivity.CONFIDENTIAL,
            Sensitivity.RESTRICTED,
        )[self.level]


def _person(of: Of, level: int, why: str) -> Harm:
    return Harm(whose="person", of=of, level=level, why=why)


def _company(of: Of, level: int, why: str) -> Harm:
    return Harm(whose="company", of=of, level=level, why=why)


_FAMILIES: tuple[tuple[str, tuple[Harm, ...]], ...] = (
    (
        "Authenticating",
        (
            _person("money", 3, "it opens accounts"),
            _company("money", 3, "it opens systems, and through them everything else"),
        ),
    ),
    (
        "OfficialID VehicleLicense Tax",
        (
            _person("money", 3, "it serves identity theft and cannot be changed"),
            _company("law", 2, "its loss must be told to authorities and persons in most laws"),
        ),
    ),
    (
        "Residency",
        (
            _person("safety", 3, "it tells who can be made to leave the country, and blackmailed"),
            _company("law", 2, "its loss must be told to authorities and persons in most laws"),
        ),
    ),
    (
        "PaymentCard",
        (
            _person("money", 3, "it can be charged, alone or with the rest of the card"),
            _company("money", 3, "card brands fine, and cards must be issued anew"),
        ),
    ),
    (
        "FinancialAccount",
        (
            _person("money", 2, "it serves false debits and false letters"),
            _company("reputation", 2, "clients lose trust where money is at risk"),
        ),
    ),
    (
        "Insurance",
        (
            _person("money", 3, "treatment and payments can be had in the person's name"),
            _company("law", 3, "who insures a person for what often tells of their health"),
        ),
    ),
    (
        "PurchasesAndSpendingHabit",
        (
            _person("reputation", 2, "what a person buys tells of their means, health and faith"),
            _company("money", 1, "rivals learn who buys what"),
        ),
    ),
    (
        "Financial Salary",
        (
            _person("reputation", 2, "it tells what a person has and owes"),
            _person("money", 1, "it helps whoever wants to cheat them"),
            _company("reputation", 2, "clients and staff expect silence about money above all"),
        ),
    ),
    (
        "MedicalHealth",
        (
            _person("reputation", 3, "what is known of a body cannot be taken back"),
            _person("safety", 2, "it can be used for extortion"),
            _company("law", 3, "health and body data carry the highest fines"),
        ),
    ),
    (
        "Biometric Genetic",
        (
            _person("money", 3, "it proves who a person is and can never be changed"),
            _person("reputation", 3, "it tells of a body, and of the family's"),
            _company("law", 3, "health and body data carry the highest fines"),
        ),
    ),
    (
        "SpecialCategoryPersonalData Gender",
        (
            _person("safety", 3, "people are persecuted for it"),
            _person("reputation", 3, "people are discriminated against for it"),
            _company("law", 3, "processing is forbidden by default, or called discrimination"),
        ),
    ),
    (
        "Criminal",
        (
            _person("reputation", 3, "it costs work and home"),
            _company("law", 3, "only authorities may keep it in general"),
        ),
    ),
    (
        "SensitivePersonalData",
        (
            _person("safety", 3, "whoever preys on the weak finds them by it"),
            _company("law", 3, "the law asks for more care where persons cannot defend themselves"),
        ),
    ),
    (
        "City Region PostalCode Country Age PhysicalCharacteristic",
        (
            _person("reputation", 1, "with other data it narrows down who a person is"),
            _company("law", 1, "what was thought anonymous becomes personal data with it"),
        ),
    ),
    (
        "Location PhysicalAddress",
        (
            _person("safety", 2, "it tells where a person can be found"),
            _company("reputation", 2, "a company through which someone was found is remembered"),
        ),
    ),
    (
        "BirthDate BirthPlace",
        (
            _person("money", 2, "it answers security questions and singles the person out"),
            _company("law", 2, "with a name its loss must be told to persons in many laws"),
        ),
    ),
    (
        "Contact",
        (
            _person("money", 2, "it serves false messages and false calls"),
            _company("reputation", 1, "clients are bothered in its name"),
        ),
    ),
    (
        "Identifying",
        (
            _person("money", 2, "it helps to pass for the person"),
            _person("reputation", 1, "it ties to the person whatever stands beside it"),
            _company("reputation", 1, "it shows who its clients and staff are"),
        ),
    ),
    (
        "Vehicle VehicalLicenseRegistration",
        (
            _person("safety", 2, "it leads from a car seen in the street to its keeper"),
            _company("reputation", 1, "it shows where its clients and staff drive"),
        ),
    ),
    (
        "Tracking",
        (
            _person("reputation", 2, "it follows one person through services and places"),
            _company("law", 1, "keeping it asks for a consent or a reason of its own"),
        ),
    ),
    (
        "Communication Behavioural",
        (
            _person("reputation", 2, "it shows what a person says and reads, and with whom"),
            _company("law", 2, "the secrecy of communication has laws of its own"),
        ),
    ),
    (
        "SocialMedia",
        (
            _person("reputation", 1, "it leads from a record to what a person does elsewhere"),
            _company("reputation", 1, "it shows who its clients and staff are"),
        ),
    ),
    (
        "Family PublicLife",
        (
            _person("safety", 2, "it points at those through whom a person can be pressed"),
            _company("reputation", 2, "nobody forgives the loss of what concerns children and partners"),
        ),
    ),
    (
        "Professional PerformanceAtWork",
        (
            _person("reputation", 2, "it weighs on the next post, and on standing among colleagues"),
            _company("law", 1, "the law of work protects it besides"),
            _company("money", 1, "rivals learn whom to hire away and whom to deceive"),
        ),
    ),
    (
        "Internal",
        (
            _person("reputation", 1, "it tells what a person likes, and how to win them"),
            _company("reputation", 1, "people do not expect to be profiled"),
        ),
    ),
    (
        "Historical",
        (
            _person("reputation", 2, "it is the family's to tell, and serves whoever poses as a relative"),
            _company("reputation", 1, "a company that speaks of the dead is remembered for it"),
        ),
    ),
    (
        "External",
        (
            _person("reputation", 2, "people are treated worse for it"),
            _company("law", 2, "a decision that rests on it may be discrimination"),
        ),
    ),
    (
        "Profile",
        (
            _person("reputation", 2, "free words say more of a person than anybody meant to keep"),
            _company("reputation", 2, "what was written of a client is read by the client"),
        ),
    ),
    (
        "company-identifier",
        (_company("money", 1, "it serves false invoices in the company's name"),),
    ),
    (
        "trade-secret",
        (
            _company("money", 3, "whoever knows it need not earn it"),
            _company("law", 3, "it is protected only as long as it is kept secret"),
        ),
    ),
    (
        "Company",
        (
            _company("money", 2, "rivals and partners bargain with it"),
            _company("law", 2, "partners and markets were promised silence about it"),
        ),
    ),
)  # fmt: skip
"""Terms of DPV, each for itself and all below it that are in no nearer family; then what is no person's."""

_BY_TERM = {term: family for terms, family in _FAMILIES for term in terms.split()}


def family(detector: Detector) -> tuple[Harm, ...]:
    """The harms of the nearest known term at or above the class's own; empty where there is none.

    What is no person's data goes by its own id, else as what a company keeps to itself.
    """
    own = (detector.dpv, *lineage(detector.dpv)) if detector.dpv else (detector.id, "Company")
    return next((_BY_TERM[term] for term in own if term in _BY_TERM), ())


def harms(detector: Detector) -> tuple[Harm, ...]:
    """The harms of disclosing a class; a class of no known family has that which its file states.

    A family is told at its worst. The file of a class says how far its own data go, so no harm is
    graver than that: a bank's code does less than an account number, an extension less than a number.
    """
    most = max(detector.sensitivity.rank, 0)
    if not most:
        return ()
    found = family(detector)
    if found:
        return tuple(replace(harm, level=min(harm.level, most)) for harm in found)
    whose: Whose = "person" if detector.dpv else "company"
    return (Harm(whose=whose, of="reputation", level=most, why=detector.reason),)
