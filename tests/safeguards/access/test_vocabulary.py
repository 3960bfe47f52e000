"""The hierarchies of DPV are those that W3C published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from servanda.base.errors import ServandaError
from servanda.safeguards.access.vocabulary import Hierarchy, vocabulary


def test_broader_and_narrower() -> None:
    purposes = vocabulary("purposes")
    assert "Marketing" in purposes.above("PersonalisedAdvertising")
    assert "Purpose" in purposes.above("PersonalisedAdvertising")
    assert purposes.below(["CustomerCare"]) == {"CustomerCare", "CommunicationForCustomerCare"}
    assert vocabulary("categories").named("e-mail address") == "EmailAddress"
    places = vocabulary("places")
    assert places.named("European Economic Area") == "EEA"
    assert places.named("United States") == "US"
    assert {"DE", "IS", "RE"} <= places.below(["EEA"])
    assert "GB" not in places.below(["EEA"])
    assert "US" not in places.below(["EU"])


def test_own_ids_stand_below_and_a_circle_ends() -> None:
    purposes = vocabulary("purposes").with_own([("reminders", ("CustomerCare",), "Reminders")])
    assert "CustomerManagement" in purposes.above("reminders")
    with pytest.raises(ServandaError, match="exists already"):
        purposes.with_own([("reminders", (), "")])
    circle = Hierarchy({"a": ("b",), "b": ("a",)}, {})
    assert circle.above("a") == {"a", "b"}


def test_a_near_name_is_suggested() -> None:
    with pytest.raises(ServandaError, match="EmailAddress"):
        vocabulary("categories").require("EmailAdress", "category")


@pytest.mark.shared
def test_ids_and_broader_ids_are_those_of_the_published_tables(shared: Path) -> None:
    folder = shared / "law" / "dpv-2.3"
    iris = {"dpv": "https://w3id.org/dpv#", "pd": "https://w3id.org/dpv/pd#"}

    def broader(table: str) -> dict[str, set[str]]:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return {
                row["term"]: {
                    each.rpartition("#")[2]
                    for each in row["hasbroader"].split(";")
                    if each.startswith(tuple(iris.values()))
                }
                for row in csv.DictReader(lines)
                if row["type"] == "class"
            }

    published = broader("dpv") | broader("pd")
    purposes, categories = vocabulary("purposes"), vocabulary("categories")
    for hierarchy, root in ((purposes, "Purpose"), (categories, "PersonalData")):
        for id_ in hierarchy:
            wider = {each for each in published[id_] if each in hierarchy and each != id_}
            if id_ == root:
                assert hierarchy.parents[id_] == ()
            elif wider:
                assert set(hierarchy.parents[id_]) == wider, id_
            assert root in hierarchy.above(id_), id_
    assert set(broader("pd")) <= set(categories)
