"""Files that are built to harm their reader, or are merely broken: a clear word, bounded memory, and on."""

from __future__ import annotations

import bz2
import gzip
import io
import subprocess
import sys
import tarfile
import textwrap
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.base.errors import UnreadableError
from servanda.inventory.evidence import compile_classes
from servanda.inventory.findings import Discovery, Position
from servanda.inventory.scan import discover

CLASSES = compile_classes(registry.detectors())
SOURCES = registry.sources()
MAIL = b"contact ada.example@example.org now\n"


def scan(target: Path, rows: int | None = 917, journal: Path | None = None) -> Discovery:
    return discover(
        str(target),
        system="files",
        detectors=CLASSES,
        sources=SOURCES,
        rows=rows,
        journal=journal,
    )


def found(discovery: Discovery) -> dict[str, set[str]]:
    tables: dict[str, set[str]] = {}
    for finding in discovery.findings:
        tables.setdefault(finding.table, set()).add(finding.data_class)
    return tables


def why(discovery: Discovery) -> dict[str, str]:
    return {skip.place: skip.why for skip in discovery.skipped}


def at(discovery: Discovery, data_class: str = "email") -> tuple[Position, ...]:
    return next(f.at for f in discovery.findings if f.data_class == data_class)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(mode: str, **files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """The least that Word's format asks for."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return zipped(
        **{
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body>'
            "</w:document>".encode(),
        }
    )


def peak_megabytes(program: str) -> tuple[str, float]:
    """What a program prints, and the most memory it took."""
    head = """
    import sys
    from pathlib import Path
    from servanda import registry
    from servanda.inventory.scan import discover
    sources, detectors = registry.sources(), registry.detectors()
    def scan(target):
        return discover(str(target), system="s", detectors=detectors, sources=sources)
    def peak():
        # not getrusage: its peak is inherited from the process that started this one
        (line,) = [row for row in open("/proc/self/status") if row.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    """
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(head) + textwrap.dedent(program) + "\nprint(peak())",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    *said, megabytes = done.stdout.split("\n")[:-1]
    return "\n".join(said), float(megabytes)


# --- text and its positions -------------------------------------------------------------------------


def test_a_finding_in_a_log_says_where_and_never_what(tmp_path: Path) -> None:
    log = tmp_path / "app.log.1"
    log.write_bytes(b"start\r\n\r\nuser " + MAIL + b"end\n")
    discovery = scan(log)
    assert at(discovery) == (Position(line=3, offset=13),)
    assert "ada" not in repr(discovery)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"]
)
@pytest.mark.parametrize("name", ["a.log", "a.csv"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str, name: str) -> None:
    text = "straße,email\nmüller,ada.example@example.org\n" * 3
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert "email" in found(scan(tmp_path))[name]


def test_nul_bytes_are_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(b"\x00\x00boot\x00" + MAIL + b"\x00" * 5000 + b"\n" + MAIL)
    assert [place.line for place in at(scan(tmp_path))] == [1, 3]


def test_what_stands_across_the_cut_of_a_long_line_is_found(tmp_path: Path) -> None:
    before = "x " * 8188  # the address begins just before the 16,384th character
    (tmp_path / "a.log").write_text(before + "ada.example@example.org " + "y " * 9000)
    places = at(scan(tmp_path))
    assert places and all(place == Position(line=1, offset=len(before)) for place in places)


def test_one_line_of_200_megabytes_in_bounded_memory(tmp_path: Path) -> None:
    said, megabytes = peak_megabytes(
        f"""
        target = Path({str(tmp_path)!r}) / "one.log"
        with target.open("wb") as file:
            for _ in range(200):
                file.write(b"lorem ipsum " * 83_333)
            file.write(b"mail ada.example@example.org")
        found = discover(str(target), system="s", detectors=detectors, sources=sources, rows=None)
        print([(f.data_class, f.at[0].line) for f in found.findings], found.complete)
        """
    )
    assert said == "[('email', 1)] True"
    assert megabytes < 300


def test_documents_carry_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("First words.", "Write to ada.example@example.org."))
    assert at(scan(tmp_path)) == (Position(line=2, offset=9),)


# --- e-mail -----------------------------------------------------------------------------------------


def message(**attachments: bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ada Example <ada.example@example.org>"
    mail["To"] = "grace@example.net"
    mail["Subject"] = "the list"
    mail.set_content("Hello\ncall me at +44 20 7946 0958\n")
    for name, data in attachments.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


def test_a_message_and_what_is_attached(tmp_path: Path) -> None:
    inner = zipped(**{"deep/list.csv": b"id,email\n1,a@example.org\n"})
    mail = message(**{"notes.txt": MAIL, "inner.zip": inner, "x.bin": b"\x01\x02" * 50})
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    discovery = scan(tmp_path)
    assert found(discovery) == {
        "a.eml/a.eml": {"email", "full-name", "phone"},
        "a.eml/message 1/notes.txt": {"email"},
        "a.eml/message 1/inner.zip/deep/list.csv": {"email"},
    }
    assert list(why(discovery)) == ["a.eml/message 1/x.bin"]
    phone = next(f for f in discovery.findings if f.data_class == "phone")
    assert phone.at == (Position(part="message 1, text", line=2, offset=11),)


def test_a_mail_box(tmp_path: Path) -> None:
    plain, more = message().as_bytes(), message(**{"notes.txt": MAIL}).as_bytes()
    box = b"".join(b"From x Mon Jan 1 00:00:00 2026\n" + one + b"\n" for one in (plain, more))
    (tmp_path / "a.mbox").write_bytes(box)
    discovery = scan(tmp_path)
    assert "a.mbox/message 2/notes.txt" in found(discovery)
    phone = next(f for f in discovery.findings if f.data_class == "phone")
    assert {place.part for place in phone.at} == {"message 1, text", "message 2, text"}


def test_a_mail_that_is_cut_off_is_still_read(tmp_path: Path) -> None:
    data = message(**{"notes.txt": MAIL * 100}).as_bytes()
    (tmp_path / "a.eml").write_bytes(data[: len(data) * 2 // 3])
    assert "email" in found(scan(tmp_path))["a.eml/a.eml"]


# --- archives ---------------------------------------------------------------------------------------


FILES = {"a.log": MAIL, "sub/b.csv": b"id,email\n1,a@example.org\n", "empty.txt": b""}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", zipped(**FILES)),
        ("x.tar", tarred("w", **FILES)),
        ("x.tar.gz", tarred("w:gz", **FILES)),
        ("x.tgz", tarred("w:gz", **FILES)),
        ("x.tar.bz2", tarred("w:bz2", **FILES)),
        ("by-content", zipped(**FILES)),
        ("tar-by-content", tarred("w:gz", **FILES)),
    ],
)
def test_archives(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    discovery = scan(tmp_path)
    assert found(discovery) == {f"{name}/a.log": {"email"}, f"{name}/sub/b.csv": {"email"}}
    assert discovery.complete
    assert {path.name for path in tmp_path.iterdir()} == {name}


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (bz2.compress, "bz2")])
def test_one_packed_file(tmp_path: Path, pack: object, suffix: str) -> None:
    (tmp_path / f"a.csv.{suffix}").write_bytes(pack(b"id,email\n1,a@example.org\n"))  # type: ignore[operator]
    assert found(scan(tmp_path)) == {f"a.csv.{suffix}/a.csv": {"email"}}


def test_archives_in_archives_up_to_a_depth(tmp_path: Path) -> None:
    data = zipped(**{"a.log": MAIL})
    for level in range(8):
        data = zipped(**{f"{level}.zip": data, f"at{level}.log": MAIL})
    (tmp_path / "x.zip").write_bytes(data)
    discovery = scan(tmp_path)
    assert len(found(discovery)) == 5
    assert ["4 deep" in reason for reason in why(discovery).values()] == [True]


def test_bombs_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    zeros = b"0" * 30_000_000
    (tmp_path / "a.zip").write_bytes(zipped(**{"bomb.txt": zeros, "a.log": MAIL}))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(zeros))
    lying = bytearray(zipped(**{"bomb.txt": zeros}))
    # the directory claims that it unpacks to a hundred bytes
    place = lying.rfind(b"PK\x01\x02") + 24
    lying[place : place + 4] = (100).to_bytes(4, "little")
    (tmp_path / "c.zip").write_bytes(bytes(lying))
    (tmp_path / "d.log").write_bytes(MAIL)
    discovery = scan(tmp_path)
    assert found(discovery) == {"a.zip/a.log": {"email"}, "d.log": {"email"}}
    reasons = why(discovery)
    assert "300 times" in reasons["a.zip/bomb.txt"] and "300 times" in reasons["b.txt.gz/b.txt"]
    assert discovery.guarantee == 0.0


def test_a_zip_of_countless_files_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.inventory.sources._bundle.MOST_MEMBERS", 200)
    many = zipped(**{f"{n}.log": MAIL for n in range(12)})
    wide = zipped(
        **{f"{n}.zip": zipped(**{f"{m}.zip": many for m in range(12)}) for n in range(12)}
    )
    (tmp_path / "x.zip").write_bytes(wide)
    discovery = scan(tmp_path, rows=10)
    assert any("over 200 files" in reason for reason in why(discovery).values())


def test_names_that_lead_out_of_the_folder_lead_nowhere(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "x.zip").write_bytes(zipped(**{"../../evil.log": MAIL, "/abs.log": MAIL}))
    (inside / "y.tar").write_bytes(tarred("w", **{"../../evil.log": MAIL}))
    assert len(found(scan(inside))) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_protected_and_unknown_members_are_said(tmp_path: Path) -> None:
    data = bytearray(zipped(**{"secret.txt": MAIL, "x.bin": b"\x00\x01\x02\x03" * 9}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    (tmp_path / "x.zip").write_bytes(bytes(data))
    reasons = why(scan(tmp_path))
    assert "password" in reasons["x.zip/secret.txt"]
    assert "not read within" in reasons["x.zip/x.bin"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_off_files_are_said_and_never_stop_the_scan(tmp_path: Path, share: float) -> None:
    body = b"".join(b"%d contact a%d@example.org\n" % (n, n) for n in range(5000))
    whole = {
        "a.zip": zipped(**{"a.log": body}),
        "a.tar.gz": tarred("w:gz", **{"a.log": body, "b.log": body}),
        "a.tar": tarred("w", **{"a.log": body, "b.log": body}),
        "a.log.gz": gzip.compress(body),
        "a.log.bz2": bz2.compress(body),
        "a.docx": docx("Write to ada.example@example.org."),
        "a.eml": message(**{"a.zip": zipped(**{"a.log": body})}).as_bytes(),
    }
    for name, data in whole.items():
        (tmp_path / name).write_bytes(data[: int(len(data) * share)])
    (tmp_path / "z.log").write_bytes(MAIL)
    discovery = scan(tmp_path)
    assert "z.log" in found(discovery)
    said = {place.partition("/")[0] for place in why(discovery)}
    # a tar has no mark of its own end: what is cut between two of its files is not to be seen
    assert said >= {"a.zip", "a.tar.gz", "a.log.gz", "a.log.bz2", "a.docx"}


def test_a_scan_taken_up_again_ends_with_the_same_findings(tmp_path: Path) -> None:
    place = tmp_path / "files"
    place.mkdir()
    for name, data in {
        "a.zip": zipped(**FILES, bomb=b"0" * 20_000_000),
        "b.eml": message(**{"notes.txt": MAIL}).as_bytes(),
        "c.log": MAIL,
        "d.zip": b"PK\x03\x04 cut off",
    }.items():
        (place / name).write_bytes(data)
    once = scan(place)
    journal = tmp_path / "journal"

    class StopError(Exception):
        pass

    def stop(done: int, _total: int | None, _what: str) -> None:
        if done == 2:
            raise StopError

    with pytest.raises(StopError):
        discover(
            str(place),
            system="files",
            detectors=CLASSES,
            sources=SOURCES,
            journal=journal,
            progress=stop,
        )
    assert scan(place, journal=journal) == once == scan(place, journal=journal)
    assert {skip.place for skip in once.skipped} == {"a.zip/bomb", "d.zip"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.gz", "a.eml", "a.docx", "a.pdf", "a.log"])
def test_junk_is_refused_with_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(range(1, 32)) * 100)
    with pytest.raises(UnreadableError) as caught:
        scan(tmp_path / name)
    assert caught.value.message and "\n" not in caught.value.message


# --- delimited --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_hundred_thousand_columns_in_bounded_memory(tmp_path: Path) -> None:
    said, megabytes = peak_megabytes(
        f"""
        target = Path({str(tmp_path)!r}) / "wide.csv"
        with target.open("w") as file:
            file.write(",".join(f"c{{n}}" for n in range(99_999)) + ",email\\n")
            for row in range(40):
                file.write(",".join([str(row)] * 99_999) + ",a@example.com\\n")
        from servanda.inventory.sources import delimited
        with delimited.connect(str(target), ".") as source:
            (table,) = source.tables()
            # some columns at a time, each with all rows
            rows = {{batch.num_rows for batch in source.batches(table, 917)}}
            width = sum(batch.num_columns for batch in source.batches(table, 917))
            print(width, *rows)
        """
    )
    assert said == "100000 40"
    assert megabytes < 500


def test_the_test_itself_measures_memory() -> None:
    _, little = peak_megabytes("")
    _, much = peak_megabytes("kept = b'x' * 400_000_000")
    assert much - little > 250


@pytest.mark.parametrize("stream", [False, True])
def test_a_batch_that_cannot_be_held_is_said(
    tmp_path: Path, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from arro3.io import write_ipc, write_ipc_stream

    from servanda.inventory.batches import batch_of
    from servanda.inventory.sources import arrow

    monkeypatch.setattr(arrow, "_MOST_BATCH", 100_000)
    write = write_ipc_stream if stream else write_ipc
    mails = [f"u{n}@example.org" for n in range(20_000)]
    write(batch_of(["mail"], [mails]), tmp_path / "a.arrow")
    write(batch_of(["mail"], [mails[:500]]), tmp_path / "b.arrow")
    discovery = scan(tmp_path)
    assert "a batch of it has" in why(discovery)["a.arrow"] and len(why(discovery)) == 1
    assert found(discovery) == {"b.arrow": {"email"}}


@given(st.binary(max_size=200))
def test_any_head_of_a_message_is_no_trouble(data: bytes) -> None:
    from servanda.inventory.sources import arrow

    try:
        arrow._bounded(io.BytesIO(b"\xff\xff\xff\xff" + data), False, "x")
    except UnreadableError as error:
        assert error.code == "too-large"
