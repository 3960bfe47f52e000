"""What is processed, instructions, transfers, security, secrecy: one thing said in many houses' ways,
and beside them the near miss that must stay a gap."""

from __future__ import annotations

S, P, M = "satisfied", "partial", "missing"
_SU, _DU, _NA = "GDPR-28.3-subject", "GDPR-28.3-duration", "GDPR-28.3-nature"
_TY, _DS = "GDPR-28.3-types", "GDPR-28.3-subjects"

# fmt: off
CASES: tuple[tuple[str, dict[str, str]], ...] = (
    ("The parties have concluded a contract for IT support (the \"Main Contract\"). In carrying out the Main Contract, the Processor processes personal data on behalf of the Controller. Persons affected by the processing are debtors and their guarantors.", {_SU: S, _DS: S}),
    ("The Contractor carries out for the Client the destruction of data carriers. In this context it may have access to personal data.", {_SU: S}),
    ("The processing concerns the operation of the whistleblowing portal. It begins with the signature and the order is placed for one year.", {_SU: S, _DU: S}),
    ("The Services consist of recruitment software. Their provision requires the processing of personal data by the Processor.", {_SU: S}),
    ("Vendor processes message data on behalf of Customer solely for the purpose of delivering text messages to the numbers chosen.", {_SU: S, _NA: S}),
    ("The Processor's task is to run the membership database of the Controller.", {_SU: S}),
    ("This DPA starts with the signature and ends with the Main Contract.", {_DU: S}),
    ("The validity of this annex follows that of the principal contract.", {_DU: S}),
    ("The commission is unlimited in time and can be ended by either party with one month's notice.", {_DU: S}),
    ("Upon termination of the Agreement, Supplier will initiate its purge process to erase the personal data.", {_DU: M}),
    ("The Processing involves extracting names and dates from uploaded documents. The Processor processes the data for the purpose of providing the services.", {_NA: S}),
    ("Nature of processing: collection, storage, consultation. Purpose: customer support.", {_NA: S}),
    ("Nature of processing operations\n\ncollect, record, host, erase", {_NA: S}),
    ("Personal data will be hosted, backed up and made available to the Controller's users.", {_NA: S}),
    ("The Contractor's access to personal data occurs in the course of maintaining and repairing the Client's servers.", {_NA: S}),
    ("Type of Personal Data\n\n- Contact Data and Details\n- Other personal data added by Client when using the services", {_TY: S}),
    ("| Data subjects | Data |\n|---|---|\n| Employees | Name, e-mail, working hours |\n| Visitors | Licence plate, time of arrival |", {_TY: S, _DS: S}),
    ("In providing the Services, Supplier processes contact details, login data and payment history of Customer's users.", {_TY: S, _DS: S}),
    ("The Customer may submit personal data to the service, which may include names, titles, employer and contact information.", {_TY: S}),
    ("The Customer shall not submit sensitive personal data, such as health data, biometric data or data on religious belief.", {_TY: M}),
    ("Categories of data subjects whose personal data is processed:\n\nEnd users of the Customer's applications.", {_DS: S}),
    ("Data is processed of the following groups: candidates, referees.", {_DS: S}),
    ("The Processor grants access to personal data to members of its personnel only as far as necessary.", {_DS: M}),
    ("No processing shall take place without written instructions from the Customer.", {"GDPR-28.3.a-instr": S}),
    ("The Provider is bound by the Customer's instructions when processing personal data and may not deviate from them.", {"GDPR-28.3.a-instr": S}),
    ("If data are processed under statutory provisions and contrary to the Controller's instructions, the Processor must inform the Controller in advance of the processing, except where an important public interest forbids it.", {"GDPR-28.3.a-law": S}),
    ("Supplier shall process personal data only on Customer's documented instructions, including on transfers, unless required by law.", {"GDPR-28.3.a-transfer": S}),
    ("Every move to a third country needs the Client's prior approval and the conditions of Art. 44 et seq. GDPR.", {"GDPR-28.3.a-transfer": S}),
    ("Supplier may transfer personal data to the USA on the basis of the standard contractual clauses.", {"GDPR-28.3.a-transfer": P}),
    ("The Processor shall ensure that the persons, including those at its sub-processors, have undertaken a confidentiality obligation.", {"GDPR-28.3.b": S}),
    ("| Measures for lasting confidentiality, integrity and availability of systems | Access only for authorised personnel. |\n|---|---|\n| Backup | daily |", {"GDPR-28.3.b": M}),
    ("The Contractor shall guarantee a level of protection appropriate to the risk by means of the measures in Annex 1.", {"GDPR-28.3.c": S}),
    ("The Customer must ensure a level of protection appropriate to the risk in its own systems.", {"GDPR-28.3.c": M}),
    ("It is up to the Client to make sure that there is a legal ground for the processing.", {"GDPR-28.3-controller": S}),
    ("Service Provider shall not:\n\n- sell personal information\n- share personal information for cross-context behavioural advertising", {"CCPA-140ag1A": S, "CCPA-7051a1": S}),
    ("Service Provider may use de-identified data for its own lawful business purposes as set out in its policy.", {"CCPA-7051a2": M}),
)
