"""Who works at the invented company, and the page that says what they may do with customer data."""

from __future__ import annotations

PEOPLE = """
[[roles]]
id = "support"
title = "Answers patients and clinics"

[[roles]]
id = "on-call"
title = "Doctor on call"

[[roles]]
id = "privacy"
title = "Privacy office"

[[roles]]
id = "custodian"
title = "Keeps the keys"
keys = true

[[people]]
id = "ada"
name = "Ada Byrne"
roles = ["support"]

[[people]]
id = "noor"
name = "Noor Haddad"
roles = ["on-call"]

[[people]]
id = "pia"
name = "Pia Lindqvist"
roles = ["privacy"]

[[people]]
id = "kim"
name = "Kim Okafor"
roles = ["custodian"]
"""

ACCESS = """\
# Who may reach customer data

What no rule permits is refused, and what an agreement limits no rule here can widen.

## 1. What the agreement's words mean

> Nature and purpose: storage and sending of appointment reminders for the clinic.

```toml purpose
agreement = "bright-clinic"
clause = "Annex I"
says = "sending of appointment reminders"
means = ["CommunicationForCustomerCare"]
```

> Types of Personal Data: names, e-mail addresses, telephone numbers, dates of birth, postal addresses,
> bank details, diagnoses.

```toml category
agreement = "bright-clinic"
clause = "Annex I"
says = "diagnoses"
means = ["MedicalHealth"]
```

## 2. Support sends reminders

Support staff read names and e-mail addresses to send a reminder, with a second factor shown within the
last half hour.

```toml permit
id = "reminders"
roles = ["support"]
actions = ["read", "search"]
categories = ["Name", "EmailAddress", "TelephoneNumber"]
purposes = ["CommunicationForCustomerCare"]
strong_authentication_minutes = 30
```

## 3. Copies for a patient

A copy leaves the house only after the privacy office has agreed to this very copy.

```toml permit
id = "copies"
roles = ["support"]
actions = ["export"]
categories = ["Name", "EmailAddress"]
purposes = ["CommunicationForCustomerCare"]
approvals = 1
approver = "privacy"
```

The privacy office approves what others ask for.

```toml permit
id = "privacy-approves"
roles = ["privacy"]
actions = ["approve"]
categories = ["PersonalData"]
purposes = ["CommunicationForCustomerCare"]
```

## 4. Emergencies

A doctor on call sees diagnoses for an hour where a patient is in danger. Each use is reported.

```toml break-glass
id = "emergency"
roles = ["on-call"]
actions = ["read"]
categories = ["MedicalHealth"]
purposes = ["CommunicationForCustomerCare"]
minutes = 60
```
"""
