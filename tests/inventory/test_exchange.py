"""What is declared survives each format that can hold it; other programs' files are read; any bytes are."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.inventory.classes import Sensitivity
from servanda.inventory.declared import read_inventory, write_inventory
from servanda.inventory.exchange import format_named, format_names
from servanda.inventory.exchange.facts import Imported
from servanda.inventory.findings import Dataset, Field, Inventory

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: YAML formats are left out")

CLASSES = {detector.id: detector for detector in registry.detectors()}
WHOLE = ("dbt", "fideslang", "odcs")
"""The formats that hold datasets too."""

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe = st.just("") | text
ids = st.lists(text.filter(lambda t: ";" not in t), max_size=3, unique=True).map(tuple)

fields = st.builds(
    Field,
    system=text, table=text, column=text, data_class=st.sampled_from(sorted(CLASSES)) | text,
    purpose=maybe, agreements=ids, retention=maybe, note=maybe, owner=maybe, region=maybe,
    essential=st.none() | st.booleans(), sensitivity=st.none() | st.sampled_from(Sensitivity),
    because=maybe, by=maybe,
)  # fmt: skip
datasets = st.builds(
    Dataset,
    system=text, table=text, agreements=ids, created=maybe, customer=maybe,
    customers=st.none() | st.dictionaries(text, text, min_size=1, max_size=3), purpose=maybe,
    owner=maybe, region=maybe, retention=maybe,
)  # fmt: skip


def place(item: Field | Dataset) -> tuple[str, ...]:
    return (item.system, item.table, getattr(item, "column", ""))


inventories = st.builds(
    Inventory,
    fields=st.lists(fields, max_size=5, unique_by=place).map(tuple),
    datasets=st.lists(datasets, max_size=3, unique_by=place).map(tuple),
)


def sorted_items(items):
    return sorted(items, key=place)


def taken(name: str, inventory: Inventory) -> Imported:
    form = format_named(name)
    return form.read(form.write(inventory, CLASSES).encode(), "x", CLASSES)


def test_the_formats() -> None:
    assert format_names() == ("csv", "dbt", "dpv", "fideslang", "odcs")
    with pytest.raises(ServandaError, match="no format"):
        format_named("facts")


@pytest.mark.parametrize("name", format_names())
@given(inventory=inventories)
@settings(max_examples=25)
def test_what_goes_out_comes_back(name: str, inventory: Inventory) -> None:
    back = taken(name, inventory)
    assert back.unknown == ()
    assert sorted_items(back.inventory.fields) == sorted_items(inventory.fields)
    wanted = inventory.datasets if name in WHOLE else ()
    assert sorted_items(back.inventory.datasets) == sorted_items(wanted)


@given(inventory=inventories)
@settings(max_examples=25)
def test_the_inventory_file_holds_it_all(inventory: Inventory) -> None:
    assert read_inventory(write_inventory(inventory).encode()) == inventory


@pytest.mark.parametrize("name", format_names())
@given(source=st.binary(max_size=200))
@settings(max_examples=25)
def test_any_bytes(name: str, source: bytes) -> None:
    try:
        assert isinstance(format_named(name).read(source, "x", CLASSES), Imported)
    except ServandaError as error:
        assert "x" in error.where


@pytest.mark.parametrize("name", format_names())
@given(inventory=inventories, data=st.data())
@settings(max_examples=25)
def test_damaged_files(name: str, inventory: Inventory, data: st.DataObject) -> None:
    form = format_named(name)
    lines = form.write(inventory, CLASSES).splitlines(keepends=True)
    if lines:
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(
            st.sampled_from(["", "- 1\n", "a: [\n", "null\n", '"', lines[at] * 2])
        )
    try:
        form.read("".join(lines).encode(), "x", CLASSES)
    except ServandaError as error:
        assert error.where.startswith("x")


GIVEN = Inventory(
    datasets=(Dataset(system="crm", table="people", owner="Ada", agreements=("clinic",)),),
    fields=(
        Field(
            system="crm", table="people", column="mail", data_class="email", purpose="to answer",
            essential=True, agreements=("clinic", "bank"), retention="P2Y", region="DE",
        ),
        Field(
            system="crm", table="people", column="faith", data_class="religion",
            sensitivity=Sensitivity.RESTRICTED, because="asked by the clinic", by="Ada",
        ),
        Field(system="shop", table="orders", column="card", data_class="payment-card"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    "schema", ["odcs-json-schema-v3.1.0.json", "odcs-json-schema-v3.1.0-20260505.json"]
)
def test_contracts_are_valid_by_the_standards_own_schema(shared: Path, schema: str) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="jsonschema is not installed: contracts are not validated"
    )
    path = shared / "law" / "odcs" / schema
    if not path.is_file():
        pytest.skip(f"left out: {schema} is absent")
    checker = jsonschema.Draft201909Validator(json.loads(path.read_text()))
    documents = list(yaml.safe_load_all(format_named("odcs").write(GIVEN, CLASSES)))
    assert [document["id"] for document in documents] == ["crm", "shop"]
    for document in documents:
        assert list(checker.iter_errors(document)) == []
    documents[0]["schema"][0]["properties"][0]["colour"] = "red"
    assert list(checker.iter_errors(documents[0]))


def test_every_dpv_term_that_is_written_exists(shared: Path) -> None:
    terms = {"dpv": "dpv.csv", "pd": "pd.csv"}
    folder = shared / "law" / "dpv-2.3"
    if not folder.is_dir():
        pytest.skip("left out: the DPV tables are absent")
    known = {
        f"{prefix}:{line.split(',')[0].strip(chr(34))}"
        for prefix, file in terms.items()
        for line in (folder / file).read_text("utf-8").splitlines()
    }
    everything = Inventory(
        fields=tuple(
            dataclasses.replace(GIVEN.fields[0], column=name, data_class=name) for name in CLASSES
        )
    )
    written = format_named("dpv").write(everything, CLASSES)
    used = {word for word in written.replace('"', " ").split() if word.startswith(("dpv:", "pd:"))}
    used -= {"dpv:", "pd:"}
    assert len(used) > 40
    assert used <= known, used - known


def test_a_contract_of_another_program() -> None:
    contract = b"""
kind: DataContract
apiVersion: v3.1.0
id: sales
version: 2.0.0
status: active
schema:
- name: clients
  properties:
  - {name: mail, logicalType: string, classification: restricted, tags: [PII, 'pd:EmailAddress']}
  - {name: size, logicalType: integer}
"""
    taken = format_named("odcs").read(contract, "x", CLASSES)
    assert taken.unknown == ("sales clients.size",)
    (field,) = taken.inventory.fields
    assert (field.column, field.data_class) == ("mail", "email")
    assert field.sensitivity is Sensitivity.RESTRICTED and "data contract" in field.because


def test_a_dbt_file_of_another_program() -> None:
    schema = b"""
version: 2
models:
- name: users
  columns:
  - {name: mail, meta: {data_class: email}}
  - {name: ssn, tags: [us-ssn]}
  - {name: id}
"""
    taken = format_named("dbt").read(schema, "x", CLASSES)
    assert [(f.column, f.data_class) for f in taken.inventory.fields] == [
        ("mail", "email"),
        ("ssn", "us-ssn"),
    ]
    assert taken.unknown == ("dbt users.id",)


def test_a_fideslang_dataset_of_another_program() -> None:
    dataset = b"""
dataset:
- fides_key: app
  collections:
  - name: users
    fields:
    - name: contact
      fields:
      - {name: mail, data_categories: [user.contact.email]}
    - {name: pay, data_categories: [user.payment]}
"""
    taken = format_named("fideslang").read(dataset, "x", CLASSES)
    assert [(f.column, f.data_class) for f in taken.inventory.fields] == [("contact.mail", "email")]
    assert taken.unknown == ("app users.pay",)


def test_yaml_bombs_are_refused() -> None:
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    for name in WHOLE:
        with pytest.raises(ServandaError, match="aliases"):
            format_named(name).read(bomb, "x", CLASSES)
        with pytest.raises(ServandaError):
            format_named(name).read(b"[" * 100_000, "x", CLASSES)


def test_a_spreadsheet_runs_nothing() -> None:
    field = Field(system="=1+1", table="@x", column="-c", data_class="email", note="+1")
    written = format_named("csv").write(Inventory(fields=(field,)), CLASSES)
    assert "'=1+1,'@x,'-c" in written
    assert taken("csv", Inventory(fields=(field,))).inventory.fields == (field,)
