"""Two pictures of an inventory on one page: which system holds which class, and where it is hot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.base.instants import Instant, format_instant
from servanda.inventory.classes import Sensitivity
from servanda.inventory.rating import Rating

LEVELS = tuple(reversed(Sensitivity))
_ROW, _HEAD, _LABEL, _CELL = 26, 34, 250, 118
_PALE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a picture: how many columns, and the highest sensitivity among them (or None)."""

    columns: int
    sensitivity: Sensitivity | None


def data_map(ratings: Sequence[Rating]) -> tuple[list[str], dict[str, list[Cell]]]:
    """The systems, and for each class a cell a system; the most sensitive classes first."""
    systems = list(dict.fromkeys(rating.system for rating in ratings))
    held: dict[str, dict[str, list[Rating]]] = defaultdict(lambda: defaultdict(list))
    for rating in ratings:
        held[rating.data_class][rating.system].append(rating)
    ranked = sorted(
        held, key=lambda name: (-max(_ranks(held[name].values())), -len(held[name]), name)
    )
    return systems, {
        name: [_cell(held[name].get(system, [])) for system in systems] for name in ranked
    }


def heat_map(ratings: Sequence[Rating]) -> dict[str, Counter[Sensitivity]]:
    """For each table (`system  table`) how many columns are how sensitive; the hottest first."""
    heat: dict[str, Counter[Sensitivity]] = defaultdict(Counter)
    columns: dict[tuple[str, str, str], Sensitivity] = {}
    for rating in ratings:
        place = (rating.system, rating.table, rating.column)
        before = columns.get(place)
        if before is None or rating.sensitivity.rank > before.rank:
            columns[place] = rating.sensitivity
    for (system, table, _), sensitivity in columns.items():
        heat[f"{system}  {table}"][sensitivity] += 1
    return dict(
        sorted(heat.items(), key=lambda item: ([-item[1][level] for level in LEVELS], item[0]))
    )


def render(company: str, ratings: Sequence[Rating], *, at: Instant) -> str:
    """The page as HTML text, with no request to anywhere and no script in it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("servanda.reports", ""), autoescape=True, undefined=StrictUndefined
    )
    places = {(one.system, one.table, one.column) for one in ratings}
    return environment.get_template("datamap.html.j2").render(
        company=company,
        stamp=format_instant(at.replace(microsecond=0)),
        columns=len(places),
        systems=len({one.system for one in ratings}),
        classes=len({one.data_class for one in ratings}),
        levels=[level.value for level in LEVELS],
        overruled=[one for one in ratings if one.overruled],
        map=_map_svg(ratings),
        heat=_heat_svg(ratings),
    )


def _ranks(groups: Any) -> list[int]:
    return [rating.sensitivity.rank for group in groups for rating in group]


def _cell(ratings: list[Rating]) -> Cell:
    return Cell(
        columns=len({(one.table, one.column) for one in ratings}),
        sensitivity=max(
            (one.sensitivity for one in ratings), key=lambda level: level.rank, default=None
        ),
    )


def _map_svg(ratings: Sequence[Rating]) -> Any:
    systems, rows = data_map(ratings)
    return _grid(
        systems,
        {
            name: [(cell.columns, cell.sensitivity, 1.0) for cell in cells]
            for name, cells in rows.items()
        },
        "Classes of data by system",
    )


def _heat_svg(ratings: Sequence[Rating]) -> Any:
    heat = heat_map(ratings)
    most = max((count for row in heat.values() for count in row.values()), default=1)
    return _grid(
        [level.value for level in LEVELS],
        {
            name: [(row[level], level, 0.35 + 0.65 * row[level] / most) for level in LEVELS]
            for name, row in heat.items()
        },
        "Columns by table and sensitivity",
    )


def _grid(
    heads: Sequence[str],
    rows: Mapping[str, Sequence[tuple[int, Sensitivity | None, float]]],
    title: str,
) -> Any:
    """A grid as inline SVG: count in each cell, colour by sensitivity, a title on every cell."""
    from markupsafe import Markup

    width, height = _LABEL + _CELL * len(heads), _HEAD + _ROW * len(rows)
    parts = [
        Markup('<text class="head" x="{}" y="{}" text-anchor="middle">{}<title>{}</title></text>').format(
            _LABEL + _CELL * at + _CELL // 2, _HEAD - 12, _short(head, 15), head
        )
        for at, head in enumerate(heads)
    ]  # fmt: skip
    for down, (name, cells) in enumerate(rows.items()):
        top = _HEAD + _ROW * down
        parts.append(
            Markup('<text x="0" y="{}">{}<title>{}</title></text>').format(
                top + 17, _short(name, 34), name
            )
        )
        for across, (count, level, strength) in enumerate(cells):
            left = _LABEL + _CELL * across
            kind = level.value if count and level else "empty"
            parts.append(
                Markup(
                    '<g><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="4" '
                    'fill-opacity="{:.2f}"/><title>{}</title>'
                ).format(
                    kind, left + 2, top + 2, _CELL - 4, _ROW - 4, strength if count else 1,
                    f"{name}, {heads[across]}: {count} columns" + (f", {kind}" if count else ""),
                )
            )  # fmt: skip
            if count:
                # white on a pale cell could not be read
                parts.append(
                    Markup('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                        "on" if strength > _PALE else "on pale", left + _CELL // 2, top + 17, count
                    )
                )
            parts.append(Markup("</g>"))
    return Markup('<svg viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}</svg>').format(
        width, height, width, title, Markup("").join(parts)
    )


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
