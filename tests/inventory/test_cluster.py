"""A table in parts, on Spark and on Dask: the same findings as in one piece."""

import itertools
import random
import shutil
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import batch_of
from servanda.inventory.cluster.parts import observe_part, settle
from servanda.inventory.scan import scan_batch
from servanda.registry import detectors

NAMES = ("email", "note", "amount")
ROWS = [
    (f"person{n}@example.org", f"order {n} of the {n % 28 + 1}th", n * 1.25) for n in range(600)
]


def _batch(rows):
    return batch_of(NAMES, list(zip(*rows, strict=True)))


WHOLE = scan_batch(_batch(ROWS), detectors(), system="shop", table="orders", rows=600, whole=True)


def test_there_is_something_to_find() -> None:
    assert [(f.column, f.data_class) for f in WHOLE] == [("email", "email")]


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(1, 599), max_size=6, unique=True), shuffle=st.randoms())
def test_any_cut_in_any_order_gives_the_same_findings(
    cuts: list[int], shuffle: random.Random
) -> None:
    edges = [0, *sorted(cuts), 600]
    parts = [
        observe_part([_batch(ROWS[a:b])], detectors(), "orders")
        for a, b in itertools.pairwise(edges)
    ]
    shuffle.shuffle(parts)
    assert settle(parts, detectors(), system="shop", table="orders") == WHOLE


def test_evidence_that_travels_holds_no_value() -> None:
    part = observe_part([_batch(ROWS)], detectors(), "orders")
    assert b"person" not in part and b"example.org" not in part


def test_parts_of_two_tables_are_refused() -> None:
    other = observe_part([batch_of(("phone",), [["+44 20 7946 0000"]])], detectors(), "orders")
    one = observe_part([_batch(ROWS)], detectors(), "orders")
    with pytest.raises(UnreadableError, match="different columns"):
        settle([one, other], detectors(), system="shop", table="orders")


def test_a_part_without_rows_changes_nothing() -> None:
    parts = [
        observe_part([], detectors(), "orders"),
        observe_part([_batch(ROWS)], detectors(), "orders"),
    ]
    assert settle(parts, detectors(), system="shop", table="orders") == WHOLE


# py4j leaves its sockets open, and pyspark warns of a pandas that is not used here
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_spark_finds_the_same(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    pytest.importorskip("pyspark", reason="the extra [spark] is not installed")
    pytest.importorskip("pyarrow", reason="the extra [spark] is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not on this machine")
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.executor.memory", "1g")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", str(tmp_path))
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .getOrCreate()
    )
    try:
        from servanda.inventory.cluster.spark import scan_frame

        frame = spark.createDataFrame(ROWS, list(NAMES)).repartition(3)
        found = scan_frame(frame, detectors(), system="shop", table="orders")
    finally:
        spark.stop()
    assert found == WHOLE


def test_dask_finds_the_same() -> None:
    dataframe = pytest.importorskip(
        "dask.dataframe", reason="the extra [dask] is not installed", exc_type=ImportError
    )
    import dask
    import pandas

    from servanda.inventory.cluster.dask import scan_frame

    frame = dataframe.from_pandas(pandas.DataFrame(ROWS, columns=list(NAMES)), npartitions=4)
    with dask.config.set(scheduler="threads"):
        found = scan_frame(frame, detectors(), system="shop", table="orders")
    assert found == WHOLE
