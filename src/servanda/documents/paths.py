"""The reference by which each clause is cited: `6.1(a)`, `Annex II 3`, `Security Exhibit 1.2`.

A full number stands for itself (`6.1`); a letter, numeral or bracketed number is appended to the
clause above it (`6.1(a)`, `2.6.a`); an annex or a named part stands before (`Annex II 3`). A heading
without number is cited by its words. Where numbers begin anew under a heading without number, the
heading stands before them. Every path is unique, but that of words without number and heading,
which have the path of the clause that they stand in: what is left alike gets ` [2]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.documents.numbering import Label

if TYPE_CHECKING:
    from servanda.documents.blocks import Node

_LONGEST: Final = 70


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a clause: the path and label to append to, what stands before a full
    number (an annex, a heading), and the words of a heading without number."""

    path: str = ""
    label: Label | None = None
    scope: str = ""
    words: str = ""
    cited: str = ""


def assign(top: list[Node]) -> None:
    """Give every node its path."""
    taken = _Taken()
    todo = [(node, _Above()) for node in reversed(top)]
    while todo:
        node, above = todo.pop()
        if node.label is not None:
            inner = _labelled(node, node.label, above, taken)
        elif node.heading:
            inner = _headed(node, above, taken)
        else:
            node.path = above.cited
            inner = above
        todo.extend((child, inner) for child in reversed(node.children))


def _labelled(node: Node, label: Label, above: _Above, taken: _Taken) -> _Above:
    if label.annex:
        # an annex of a schedule, as the Standard Contractual Clauses have them, may come twice
        node.path = taken.unique(label.number, f"{taken.annex(label)} {label.number}".strip())
        return _Above(scope=node.path, label=label, cited=node.path)
    node.path = taken.unique(_joined(label, above))
    return _Above(path=node.path, label=label, scope=above.scope, cited=node.path)


def _headed(node: Node, above: _Above, taken: _Taken) -> _Above:
    words = _short(node.heading)
    before = above.path or above.scope
    wishes = [f"{before} {words}".strip()]
    if above.words:
        wishes.append(f"{above.words}: {words}")
    node.path = taken.unique(*wishes)
    if not above.path and _begins_anew(node, above, taken):
        scope = f"{above.scope} {words}".strip()
        return _Above(scope=scope, words=words, cited=node.path)
    return _Above(above.path, above.label, above.scope, words, node.path)


def _begins_anew(node: Node, above: _Above, taken: _Taken) -> bool:
    """Whether a number under this heading has been used before."""
    todo = list(node.children)
    while todo:
        child = todo.pop()
        if child.label is None:
            todo.extend(child.children)
        elif _joined(child.label, above) in taken:
            return True
    return False


def _joined(label: Label, above: _Above) -> str:
    number, dotted = label.number, label.dotted
    if label.annex:
        return number
    scoped = f"{above.scope} {number}".strip()
    if label.word:
        return scoped
    over = above.label.dotted if above.label and not (above.label.word or above.label.annex) else ()
    if len(dotted) > 1:
        if above.path and over and dotted[: len(over)] == over and len(dotted) > len(over):
            # `1.1` under `A.1` is `A.1.1`
            return ".".join([above.path, *(str(part) for part in dotted[len(over) :])])
        return scoped
    if number.startswith("("):
        return f"{above.path or above.scope}{number}"
    if above.path:
        return f"{above.path}.{number}"
    # `Annex I.A`, `Annex I 3`
    return scoped if dotted or not above.scope else f"{above.scope}.{number}"


class _Taken:
    """Paths given so far."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._last: dict[str, int] = {}
        self._annexes: dict[str, str] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def annex(self, label: Label) -> str:
        """The last annex of another name that has a number, in which this one may stand."""
        found = next(
            (path for word, path in reversed(self._annexes.items()) if word != label.word), ""
        )
        if label.readings and label.number not in self._paths:
            self._annexes.pop(label.word, None)
            self._annexes[label.word] = label.number
        return found

    def unique(self, *wishes: str) -> str:
        """The first wish that is free, else the last one with a number in brackets."""
        path = next((wish for wish in wishes if wish not in self._paths), "")
        if not path:
            number = self._last.get(wishes[-1], 1)
            while not path or path in self._paths:
                number += 1
                path = f"{wishes[-1]} [{number}]"
            self._last[wishes[-1]] = number
        self._paths.add(path)
        return path


def _short(heading: str) -> str:
    words = re.sub(r"\s+", " ", heading).strip(" .:;,–-") or heading
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
