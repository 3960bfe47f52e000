"""The hierarchy of W3C DPV's personal data (version 2.3, extension `pd`) above the terms of our classes."""

from __future__ import annotations

import functools

# a term, then what is broader than it; `PersonalData` and others without one stand at the top
_BROADER = """
AccountIdentifier FinancialAccount; Age PhysicalCharacteristic; Authenticating Internal
BankAccount FinancialAccount; Behavioural External; Biometric SpecialCategoryPersonalData Identifying
BirthDate Age; BirthPlace Location; BloodType MedicalHealth
BrowsingBehaviour Behavioural; CallLog Behavioural; City PhysicalAddress
Communication Social; Contact Tracking; Country Location
Credit Transactional; CreditScore CreditWorthiness; CreditWorthiness Credit
Criminal Social; CriminalCharge Criminal; CriminalConviction Criminal
CurrentEmployment EmploymentHistory; CurrentLocation Location; Demographic External
DeviceBased Tracking; Disability MedicalHealth; Education Professional
EducationQualification Education; EmailAddress Contact; EmploymentHistory Professional
EthnicOrigin SpecialCategoryPersonalData Ethnicity; Ethnicity External; External PersonalData
Family Social; FamilyHealthHistory HealthHistory; FamilyStructure Family
Financial PersonalData; FinancialAccount Financial; FinancialAccountNumber AccountIdentifier
FinancialStatus Financial; GPSCoordinate CurrentLocation; Gender PhysicalCharacteristic
Genetic Health; GroupMembership SocialNetwork; Health MedicalHealth
HealthHistory MedicalHealth; HealthRecord MedicalHealth; Historical PersonalData
IPAddress DeviceBased; Identifier Tracking; Identifying External
Income Transactional; Insurance Financial; Interest Preference
Internal PersonalData; Job Professional; KnowledgeBelief Internal
Language External; LifeHistory Historical; LoanRecord Transactional
Location Tracking; MACAddress DeviceBased; MaritalStatus PublicLife
MedicalHealth SpecialCategoryPersonalData External; MentalHealth Health; Name Identifying
Nationality External; OfficialID Identifying; Offspring FamilyStructure
PINCode Authenticating; Parent FamilyStructure; Passport OfficialID
Password Authenticating; PaymentCard FinancialAccount; PaymentCardExpiry PaymentCard
PaymentCardNumber AccountIdentifier PaymentCard; PerformanceAtWork Behavioural Professional; PhilosophicalBelief SpecialCategoryPersonalData KnowledgeBelief
PhysicalAddress Contact Location; PhysicalCharacteristic External; PhysicalHealth Health
PhysicalTrait Demographic; Picture Identifying; PoliticalOpinion SpecialCategoryPersonalData PublicLife
PostalCode PhysicalAddress; Preference Internal; Prescription MedicalHealth
Professional Social; ProfessionalCertification Professional; Profile PersonalData
PublicLife Social; PubliclyAvailableSocialMedia SocialMedia; PurchasesAndSpendingHabit Transactional
Region PhysicalAddress; Religion SpecialCategoryPersonalData PublicLife; Residency Location
Salary Professional; School Professional; SecretText Authenticating
Sexual SpecialCategoryPersonalData External; Social PersonalData; SocialMedia Communication
SocialNetwork Social; Tax Transactional; TelephoneNumber Contact
Tracking PersonalData; TradeUnionMembership SpecialCategoryPersonalData GroupMembership; Transactional Financial
TravelHistory Location; UserAgent Tracking; Username Identifying
VehicalLicenseRegistration VehicleLicense; Vehicle External; VehicleLicense Identifying Vehicle
VoiceCommunicationRecording Communication; Vulnerability SensitivePersonalData
"""


@functools.cache
def broader() -> dict[str, tuple[str, ...]]:
    """What is directly broader than each term that a class has, or that stands above one."""
    entries = (entry.split() for line in _BROADER.splitlines() for entry in line.split(";"))
    return {entry[0]: tuple(entry[1:]) for entry in entries if entry}


def lineage(term: str) -> tuple[str, ...]:
    """The terms above one, nearest first: `EmailAddress` is a `Contact`. Empty for an unknown term."""
    found: list[str] = []
    waiting = list(broader().get(term, ()))
    while waiting:
        above = waiting.pop(0)
        if above not in found:
            found.append(above)
            waiting += broader().get(above, ())
    return tuple(found)
