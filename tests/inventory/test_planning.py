"""What a scan will take, before it is begun."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.base.errors import ServandaError
from servanda.inventory.planning import plan
from servanda.registry import detectors, sources


class Clock:
    """A clock that moves two seconds at each look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 2.0
        return self.now


def _plan(folder: Path, **more):
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
