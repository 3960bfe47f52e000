"""A fifth set, written beside the mends for the errors of a blind run on real agreements (half b):
for each cause wording of our own that has it, and wording that only looks like it."""

from __future__ import annotations

S, P, M = "satisfied", "partial", "missing"

# fmt: off
CASES: tuple[tuple[str, dict[str, str]], ...] = (
    # help with the duties that follow a breach, in no word "notify"
    ("Vendor shall support Customer in meeting its obligations relating to personal data breaches.", {"GDPR-28.3.f-33": S, "GDPR-28.3.f-34": S}),
    ("Supplier helps Client to comply with its legal duties in connection with security incidents and impact assessments.", {"GDPR-28.3.f-33": S, "GDPR-28.3.f-35": S}),
    ("Provider will assist Customer with its responsibilities regarding data security and data breaches.", {"GDPR-28.3.f-33": S}),
    ("Customer shall comply with its obligations in respect of personal data breaches.", {"GDPR-28.3.f-33": M}),
    ("Vendor supports Customer in matters of licences; its obligations regarding breach of this Agreement are set out in Section 9.", {"GDPR-28.3.f-33": M}),
    # a weakness of the product is no breach
    ("Vendor shall notify Customer without undue delay of any critical vulnerability in the Software.", {"GDPR-33.2": P}),
    ("### Breach management\n\nVendor shall inform Customer without undue delay of weaknesses found in the Platform.", {"GDPR-33.2": P}),
    ("Vendor shall notify Customer without undue delay of any vulnerability that has led to a personal data breach.", {"GDPR-33.2": S}),
    ("Vendor notifies Customer without undue delay after becoming aware of a data incident, also where a flaw of the Software caused it.", {"GDPR-33.2": S}),
    # who audits
    ("Vendor shall cooperate with inspections carried out by a competent data protection authority.", {"GDPR-28.3.h-audit": M}),
    ("Vendor supports audits by regulators.", {"GDPR-28.3.h-audit": M}),
    ("Vendor shall allow audits conducted by a supervisory authority and by Customer or its auditor.", {"GDPR-28.3.h-audit": S}),
    ("Vendor shall allow representatives of Customer to enter its offices and any other place at which the data of Customer is handled or kept in the course of the services, and to examine files and systems.", {"GDPR-28.3.h-audit": S}),
    ("On ten days' notice Supplier grants persons nominated by Client admission to the sites where it processes Client Data, so that they may inspect the systems.", {"GDPR-28.3.h-audit": S}),
    ("Customer shall permit Vendor's staff to enter its premises to inspect the hardware.", {"GDPR-28.3.h-audit": M}),
    ("Customer must give Vendor's employees access to its sites so that they can examine the systems.", {"GDPR-28.3.h-audit": M}),
    # proof beside help with an assessment
    ("Vendor makes available to Customer all information necessary to demonstrate compliance with Article 28 and the information that Customer needs for a data protection impact assessment.", {"GDPR-28.3.h-info": S}),
    ("On request Supplier shall provide Client with the information needed to prove compliance with this DPA, and help with prior consultation.", {"GDPR-28.3.h-info": S}),
    ("Vendor provides Customer with the information it needs to carry out an impact assessment.", {"GDPR-28.3.h-info": M}),
    # consent case by case, and what then is not announced
    ("Vendor may engage sub-processors only if Customer has consented in writing beforehand. Vendor imposes the same data protection obligations on each sub-processor by contract.", {"GDPR-28.2-auth": S, "GDPR-28.3.d": S}),
    ("The use of subcontractors is only allowed where Client has approved it in writing. The subcontractor is bound by contract to the same obligations.", {"GDPR-28.3.d": S}),
    ("Subcontracting is not permitted unless and until Customer has agreed in text form; the same duties are passed on to the subcontractor by contract.", {"GDPR-28.3.d": S}),
    ("Customer gives general authorisation for the use of sub-processors. Vendor imposes the same data protection obligations on each sub-processor by contract.", {"GDPR-28.3.d": P}),
    ("Customer authorises the use of sub-processors. Vendor gives notice of new sub-processors by e-mail; Customer may object within ten days. The same obligations are imposed on each sub-processor by written contract.", {"GDPR-28.3.d": S}),
    ("Customer authorises the use of sub-processors. Vendor posts notice of changed prices on its site. The same obligations are imposed on each sub-processor by written contract.", {"GDPR-28.3.d": P}),
    # items first, then who decides
    ("Categories of data subjects: guests and staff of Customer, as determined by Customer.", {"GDPR-28.3-subjects": S}),
    ("Types of personal data: names, e-mail addresses and booking details, decided by Customer in its sole discretion.", {"GDPR-28.3-types": S}),
    ("Categories of data subjects: as determined by Customer in its sole discretion.", {"GDPR-28.3-subjects": P}),
    ("The categories of data subjects are determined by Customer.", {"GDPR-28.3-subjects": P}),
    ("The nature and purpose of the processing are determined by Customer through its use of the Services.", {"GDPR-28.3-nature": P}),
    ("The nature of the processing is decided by Customer, namely: storage, display and export of invoices for bookkeeping.", {"GDPR-28.3-nature": S}),
    # the controller's rights and duties
    ("Customer may audit Vendor's compliance once a year.", {"GDPR-28.3-controller": P}),
    ("Client has the right to inspect the records of Supplier on notice.", {"GDPR-28.3-controller": P}),
    ("Customer may audit Vendor and Customer is responsible for the lawfulness of the processing.", {"GDPR-28.3-controller": S}),
    ("Customer has the right to give instructions to Vendor at any time.", {"GDPR-28.3-controller": S}),
    # backups deleted with the rest
    ("At the end of the contract Vendor shall erase all personal data within 30 days, including from backups.", {"GDPR-28.3.g-copies": S}),
    ("After termination Supplier deletes all data, as well as any backups, within two months.", {"GDPR-28.3.g-copies": S}),
    ("After termination Vendor deletes all personal data, including backups, which are kept under its retention policy.", {"GDPR-28.3.g-copies": P}),
    ("After termination Vendor deletes all personal data; backup copies remain until they are overwritten under its backup procedures.", {"GDPR-28.3.g-copies": P}),
    # business purposes by reference to the whole contract
    ("Service Provider processes personal information for the specific business purposes described in the Agreement.", {"CCPA-7051a2": P}),
    ("Service Provider processes personal information only for the limited and specified business purposes set out in this Contract.", {"CCPA-7051a2": P}),
    ("Service Provider processes personal information for the specific business purposes set out in Annex 2 of the Agreement.", {"CCPA-7051a2": S}),
    ("The specific business purposes are: hosting of the web shop and sending of newsletters.", {"CCPA-7051a2": S}),
    # the Security Rule, and what a notice of a breach holds
    ("Business Associate applies administrative, physical and technical safeguards as the Security Rule requires.", {"HIPAA-314a2iA": S}),
    ("Business Associate:\n\n- keeps safeguards per the HIPAA Security Rule\n- binds subcontractors in writing to the same restrictions and conditions", {"HIPAA-314a2iA": S, "HIPAA-314a2iB": S}),
    ("Business Associate keeps administrative, physical and technical safeguards.", {"HIPAA-314a2iA": P}),
    ("Business Associate shall report a Breach to Covered Entity within five days of discovery, stating:\n\n- what happened\n- the patients concerned\n- what is done about it", {"HIPAA-410c": S}),
    ("The notice of a Breach contains the names of the persons affected.", {"HIPAA-410c": S}),
    ("Business Associate shall report a Breach to Covered Entity within five days, including:\n\n- who was affected, where known\n- the cause", {"HIPAA-410c": S}),
    ("Business Associate shall report a Breach to Covered Entity within five days, including:\n\n- the cause\n- the number of individuals affected", {"HIPAA-410c": P}),
    ("Covered Entity shall notify the individuals affected by a Breach.", {"HIPAA-410c": M}),
)
