"""Two agreements of our own writing, and writers that make them real DOCX and PDF files.

`BRIGHT_CLINIC` is a data processing agreement with gaps that a good reader finds; `HARBOR_DENTAL` is a
business associate agreement that has ended. Both parties and all facts are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An agreement as text: a title, an opening, and clauses as (level, heading, words).

    Level 1 is a numbered heading, level 2 a numbered clause, level 3 a lettered item; level 0 opens
    an annex, whose words stand unnumbered.
    """

    title: str
    opening: str
    clauses: tuple[tuple[int, str, str], ...]


BRIGHT_CLINIC = Paper(
    title="Data Processing Agreement",
    opening=(
        "This Data Processing Agreement is made on 3 February 2025 between Bright Clinic GmbH, "
        "Lindenweg 4, 50674 Köln, Germany (“Controller”) and Larkfield Health Cloud Ltd, 12 Quay "
        "Street, Cork, Ireland (“Processor”). It forms part of the Services Agreement between them."
    ),
    clauses=(
        (1, "Scope of the processing", ""),
        (
            2,
            "Subject matter",
            "Processor hosts the appointment book and the patient reminders of Controller. The nature "
            "and purpose of the processing, the types of Personal Data and the categories of data "
            "subjects are set out in Annex I.",
        ),
        (
            2,
            "Duration",
            "The processing lasts for the term of the Services Agreement and ends with it.",
        ),
        (1, "Instructions", ""),
        (
            2,
            "Documented instructions",
            "Processor shall process Personal Data only on documented instructions from Controller, "
            "including with regard to transfers of Personal Data to a third country or an "
            "international organisation.",
        ),
        (
            2,
            "Legal compulsion",
            "Where Union or Member State law to which Processor is subject requires other processing, "
            "Processor shall inform Controller of that legal requirement before processing, unless "
            "that law prohibits such information on important grounds of public interest.",
        ),
        (
            2,
            "Use limits",
            "Processor shall not use Personal Data for advertising, for profiling or for purposes of "
            "its own.",
        ),
        (
            1,
            "Confidentiality",
            "Processor shall ensure that every person authorised to process Personal Data has committed "
            "to confidentiality or is under a statutory duty of confidentiality.",
        ),
        (1, "Security", ""),
        (
            2,
            "Measures",
            "Processor shall take all measures required by Article 32 GDPR. In particular it shall:",
        ),
        (3, "", "encrypt Personal Data at rest with AES-256;"),
        (3, "", "encrypt Personal Data in transit with TLS 1.2 or higher;"),
        (
            3,
            "",
            "grant access by role and on the principle of least privilege, with multi-factor "
            "authentication for administrators; and",
        ),
        (3, "", "have a penetration test carried out at least once per year."),
        (
            2,
            "Location",
            "Processor shall store Personal Data only in data centres within the European Economic "
            "Area.",
        ),
        (1, "Sub-processors", ""),
        (
            2,
            "General authorisation",
            "Controller gives general written authorisation to engage the sub-processors listed in "
            "Annex II. Processor shall inform Controller of any intended addition or replacement at "
            "least 30 days in advance, and Controller may object within 14 days of that notice.",
        ),
        (
            2,
            "Same obligations",
            "Processor shall impose on each sub-processor, by written contract, the same data "
            "protection obligations as are set out in this Agreement. Where a sub-processor fails to "
            "fulfil them, Processor remains fully liable to Controller for its performance.",
        ),
        (1, "Assistance", ""),
        (
            2,
            "Requests of data subjects",
            "Processor shall assist Controller, by appropriate technical and organisational measures "
            "and insofar as possible, in responding to requests of data subjects under Chapter III "
            "GDPR. Processor shall forward any request that it receives within 3 business days.",
        ),
        (
            2,
            "Impact assessments",
            "Processor shall assist Controller in carrying out data protection impact assessments.",
        ),
        (1, "Personal data breach", ""),
        (
            2,
            "Notice",
            "Processor shall notify Controller of a Personal Data Breach without undue delay and in any "
            "event within 48 hours after becoming aware of it.",
        ),
        (
            2,
            "Content and help",
            "The notice shall describe the nature of the breach, the categories and approximate number "
            "of data subjects and records concerned, the likely consequences and the measures taken. "
            "Processor shall assist Controller in notifying the breach to the supervisory authority and "
            "in communicating it to the data subjects.",
        ),
        (1, "Retention, return and deletion", ""),
        (
            2,
            "Retention",
            "Processor shall retain appointment records for no longer than 24 months after they were "
            "created.",
        ),
        (
            2,
            "End of the services",
            "At the choice of Controller, Processor shall delete or return all Personal Data within 30 "
            "days after the end of the services, and shall delete existing copies unless Union or "
            "Member State law requires their storage.",
        ),
        (1, "Audit", ""),
        (
            2,
            "Information and audits",
            "Processor shall make available to Controller all information necessary to demonstrate "
            "compliance with Article 28 GDPR, and shall allow for and contribute to audits, including "
            "inspections, conducted by Controller or an auditor mandated by it, once per year on 20 "
            "business days' notice.",
        ),
        (1, "Liability, term and law", ""),
        (
            2,
            "Liability",
            "The liability of either party under this Agreement is limited to EUR 1,000,000 per year.",
        ),
        (
            2,
            "Termination",
            "Controller may terminate the Services Agreement for cause where Processor materially "
            "breaches this Agreement.",
        ),
        (2, "Governing law", "This Agreement is governed by the laws of Germany."),
        (
            2,
            "Contact",
            "Reports on security reach Processor at security@larkfield.example at any hour.",
        ),
        (0, "Annex I – Details of the processing", ""),
        (
            -1,
            "",
            "Nature and purpose: storage and sending of appointment reminders for the clinic.",
        ),
        (
            -1,
            "",
            "Types of Personal Data: names, e-mail addresses, telephone numbers, dates of birth, postal "
            "addresses, bank details, diagnoses.",
        ),
        (-1, "", "Categories of data subjects: patients and staff of the clinic."),
        (0, "Annex II – Authorised sub-processors", ""),
        (-1, "", "Nordwind Hosting AB (Sweden): hosting of the database."),
        (-1, "", "Signalbote GmbH (Germany): delivery of text messages."),
    ),
)

HARBOR_DENTAL = Paper(
    title="Business Associate Agreement",
    opening=(
        "This Business Associate Agreement is entered into as of January 15, 2024 by Harbor Dental "
        "Group, Inc. (“Covered Entity”) and Larkfield Health Cloud Ltd (“Business Associate”). It "
        "terminates on August 31, 2026."
    ),
    clauses=(
        (1, "Permitted uses", ""),
        (
            2,
            "Services",
            "Business Associate may use and disclose Protected Health Information only to host the "
            "scheduling system of Covered Entity, and as required by law.",
        ),
        (
            2,
            "No other use",
            "Business Associate shall not use or further disclose Protected Health Information other "
            "than as permitted by this Agreement or as required by law.",
        ),
        (1, "Safeguards", ""),
        (
            2,
            "Security",
            "Business Associate shall use appropriate safeguards, and comply with Subpart C of 45 CFR "
            "Part 164 with respect to electronic Protected Health Information, to prevent use or "
            "disclosure other than as provided for by this Agreement.",
        ),
        (
            2,
            "Encryption",
            "Business Associate shall encrypt electronic Protected Health Information at rest and, in "
            "transit, with TLS 1.2 or higher.",
        ),
        (
            2,
            "Location",
            "Protected Health Information shall be stored in the United States or Ireland only.",
        ),
        (1, "Reporting", ""),
        (
            2,
            "Breaches",
            "Business Associate shall report to Covered Entity any use or disclosure not provided for "
            "by this Agreement, any security incident of which it becomes aware, and any breach of "
            "unsecured Protected Health Information, without unreasonable delay and no later than 5 "
            "business days after discovery.",
        ),
        (
            2,
            "Content",
            "The report shall identify, to the extent possible, each individual whose information was "
            "affected, and give the other information that Covered Entity must provide.",
        ),
        (
            1,
            "Subcontractors",
            "Business Associate shall ensure that any subcontractor that creates, receives, maintains or "
            "transmits Protected Health Information agrees in writing to the same restrictions, "
            "conditions and requirements.",
        ),
        (1, "Rights of individuals", ""),
        (
            2,
            "Access",
            "Business Associate shall make Protected Health Information in a designated record set "
            "available to Covered Entity within 10 days so that it can meet 45 CFR 164.524.",
        ),
        (
            2,
            "Amendment",
            "Business Associate shall make any amendment to Protected Health Information that Covered "
            "Entity directs under 45 CFR 164.526.",
        ),
        (
            1,
            "Books and records",
            "Business Associate shall make its internal practices, books and records available to the "
            "Secretary of Health and Human Services for determining compliance.",
        ),
        (1, "Term and termination", ""),
        (
            2,
            "For cause",
            "Covered Entity may terminate this Agreement if Business Associate has violated a material "
            "term of it.",
        ),
        (
            2,
            "Return or destruction",
            "Within 30 days after termination, Business Associate shall return or destroy all Protected "
            "Health Information and retain no copies; where that is not feasible, it shall extend the "
            "protections of this Agreement to it and limit further uses.",
        ),
        (2, "Governing law", "This Agreement is governed by the laws of the State of Maine."),
    ),
)


def write_docx(paper: Paper, path: Path) -> None:
    """Write a Word file whose clause numbers are Word's own automatic numbering, not typed text."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    document.core_properties.title = paper.title
    numbering = document.part.numbering_part.element

    def child(parent: Any, name: str, **attributes: str) -> Any:
        element = OxmlElement(name)
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        parent.append(element)
        return element

    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    child(abstract, "w:multiLevelType", val="multilevel")
    for level, (form, text) in enumerate(
        (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    ):
        lvl = child(abstract, "w:lvl", ilvl=str(level))
        child(lvl, "w:start", val="1")
        child(lvl, "w:numFmt", val=form)
        child(lvl, "w:lvlText", val=text)
        indent = child(lvl, "w:pPr")
        child(indent, "w:ind", left=str(360 + 360 * level), hanging="360")
    numbering.insert(0, abstract)  # the schema wants every abstractNum before the first num
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    child(num, "w:abstractNumId", val="77")
    numbering.append(num)

    def numbered(paragraph: Any, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        numpr = child(properties, "w:numPr")
        child(numpr, "w:ilvl", val=str(level))
        child(numpr, "w:numId", val="77")

    document.add_heading(paper.title, level=0)
    document.add_paragraph(paper.opening)
    for level, heading, words in paper.clauses:
        if level == 0:
            document.add_heading(heading, level=1)
            continue
        if level == -1:
            document.add_paragraph(words)
            continue
        paragraph = document.add_paragraph(style="Heading 2" if level == 1 else None)
        if level == 1:
            paragraph.add_run(heading)
            numbered(paragraph, 0)
            if words:
                document.add_paragraph(words)
            continue
        if heading:
            paragraph.add_run(f"{heading}. ").bold = True
        paragraph.add_run(words)
        numbered(paragraph, level - 1)
    document.save(str(path))


def write_pdf(paper: Paper, path: Path) -> None:
    """Write a PDF with typed clause numbers, a running footer and page numbers."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import LETTER
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    story: list[Any] = [
        Paragraph(escape(paper.title), styles["Title"]),
        Paragraph(escape(paper.opening), styles["BodyText"]),
    ]
    counters = [0, 0, 0]
    for level, heading, words in paper.clauses:
        if level <= 0:
            story.append(Paragraph(escape(heading or words), styles["BodyText"]))
            continue
        counters[level - 1] += 1
        counters[level:] = [0] * (3 - level)
        label = (
            f"{counters[0]}.",
            f"{counters[0]}.{counters[1]}",
            f"({chr(96 + counters[2])})",
        )[level - 1]
        if level == 1:
            story.append(Spacer(1, 6))
            story.append(Paragraph(f"{label} {escape(heading)}", styles["Heading3"]))
            if words:
                story.append(Paragraph(escape(words), styles["BodyText"]))
        else:
            run_in = f"<b>{escape(heading)}.</b> " if heading else ""
            story.append(Paragraph(f"{label} {run_in}{escape(words)}", styles["BodyText"]))

    def footer(canvas: Any, _template: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 40, f"{paper.title} – page {canvas.getPageNumber()}")

    template = SimpleDocTemplate(str(path), pagesize=LETTER, title=paper.title, invariant=True)
    template.build(story, onFirstPage=footer, onLaterPages=footer)
