"""The data map counts columns, shows the highest sensitivity, and escapes every name."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import html

from servanda.inventory.classes import Sensitivity
from servanda.inventory.rating import Rating
from servanda.reports.datamap import data_map, heat_map, render

AT = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)


def rating(system: str, column: str, data_class: str, level: str, table: str = "t", because=""):
    return Rating(
        system=system, table=table, column=column, data_class=data_class,
        reckoned=Sensitivity.CONFIDENTIAL, sensitivity=Sensitivity(level), reasons=(),
        because=because, by="Ada" if because else "",
    )  # fmt: skip


RATINGS = (
    rating("crm", "a", "email", "confidential"),
    rating("crm", "b", "email", "restricted"),
    rating("erp", "a", "phone", "internal"),
    rating("erp", "<b>", "us-ssn", "restricted", table="</svg><script>x", because="<i>why"),
)


def test_what_the_pictures_say() -> None:
    systems, rows = data_map(RATINGS)
    assert systems == ["crm", "erp"]
    assert list(rows) == ["email", "us-ssn", "phone"]
    assert [(c.columns, c.sensitivity) for c in rows["email"]] == [
        (2, Sensitivity.RESTRICTED),
        (0, None),
    ]
    heat = heat_map(RATINGS)
    assert heat["crm  t"] == {Sensitivity.RESTRICTED: 1, Sensitivity.CONFIDENTIAL: 1}
    assert next(iter(heat)) == "crm  t"


def test_the_page_is_whole_and_escapes() -> None:
    page = render("A & B <x>", RATINGS, at=AT)
    assert "<script" not in page and "<i>why" not in page and "http://" not in page
    tree = html.fromstring(page)
    assert len(tree.xpath("//svg")) == 2
    assert len(tree.xpath("//svg[1]//rect[@class='restricted']")) >= 2
    assert "instead of confidential" in tree.text_content()
    assert render("Empty", (), at=AT)
