"""A notice as DOCX, PDF, e-mail or text; what is missing stands out in each of them."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from typing import Any

from servanda.incidents.notices import Notice

GAP = "[not known yet: to be completed, or to follow]"


def write_text(notice: Notice) -> str:
    """The notice as plain text."""
    lines = [f"To: {notice.to}", f"Subject: {notice.subject}", f"Under: {notice.basis}", ""]
    lines += [notice.opening, ""]
    for part in notice.parts:
        lines += [part.title, part.text or GAP, ""]
    return "\n".join([*lines, notice.sender, ""])


def write_mail(notice: Notice, *, sender: str = "", to: str = "") -> bytes:
    """The notice as a message (RFC 5322) to be opened in a mail program; it is sent by a person."""
    mail = EmailMessage()
    mail["Subject"] = notice.subject
    mail["Date"] = format_datetime(notice.at)
    if sender:
        mail["From"] = sender
    if to:
        mail["To"] = to
    mail["X-Unsent"] = "1"  # opens as a draft
    mail.set_content("\n".join(write_text(notice).split("\n")[4:]))
    return mail.as_bytes()


def write_docx(notice: Notice) -> bytes:
    """The notice as the bytes of a DOCX; what is missing is highlighted."""
    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = notice.subject
    document.core_properties.author = notice.sender
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph(f"To: {notice.to}")
    document.add_heading(notice.subject, level=1)
    document.add_paragraph(f"Under {notice.basis}").runs[0].italic = True
    document.add_paragraph(notice.opening)
    for part in notice.parts:
        document.add_heading(part.title, level=2)
        run = document.add_paragraph().add_run(part.text or GAP)
        if not part.text:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_paragraph()
    document.add_paragraph(notice.sender)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def write_pdf(notice: Notice) -> bytes:
    """The notice as the bytes of a PDF; the same notice gives the same bytes.

    Raises ServandaError `no-font` where a name needs letters that no font of this machine has.
    """
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    from servanda.agreements.drafting.pages import fonts_for

    regular, bold = fonts_for(write_text(notice))
    body = ParagraphStyle("body", fontName=regular, fontSize=10.5, leading=15)
    head = ParagraphStyle(
        "head", parent=body, fontName=bold, spaceBefore=9, spaceAfter=2, keepWithNext=1
    )
    title = ParagraphStyle("title", parent=head, fontSize=15, leading=20, spaceAfter=4)
    gap = ParagraphStyle("gap", parent=body, backColor="#FFF3A3")
    story: list[Any] = [
        Paragraph(escape(f"To: {notice.to}"), body),
        Paragraph(escape(notice.subject), title),
        Paragraph(escape(f"Under {notice.basis}"), body),
        Spacer(1, 8),
        Paragraph(escape(notice.opening), body),
    ]
    for part in notice.parts:
        story.append(Paragraph(escape(part.title), head))
        story.append(Paragraph(escape(part.text or GAP), body if part.text else gap))
    story += [Spacer(1, 18), Paragraph(escape(notice.sender), body)]
    out = BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, margin=64, title=notice.subject, author=notice.sender, invariant=1
    ).build(story)
    return out.getvalue()
