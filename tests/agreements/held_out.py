"""Clauses of our own writing, in many houses' styles, with what each requirement should come to.

They were written before the rules were tried on them, and no rule quotes them. `SATISFIED` and the
others are (alias, words); the words stand alone, as a one-clause agreement.
"""

from __future__ import annotations

S, P, M = "satisfied", "partial", "missing"

CLAUSES: tuple[tuple[str, str, str], ...] = (
    # instructions
    ("GDPR-28.3.a-instr", S, "Supplier may process the Company Personal Data exclusively for the purposes of the Services and strictly in line with the documented instructions issued by the Company from time to time."),
    ("GDPR-28.3.a-instr", S, "The Data Importer shall handle the Personal Data solely on behalf of the Data Exporter and under its written directions."),
    ("GDPR-28.3.a-instr", S, "Acme will not access or use Customer Content for any purpose other than as instructed by Customer in writing, this Addendum being Customer's complete instructions at signature."),
    ("GDPR-28.3.a-instr", P, "Processor processes Personal Data for the sole purpose of operating the platform and billing its users."),
    ("GDPR-28.3.a-instr", M, "Customer is responsible for having a lawful basis for every category of data it uploads."),
    ("GDPR-28.3.a-law", S, "Where Union or Member State law to which the Processor is subject obliges it to carry out further processing, it shall inform the Controller of that obligation before the processing starts, save where the law in question forbids this on important grounds of public interest."),
    ("GDPR-28.3.a-law", S, "Vendor shall act on Customer's instructions unless applicable law requires otherwise; in that event Vendor will, to the extent legally permitted, notify Customer of the requirement prior to processing."),
    ("GDPR-28.3.a-law", P, "Vendor shall process Personal Data only on Customer's instructions, unless otherwise required by applicable law."),
    ("GDPR-28.3.a-law", P, "If a public authority demands disclosure of Customer Personal Data, Vendor shall notify Customer of the demand unless prohibited by law."),
    ("GDPR-28.3.a-transfer", S, "Contractor shall not transfer Personal Data to a third country or an international organisation unless Client has given its prior written approval."),
    ("GDPR-28.3.a-transfer", S, "The Processor processes the data on the documented instructions of the Controller, including as regards transfers to third countries."),
    ("GDPR-28.3.a-transfer", P, "Provider participates in the EU-U.S. Data Privacy Framework and relies on it for transfers of Personal Data to the United States."),
    ("GDPR-28.3.a-transfer", M, "Provider shall keep a register of all sub-processors and their functions."),
    ("GDPR-28.3-infringe", S, "Should the Supplier be of the opinion that an instruction contravenes the GDPR or other data protection provisions, it shall point this out to the Client without undue delay and may suspend performance of that instruction."),
    ("GDPR-28.3-infringe", S, "Provider will immediately notify Customer if, in Provider's view, Customer's instruction would violate Data Protection Laws."),
    ("GDPR-28.3-infringe", P, "Provider shall inform Customer where it believes that an instruction violates applicable data protection law."),
    ("GDPR-28.3-infringe", M, "Customer warrants that its instructions will not violate any law."),
    # confidentiality
    ("GDPR-28.3.b", S, "Supplier will make sure that all staff with access to Personal Data have signed a non-disclosure undertaking or are under a professional duty of secrecy."),
    ("GDPR-28.3.b", S, "Access is granted only to employees who need it and who have committed themselves to confidentiality."),
    ("GDPR-28.3.b", P, "The Supplier shall keep the Personal Data strictly confidential."),
    ("GDPR-28.3.b", M, "Each party shall keep the commercial terms of this Agreement confidential."),
    # security
    ("GDPR-28.3.c", S, "Having regard to the state of the art and the risks involved, the Supplier shall put in place the technical and organisational measures set out in Annex 2."),
    ("GDPR-28.3.c", S, "AcmeCloud has implemented and will maintain security measures that meet the requirements of Article 32 GDPR."),
    ("GDPR-28.3.c", P, "Vendor will use commercially reasonable efforts to protect Customer Data from unauthorised access."),
    ("GDPR-28.3.c", M, "Customer shall implement appropriate technical and organisational measures in its own environment."),
    # sub-processors
    ("GDPR-28.2-auth", S, "The Client hereby grants the Contractor general permission to make use of sub-contractors."),
    ("GDPR-28.2-auth", S, "No further processor may be engaged by the Supplier without the Client's specific prior written consent."),
    ("GDPR-28.2-auth", S, "You agree that we may use the subprocessors named on our website to provide the Services."),
    ("GDPR-28.2-auth", P, "Vendor uses sub-processors to deliver parts of the Service and reserves the right to change them."),
    ("GDPR-28.2-auth", M, "The Processor shall notify the Controller of every Personal Data Breach without undue delay."),
    ("GDPR-28.2-notice", S, "Provider shall give Customer not less than twenty-one days' advance notice of the appointment of any new Sub-processor, during which period Customer may raise an objection on reasonable grounds."),
    ("GDPR-28.2-notice", S, "The Processor informs the Controller of every intended addition or replacement of sub-processors; the Controller may oppose the change within two weeks."),
    ("GDPR-28.2-notice", P, "Customer generally authorises the use of sub-processors. Provider will notify Customer when it has appointed a new sub-processor."),
    ("GDPR-28.2-notice", P, "Customer authorises sub-processors in general. A current list of sub-processors is available at the trust centre."),
    ("GDPR-28.4-flow", S, "Where the Processor engages a sub-processor, it shall impose on it by way of a contract data protection duties that are in substance identical to those in this Agreement."),
    ("GDPR-28.4-flow", S, "Before disclosing Personal Data, Vendor will bind each Subprocessor in writing to terms at least as protective of Personal Data as this DPA."),
    ("GDPR-28.4-flow", P, "Vendor has a written contract with each of its sub-processors."),
    ("GDPR-28.4-flow", M, "Vendor remains liable for its sub-processors."),
    ("GDPR-28.4-liab", S, "Supplier is answerable to Client for the conduct of its sub-contractors as though it were its own."),
    ("GDPR-28.4-liab", S, "If the other processor fails to meet its data protection duties, the Processor remains fully liable to the Controller for that processor's performance."),
    ("GDPR-28.4-liab", M, "Supplier shall conclude a written agreement with each sub-processor."),
    # assistance
    ("GDPR-28.3.e", S, "Taking account of the nature of the processing, Supplier supports the Client through suitable technical and organisational means in responding to applications by data subjects to exercise their rights."),
    ("GDPR-28.3.e", S, "Provider will, at Customer's request, cooperate as reasonably needed so that Customer can comply with requests from individuals under Chapter III GDPR."),
    ("GDPR-28.3.e", P, "If a data subject contacts Provider with a request, Provider will forward it to Customer without undue delay."),
    ("GDPR-28.3.f-32", S, "The Processor assists the Controller in complying with the obligations under Articles 32 to 36 of the GDPR."),
    ("GDPR-28.3.f-34", S, "The Processor assists the Controller in complying with the obligations under Arts. 32-36 GDPR."),
    ("GDPR-28.3.f-36", S, "Supplier shall support Client in fulfilling the duties laid down in Art. 32 through Art. 36 GDPR."),
    ("GDPR-28.3.f-35", P, "Provider shall provide reasonable assistance to Customer in meeting Customer's obligations under Data Protection Laws."),
    ("GDPR-28.3.f-35", S, "On request Vendor furnishes the information that Customer needs to carry out a data protection impact assessment."),
    ("GDPR-28.3.f-35", M, "Each party shall comply with the data protection laws that apply to it."),
    ("GDPR-28.3.f-36", S, "Vendor will help Customer where the Customer must consult the supervisory authority in advance of high-risk processing."),
    ("GDPR-28.3.f-33", S, "Provider shall supply Customer with the details it needs in order to report the incident to the competent supervisory authority."),
    ("GDPR-28.3.f-34", S, "Vendor shall cooperate with Customer in informing the affected data subjects of a Personal Data Breach where Article 34 so requires."),
    ("GDPR-28.3.f-33", M, "Provider shall notify Customer of a Personal Data Breach within 36 hours after becoming aware of it."),
    # breach
    ("GDPR-33.2", S, "In the event of a Personal Data Breach the Processor shall inform the Controller without undue delay, at the latest within 24 hours of gaining knowledge of it."),
    ("GDPR-33.2", S, "Vendor will alert Customer promptly after discovering any loss of, or unauthorised access to, Customer Personal Data."),
    ("GDPR-33.2", P, "Vendor will inform Customer of security incidents affecting Personal Data."),
    ("GDPR-33.2", M, "Customer shall notify Provider immediately of any breach of security of its account."),
    # end
    ("GDPR-28.3.g-return", S, "Upon conclusion of the Services, Supplier shall, as Client elects, either hand back or erase all Personal Data."),
    ("GDPR-28.3.g-return", S, "After the end of the provision of services, the Processor deletes or returns the personal data at the Controller's option."),
    ("GDPR-28.3.g-return", P, "Within 90 days after termination, Vendor shall delete all Customer Personal Data."),
    ("GDPR-28.3.g-return", M, "The term of this Agreement is three years."),
    ("GDPR-28.3.g-copies", S, "On expiry of the contract the Supplier shall destroy all Personal Data together with any existing copies, unless European Union law or the law of a Member State requires that they be stored."),
    ("GDPR-28.3.g-copies", P, "Following termination Provider deletes all Personal Data, save that copies may remain in backups in accordance with Provider's standard retention schedule."),
    # audit
    ("GDPR-28.3.h-info", S, "The Processor shall place at the Controller's disposal all information required to prove that the obligations in Article 28 are met."),
    ("GDPR-28.3.h-info", P, "Provider makes its current ISO 27001 certificate and SOC 2 report available to Customer on request."),
    ("GDPR-28.3.h-audit", S, "The Client may itself, or through an auditor appointed by it, carry out inspections at the Supplier's premises during business hours, and the Supplier shall cooperate."),
    ("GDPR-28.3.h-audit", S, "Processor permits, and contributes to, audits and on-site inspections conducted by Controller or a third party mandated by Controller."),
    ("GDPR-28.3.h-audit", P, "Customer agrees to exercise its audit right by requesting Provider's most recent third-party audit report."),
    ("GDPR-28.3.h-audit", M, "Provider keeps an audit trail of all access to Customer Personal Data."),
    # details
    ("GDPR-28.3-subject", S, "The subject matter of the processing is the hosting of the Client's personnel files."),
    ("GDPR-28.3-duration", S, "Personal Data will be processed for as long as the Main Agreement is in force."),
    ("GDPR-28.3-nature", S, "Nature and purpose of the processing: storage, backup and display of documents so that the Client can manage its projects."),
    ("GDPR-28.3-types", S, "The categories of personal data processed are names, postal addresses, e-mail addresses and bank details."),
    ("GDPR-28.3-types", P, "Types of personal data: as determined by the Customer in its sole discretion."),
    ("GDPR-28.3-subjects", S, "Categories of data subjects: the Client's employees, applicants and customers."),
    ("GDPR-28.3-subjects", P, "Categories of data subjects: [to be completed]"),
    ("GDPR-28.3-controller", S, "Client is solely responsible for the lawfulness of the processing and for safeguarding the rights of the data subjects."),
    # HIPAA
    ("HIPAA-504e2(ii)(A)", S, "Vendor shall not use or further disclose Protected Health Information except as this Agreement allows or as Required by Law."),
    ("HIPAA-504e2(ii)(C)", S, "Business Associate shall report to Covered Entity every use or disclosure of PHI not provided for by this contract, including any Breach of Unsecured PHI, within five days."),
    ("HIPAA-504e2(ii)(D)", S, "BA will ensure that any subcontractor that receives PHI agrees in writing to the same restrictions and conditions that apply to BA."),
    ("HIPAA-504e2(ii)(I)", S, "Business Associate shall make its internal practices, books and records available to the Secretary for determining compliance."),
    ("HIPAA-504e2(ii)(J)", S, "At termination of this contract, Business Associate shall return or destroy all PHI, keeping no copies; if that is not feasible it shall extend the protections of this contract and limit further uses to those that make return infeasible."),
    ("HIPAA-504e2(iii)", S, "Covered Entity may terminate this Agreement immediately if Business Associate has breached a material term."),
    ("HIPAA-504e2(iii)", M, "This Agreement ends when the Services Agreement ends."),
    ("HIPAA-410b", P, "Business Associate shall notify Covered Entity of a Breach of Unsecured PHI within 90 days of discovery."),
    ("HIPAA-410b", S, "Business Associate shall notify Covered Entity of any Breach of Unsecured PHI without unreasonable delay and in no case later than 30 calendar days after discovery."),
    # California
    ("CCPA-140ag1A", S, "Service Provider shall neither sell nor share the Personal Information it receives from Business."),
    ("CCPA-140ag1A", P, "Service Provider shall not sell Personal Information."),
    ("CCPA-140ag1C", S, "Service Provider is prohibited from retaining, using or disclosing the Personal Information outside the direct business relationship between the parties."),
    ("CCPA-140ag1D", S, "Service Provider shall not combine the Personal Information with personal information it obtains from other sources."),
    ("CCPA-100d4", S, "Service Provider shall notify Business within five business days if it determines that it can no longer meet its obligations under the CCPA."),
    ("CCPA-100d5", S, "Upon notice, Business may take reasonable and appropriate steps to stop and remediate unauthorized use of Personal Information."),
    ("CCPA-7051a8", P, "Service Provider shall notify Business if it can no longer meet its obligations under the CCPA."),
    # card data
    ("PCI-12.8.2-ack", S, "Provider acknowledges that it is responsible for the security of the cardholder data it stores, processes or transmits on Customer's behalf."),
    ("PCI-12.8.2-ack", P, "Provider maintains PCI DSS compliance for the Service."),
)  # fmt: skip
