"""Sentences of many houses, their numbers written in many ways, among sentences that state no term.

Each template says what exactly is to be found; nothing may come from its neighbours. The templates
were written before the finders were tried on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from agreement_kit import NUMERIC, clauses
from term_clauses import wire

from servanda.agreements.extract.catalog import terms_of
from servanda.agreements.extract.numbers import lengths
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.rules import Court
from servanda.documents.clauses import Paragraph
from servanda.documents.reader import read_bytes

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int, joint: str = "-") -> str:
    if number < 20:
        return ONES[number]
    ten, one = divmod(number, 10)
    return TENS[ten] + (joint + ONES[one] if one else "")


def written(number: int, unit: str) -> Iterator[str]:
    """A length of time in the ways of contracts."""
    words = {"hours": "hour", "days": "day", "business_days": "business day", "months": "month",
             "weeks": "week", "years": "year"}[unit]  # fmt: skip
    plural = words + ("s" if number != 1 else "")
    yield f"{number} {plural}"
    yield f"{spelled(number)} ({number}) {plural}"
    yield f"{spelled(number, ' ')} {plural}"
    yield f"{number} ({spelled(number)}) {plural}"
    yield f"{spelled(number).capitalize()} ({number}) {plural.title()}"
    if number == 1:
        yield f"a {words}" if unit != "hours" else f"an {words}"
    if unit == "business_days":
        yield f"{number} working {plural.split()[-1]}"
        yield f"{spelled(number)} ({number}) Working Days" if number > 1 else "one Working Day"
    if unit == "days":
        yield f"{spelled(number)} ({number}) calendar {plural}"
    if unit == "hours":
        yield f"{number}h"
        yield f"{number} hrs"


# kind, heading, words with {t} for the length, lengths to try
TEMPLATES: tuple[tuple[str, str, str, tuple[tuple[int, str], ...]], ...] = (
    # told of a breach
    ("breach_notice", "Incidents", "Processor shall notify Controller of any personal data breach within {t} of becoming aware of it.", ((72, "hours"), (2, "business_days"), (1, "days"))),
    ("breach_notice", "Data breaches", "Provider informs Customer of a data breach without undue delay and at the latest {t} after it was detected.", ((48, "hours"), (24, "hours"))),
    ("breach_notice", "Security", "In the event of a security incident affecting Customer Data, Vendor will alert Customer no later than {t} following confirmation.", ((36, "hours"), (3, "days"))),
    ("breach_notice", "Breach", "The notice of a personal data breach must reach Controller within a period of {t} from its discovery.", ((24, "hours"), (2, "days"))),
    ("breach_notice", "Personal data breach", "Processor shall report every personal data breach to Controller. The report is due within {t} after Processor learns of the breach.", ((30, "hours"), (72, "hours"))),
    ("breach_notice", "Incidents", "Once Supplier knows of an incident that touches personal data, it has {t} to inform the Client.", ((24, "hours"), (2, "business_days"))),
    ("breach_notice", "Notification", "Business Associate shall report to Covered Entity any Breach of Unsecured PHI without unreasonable delay and in no case later than {t} after discovery.", ((10, "days"), (5, "business_days"), (60, "days"))),
    ("breach_notice", "Security breaches", "Supplier's notification of a security breach to Customer shall be made in any event within {t} after Supplier becomes aware, so that Customer can notify its supervisory authority within 72 hours.", ((24, "hours"), (36, "hours"))),
    ("breach_notice", "Breach", "The Controller must notify the supervisory authority within 72 hours of awareness; Processor therefore notifies Controller of the personal data breach within {t}.", ((24, "hours"), (40, "hours"))),
    # before a new sub-processor
    ("subprocessor_notice", "Sub-processors", "Processor shall inform Controller of a new sub-processor at least {t} in advance.", ((30, "days"), (10, "business_days"), (2, "weeks"), (1, "months"))),
    ("subprocessor_notice", "Sub-processing", "Provider gives Customer no less than {t} prior written notice before it engages another sub-processor.", ((30, "days"), (15, "days"))),
    ("subprocessor_notice", "Subcontractors", "Changes to the list of sub-processors are announced by Provider to Customer {t} before they take effect.", ((14, "days"), (21, "days"))),
    ("subprocessor_notice", "Sub-processors", "Processor shall notify Controller of changes to its sub-processors in advance. The notice period is {t}.", ((14, "days"), (45, "days"))),
    ("subprocessor_notice", "Sub-processors", "Vendor shall notify Customer by e-mail {t} prior to the appointment of any new Sub-processor.", ((60, "days"), (20, "days"))),
    ("subprocessor_notice", "Subprocessors", "At least {t} before authorising any new Subprocessor to access Personal Data, Provider updates its list and notifies Customer.", ((10, "days"), (30, "days"))),
    # and to object
    ("subprocessor_objection", "Sub-processors", "Customer may object to a new sub-processor within {t} of the notice.", ((14, "days"), (10, "business_days"), (1, "months"))),
    ("subprocessor_objection", "Sub-processors", "If the Controller does not raise an objection to the change of sub-processors within {t} after it was informed, the change counts as accepted.", ((30, "days"), (2, "weeks"))),
    ("subprocessor_objection", "Sub-processors", "The Client has {t} from receipt of the notification to object to the intended sub-processor.", ((15, "days"), (7, "days"))),
    ("subprocessor_objection", "Subcontracting", "Objections to a new subprocessor must be raised in writing within {t}; should the parties find no solution within 60 days, either may terminate.", ((14, "days"), (20, "days"))),
    # audits
    ("audit_notice", "Audits", "Customer may audit Provider's processing on at least {t} prior written notice.", ((30, "days"), (10, "business_days"), (2, "weeks"))),
    ("audit_notice", "Audits", "The Controller announces an inspection of the premises {t} in advance.", ((14, "days"), (5, "business_days"))),
    ("audit_notice", "Inspections", "An on-site inspection takes place during business hours after notice of not less than {t}.", ((20, "days"), (15, "business_days"))),
    ("audit_notice", "Audits", "Any audit request shall be sent to Provider at least {t} before the proposed date of the audit.", ((45, "days"), (6, "weeks"))),
    ("audit_notice", "Audit", "Client shall give Supplier reasonable notice of an audit, being at least {t}.", ((30, "days"), (10, "days"))),
    # the end
    ("deletion_after_end", "End", "Within {t} after termination of the Agreement, Processor shall delete all Personal Data.", ((30, "days"), (3, "months"), (1, "months"), (90, "days"))),
    ("deletion_after_end", "Deletion", "Provider shall erase Customer Data no later than {t} following the expiry of the services.", ((60, "days"), (6, "months"))),
    ("deletion_after_end", "Deletion", "On termination Provider deletes the personal data, at the latest after {t}, unless the law demands otherwise.", ((30, "days"), (45, "days"))),
    ("deletion_after_end", "Exit", "After the contract ends the Processor has {t} to destroy the personal data and all copies.", ((30, "days"), (2, "weeks"))),
    ("deletion_after_end", "Return and deletion", "Upon termination Processor shall, at the choice of Controller, return or delete the personal data. Deletion is completed within {t}.", ((30, "days"), (60, "days"))),
    ("deletion_after_end", "Deletion", "Personal Data is deleted within a period of {t} from the end of the Agreement, and Processor confirms this in writing.", ((28, "days"), (1, "months"))),
    ("return_window", "Exit", "For {t} after termination, Customer may export its data from the platform.", ((30, "days"), (60, "days"))),
    ("return_window", "Return of data", "Customer Data remains available for download for a period of {t} following expiry of the Agreement.", ((90, "days"), (14, "days"))),
    ("return_window", "Return of data", "Customer can retrieve its data during the {t} following the end of the Agreement.", ((30, "days"), (45, "days"))),
    # backups, logs
    ("backup_retention", "Backups", "Backup copies are overwritten after {t}.", ((35, "days"), (90, "days"), (3, "months"))),
    ("backup_retention", "Backups", "Data in backups is deleted within {t} of its deletion from the live systems.", ((30, "days"), (60, "days"))),
    ("backup_retention", "Backups", "Provider keeps encrypted backups for {t}.", ((14, "days"), (6, "weeks"))),
    ("retention", "Logging", "Access logs are retained for {t}.", ((12, "months"), (90, "days"), (1, "years"))),
    ("retention", "Logging", "Audit logs shall be kept for a minimum of {t}.", ((6, "months"), (2, "years"))),
    ("retention", "Retention", "Support records with personal data are stored for {t}.", ((24, "months"), (3, "years"))),
    # requests passed on
    ("data_subject_request_forward", "Data subjects", "Processor shall forward a request of a data subject to Controller within {t}.", ((3, "days"), (2, "business_days"), (48, "hours"))),
    ("data_subject_request_forward", "Data subject rights", "If a data subject contacts Provider directly, Provider passes the request on to Customer no later than {t} after receipt.", ((5, "business_days"), (7, "days"))),
    ("data_subject_request_forward", "Rights", "Provider notifies Customer of any request received from a data subject within {t} and does not answer it itself.", ((10, "days"), (3, "business_days"))),
)  # fmt: skip

# a second hand: other houses, other words
TEMPLATES += (
    ("breach_notice", "Data incidents", "You will hear from us within {t} of our finding out that your data was lost, leaked or stolen.", ((24, "hours"), (3, "days"))),
    ("breach_notice", "Incidents", "The Contractor shall, immediately and in no event later than {t} after having become aware thereof, notify the Principal of any breach of the protection of personal data.", ((24, "hours"), (48, "hours"))),
    ("breach_notice", "Security incidents", "Customer shall be notified of any Security Incident not more than {t} after Vendor determines that it has occurred; a root cause analysis follows within ten days.", ((72, "hours"), (2, "business_days"))),
    ("breach_notice", "Breach", "Processor undertakes to communicate to Controller, by e-mail and by telephone, each personal data breach. This shall happen within {t} of detection.", ((12, "hours"), (1, "days"))),
    ("breach_notice", "Reporting", "The maximum time for Business Associate to report a Security Incident to Covered Entity is {t} from discovery.", ((5, "days"), (72, "hours"))),
    ("breach_notice", "Personal data breaches", "Where a sub-processor reports an incident to Processor within 12 hours, Processor in turn informs Controller within {t} of that report.", ((24, "hours"), (36, "hours"))),
    ("subprocessor_notice", "Sub-processors", "We will tell you about a new subprocessor {t} ahead of time.", ((30, "days"), (2, "weeks"))),
    ("subprocessor_notice", "Use of subcontractors", "A change of subcontractor takes effect no earlier than {t} after the Contractor has announced it to the Client.", ((30, "days"), (6, "weeks"))),
    ("subprocessor_notice", "Engagement of other processors", "The Processor shall notify the Controller in writing of the intended engagement of another processor with a notice period of {t}.", ((30, "days"), (1, "months"))),
    ("subprocessor_objection", "Sub-processors", "Unless Customer objects in writing within {t} after receiving notice, the new sub-processor is deemed approved.", ((30, "days"), (10, "business_days"))),
    ("subprocessor_objection", "Sub-processors", "The Controller may, for a period of {t} following notification, oppose the engagement of the sub-processor.", ((21, "days"), (4, "weeks"))),
    ("subprocessor_objection", "Subprocessors", "The time for objecting to a new Subprocessor is {t}, counted from the announcement.", ((20, "days"), (15, "business_days"))),
    ("audit_notice", "Right to audit", "Subject to {t} written notice, Client may have the Contractor's data processing facilities inspected.", ((21, "days"), (10, "business_days"))),
    ("audit_notice", "Checks", "Audits are notified to the Supplier at least {t} ahead and are carried out during office hours.", ((14, "days"), (3, "weeks"))),
    ("audit_notice", "Audits", "Except after a data breach, the Controller gives the Processor notice of {t} of any audit.", ((30, "days"), (5, "business_days"))),
    ("deletion_after_end", "When you leave", "We delete everything you gave us {t} after your contract ends.", ((30, "days"), (3, "months"))),
    ("deletion_after_end", "Term and termination", "Upon expiry of the Agreement, Supplier will purge Customer Personal Data from its systems in a maximum of {t}.", ((90, "days"), (45, "days"))),
    ("deletion_after_end", "Obligations on termination", "All PHI held by Business Associate shall be destroyed within {t} of the termination of this Agreement; a certificate of destruction follows within ten days.", ((60, "days"), (30, "days"))),
    ("deletion_after_end", "Data at the end", "{t} after the end of the Services, all Customer Data is erased.", ((30, "days"), (60, "days"))),
    ("return_window", "Exit", "The Client may, within {t} of the end of the contract, download a copy of its data.", ((30, "days"), (60, "days"))),
    ("return_window", "Return", "Following termination, Provider makes Customer Data available for export for {t}.", ((30, "days"), (1, "months"))),
    ("backup_retention", "Data backup", "Snapshots are held for no longer than {t} and expire on their own.", ((30, "days"), (8, "weeks"))),
    ("backup_retention", "Backups", "Residual copies in backup media may persist for up to {t} and are then overwritten.", ((90, "days"), (6, "months"))),
    ("retention", "Logs", "System logs are deleted after {t}.", ((90, "days"), (6, "months"))),
    ("retention", "Retention", "Provider retains personal data for {t} from collection.", ((24, "months"), (5, "years"))),
    ("data_subject_request_forward", "Rights of data subjects", "Requests that data subjects send to the Contractor are to be passed to the Client within {t}.", ((5, "days"), (3, "business_days"))),
    ("data_subject_request_forward", "Data subject requests", "Supplier shall, within {t} of receipt, refer to Customer any complaint or request from an individual about their personal data.", ((2, "business_days"), (5, "days"))),
)  # fmt: skip

ADJECTIVES: tuple[tuple[str, str, str, tuple[object, str]], ...] = (
    ("breach_notice", "Incidents", "Notice of a personal data breach is given by Processor to Controller within the 48-hour limit after awareness.", (48, "hours")),
    ("subprocessor_notice", "Sub-processors", "A 30-day prior notice is given to Controller before a new sub-processor is engaged.", (30, "days")),
    ("subprocessor_objection", "Sub-processors", "Customer may object to the new sub-processor during a 14-day period.", (14, "days")),
    ("return_window", "Exit", "After termination there is a 30-day period in which Customer may export its data.", (30, "days")),
    ("deletion_after_end", "Exit", "Personal data is deleted within a month of termination.", (1, "months")),
    ("backup_retention", "Backups", "Backups follow a 35-day cycle and are then purged.", (35, "days")),
    ("audit_notice", "Audit", "The Customer may audit Provider on a month's written notice.", (1, "months")),
)  # fmt: skip

FREQUENCIES: tuple[tuple[str, str, str, int], ...] = (
    ("audit_frequency", "Audits", "Customer may audit Provider no more than once per calendar year.", 1),
    ("audit_frequency", "Audits", "Audits by Customer are limited to one (1) per year.", 1),
    ("audit_frequency", "Audits", "Customer may not conduct an audit more than once in any twelve-month period.", 1),
    ("audit_frequency", "Audits", "Client may inspect Supplier's processing up to two (2) times a year.", 2),
    ("audit_frequency", "Audits", "Customer may exercise its audit right at most twice in any twelve (12) month period.", 2),
    ("audit_frequency", "Audits", "An audit by the Controller shall not take place more often than once every 12 months.", 1),
    ("audit_frequency", "Audits", "The Controller is entitled to audit the Processor once a year.", 1),
    ("audit_frequency", "Audits", "Customer may carry out one audit per annum.", 1),
    ("audit_frequency", "Audits", "No more than once in any rolling twelve-month period, Customer may request an audit.", 1),
    ("penetration_test", "Testing", "Provider has penetration tests carried out at least annually.", 1),
    ("penetration_test", "Testing", "A third party performs penetration testing of the platform once per year.", 1),
    ("penetration_test", "Testing", "Penetration tests are run twice a year by an outside firm.", 2),
    ("penetration_test", "Testing", "Provider commissions a penetration test every six (6) months.", 2),
    ("penetration_test", "Testing", "Independent penetration tests take place quarterly.", 4),
)  # fmt: skip

DISTRACTORS: tuple[tuple[str, str], ...] = (
    ("Payment", "Customer pays each invoice within 31 days of its date; late amounts bear interest of 2 % a month."),
    ("Term", "This Agreement runs for 36 months and either party may end it on 91 days' written notice."),
    ("Default", "A party in material breach has 33 days after notice to cure it, failing which the other may terminate."),
    ("Liability", "Liability of Provider is limited to the fees paid in the 13 months before the event."),
    ("Confidentiality", "The duty of confidentiality survives for seven years after termination."),
    ("Insurance", "Provider maintains cyber insurance of EUR 5,000,000 and sends its certificate within 16 days."),
    ("Service levels", "Support answers a severity one incident within 4 hours and a severity two incident within 8 hours."),
    ("Supervision", "The Controller itself notifies a personal data breach to the supervisory authority within 72 hours of becoming aware of it."),
    ("Chain", "Each sub-processor must report incidents to Processor within 12 hours."),
    ("Own checks", "Provider has its controls audited by an independent firm at least annually and reviews its policies every 12 months."),
    ("Training", "Staff are trained on data protection once a year and within 29 days of joining."),
    ("Price", "Provider may raise its prices once per year on 61 days' notice."),
    ("Patches", "Critical patches are installed within 17 days and others within 6 weeks."),
    ("Accounts", "User accounts of leavers are disabled within 23 hours."),
    ("Changes", "Provider may change these terms by giving Customer 62 days' notice."),
    ("Findings", "Provider remedies shortcomings found in an audit within 44 days."),
    ("Requests", "Customer answers the data subject within one month of the request."),
    ("References", "Sections 5 to 7 apply; see Regulation (EU) 2016/679, Art. 28 and No. 4 of Annex 2."),
    ("Recovery", "Backups are made every 24 hours and restored in a test every 6 months."),
    ("Sessions", "A session ends after 15 minutes and a password after 92 days."),
    ("Proof", "Provider confirms the deletion in writing within 18 days and issues a certificate of destruction within 19 days."),
    ("Follow-up", "A root cause analysis of each incident is provided to Customer within 22 days after the incident was closed."),
    ("Own duty", "Customer tells its own data subjects of a breach within 26 hours."),
    ("Support hours", "The help desk is open 24 hours a day, five days a week, and answers e-mail within a day."),
    ("Statistics", "Reports on use are drawn up once a month and discussed twice a year."),
    ("Orders", "Instructions are carried out within two business days of receipt."),
    ("Help", "Provider supplies the information needed for an impact assessment within 27 days of the request."),
    ("Access to records", "Business Associate shall make PHI in a designated record set available within 11 days of a request for access."),
    ("Negotiation", "If no agreement on the objection is found within 43 days, either party may terminate."),
    ("Renewal", "The term is renewed by 12 months unless a party gives notice 63 days before its end."),
    ("Penalty", "For each started period of 12 hours of delay a penalty of EUR 500 is due."),
    ("Age", "The service is not meant for persons under 16 years; accounts idle for 18 months are flagged."),
    ("Records", "The register of processing is reviewed every 6 months by the privacy officer."),
    ("Meetings", "The parties meet at least once per quarter; minutes are sent within 9 days."),
)  # fmt: skip


def found(
    heading: str, words: str, around: tuple[tuple[str, str], ...]
) -> list[tuple[object, ...]]:
    parts = [(h, (Paragraph(text=w),)) for h, w in around]
    parts.insert(len(parts) // 2, (heading, (Paragraph(text=words),)))
    court = Court(read_passages(clauses(*parts)), {})
    flats = [term.flat() for term in terms_of(court) if term.kind in NUMERIC]
    return [(f["kind"], f["value"], f["unit"]) for f in flats if f["value"] is not None]


# label, what is agreed, the term it states
ROWS: tuple[tuple[str, str, tuple[str, object, str] | None], ...] = (
    ("Notice of a personal data breach", "36 hours after awareness", ("breach_notice", 36, "hours")),
    ("Incident reporting to customer", "24 hours", ("breach_notice", 24, "hours")),
    ("Prior notice of new sub-processors", "21 days", ("subprocessor_notice", 21, "days")),
    ("Objection to a new sub-processor", "ten (10) days", ("subprocessor_objection", 10, "days")),
    ("Notice of an audit", "15 working days", ("audit_notice", 15, "business_days")),
    ("Audits by the customer", "once per year", ("audit_frequency", 1, "per_year")),
    ("Deletion after the end of the contract", "45 days", ("deletion_after_end", 45, "days")),
    ("Export after termination", "60 days", ("return_window", 60, "days")),
    ("Backups kept", "35 days", ("backup_retention", 35, "days")),
    ("Retention of access logs", "twelve months", ("retention", 12, "months")),
    ("Forwarding of data subject requests", "3 working days", ("data_subject_request_forward", 3, "business_days")),
    ("Penetration test", "every six months", ("penetration_test", 2, "per_year")),
    ("Notice to the supervisory authority", "72 hours", None),
    ("Payment", "30 days", None),
    ("Notice of termination", "3 months", None),
    ("Critical patches", "72 hours", None),
    ("Time to recover", "4 hours", None),
    ("Review of access rights", "every 90 days", None),
    ("Reaction to severity 1 incidents", "30 minutes / 4 hours", None),
)  # fmt: skip


@pytest.mark.parametrize(("label", "agreed", "expected"), ROWS)
@pytest.mark.parametrize("form", ["| {} | {} |", "{}: {}", "- {}: {}."])
def test_a_row_or_a_line(
    form: str, label: str, agreed: str, expected: tuple[str, object, str] | None
) -> None:
    table = "| Point | Agreed |\n|---|---|\n" if "|" in form else ""
    text = f"# Schedule\n\n## Terms\n\n{table}{form.format(label, agreed)}\n"
    document = read_bytes(text.encode(), "schedule.md")
    flats = [
        term.flat() for term in terms_of(Court(read_passages(document), {})) if term.kind in NUMERIC
    ]
    assert [(f["kind"], f["value"], f["unit"]) for f in flats if f["value"] is not None] == (
        [expected] if expected else []
    )


def neighbours() -> Iterator[tuple[tuple[str, str], ...]]:
    turns = cycle(range(len(DISTRACTORS)))
    while True:
        first = next(turns)
        yield tuple(DISTRACTORS[(first + step) % len(DISTRACTORS)] for step in (0, 7, 13))


@pytest.mark.parametrize(("kind", "heading", "template", "tries"), TEMPLATES)
def test_a_length_written_in_any_way(
    kind: str, heading: str, template: str, tries: tuple[tuple[int, str], ...]
) -> None:
    around = neighbours()
    for number, unit in tries:
        for phrase in written(number, unit):
            words = template.format(t=phrase)
            assert found(heading, words, next(around)) == [(kind, *wire(kind, number, unit))], words


@pytest.mark.parametrize(("kind", "heading", "words", "expected"), ADJECTIVES)
def test_a_length_as_an_adjective(
    kind: str, heading: str, words: str, expected: tuple[object, str]
) -> None:
    assert found(heading, words, DISTRACTORS[::6]) == [(kind, *expected)]


@pytest.mark.parametrize(("kind", "heading", "words", "expected"), FREQUENCIES)
def test_how_often(kind: str, heading: str, words: str, expected: int) -> None:
    assert found(heading, words, DISTRACTORS[::5]) == [(kind, expected, "per_year")]


@pytest.mark.parametrize(("heading", "words"), DISTRACTORS)
def test_a_sentence_on_something_else_states_no_term(heading: str, words: str) -> None:
    assert found(heading, words, ()) == []
    assert found("Data protection", words, ()) == []


@pytest.mark.parametrize("number", range(1, 100))
def test_numbers_in_words_up_to_ninety_nine(number: int) -> None:
    for joint in ("-", " "):
        (one,) = lengths(f"within {spelled(number, joint)} days")
        assert one.length.count == number


def test_two_numbers_that_disagree_are_both_kept() -> None:
    words = (
        "Processor shall notify Controller of a personal data breach within twenty-four (48) hours."
    )
    assert found("Incidents", words, ()) == [
        ("breach_notice", 24, "hours"),
        ("breach_notice", 48, "hours"),
    ]


# what is no length: places, laws, standards
OTHERS: tuple[tuple[str, str, str, list[object]], ...] = (
    ("governing_law", "Law", "This Agreement is governed by and construed in accordance with the laws of the State of Maine.", ["Maine"]),
    ("governing_law", "Law", "The laws of the Commonwealth of Massachusetts govern this Agreement.", ["Massachusetts"]),
    ("governing_law", "Law", "This DPA is subject to the law of the Federal Republic of Germany.", ["Germany"]),
    ("governing_law", "Law", "This DPA shall be governed by the law of the Kingdom of the Netherlands.", ["Netherlands"]),
    ("governing_law", "Law", "The clauses are governed by the law of one of the EU Member States, namely Ireland.", ["Ireland"]),
    ("governing_law", "Law", "Governing law: Maine", ["Maine"]),
    ("governing_law", "Law", "Ohio law governs this contract.", ["Ohio"]),
    ("governing_law", "Law", "Provider complies with the data protection laws of the European Union.", []),
    ("governing_law", "Law", "The applicable Data Protection Law applies.", []),
    ("data_location", "Places", "Personal data is stored on servers in Ireland in accordance with Regulation (EU) 2016/679.", [["Ireland"]]),
    ("data_location", "Places", "Personal data is processed within the meaning of Regulation (EU) 2016/679 and Directive (EU) 2016/680.", []),
    ("data_location", "Places", "Personal data is stored in line with the EU General Data Protection Regulation.", []),
    ("data_location", "Places", "Personal data is kept within the EEA only.", [["European Economic Area"]]),
    ("encryption_at_rest", "Security", "All that we store is encrypted.", [True]),
    ("access_control", "Security", "Staff who do not need the data for their work cannot open it.", [["least_privilege"]]),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "heading", "words", "expected"), OTHERS)
def test_what_is_no_length(kind: str, heading: str, words: str, expected: list[object]) -> None:
    parts = [(h, (Paragraph(text=w),)) for h, w in (*DISTRACTORS[:4], (heading, words))]
    found = terms_of(Court(read_passages(clauses(*parts)), {}))
    assert [term.flat()["value"] for term in found if term.kind == kind] == expected
