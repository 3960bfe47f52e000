"""The customer data of four public databases, written down by hand: {table: {column: class}}."""

from __future__ import annotations

Truth = dict[str, dict[str, str]]

_PLACE = {
    "Address": "street-address",
    "City": "city",
    "PostalCode": "postcode",
    "Country": "country",
}
_CHINOOK_PERSON = _PLACE | {
    "FirstName": "given-name",
    "LastName": "family-name",
    "State": "region",
    "Phone": "phone",
    "Fax": "phone",
    "Email": "email",
}
CHINOOK: Truth = {
    "Customer": _CHINOOK_PERSON,
    "Employee": _CHINOOK_PERSON | {"Title": "job-title", "BirthDate": "date-of-birth"},
    "Invoice": {
        "BillingAddress": "street-address",
        "BillingCity": "city",
        "BillingState": "region",
        "BillingCountry": "country",
        "BillingPostalCode": "postcode",
    },
}

_NORTHWIND_CONTACT = _PLACE | {
    "ContactName": "full-name",
    "ContactTitle": "job-title",
    "Region": "region",
    "Phone": "phone",
    "Fax": "phone",
}
NORTHWIND: Truth = {
    "Customers": _NORTHWIND_CONTACT,
    "Suppliers": _NORTHWIND_CONTACT,
    "Employees": _PLACE
    | {
        "LastName": "family-name",
        "FirstName": "given-name",
        "Title": "job-title",
        "TitleOfCourtesy": "honorific",
        "BirthDate": "date-of-birth",
        "Region": "region",
        "HomePhone": "phone",
        "Extension": "phone-extension",
        "Photo": "photo",
        "PhotoPath": "photo",
        "Notes": "personal-notes",
    },
    # an order goes to a customer's own address; the name on it is a company's
    "Orders": {
        "ShipAddress": "street-address",
        "ShipCity": "city",
        "ShipRegion": "region",
        "ShipPostalCode": "postcode",
        "ShipCountry": "country",
    },
}

SAKILA: Truth = {
    "actor": {"first_name": "given-name", "last_name": "family-name"},
    "address": {
        "address": "street-address",
        "address2": "street-address",
        "district": "region",
        "postal_code": "postcode",
        "phone": "phone",
    },
    "customer": {"first_name": "given-name", "last_name": "family-name", "email": "email"},
    "staff": {
        "first_name": "given-name",
        "last_name": "family-name",
        "email": "email",
        "username": "username",
        "password": "password",
        "picture": "photo",
    },
}

_CODED = {"CODE", "DESCRIPTION"}


def _all(columns: set[str], data_class: str) -> dict[str, str]:
    return dict.fromkeys(columns, data_class)


_REASON = _all({"REASONCODE", "REASONDESCRIPTION"}, "diagnosis")
_SYNTHEA_PLACE = {
    "ADDRESS": "street-address",
    "CITY": "city",
    "STATE": "region",
    "ZIP": "postcode",
    "LAT": "gps-coordinates",
    "LON": "gps-coordinates",
}
SYNTHEA: Truth = {
    "allergies.csv": _all(
        _CODED
        | {"REACTION1", "DESCRIPTION1", "SEVERITY1", "REACTION2", "DESCRIPTION2", "SEVERITY2"},
        "allergy",
    ),
    "careplans.csv": _all(_CODED, "treatment") | _REASON,
    "claims.csv": _all({f"DIAGNOSIS{number}" for number in range(1, 9)}, "diagnosis")
    | _all({"PRIMARYPATIENTINSURANCEID", "SECONDARYPATIENTINSURANCEID"}, "health-insurance-number"),
    "claims_transactions.csv": {
        "PROCEDURECODE": "treatment",
        "PATIENTINSURANCEID": "health-insurance-number",
        # what was done, in words; not found: the name says nothing and nothing reads the words yet
        "NOTES": "treatment",
    },
    "conditions.csv": _all(_CODED, "diagnosis"),
    "devices.csv": _all(_CODED, "treatment") | {"UDI": "device-id"},
    "encounters.csv": _all(_CODED | {"ENCOUNTERCLASS"}, "treatment") | _REASON,
    "imaging_studies.csv": _all(
        {"BODYSITE_CODE", "BODYSITE_DESCRIPTION", "MODALITY_CODE", "MODALITY_DESCRIPTION"}
        | {"SOP_CODE", "SOP_DESCRIPTION", "PROCEDURE_CODE"},
        "treatment",
    ),
    "immunizations.csv": _all(_CODED, "treatment"),
    "medications.csv": _all(_CODED, "medication") | _REASON,
    "observations.csv": _all(_CODED | {"VALUE"}, "lab-result"),
    "patients.csv": _SYNTHEA_PLACE
    | {
        "BIRTHDATE": "date-of-birth",
        "DEATHDATE": "date-of-death",
        "SSN": "us-ssn",
        "DRIVERS": "driver-licence",
        "PASSPORT": "passport-number",
        "PREFIX": "honorific",
        "FIRST": "given-name",
        "LAST": "family-name",
        "SUFFIX": "honorific",
        "MAIDEN": "family-name",
        "MARITAL": "marital-status",
        "RACE": "ethnicity",
        "ETHNICITY": "ethnicity",
        "GENDER": "gender",
        "BIRTHPLACE": "birth-place",
        "COUNTY": "region",
        # what a patient's care has cost
        "HEALTHCARE_EXPENSES": "health-expense",
        "HEALTHCARE_COVERAGE": "health-expense",
    },
    "payer_transitions.csv": {
        "MEMBERID": "health-insurance-number",
        "OWNERNAME": "full-name",
    },
    "procedures.csv": _all(_CODED, "treatment") | _REASON,
    "providers.csv": _SYNTHEA_PLACE
    | {"NAME": "full-name", "GENDER": "gender", "SPECIALITY": "job-title"},
    "supplies.csv": _all(_CODED, "treatment"),
}


def compare(found: Truth, truth: Truth) -> tuple[set[str], set[str], float, float]:
    """What was found wrongly, what was missed, precision and recall over columns with their class."""
    have = {f"{t}.{c}: {k}" for t, columns in found.items() for c, k in columns.items()}
    want = {f"{t}.{c}: {k}" for t, columns in truth.items() for c, k in columns.items()}
    right = len(have & want)
    return have - want, want - have, right / max(len(have), 1), right / max(len(want), 1)
