"""Courts, countries of many words, records, sums, lengths of time, eponyms: found, and their near misses left alone."""

import pytest

pytest.importorskip("numpy", reason="texts are read with numpy")

from servanda.inventory.spans import find


def said(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.data_class) for span in find(text)]


@pytest.mark.parametrize(
    ("text", "value", "data_class"),
    [
        ("He was heard by the Graz Regional Court in May.", "Graz Regional Court", "organisation"),
        ("The Veles District Prosecutor's Office closed it.", "Veles District Prosecutor's Office", "organisation"),
        ("She appealed to the High Court of Kampala.", "High Court of Kampala", "organisation"),
        ("We flew to Trinidad and Tobago.", "Trinidad and Tobago", "country"),
        ("They left the Republic of Malta.", "Republic of Malta", "country"),
        ("My uncle lives in Korea (South) now.", "Korea (South)", "country"),
        ("an application (no. 40317/08) against Malta", "40317/08", "record_number"),
        ("MRN: 00519283 was reviewed", "00519283", "record_number"),
        ("the court awarded EUR 12,500 for it", "EUR 12,500", "amount"),
        ("which had lasted six years and two months", "six years and two months", "duration"),
        ("Send it to 12 Nino Point, Paphos, Cyprus (Greek) 2057.", "12 Nino Point, Paphos, Cyprus (Greek) 2057", "street_address"),
        ("We have lived in 90531 since May.", "90531", "postcode"),
        ("Call +(370) 8023 7149 today.", "+(370) 8023 7149", "phone"),
        ("The 72M with chest pain was admitted.", "72", "age"),
        ("[05/Nov/2021:22:01:07 +0100] GET", "05/Nov/2021:22:01:07 +0100", "date"),
        ("he is uruguayan.", "uruguayan", "nationality"),
        ("18 Elm Walk\nApt. 4\nTarvisella\nItaly 33018", "Tarvisella", "city"),
    ],
)  # fmt: skip
def test_it_is_told(text: str, value: str, data_class: str) -> None:
    assert (value, data_class) in said(text)


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("Section 12 of the Act applies in that case 3 times.", "3"),
        ("There is no. 4 on the list.", "4"),
        ("We use the Krylov solver and a Gleason score.", "Krylov"),
        ("Sex: F", "F"),
        ("She was weaned to 2L NC at 10:15.", "2L NC"),
        ("Served by Chrome/111.0.0.0 today", "111.0.0.0"),
        ("We live in 12 rooms.", "12"),
        ("import moto and pandas", "moto"),
    ],
)
def test_it_is_left_alone(text: str, no: str) -> None:
    assert no not in [value for value, _ in said(text)]
