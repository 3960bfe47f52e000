"""Files of every kind within archives and mails: the same findings as beside them, within the bounds."""

from __future__ import annotations

import io
import json
import lzma
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from servanda import registry
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import compile_classes
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover
from servanda.inventory.sources import _bundle

CLASSES = compile_classes(registry.detectors())
SOURCES = registry.sources()
PEOPLE = [f"u{n}@example.org" for n in range(60)]


def scan(target: Path, rows: int | None = 917) -> Discovery:
    return discover(str(target), system="files", detectors=CLASSES, sources=SOURCES, rows=rows)


def parquet() -> bytes:
    from arro3.io import write_parquet

    out = io.BytesIO()
    write_parquet(batch_of(["n", "mail"], [list(range(60)), PEOPLE]), out)
    return out.getvalue()


def feather() -> bytes:
    from arro3.io import write_ipc

    out = io.BytesIO()
    write_ipc(batch_of(["mail"], [PEOPLE]), out)
    return out.getvalue()


def excel() -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="left out: openpyxl is not installed")
    book = openpyxl.Workbook()
    book.active.title = "People"
    second = book.create_sheet("More")
    for sheet in (book.active, second):
        sheet.append(["n", "mail"])
        for number, mail in enumerate(PEOPLE):
            sheet.append([number, mail])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sqlite() -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE TABLE people (mail TEXT)")
        base.executemany("INSERT INTO people VALUES (?)", [(mail,) for mail in PEOPLE])
        base.commit()
        # as a database that is written with a log ahead is copied
        data = bytearray(base.serialize())
    data[18:20] = b"\x02\x02"
    return bytes(data)


def files() -> dict[str, bytes]:
    lines = "".join(json.dumps({"mail": mail}) + "\n" for mail in PEOPLE)
    return {
        "a.jsonl": lines.encode(),
        "b.json": json.dumps([{"deep": {"mail": mail}} for mail in PEOPLE]).encode(),
        "c.parquet": parquet(),
        "d.feather": feather(),
        "e.xlsx": excel(),
        "f.db": sqlite(),
        "g.csv": ("mail\n" + "\n".join(PEOPLE)).encode(),
        "h.csv.xz": lzma.compress(("mail\n" + "\n".join(PEOPLE)).encode()),
    }


def shown(discovery: Discovery, prefix: str = "") -> set[tuple[str, str, str, int]]:
    return {
        (f.table.removeprefix(prefix), f.column, f.data_class, f.matched)
        for f in discovery.findings
    }


@pytest.mark.parametrize("rows", [20, None])
def test_within_archives_as_beside_them(tmp_path: Path, rows: int | None) -> None:
    folder = tmp_path / "beside"
    folder.mkdir()
    with (
        zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as packed,
        tarfile.open(tmp_path / "all.tar.xz", "w:xz") as tar,
    ):
        for name, data in files().items():
            (folder / name).write_bytes(data)
            packed.writestr(name, data)
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    beside = scan(folder, rows)
    assert beside.complete and len(beside.findings) == 9
    for name in ("all.zip", "all.tar.xz"):
        within = scan(tmp_path / name, rows)
        assert within.complete
        assert shown(within) == shown(beside)
        assert within.rows_total == beside.rows_total


def test_attached_to_a_mail_within_an_archive(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = message["To"] = "someone@example.org"
    message.set_content("see there")
    for name, data in files().items():
        message.add_attachment(data, maintype="application", subtype="x", filename=name)
    with zipfile.ZipFile(tmp_path / "post.zip", "w") as packed:
        packed.writestr("m.eml", bytes(message))
    discovery = scan(tmp_path / "post.zip")
    tables = {f.table.removeprefix("m.eml/message 1/") for f in discovery.findings}
    assert {"a.jsonl", "c.parquet", "e.xlsx/More", "f.db/people", "h.csv.xz/h.csv"} <= tables
    assert discovery.complete


def test_a_large_member_is_said_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_bundle, "IN_MEMORY", 3_000)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("large.db", sqlite())
        packed.writestr("broken.parquet", b"PAR1" + b"\x00" * 500)
        packed.writestr("small.jsonl", b'{"mail": "ada@example.org"}\n' * 9)
    discovery = scan(tmp_path / "all.zip")
    why = {skip.place: skip.why for skip in discovery.skipped}
    assert set(why) == {"large.db", "broken.parquet"} and "too large" in why["large.db"]
    assert {f.table for f in discovery.findings} == {"small.jsonl"}


def test_bombs_within_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    bomb: Any = lzma.compress(b"x" * 60_000_000)
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("one.txt.xz", bomb)
        packed.writestr("two.json", b"[" + b"0," * 30_000_000 + b"0]")
        packed.writestr("deep.json", b"[" * 3_000_000)
        packed.writestr("z.csv", ("mail\n" + "\n".join(PEOPLE)).encode())
    discovery = scan(tmp_path / "all.zip")
    why = {skip.place: skip.why for skip in discovery.skipped}
    assert {place for place, said in why.items() if "built to harm" in said} == {
        "one.txt.xz/one.txt",
        "two.json",
    }
    assert {f.table for f in discovery.findings} == {"z.csv"}


def test_an_xz_that_wants_gigabytes_is_refused(tmp_path: Path) -> None:
    # such a file is 32 MB long when it is honest: the dictionary's size is written in by hand
    coder = lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}])
    data = bytearray(coder.compress(b"mail: ada@example.org\n" * 99) + coder.flush())
    # block header: size, flags, filter id, size of properties, dictionary (36 is one GiB), CRC
    data[12 + 4] = 36
    size = (data[12] + 1) * 4
    data[12 + size - 4 : 12 + size] = struct.pack("<I", zlib.crc32(bytes(data[12 : 12 + size - 4])))
    (tmp_path / "a.txt.xz").write_bytes(data)
    (tmp_path / "b.txt.xz").write_bytes(lzma.compress(b"mail ada@example.org\n" * 99))
    discovery = scan(tmp_path)
    assert [(skip.place, "damaged" in skip.why) for skip in discovery.skipped] == [
        ("a.txt.xz", True)
    ]
    assert {f.table for f in discovery.findings} == {"b.txt.xz/b.txt"}
