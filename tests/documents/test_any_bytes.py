"""Any bytes give a document or a ServandaError, never another exception."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes

NAMES = st.sampled_from(["a.md", "a.txt", "a.pdf", "a.docx", "a", "a.doc", ".md", "ä b.TXT"])
STARTS = st.sampled_from(
    [
        b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf",
        b"# 1. A\n", b"---\ntitle: x\n---\n", b"1. a\n   a. b\n", b"| a | b |\n|---|---|\n", b"(i) x\n(ii) y\n",
    ]
)  # fmt: skip
MARKUP = st.text(alphabet="0123456789abiIvxA.()[]#*-_>|`<&; \n\t§“”", max_size=200)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def reads(data: bytes, name: str) -> None:
    try:
        assert isinstance(read_bytes(data, name), Document)
    except ServandaError as error:
        assert error.code and error.message and error.where == name


@given(start=STARTS, rest=st.binary(max_size=300), name=NAMES)
def test_bytes(start: bytes, rest: bytes, name: str) -> None:
    reads(start + rest, name)


@given(text=st.one_of(st.text(max_size=300), MARKUP), name=NAMES)
def test_text(text: str, name: str) -> None:
    reads(text.encode("utf-8", "surrogatepass"), name)


@given(body=MARKUP, numbering=MARKUP)
def test_word_parts_that_are_no_word_parts(body: str, numbering: str) -> None:
    reads(package(f"<w:document {W}><w:body>{body}</w:body></w:document>", numbering), "a.docx")


TAGS = st.sampled_from(
    "p r t pPr rPr numPr ilvl numId ins del tbl tr tc sdt sdtContent fldChar br tab sym hyperlink"
    " txbxContent moveFrom moveTo pStyle b u jc outlineLvl delText footnoteReference sectPr trPr".split()
)
ATTRIBUTES = st.sampled_from(
    ["", ' w:val="1"', ' w:val=""', ' w:val="-9"', ' w:val="99999999999999"', ' w:id="1"', ' w:fldCharType="begin"',
     ' w:fldCharType="end"', ' w:char="F0A8"', ' w:char="zz"', ' w:date="2026-13-01"', ' w:date="0001-01-01T00:00:00+14:00"']
)  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["", "a", "1. b", "(i) c"]),
    lambda inner: st.builds(
        lambda tag, attribute, children: f"<w:{tag}{attribute}>{''.join(children)}</w:{tag}>",
        TAGS,
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
LEVELS = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%9"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


@given(body=TREES)
@settings(max_examples=200)
def test_word_elements_in_any_order(body: str) -> None:
    reads(package(f"<w:document {W}><w:body>{body}</w:body></w:document>", LEVELS), "a.docx")


def package(document: str, numbering: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", document)
        file.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://x/numbering" Target="numbering.xml"/></Relationships>',
        )
        file.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
    return out.getvalue()


@pytest.mark.parametrize("size", [1, 50, 400, 5_000])
def test_a_real_package_cut_short(size: int) -> None:
    whole = package(f"<w:document {W}><w:body><w:p/></w:body></w:document>", LEVELS)
    reads(whole[:size], "a.docx")
