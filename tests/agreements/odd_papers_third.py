"""A third set of short clauses, each beside a lookalike: headings with bare lists, definitions and
tables, two clauses on one point, articles named in place of duties, words in passing
(cold: 47 of 90 right, 2 unsure; after: 89 right, 1 unsure)."""

from __future__ import annotations

S, P, M = "satisfied", "partial", "missing"

# fmt: off
CASES: tuple[tuple[str, dict[str, str]], ...] = (
    # bare lists under a heading
    ("## 3. Data We Process\n\n- Full names\n- Email addresses\n- Job titles", {"GDPR-28.3-types": S}),
    ("## Scope\n\n### Information Handled\n\n- pension scheme membership\n- bank details\n- dates of birth\n\n### Hosting\n\n- Ireland", {"GDPR-28.3-types": S}),
    ("## 2. Data in Scope\n\n- Names\n- Payroll numbers\n- Salary", {"GDPR-28.3-types": S}),
    ("## 4. Personal Data Collected\n\n* phone numbers\n* log files\n* device identifiers", {"GDPR-28.3-types": S}),
    ("## 2.3 Data Processing\n\n- Process only on instructions of Customer\n- Keep names and passwords of administrators secret", {"GDPR-28.3-types": M}),
    ("## 5. Data Retention\n\n- log files: 30 days\n- email addresses of the support desk: one year", {"GDPR-28.3-types": M}),
    ("## 7. Contact Data\n\n- Email address: privacy@supplier.example\n- Phone: 555 0100", {"GDPR-28.3-types": M}),
    ("## 3. Whose Data\n\n- Tenants\n- Landlords and their relatives", {"GDPR-28.3-subjects": S}),
    ("## 9. People Concerned\n\n- pupils\n- parents\n- teachers", {"GDPR-28.3-subjects": S}),
    # definitions that name the group
    ("## 1. Definitions\n\n**Data Subjects**: the volunteers and donors of Customer whose data is kept in the Service\n\n**Service**: the donor database", {"GDPR-28.3-subjects": S}),
    ("## 1. Definitions\n\n\"Data Subjects\" means the patients and staff of Customer to whom the Personal Data relates.", {"GDPR-28.3-subjects": S}),
    ("## 1. Terms used\n\n**Data Subject**: current and former members of the Club whose data the Agency processes", {"GDPR-28.3-subjects": S}),
    ("## 1. Definitions\n\n**Data Subject**: an identified or identifiable natural person to whom Personal Data relates", {"GDPR-28.3-subjects": M}),
    ("## 1. Definitions\n\n\"Data Subject\" means the individual to whom Personal Data relates.\n\n## 2. Help\n\nProvider shall help Customer to answer requests of Data Subjects.", {"GDPR-28.3-subjects": M}),
    # tables read with their columns
    ("## Processing Activities\n\n| Activity | Purpose |\n|---|---|\n| Matching of invoices | Book-keeping |\n| Printing of reminders | Debt collection |", {"GDPR-28.3-nature": S}),
    ("## Annex: operations\n\n| Operation | Why |\n|---|---|\n| Scanning letters | Digital archive of Customer |\n| Storing scans | Search by staff of Customer |", {"GDPR-28.3-nature": S}),
    ("## What happens to the data\n\n| Processing step | Purpose | Legal basis |\n|---|---|---|\n| Import of rosters | Shift planning | Contract |\n| Sending of texts | Reminder of shifts | Contract |", {"GDPR-28.3-nature": S}),
    ("## Service levels\n\n| Activity | Response |\n|---|---|\n| Ticket of level 1 | 4 hours |", {"GDPR-28.3-nature": M}),
    ("## Sub-processors\n\n| Name | Purpose | Location |\n|---|---|---|\n| Cloudrack | Hosting | Dublin |", {"GDPR-28.3-nature": M}),
    # the matter in the opening words
    ("This Data Processing Agreement forms part of the Master Terms between Payfair Ltd (\"Processor\") and the customer (\"Controller\") for the provision of payroll and pension services.", {"GDPR-28.3-subject": S}),
    ("This Addendum is made between Clinic (\"Controller\") and Labtext (\"Processor\") in respect of the transcription of doctors' letters.", {"GDPR-28.3-subject": S}),
    ("The parties want to conclude a data processing agreement that meets the legal framework for data processing.", {"GDPR-28.3-subject": M}),
    ("This DPA applies where Processor processes Personal Data on behalf of Controller.", {"GDPR-28.3-subject": M}),
    ("By signing you accept that this addendum covers all processing of personal data by us for you.", {"GDPR-28.3-subject": M}),
    ("The parties wish to lay down their rights and duties as to processing of personal data under the GDPR.", {"GDPR-28.3-subject": M}),
    # two clauses on one point
    ("## 3. Sub-processors\n\n- Tell Controller of changes\n\n## 12. Sub-processor Changes\n\n- **Timeline**: 30 days prior notice\n- **Right to Object**: Controller may object within 14 days", {"GDPR-28.2-notice": S}),
    ("## 4 Subcontractors\n\nVendor informs Customer of changes.\n\n## 15 New Subcontractors\n\n- Notice: three weeks before the start\n- Objection: Customer may object within that time", {"GDPR-28.2-notice": S}),
    ("## Notices\n\n| Topic | Rule |\n|---|---|\n| New sub-processors | Email to Customer 20 days in advance; Customer may object |\n| Prices | 60 days in advance |", {"GDPR-28.2-notice": S}),
    ("## Changes of Prices\n\n- Timeline: 30 days prior notice\n- Customer may object within 14 days\n\n## Sub-processors\n\n- Vendor keeps a list", {"GDPR-28.2-notice": P}),
    ("9.1 Processor is obliged to furnish the information that is necessary to Controller on demand and to prove its compliance. 9.2 Proof may be given by certificates under Art. 42 GDPR.", {"GDPR-28.3.h-info": S}),
    ("Certificates may serve as proof of measures. On request the Provider supplies Customer with the necessary information and demonstrates that it meets this contract.", {"GDPR-28.3.h-info": S}),
    ("The Provider must give the Customer all needed information upon request and show that the obligations are met. A test report may be used for that.", {"GDPR-28.3.h-info": S}),
    ("Proof of measures is furnished in the form of a current certificate.", {"GDPR-28.3.h-info": P}),
    ("The Provider shall supply the Customer on request with the necessary information on outages.", {"GDPR-28.3.h-info": M}),
    # articles named in place of the duties
    ("Customer agrees to the subcontractors of Annex 2 provided that a contract in accordance with Art. 28 (2)-(4) GDPR is concluded with each of them.", {"GDPR-28.3.d": S, "GDPR-28.4-flow": S, "GDPR-28.2-auth": S}),
    ("Sub-processors are engaged on the basis of a written agreement pursuant to Article 28(4) GDPR.", {"GDPR-28.4-flow": S}),
    ("A contract that meets Art. 28 paras. 2 to 4 GDPR is signed with every sub-contractor before it starts.", {"GDPR-28.4-flow": S}),
    ("The contract with a subcontractor fulfils the requirements of Article 28(4) of the GDPR.", {"GDPR-28.4-flow": S}),
    ("This agreement is made in accordance with Article 28(3) GDPR. Subcontractors sign a contract.", {"GDPR-28.4-flow": P}),
    ("Subcontractors are listed in accordance with Art. 30 (2) GDPR.", {"GDPR-28.4-flow": M}),
    # transfers as an instruction
    ("Provider may transfer data to countries outside the EEA under appropriate safeguards. This Agreement is Customer's instruction with respect to such transfers.", {"GDPR-28.3.a-transfer": S}),
    ("International transfers. Customer's acceptance of these terms constitutes its documented instructions regarding transfers under clause 8.", {"GDPR-28.3.a-transfer": S}),
    ("Transfers outside the EEA are made under standard contractual clauses; the terms hereof are deemed to be the instructions of the Controller for those transfers.", {"GDPR-28.3.a-transfer": S}),
    ("Transfers outside the EEA are made under standard contractual clauses. The instructions of Controller concern the layout of reports.", {"GDPR-28.3.a-transfer": P}),
    ("Transfer of files. The Controller's instructions with respect to file transfers to its printer are given by ticket.", {"GDPR-28.3.a-transfer": M}),
    # defined words
    ("Customer answers consumers' requests about Personal Information (\"Requests\"). Provider gives Customer self-service tools or other reasonable help to permit Customer to respond to Requests.", {"CCPA-7051a10": S}),
    ("\"Privacy Inquiries\" means requests of consumers under the CCPA. Vendor shall support Customer in handling Privacy Inquiries.", {"CCPA-7051a10": S}),
    ("Where a consumer asks for access or deletion (a \"Demand\"), Vendor will provide the functions that let Customer answer the Demand.", {"CCPA-7051a10": S}),
    ("Customer may send change requests (\"Requests\"). Provider gives Customer reasonable help to draw up Requests.", {"CCPA-7051a10": M}),
    # words in passing
    ("Customer shall not unreasonably withhold its agreement to any change that Provider asks for so that Provider and each Sub-processor can comply with law.", {"GDPR-28.2-auth": M, "GDPR-28.4-flow": M, "GDPR-28.3.d": M}),
    ("Customer accepts changes of the Services that are needed so that Provider and its Sub-processors can use newer software.", {"GDPR-28.2-auth": M}),
    ("Customer agrees to indemnify Provider and each Sub-processor engaged by it against claims of third parties.", {"GDPR-28.2-auth": M}),
    ("Customer shall not withhold its approval of a new Sub-processor without good reason; without that approval none is engaged.", {"GDPR-28.2-auth": S}),
    ("Clauses 1 to 8 survive termination of this Agreement and continue until 12 months after it.", {"GDPR-28.3-duration": M}),
    ("The duties of confidence outlast the end of this Agreement and remain in force for five years.", {"GDPR-28.3-duration": M}),
    ("Survival. Sections 4 and 9 remain in effect after expiry of the contract.", {"GDPR-28.3-duration": M}),
    ("Processing goes on until the Agreement ends.", {"GDPR-28.3-duration": S}),
    ("Customer warrants that the Provider's processing operations suit the purposes for which Customer uses the Services.", {"GDPR-28.3-nature": M}),
    ("Customer represents that it is satisfied that the processing operations of Vendor are fit for its purposes.", {"GDPR-28.3-nature": M}),
    ("Customer has checked whether the nature and purpose of the processing are lawful.", {"GDPR-28.3-nature": M}),
    ("The processing operations are scanning, indexing and archiving of invoices for the book-keeping of Customer.", {"GDPR-28.3-nature": S}),
    # a narrow duty is not the general one
    ("Provider answers no data subject itself except on instructions of Customer or as required by law, in which case Provider shall, to the extent the law permits, inform Customer of that legal requirement before it answers.", {"GDPR-28.3.a-law": P}),
    ("Provider does not disclose data to a data subject unless law requires it; Provider then tells Customer of that requirement before the disclosure, unless the law forbids it.", {"GDPR-28.3.a-law": P}),
    ("Provider retains copies only where law requires it and informs Customer of that legal requirement beforehand, unless prohibited.", {"GDPR-28.3.a-law": M}),
    ("Provider processes data only on instructions of Customer unless Union or Member State law requires otherwise; Provider then informs Customer of that legal requirement before processing, unless that law prohibits it.", {"GDPR-28.3.a-law": S}),
    # earlier false greens
    ("Provider shall immediately tell Customer where an instruction is in its view a violation of the GDPR.", {"GDPR-33.2": M, "GDPR-28.3-infringe": S}),
    ("We let you know at once if an order breaches the law.", {"GDPR-33.2": M}),
    ("Provider informs Customer without delay when carrying out an instruction would violate data protection law.", {"GDPR-33.2": M}),
    ("Provider informs Customer without delay of every violation of the protection of personal data.", {"GDPR-33.2": S}),
    ("Customer agrees that Provider may transfer personal data to third parties in other countries.", {"GDPR-28.2-auth": M}),
    ("Customer consents to transfers of data to countries outside the EEA in which third parties use it.", {"GDPR-28.2-auth": M}),
    ("Customer authorises Provider to transfer personal data to the sub-processors named in Annex 3.", {"GDPR-28.2-auth": S}),
    ("Provider processes personal data on instructions at Customer's sole cost.", {"GDPR-28.3.a-instr": P}),
    ("Provider uses the data in accordance with instructions, at the sole expense of Customer.", {"GDPR-28.3.a-instr": P}),
    ("Provider acts on the sole instructions of Customer when it processes data.", {"GDPR-28.3.a-instr": S}),
    ("Provider may follow instructions in its sole discretion when it processes data.", {"GDPR-28.3.a-instr": P}),
    ("The Controller and Processor shall comply with the law.", {"GDPR-28.3-controller": S}),
    ("Processor assists the Controller and shall comply with its security policy.", {"GDPR-28.3-controller": M}),
    ("Processor informs the Controller and must obtain consent.", {"GDPR-28.3-controller": M}),
    ("The Controller alone is responsible for the lawfulness of the processing.", {"GDPR-28.3-controller": S}),
    ("All copies of personal data are erased four weeks after the contract ends.", {"GDPR-28.3.g-copies": S}),
    ("The data are erased after four weeks.", {"GDPR-28.3.g-copies": P, "GDPR-28.3.g-return": P}),
    ("Backups are erased after four weeks.", {"GDPR-28.3.g-copies": P}),
    ("Log files are erased after four weeks; copies of log files too.", {"GDPR-28.3.g-copies": M}),
)
# fmt: on
