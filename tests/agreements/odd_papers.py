"""Short clauses in many drafting styles, in words of our own, each with what it should be judged.

Written before the rules were tried on them (cold: 188 of 248 right, 16 unsure):
tables, questionnaires, start-up English, heavy legal English, English translated from German,
bulleted security exhibits, "we/you" terms and order forms. Markdown; several judgements a clause.
"""

from __future__ import annotations

S, P, M = "satisfied", "partial", "missing"

Case = tuple[str, dict[str, str]]

TABLES: tuple[Case, ...] = (
    (
        "| Item | Agreed |\n|---|---|\n| What is this about | Running the payroll portal for the Buyer |\n| How long | As long as the main contract lasts, plus 30 days |\n| Why and how | Computing wages and printing pay slips |\n| Data | names, bank details, tax numbers, salary |\n| People | staff and former staff of the Buyer |",
        {"GDPR-28.3-duration": S, "GDPR-28.3-types": S, "GDPR-28.3-subjects": S},
    ),
    (
        "| Subject matter | Hosting of the booking engine |\n|---|---|\n| Duration | Term of the subscription |\n| Nature and purpose | Storage and display of bookings so that hotels can manage them |\n| Types of data | guest name, e-mail address, phone number, stay dates |\n| Data subjects | hotel guests and reception staff |",
        {
            "GDPR-28.3-subject": S,
            "GDPR-28.3-duration": S,
            "GDPR-28.3-nature": S,
            "GDPR-28.3-types": S,
            "GDPR-28.3-subjects": S,
        },
    ),
    (
        "| Subject matter |  |\n|---|---|\n| Duration |  |\n| Nature and purpose |  |\n| Types of data |  |\n| Data subjects |  |",
        {"GDPR-28.3-types": P, "GDPR-28.3-subjects": P},
    ),
    (
        "| Topic | Supplier | Customer |\n|---|---|---|\n| Requests of data subjects | Supplier helps Customer to answer them with the export and erase functions | Customer answers |\n| Impact assessment | Supplier supplies the facts and supports Customer | Customer carries it out |",
        {"GDPR-28.3.e": S, "GDPR-28.3.f-35": S, "GDPR-28.3.f-36": M},
    ),
    (
        "| Obligation | Commitment of the Processor |\n|---|---|\n| Staff | Everyone with access has signed a confidentiality undertaking |\n| Breach | Notice to the Controller without undue delay after discovery, at the latest within 36 hours |\n| End of contract | Return or deletion of all personal data, as the Controller elects |",
        {"GDPR-28.3.b": S, "GDPR-33.2": S, "GDPR-28.3.g-return": S},
    ),
    (
        "| Obligation | Commitment of the Processor |\n|---|---|\n| Staff | Background checks on hiring |\n| Breach | The Controller reports breaches to the authority |\n| End of contract | The account is closed |",
        {"GDPR-28.3.b": M, "GDPR-33.2": M, "GDPR-28.3.g-return": M, "GDPR-28.3.f-33": M},
    ),
)

QUESTIONNAIRES: tuple[Case, ...] = (
    (
        "**Will the vendor act only on our written instructions?** Yes. Vendor processes the personal data of Customer only on documented instructions of Customer.",
        {"GDPR-28.3.a-instr": S},
    ),
    (
        "**Does the vendor engage sub-processors?** Yes. Customer gives its general written authorisation. Vendor announces every new sub-processor 30 days ahead and Customer may object.",
        {"GDPR-28.2-auth": S, "GDPR-28.2-notice": S},
    ),
    (
        "**Does the vendor engage sub-processors?** Yes, the current ones are listed at vendor.example/list.",
        {"GDPR-28.2-auth": P, "GDPR-28.2-notice": P},
    ),
    (
        "**May Customer audit?** No. Vendor does not permit audits of its premises. A SOC 2 report can be ordered.",
        {"GDPR-28.3.h-audit": P},
    ),
    (
        "**May Customer audit?** Yes. Customer, or an auditor whom it appoints, may inspect the premises and systems of Vendor, and Vendor shall contribute to such audits.",
        {"GDPR-28.3.h-audit": S},
    ),
    (
        "**What happens to data after termination?** Vendor deletes all personal data 60 days after the end of the contract.",
        {"GDPR-28.3.g-return": P},
    ),
    (
        "**What happens to data after termination?** Customer tells Vendor whether the data are to be deleted or handed back. Vendor does what Customer has chosen and erases existing copies, unless Union or Member State law requires that they be stored.",
        {"GDPR-28.3.g-return": S, "GDPR-28.3.g-copies": S},
    ),
    (
        "**Is the vendor liable for its sub-processors?** Vendor remains fully liable to Customer where a sub-processor fails in its data protection duties.",
        {"GDPR-28.4-liab": S},
    ),
    (
        "**Is the vendor liable for its sub-processors?** Vendor selects its sub-processors with care.",
        {"GDPR-28.4-liab": M},
    ),
)

STARTUP: tuple[Case, ...] = (
    (
        "We only touch your users' data because you told us to, in writing or through the product's settings.",
        {"GDPR-28.3.a-instr": S},
    ),
    (
        "We process personal data only on your documented instructions.",
        {"GDPR-28.3.a-instr": S, "GDPR-28.3.a-transfer": M, "GDPR-28.3.a-law": M},
    ),
    (
        "If the law makes us process your data in some other way, we'll tell you first, unless that same law won't let us.",
        {"GDPR-28.3.a-law": S},
    ),
    (
        "If we think one of your instructions breaks privacy law, we'll let you know right away.",
        {"GDPR-28.3-infringe": S},
    ),
    (
        "If we think one of your instructions breaks privacy law, we may refuse to follow it.",
        {"GDPR-28.3-infringe": P},
    ),
    (
        "Everyone on our team who can see your data has promised to keep it confidential.",
        {"GDPR-28.3.b": S},
    ),
    ("Our offices are locked and our team is friendly.", {"GDPR-28.3.b": M, "GDPR-28.3.c": M}),
    (
        "We use other companies to help run the service. We've put them on the list below. By signing you authorize us to use them. Before we add one, we email you two weeks ahead and you can say no.",
        {"GDPR-28.2-auth": S, "GDPR-28.2-notice": S},
    ),
    (
        "Every sub-processor we use has signed a contract that protects your data to at least the same standard as this DPA.",
        {"GDPR-28.4-flow": S},
    ),
    (
        "If one of our sub-processors messes up, we're responsible as if we had done it ourselves.",
        {"GDPR-28.4-liab": S},
    ),
    (
        "Something bad happened to your data? We'll tell you without undue delay after we find out.",
        {"GDPR-33.2": S},
    ),
    (
        "We'll help you tell the regulator and the people affected about a data breach, and give you the information you need to do it.",
        {"GDPR-28.3.f-33": S, "GDPR-28.3.f-34": S},
    ),
    (
        "We'll help you with data protection impact assessments and, if you need to consult your regulator beforehand, with that too.",
        {"GDPR-28.3.f-35": S, "GDPR-28.3.f-36": S},
    ),
    (
        "When you leave, you choose: we hand everything back or we wipe it. We wipe any copies that are left too, unless the law says we must keep them.",
        {"GDPR-28.3.g-return": S, "GDPR-28.3.g-copies": S},
    ),
    ("When you leave, we wipe everything.", {"GDPR-28.3.g-return": P}),
    (
        "We don't sell your data. We don't share your data for ads either.",
        {"CCPA-140ag1A": S, "CCPA-7051a1": S},
    ),
    ("We send you any request that a user sends to us.", {"GDPR-28.3.e": P}),
    (
        "We've built export and delete buttons so that you can answer your users' access and deletion requests, and we help when the buttons don't do the job.",
        {"GDPR-28.3.e": S},
    ),
)

HEAVY: tuple[Case, ...] = (
    (
        "The Processor hereby covenants that it shall not, and shall procure that none of its personnel shall, Process any Personal Data otherwise than in accordance with the documented instructions of the Controller, including with respect to any transfer of Personal Data to a third country or an international organisation, save to the extent that the Processor is compelled so to do by the law of the Union or of a Member State, in which event it shall, prior to such Processing, apprise the Controller of that legal requirement unless such law prohibits the giving of such information on important grounds of public interest.",
        {"GDPR-28.3.a-instr": S, "GDPR-28.3.a-transfer": S, "GDPR-28.3.a-law": S},
    ),
    (
        "The Processor shall: (a) process Personal Data solely upon documented instructions; (b) procure that persons authorised to process the Personal Data are bound by confidentiality; (c) take the measures required pursuant to Article 32; and (d) assist the Controller by appropriate technical and organisational measures in responding to requests of data subjects.",
        {"GDPR-28.3.a-instr": S, "GDPR-28.3.b": S, "GDPR-28.3.c": S, "GDPR-28.3.e": S},
    ),
    (
        "The Processor shall render reasonable assistance to the Controller in respect of: (i) the security of its processing; (ii) the notification of Personal Data Breaches to the competent supervisory authority; (iii) the communication thereof to the data subjects; (iv) data protection impact assessments; and (v) prior consultations.",
        {
            "GDPR-28.3.f-32": S,
            "GDPR-28.3.f-33": S,
            "GDPR-28.3.f-34": S,
            "GDPR-28.3.f-35": S,
            "GDPR-28.3.f-36": S,
        },
    ),
    (
        "Nothing in this Agreement shall oblige the Processor to assist the Controller with data protection impact assessments.",
        {"GDPR-28.3.f-35": M},
    ),
    (
        "The Processor shall notify the Controller forthwith if, in its opinion, an instruction infringes the Regulation or other data protection provisions.",
        {"GDPR-28.3-infringe": S},
    ),
    (
        "The Processor shall not engage any Sub-processor without the prior specific written authorisation of the Controller.",
        {"GDPR-28.2-auth": S},
    ),
    (
        "The Processor shall be at liberty to engage such Sub-processors as it shall deem fit.",
        {"GDPR-28.2-auth": P},
    ),
    (
        "Where a Sub-processor is so engaged, the Processor shall by way of a written contract impose upon it obligations in respect of data protection identical in substance to those set forth herein. In the event that the Sub-processor fails to fulfil the same, the Processor shall remain liable in full to the Controller for the performance thereof.",
        {"GDPR-28.4-flow": S, "GDPR-28.4-liab": S},
    ),
    (
        "The Processor shall make available to the Controller all information necessary to demonstrate compliance with Article 28 and shall allow for and contribute to audits, including inspections, conducted by the Controller or another auditor mandated by it.",
        {"GDPR-28.3.h-info": S, "GDPR-28.3.h-audit": S},
    ),
    (
        "The Controller's right of audit shall be deemed fully discharged by the Processor's provision of its annual certification report, and no further right of inspection shall lie.",
        {"GDPR-28.3.h-audit": P},
    ),
    (
        "Upon cessation of the services the Processor shall, at the option of the Controller, return or destroy all Personal Data and shall expunge all extant copies thereof save insofar as Union or Member State law mandates their retention.",
        {"GDPR-28.3.g-return": S, "GDPR-28.3.g-copies": S},
    ),
    (
        "Upon cessation of the services the Processor shall, at its sole option, return or destroy all Personal Data.",
        {"GDPR-28.3.g-return": P},
    ),
    (
        "The Processor reserves the right to delete Personal Data following the cessation of the services.",
        {"GDPR-28.3.g-return": P},
    ),
    (
        "For the purposes of Clause 9 of the Standard Contractual Clauses, Option 2 (general written authorisation) shall apply, and the time for prior notice of sub-processor changes shall be 20 days.",
        {"GDPR-28.2-auth": S},
    ),
    (
        "For the purposes of Clause 8.9 of the SCCs, audits shall be carried out in accordance with the audit clause of this DPA.",
        {"GDPR-28.4-flow": M, "GDPR-28.3.d": M},
    ),
    (
        "In Clause 7 of the Standard Contractual Clauses, the optional docking clause does not apply; in Clause 11, the optional language is deleted.",
        {"GDPR-28.4-flow": M, "GDPR-28.2-auth": M, "GDPR-28.3.e": M},
    ),
)

GERMAN: tuple[Case, ...] = (
    (
        "The Contractor may process data of affected persons only within the framework of the order and the documented instructions of the Client.",
        {"GDPR-28.3.a-instr": S},
    ),
    (
        "The relocation of the processing to a third country requires the prior consent of the Client and may only take place if the special requirements of Art. 44 ff. GDPR are fulfilled.",
        {"GDPR-28.3.a-transfer": S, "GDPR-44": S},
    ),
    (
        "The Contractor shall inform the Client without delay if it is of the opinion that an instruction violates applicable laws. The Contractor may suspend the implementation of the instruction until it has been confirmed or changed by the Client.",
        {"GDPR-28.3-infringe": S},
    ),
    (
        "The Contractor warrants that the employees engaged in the processing have been obliged to data secrecy and are instructed in the protective provisions of the GDPR.",
        {"GDPR-28.3.b": S},
    ),
    (
        "The Contractor supports the Client in complying with the obligations named in Art. 32 to 36 GDPR, cf. in particular the reporting of data breakdowns, impact assessments and prior consultations.",
        {
            "GDPR-28.3.f-32": S,
            "GDPR-28.3.f-33": S,
            "GDPR-28.3.f-34": S,
            "GDPR-28.3.f-35": S,
            "GDPR-28.3.f-36": S,
        },
    ),
    (
        "The Contractor supports the Client, as far as agreed, within the scope of its possibilities in the fulfilment of the inquiries and claims of affected persons pursuant to Chapter III GDPR.",
        {"GDPR-28.3.e": S},
    ),
    (
        "The Client agrees to the commissioning of the subcontractors named in Annex 2 under the condition of a contractual agreement in accordance with Art. 28 para. 2-4 GDPR. The Contractor informs the Client in good time in advance about every intended change with regard to the addition or replacement of other subcontractors, whereby the Client has the possibility to raise an objection.",
        {"GDPR-28.2-auth": S, "GDPR-28.2-notice": S, "GDPR-28.3.d": S},
    ),
    (
        "After completion of the contractually agreed work, or earlier upon request of the Client, the Contractor must hand over to the Client all documents and data stocks that came into its possession, or destroy them in compliance with data protection upon prior consent.",
        {"GDPR-28.3.g-return": S},
    ),
    (
        "Copies of the data are not created without the knowledge of the Client. Excluded from this are security copies.",
        {"GDPR-28.3.g-copies": M},
    ),
    (
        "The Client has the right to carry out inspections in consultation with the Contractor or to have them carried out by inspectors to be named in the individual case. The Contractor undertakes to give the Client the necessary information on request and in particular to prove the implementation of the technical and organisational measures.",
        {"GDPR-28.3.h-audit": S, "GDPR-28.3.h-info": S},
    ),
    (
        "The Contractor shall take technical and organisational measures for the adequate protection of the data of the Client which satisfy the requirements of Art. 32 GDPR.",
        {"GDPR-28.3.c": S},
    ),
    (
        "The Contractor informs the Client immediately as soon as violations of the protection of personal data of the Client become known to it.",
        {"GDPR-33.2": S},
    ),
    (
        "The object of the order is the maintenance of the Client's merchandise management system by remote access.",
        {"GDPR-28.3-subject": S},
    ),
    (
        "The duration of this order corresponds to the term of the service agreement.",
        {"GDPR-28.3-duration": S},
    ),
    (
        "The circle of persons affected by the processing comprises: customers, interested parties, employees, suppliers.",
        {"GDPR-28.3-subjects": S},
    ),
    (
        "Subject of the collection and processing are the following types of data: master data, communication data (telephone, e-mail), contract billing and payment data.",
        {"GDPR-28.3-types": S},
    ),
    (
        "The Client is solely responsible for the assessment of the permissibility of the processing and for safeguarding the rights of the affected persons.",
        {"GDPR-28.3-controller": S, "GDPR-28.3.e": M},
    ),
)

BULLETS: tuple[Case, ...] = (
    (
        "The Supplier helps the Customer, as far as reasonable, to do the following:\n\n- keep its processing secure\n- report personal data breaches to the authority\n- tell the individuals concerned of a breach\n- carry out data protection impact assessments\n- consult the authority in advance",
        {
            "GDPR-28.3.f-32": S,
            "GDPR-28.3.f-33": S,
            "GDPR-28.3.f-34": S,
            "GDPR-28.3.f-35": S,
            "GDPR-28.3.f-36": S,
        },
    ),
    (
        "Supplier assists Customer in meeting its duties under data protection law.\n\nThis covers:\n\n- answers to requests of data subjects,\n- impact assessments, and\n- dealings with supervisory authorities.",
        {"GDPR-28.3.e": S, "GDPR-28.3.f-35": S},
    ),
    (
        "The Supplier must:\n\n- only process on the Customer's written instructions\n- keep its people under a duty of confidence\n- put appropriate technical and organisational measures in place\n- let the Customer or its auditor carry out audits and inspections\n- delete or return the data at the end of the contract, whichever the Customer wants",
        {
            "GDPR-28.3.a-instr": S,
            "GDPR-28.3.b": S,
            "GDPR-28.3.c": S,
            "GDPR-28.3.h-audit": S,
            "GDPR-28.3.g-return": S,
        },
    ),
    (
        "The Customer must:\n\n- give lawful instructions\n- answer requests of data subjects\n- report breaches to the authority\n- carry out impact assessments",
        {"GDPR-28.3-controller": S, "GDPR-28.3.e": M, "GDPR-28.3.f-33": M, "GDPR-28.3.f-35": M},
    ),
    (
        "Security exhibit\n\n- AES-256 for data at rest\n- TLS 1.3 on the wire\n- least privilege, multi-factor sign-in\n- nightly back-ups, restored in a test every quarter\n- yearly penetration test by an outside firm",
        {"GDPR-32.1.a": S, "GDPR-32.1.c": S, "GDPR-32.1.d": S},
    ),
    (
        "When a Sub-processor is used, Supplier will:\n\n1. restrict its access to what the service needs;\n2. bind it in writing to data protection terms that are no less protective than these;\n3. stay liable for what it does or fails to do.",
        {"GDPR-28.4-flow": S, "GDPR-28.4-liab": S},
    ),
    (
        "Upon termination, personal data will be:\n\n- deleted; or\n- returned to the Controller, if the Controller asks for it",
        {"GDPR-28.3.g-return": S},
    ),
    (
        "Categories of data subjects\n\n- Patients\n- Carers\n\nTypes of personal data\n\n- Name and date of birth\n- Diagnosis\n\nNature and purpose of the processing\n\n- Recording of vital signs for tele-monitoring\n\nDuration\n\n- Two years from the go-live",
        {
            "GDPR-28.3-subjects": S,
            "GDPR-28.3-types": S,
            "GDPR-28.3-nature": S,
            "GDPR-28.3-duration": S,
        },
    ),
    (
        "We rely on the following sub-processors:\n\n- Northwind Cloud: hosting\n- Alder Mail: e-mail, only with the user's permission\n- Birch Analytics: statistics",
        {"GDPR-28.2-auth": P, "GDPR-28.2-notice": P},
    ),
)

WE_YOU: tuple[Case, ...] = (
    (
        "You are the controller and we are the processor. You confirm that you have a legal basis for the data you give us.",
        {"GDPR-28.3-controller": S},
    ),
    (
        "We will work with you so that you can comply with your duties. This includes assistance concerning the notification of breaches to the data protection authorities and to the individuals affected.",
        {"GDPR-28.3.f-33": S, "GDPR-28.3.f-34": S},
    ),
    (
        "We will send our notice of a breach to you within 72 hours after we become aware of it. The notice will describe the breach, its likely effects and what we did about it.",
        {"GDPR-33.2": S},
    ),
    ("You must tell us about any breach of your account without undue delay.", {"GDPR-33.2": M}),
    (
        "We use our best efforts to notify you of breaches that we consider serious.",
        {"GDPR-33.2": P},
    ),
    (
        "You may request summaries of our audit reports. On-site audits are only possible if we agree.",
        {"GDPR-28.3.h-audit": P},
    ),
    (
        "Because we run on a public cloud, we cannot grant you audit rights over the data centres, nor do we host on-site audits.",
        {"GDPR-28.3.h-audit": P},
    ),
    (
        "We will give you whatever you reasonably need to show that we keep to Article 28, and let you or someone you send audit us.",
        {"GDPR-28.3.h-info": S, "GDPR-28.3.h-audit": S},
    ),
    (
        "We will not move your data outside the EEA without your written instructions.",
        {"GDPR-28.3.a-transfer": S},
    ),
    (
        "Your data may be processed in the United States under the standard contractual clauses.",
        {"GDPR-28.3.a-transfer": P},
    ),
    (
        "You instruct us to transfer personal data to any country in which we or our sub-processors operate, always under a valid transfer mechanism.",
        {"GDPR-28.3.a-transfer": S},
    ),
    (
        "You can download your data at any time before your account is closed. After that we delete it.",
        {"GDPR-28.3.g-return": P},
    ),
    (
        "We delete all copies within 45 days, except where European Union or Member State law obliges us to keep them.",
        {"GDPR-28.3.g-copies": S},
    ),
    ("You agree to help us keep the service secure.", {"GDPR-28.3.f-32": M, "GDPR-28.3.c": M}),
    (
        "If you tell us that you need to consult a supervisory authority before you start, we will give you the information you need.",
        {"GDPR-28.3.f-36": S},
    ),
    (
        "You authorise us in general to appoint sub-processors. We post new ones on our website at least 15 days before they start, and you may object within that time.",
        {"GDPR-28.2-auth": S, "GDPR-28.2-notice": S},
    ),
    (
        "You can subscribe to our status page to follow outages.",
        {"GDPR-28.2-notice": M, "GDPR-33.2": M},
    ),
)

ORDER_FORM: tuple[Case, ...] = (
    (
        "Processing purpose: scanning of incoming mail. Data: sender, address, contents of letters. Persons concerned: correspondents of the Customer. Term: 24 months from the order date.",
        {"GDPR-28.3-types": S, "GDPR-28.3-subjects": S},
    ),
    (
        "Duration of processing: [to be completed]. Subject matter: [to be completed].",
        {"GDPR-28.3-duration": P, "GDPR-28.3-subject": P},
    ),
    (
        "Sub-processors: permitted, general authorisation given with this order. Changes: 30 days' prior written notice to the contact below, objection possible on reasonable grounds.",
        {"GDPR-28.2-auth": S, "GDPR-28.2-notice": S},
    ),
    ("Incident notice: 24 h after becoming aware, to security@customer.example.", {"GDPR-33.2": S}),
    (
        "Audit: once a year on 30 days' notice, by Customer or a third-party auditor bound to confidentiality; Provider will cooperate.",
        {"GDPR-28.3.h-audit": S},
    ),
    ("Audit: not included in this plan.", {"GDPR-28.3.h-audit": P}),
    (
        "Exit: at Customer's election return in CSV or secure erasure, plus erasure of copies unless retention is required by EU or national law.",
        {"GDPR-28.3.g-return": S, "GDPR-28.3.g-copies": S},
    ),
    ("Exit: account data is purged after 90 days.", {"GDPR-28.3.g-return": P}),
    (
        "Subject matter: provision of the {{ site.product }} platform to Customer under the agreement, and support for it.",
        {"GDPR-28.3-subject": S},
    ),
    ("Confidentiality: all Provider staff with access sign an NDA.", {"GDPR-28.3.b": S}),
    (
        "Confidentiality: the parties keep the commercial terms of this order secret.",
        {"GDPR-28.3.b": M},
    ),
)

HIPAA: tuple[Case, ...] = (
    (
        "Business Associate may use and disclose PHI only to run the appointment reminder service described in the order.",
        {"HIPAA-504e2(i)": S},
    ),
    (
        "Business Associate will not use or further disclose PHI except as this contract allows or as the law requires.",
        {"HIPAA-504e2(ii)(A)": S},
    ),
    (
        "Business Associate shall use PHI for no purpose other than performing the services.",
        {"HIPAA-504e2(ii)(A)": S},
    ),
    (
        "Business Associate takes appropriate administrative, physical and technical safeguards to keep PHI from being used or disclosed in other ways, and meets Subpart C of Part 164 for electronic PHI.",
        {"HIPAA-504e2(ii)(B)": S, "HIPAA-314a2iA": S},
    ),
    (
        "Business Associate keeps its computers updated.",
        {"HIPAA-504e2(ii)(B)": M, "HIPAA-314a2iA": M},
    ),
    (
        "Business Associate tells Covered Entity of any use or disclosure of PHI that this contract does not allow, of any breach of unsecured PHI and of any security incident of which it becomes aware.",
        {"HIPAA-504e2(ii)(C)": S, "HIPAA-314a2iC": S, "HIPAA-410a": S},
    ),
    (
        "Business Associate reports breaches of unsecured PHI without unreasonable delay and in any event within 30 calendar days of discovery.",
        {"HIPAA-410a": S, "HIPAA-410b": S, "HIPAA-504e2(ii)(C)": P},
    ),
    (
        "Business Associate reports breaches of unsecured PHI within ninety (90) days of discovery.",
        {"HIPAA-410b": P},
    ),
    (
        "The report names each individual whose PHI was or may have been affected, and gives the other facts Covered Entity needs for its own notice.",
        {"HIPAA-410c": S},
    ),
    (
        "Any subcontractor that handles PHI for Business Associate must first agree in writing to the same limits, conditions and requirements.",
        {"HIPAA-504e2(ii)(D)": S},
    ),
    ("Business Associate may use subcontractors of its choosing.", {"HIPAA-504e2(ii)(D)": M}),
    (
        "Within ten days of being asked, Business Associate gives Covered Entity the PHI in a designated record set, so that Covered Entity can meet 45 CFR 164.524.",
        {"HIPAA-504e2(ii)(E)": S},
    ),
    (
        "Business Associate makes PHI available for amendment and works any amendment into it, as 45 CFR 164.526 provides.",
        {"HIPAA-504e2(ii)(F)": S},
    ),
    (
        "Business Associate keeps a log of disclosures and hands it over so that Covered Entity can give an accounting under 164.528.",
        {"HIPAA-504e2(ii)(G)": S},
    ),
    (
        "Business Associate opens its internal practices, books and records on the use of PHI to the Secretary of Health and Human Services.",
        {"HIPAA-504e2(ii)(I)": S},
    ),
    (
        "Business Associate keeps its books in accordance with generally accepted accounting principles.",
        {"HIPAA-504e2(ii)(I)": M, "HIPAA-504e2(ii)(G)": M},
    ),
    (
        "When the contract ends, Business Associate returns or destroys all PHI, if that is feasible, and keeps no copy; where it is not, the protections of this contract go on and further use is limited to what makes return infeasible.",
        {"HIPAA-504e2(ii)(J)": S},
    ),
    (
        "When the contract ends, Business Associate returns or destroys PHI.",
        {"HIPAA-504e2(ii)(J)": P},
    ),
    (
        "Covered Entity may end this contract if Business Associate has violated one of its material terms.",
        {"HIPAA-504e2(iii)": S},
    ),
    (
        "Either party may end this contract on 30 days' notice without cause.",
        {"HIPAA-504e2(iii)": M},
    ),
    (
        "Subcontractors that handle electronic PHI contract with Business Associate to comply with the Security Rule.",
        {"HIPAA-314a2iB": S},
    ),
    (
        "Where Business Associate carries out a duty of Covered Entity under Subpart E, it keeps to the rules of Subpart E that bind Covered Entity.",
        {"HIPAA-504e2(ii)(H)": S},
    ),
    (
        "Covered Entity shall tell Business Associate of limits in its notice of privacy practices.",
        {"HIPAA-504e2(ii)(A)": M, "HIPAA-410a": M},
    ),
)

CALIFORNIA: tuple[Case, ...] = (
    (
        "Service Provider must not sell or share Personal Information.",
        {"CCPA-140ag1A": S, "CCPA-7051a1": S},
    ),
    ("Service Provider must not sell Personal Information.", {"CCPA-140ag1A": P}),
    (
        "Business discloses Personal Information to Service Provider solely for these limited and specified business purposes: fraud detection, customer support and hosting.",
        {"CCPA-100d1": S, "CCPA-7051a2": S},
    ),
    (
        "Service Provider shall not keep, use or disclose Personal Information for any purpose, a commercial one included, other than the business purposes named in Exhibit A.",
        {"CCPA-140ag1B": S, "CCPA-7051a3": S, "CCPA-7051a4": S},
    ),
    (
        "Service Provider shall not keep, use or disclose Personal Information outside of the direct business relationship with Business.",
        {"CCPA-140ag1C": S},
    ),
    (
        "Service Provider shall not combine Personal Information with what it gets from others or from its own dealings with the consumer, unless the regulations permit it.",
        {"CCPA-140ag1D": S},
    ),
    (
        "Service Provider shall comply with the CCPA and give Personal Information the level of privacy protection that the CCPA requires.",
        {"CCPA-100d2": S},
    ),
    ("Service Provider shall comply with the CCPA.", {"CCPA-100d2": P}),
    (
        "Business may take reasonable and appropriate steps to make sure that Service Provider uses Personal Information as the CCPA requires of Business, among them scans, reviews and a yearly audit.",
        {"CCPA-100d3": S, "CCPA-7051a7": S},
    ),
    (
        "Service Provider shall let Business know within five business days if it finds that it can no longer meet its duties under the CCPA.",
        {"CCPA-100d4": S, "CCPA-7051a8": S},
    ),
    (
        "On notice, Business may take reasonable and appropriate steps to stop and put right any unauthorised use of Personal Information.",
        {"CCPA-100d5": S, "CCPA-7051a9": S},
    ),
    (
        "If Service Provider engages another person to help it, it tells Business and binds that person by a written contract to all the same duties.",
        {"CCPA-140ag2": S, "CCPA-7051b": S},
    ),
    (
        "Service Provider shall enable Business to comply with consumer requests made under the CCPA.",
        {"CCPA-7051a10": S},
    ),
    (
        "Service Provider keeps reasonable security procedures and practices fit for the nature of the Personal Information.",
        {"CCPA-81.5": S},
    ),
    (
        "California residents may write to privacy@provider.example.",
        {"CCPA-140ag1A": M, "CCPA-7051a10": M, "CCPA-100d2": M},
    ),
    (
        "Consumers have the right to opt out of the sale of their data; Business honours such requests.",
        {"CCPA-140ag1A": M, "CCPA-7051a10": M},
    ),
)

CARDS: tuple[Case, ...] = (
    (
        "Provider acknowledges that it is responsible for the security of the cardholder data that it possesses, stores, processes or transmits for Merchant.",
        {"PCI-12.8.2-ack": S, "PCI-12.9.1": S, "PCI-12.8.2-agr": S},
    ),
    ("Provider is PCI DSS certified.", {"PCI-12.8.2-ack": P}),
    (
        "On request Provider gives Merchant its PCI DSS compliance status and says which requirements are Provider's, which Merchant's and which shared.",
        {"PCI-12.9.2": S},
    ),
    (
        "Annex C is the matrix of PCI DSS requirements that shows for each whether Provider, Merchant or both manage it.",
        {"PCI-12.8.5": S},
    ),
    (
        "Merchant pays the card schemes' fines.",
        {"PCI-12.8.2-ack": M, "PCI-12.9.2": M, "PCI-12.8.5": M},
    ),
)

CASES: tuple[Case, ...] = (
    *TABLES,
    *QUESTIONNAIRES,
    *STARTUP,
    *HEAVY,
    *GERMAN,
    *BULLETS,
    *WE_YOU,
    *ORDER_FORM,
    *HIPAA,
    *CALIFORNIA,
    *CARDS,
)
