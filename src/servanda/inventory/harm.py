"""What disclosure of a class of data does: to the person's and the company's money, name, rights, safety.

The levels are a judgement, made once for each family of classes and written out here, so that a
person can see it and overrule it (`Field.sensitivity` of the inventory file).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


_FAMILIES: tuple[tuple[frozenset[str], tuple[Harm, ...]], ...] = (
    (
        frozenset("Password Authenticating SecretText PINCode".split()),
        (
            _person("money", 3, "it opens accounts"),
            _company("money", 3, "it opens systems, and through them everything else"),
        ),
    ),
    (
        frozenset("OfficialID Passport VehicleLicense TIN SocialSecurityNumber".split()),
        (
            _person("money", 3, "it serves identity theft and cannot be changed"),
            _company("law", 2, "its loss must be told to authorities and persons in most laws"),
        ),
    ),
    (
        frozenset("PaymentCardNumber PaymentCard".split()),
        (
            _person("money", 3, "it can be charged"),
            _company("money", 3, "card brands fine, and cards must be issued anew"),
        ),
    ),
    (
        frozenset("PaymentCardExpiry".split()),
        (_person("money", 2, "with the card number it can be charged"),),
    ),
    (
        frozenset("FinancialAccountNumber BankAccount FinancialAccount".split()),
        (
            _person("money", 2, "it serves false debits and false letters"),
            _company("reputation", 2, "clients lose trust where money is at risk"),
        ),
    ),
    (
        frozenset(
            "MedicalHealth Health HealthRecord HealthHistory Prescription Insurance Disability "
            "MentalHealth PhysicalHealth FamilyHealth BloodType Genetic DNACode Biometric".split()
        ),
        (
            _person("reputation", 3, "what is known of a body cannot be taken back"),
            _person("safety", 2, "it can be used for extortion"),
            _company("law", 3, "health and body data carry the highest fines"),
        ),
    ),
    (
        frozenset(
            "Religion ReligiousBelief Sexual SexualPreference PoliticalOpinion PoliticalAffiliation "
            "TradeUnionMembership EthnicOrigin Race PhilosophicalBelief".split()
        ),
        (
            _person("safety", 3, "people are persecuted for it"),
            _person("reputation", 3, "people are discriminated against for it"),
            _company("law", 3, "processing is forbidden by default"),
        ),
    ),
    (
        frozenset("CriminalConviction Criminal CriminalCharge CriminalOffense".split()),
        (
            _person("reputation", 3, "it costs work and home"),
            _company("law", 3, "only authorities may keep it in general"),
        ),
    ),
    (
        frozenset("GPSCoordinate Location PhysicalAddress House TravelHistory".split()),
        (_person("safety", 2, "it tells where a person can be found"),),
    ),
    (
        frozenset("Salary Income CreditScore Credit Transactional Purchase Ownership".split()),
        (
            _person("reputation", 2, "it tells what a person has and owes"),
            _person("money", 1, "it helps whoever wants to cheat them"),
        ),
    ),
    (
        frozenset("EmailAddress TelephoneNumber Contact SocialMediaCommunication".split()),
        (
            _person("money", 2, "it serves false messages and false calls"),
            _company("reputation", 1, "clients are bothered in its name"),
        ),
    ),
    (
        frozenset("Name BirthDate BirthPlace MothersMaidenName Picture MaritalStatus".split()),
        (_person("money", 1, "it helps to pass for the person"),),
    ),
)


def harms(detector: Detector) -> tuple[Harm, ...]:
    """The harms of disclosing a class; a class of no known family has that which its file states."""
    found = tuple(harm for family, listed in _FAMILIES if detector.dpv in family for harm in listed)
    if found:
        return found
    level = max(detector.sensitivity.rank, 0)
    whose: Whose = "person" if detector.dpv else "company"
    return (Harm(whose=whose, of="reputation", level=level, why=detector.reason),) if level else ()
