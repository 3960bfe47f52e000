"""What a scan will take, before it is begun."""

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from servanda.base.errors import ServandaError
from servanda.inventory.findings import Discovery
from servanda.inventory.planning import plan
from servanda.inventory.scan import Since, discover
from servanda.inventory.sources import objects
from servanda.registry import detectors, sources


class Clock:
    """A clock that moves two seconds at each look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 2.0
        return self.now


def _plan(folder: Path | str, **more):
    return plan(
        str(folder),
        detectors=detectors(),
        sources=sources(),
        rows=None,
        clock=Clock(),
        **more,
    )


def test_files_bytes_time_and_money(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.csv").write_text("id,email\n1,a@example.org\n", encoding="utf-8")
    (tmp_path / "core.bin").write_bytes(b"\x7fELF" + bytes(996))
    made = _plan(tmp_path, price=0.5)
    size = 30 * len("id,email\n1,a@example.org\n")
    assert (made.files, made.bytes) == (31, size + 1000)
    assert made.tried == 12
    assert made.seconds == pytest.approx(12 * 2.0 * 30 / 12)
    assert made.money == pytest.approx(0.5 * size / 2**30)
    assert sum(kind.files for kind in made.kinds) == 31


def test_time_is_unknown_where_nothing_could_be_tried(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    assert _plan(tmp_path).seconds is None


@pytest.mark.parametrize("code", ["missing", "empty", "no-folder"])
def test_what_needs_no_plan_is_said(tmp_path: Path, code: str) -> None:
    (tmp_path / "nothing").mkdir()
    (tmp_path / "one.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    place = {"missing": "gone", "empty": "nothing", "no-folder": "one.csv"}[code]
    with pytest.raises(ServandaError) as fault:
        _plan(tmp_path / place)
    assert fault.value.code == code


def test_the_command_prints_it(tmp_path: Path) -> None:
    from servanda_cli.main import program

    (tmp_path / "a.csv").write_text("id,email\n1,a@example.org\n", encoding="utf-8")
    done = CliRunner().invoke(program, ["discover", str(tmp_path), "--plan", "--price", "2"])
    assert "files: 1, " in done.output and "money: about 0.00, at 2 a GiB read" in done.output


def test_what_a_stopped_scan_finished_is_not_planned_again(tmp_path: Path) -> None:
    folder, journal = tmp_path / "lake", tmp_path / "journal"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.csv").write_text("email\na@example.org\n")
    stopped = 5

    def stop(done: int, total: int | None, place: str) -> None:
        if done == stopped:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        discover(
            str(folder), system="s", detectors=detectors(), sources=sources(), rows=None,
            journal=journal, progress=stop,
        )  # fmt: skip
    made = _plan(folder, journal=journal)
    assert (made.files, made.done, made.tried) == (8, 5, 3)
    (folder / "0.csv").write_text("email\nchanged@example.org\n")
    assert _plan(folder, journal=journal).done == 4


fsspec = pytest.importorskip("fsspec", reason="left out: fsspec is not installed")


class Lake(fsspec.AbstractFileSystem):
    """An object store of any number of objects that are made when they are asked for."""

    protocol = "lake"
    folders, each = 1_000, 1_000
    body = b"id,email\n1,ada@example.org\n"

    def ls(self, path: str, detail: bool = True, **more: Any) -> Any:
        path = path.strip("/")
        if path == "big":
            return [
                {"name": f"big/day={n:04}", "type": "directory", "size": 0}
                for n in range(self.folders)
            ]
        if "/part-" in path:
            return [self._file(path)]
        return [self._file(f"{path}/part-{n:04}.csv") for n in range(self.each)]

    def _file(self, path: str) -> dict[str, Any]:
        return {"name": path, "type": "file", "size": len(self.body), "etag": f"e{hash(path) % 7}"}

    def get_file(self, rpath: str, lpath: str, **more: Any) -> None:
        Path(lpath).write_bytes(self.body)


@pytest.fixture
def big(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(objects._LIBRARIES, "lake", "fsspec")
    fsspec.register_implementation("lake", Lake, clobber=True)
    return "lake://big"


def test_a_lake_is_planned_in_the_memory_of_one_folder(
    big: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # of a million: python -m benchmarks.lake
    monkeypatch.setattr(Lake, "folders", 30)
    tracemalloc.start()
    try:
        made = _plan(big)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (made.files, made.tried) == (30_000, 12)
    assert made.bytes == 30_000 * len(Lake.body)
    assert peak < 5_000_000


def test_a_lake_of_objects_is_resumed(
    big: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lake, "folders", 3)
    monkeypatch.setattr(Lake, "each", 5)

    def scan(journal: Path | None, **more: Any) -> Discovery:
        return discover(
            big, system="s", detectors=detectors(), sources=sources(), rows=None, journal=journal,
            **more,
        )  # fmt: skip

    def stop(done: int, total: int | None, place: str) -> None:
        if done == 7:
            raise KeyboardInterrupt

    whole = scan(None)
    # the parts of each day are one dataset
    assert whole.tables == 1 and whole.rows_total == 15 and whole.met[0][0] == "./"
    journal = tmp_path / "journal"
    with pytest.raises(KeyboardInterrupt):
        scan(journal, progress=stop)
    fetched: list[str] = []
    real = Lake.get_file

    def watched(self: Any, rpath: str, lpath: str, **more: Any) -> None:
        fetched.append(rpath)
        real(self, rpath, lpath)

    monkeypatch.setattr(Lake, "get_file", watched)
    assert scan(journal) == whole
    assert len(fetched) == 8
    assert scan(journal) == whole
    assert len(fetched) == 8
    part = scan(None, since=Since(column="day", value="1"))
    assert part.rows_total == 10 and "5 files before 1" in part.skipped[0].why
