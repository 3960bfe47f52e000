"""Purposes, data categories and places with what is broader than what (W3C DPV 2.3).

Only ids, labels and the broader ids of DPV are here, in `dpv/*.tsv`. A company's own purposes and the
data classes of the inventory are added below them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Literal

from servanda.base.errors import ServandaError

Vocabulary = Literal["purposes", "categories", "places"]

# parts of the European Union with a code of their own (Treaty on the Functioning of the European Union,
# Articles 349 and 355); DPV lists them as countries that belong to nothing
_PARTS_OF_THE_UNION = ("AX", "GF", "GP", "MF", "MQ", "RE", "YT")


class Hierarchy:
    """Ids with their labels and broader ids; frozen once made."""

    __slots__ = ("_above", "_names", "labels", "parents")

    def __init__(self, parents: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]) -> None:
        """Raises ServandaError `unknown-broader` for a parent that is no id."""
        self.parents = dict(parents)
        self.labels = dict(labels)
        self._above: dict[str, frozenset[str]] = {}
        for id_, broader in self.parents.items():
            for parent in broader:
                if parent not in self.parents:
                    raise ServandaError(
                        "unknown-broader",
                        f"`{id_}` stands under `{parent}`, which does not exist",
                        hint="an id of the W3C Data Privacy Vocabulary, or one of your own",
                    )
        self._names: dict[str, str] = {}
        for id_ in self.parents:
            self._names.setdefault(_plain(id_), id_)
        for id_, label in self.labels.items():
            for name in _aliases(label):
                self._names.setdefault(name, id_)

    def __contains__(self, id_: str) -> bool:
        return id_ in self.parents

    def __iter__(self) -> Iterator[str]:
        return iter(self.parents)

    def __len__(self) -> int:
        return len(self.parents)

    def above(self, id_: str) -> frozenset[str]:
        """The id itself and everything broader, transitively; an unknown id stands alone."""
        found = self._above.get(id_)
        if found is None:
            seen = {id_}
            waiting = [id_]
            while waiting:
                for parent in self.parents.get(waiting.pop(), ()):
                    if parent not in seen:
                        seen.add(parent)
                        waiting.append(parent)
            found = frozenset(seen)
            if id_ in self.parents:
                self._above[id_] = found
        return found

    def below(self, ids: Iterable[str]) -> frozenset[str]:
        """Everything that is one of `ids` or narrower."""
        wanted = set(ids)
        return frozenset(id_ for id_ in self.parents if self.above(id_) & wanted)

    def named(self, words: str) -> str:
        """The id that these words name, as an id or a label in any spelling; empty where none does."""
        if words in self.parents:
            return words
        return self._names.get(_plain(words), "")

    def require(self, words: str, what: str) -> str:
        """The id that these words name; raises ServandaError `unknown-WHAT` with near ones."""
        found = self.named(words)
        if found:
            return found
        import difflib

        near = difflib.get_close_matches(_plain(words), self._names, 3, 0.6)
        hint = ", ".join(dict.fromkeys(self._names[name] for name in near))
        raise ServandaError(
            f"unknown-{what}",
            f"`{words}` is no {what} here",
            hint=f"did you mean {hint}?" if hint else "an id of the W3C Data Privacy Vocabulary",
        )

    def label(self, id_: str) -> str:
        """The label of an id, else the id."""
        return self.labels.get(id_, id_)

    def with_own(self, own: Iterable[tuple[str, tuple[str, ...], str]]) -> Hierarchy:
        """With further ids (id, broader ids, label); raises ServandaError `double-id`."""
        parents, labels = dict(self.parents), dict(self.labels)
        for id_, broader, label in own:
            if id_ in parents:
                raise ServandaError("double-id", f"`{id_}` exists already", hint="choose another")
            parents[id_], labels[id_] = broader, label
        return Hierarchy(parents, labels)


@functools.cache
def vocabulary(which: Vocabulary) -> Hierarchy:
    """The purposes, categories or places of DPV."""
    text = (files("servanda.safeguards.access") / "dpv" / f"{which}.tsv").read_text("utf-8")
    parents: dict[str, tuple[str, ...]] = {}
    labels: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            id_, broader, label = line.split("\t")
            parents[id_], labels[id_] = tuple(broader.split()), label
    if which == "places":
        parents |= dict.fromkeys(_PARTS_OF_THE_UNION, ("EEA", "EU"))
    return Hierarchy(parents, labels)


def _plain(words: str) -> str:
    """Letters and digits only, in lower case: `E-mail Address` and `EmailAddress` are one."""
    return re.sub(r"[\W_]+", "", words.casefold())


def _aliases(label: str) -> list[str]:
    """A label's spellings: whole, without its brackets, what stands in them, before `of` and a comma."""
    bare = re.sub(r"\s{0,9}\([^)]{0,99}\)", "", label)
    inside = re.findall(r"\(([^)]{0,99})\)", label)
    united = re.match(r"(United [A-Z]\w+) of ", bare)
    return [
        _plain(name) for name in (label, bare, *inside, *([united[1]] if united else [])) if name
    ]
