"""One codec between values and canonical JSON (RFC 8785).

A value is a frozen dataclass of texts, numbers, instants, dates, enums, tuples, mappings and other
values. A class that needs a shape of its own has `to_plain` and `from_plain`. Wire shapes are
append-only: a field that is unknown raises, a field that is missing takes its default.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar, cast

import rfc8785

from servanda.base.errors import ServandaError
from servanda.base.instants import format_instant, parse_date, parse_instant, require_instant

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn a value into what JSON can say; raises TypeError for what has no wire shape."""
    if value is None or isinstance(value, bool | int | str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        return value
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "to_plain"):
        return value.to_plain()
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.hex()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _field_names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | frozenset | set):
        items = [to_plain(item) for item in value]
        return sorted(items) if isinstance(value, frozenset | set) else items
    raise TypeError(f"{type(value).__name__} has no wire shape")


def canonical(value: Any) -> bytes:
    """The value as canonical JSON (RFC 8785): the bytes that are hashed, signed and stored."""
    try:
        return rfc8785.dumps(to_plain(value))
    except rfc8785.CanonicalizationError as error:
        raise ServandaError("not-canonical", f"this value has no canonical JSON: {error}") from None


def digest(data: bytes) -> str:
    """SHA-256 as lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def from_plain(kind: type[T], plain: Any, where: str = "") -> T:
    """Build a `kind` from what JSON or TOML said.

    Raises ServandaError `unknown-key`, `missing-key` or `wrong-type`, with `where` as its place
    extended by the path inside the value.
    """
    return cast(T, _decode(kind, plain, where))


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _wrong(expected: str, where: str) -> ServandaError:
    return ServandaError("wrong-type", f"expected {expected}", where=where)


def _decode(kind: Any, plain: Any, where: str) -> Any:
    if kind is Any:
        return plain
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode_union(kind, plain, where)
    if origin is tuple:
        return _decode_tuple(kind, plain, where)
    if origin is typing.Literal:
        if plain not in typing.get_args(kind):
            choices = ", ".join(str(choice) for choice in typing.get_args(kind))
            raise ServandaError(
                "wrong-value", "this word is not among the choices", hint=choices, where=where
            )
        return plain
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(plain, Mapping):
            raise _wrong("a table", where)
        item = typing.get_args(kind)[1]
        return {
            str(key): _decode(item, value, _at(where, str(key))) for key, value in plain.items()
        }
    if origin is frozenset:
        (item,) = typing.get_args(kind)
        return frozenset(_decode_items(item, plain, where))
    if not isinstance(kind, type):
        raise TypeError(f"{kind!r} has no wire shape")
    return _decode_class(kind, plain, where)


def _decode_union(kind: Any, plain: Any, where: str) -> Any:
    arms = typing.get_args(kind)
    if plain is None and type(None) in arms:
        return None
    first: ServandaError | None = None
    for arm in arms:
        if arm is type(None):
            continue
        try:
            return _decode(arm, plain, where)
        except ServandaError as error:
            first = first or error
    raise first or _wrong("nothing", where)


def _decode_items(kind: Any, plain: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, Sequence) or isinstance(plain, str | bytes):
        raise _wrong("a list", where)
    return tuple(_decode(kind, item, _at(where, str(n))) for n, item in enumerate(plain))


def _decode_tuple(kind: Any, plain: Any, where: str) -> tuple[Any, ...]:
    arms = typing.get_args(kind)
    if len(arms) == 2 and arms[1] is Ellipsis:
        return _decode_items(arms[0], plain, where)
    if not isinstance(plain, Sequence) or isinstance(plain, str | bytes) or len(arms) != len(plain):
        raise _wrong(f"a list of {len(arms)}", where)
    return tuple(
        _decode(arm, item, _at(where, str(n)))
        for n, (arm, item) in enumerate(zip(arms, plain, strict=True))
    )


def _decode_class(kind: type, plain: Any, where: str) -> Any:
    if hasattr(kind, "from_plain"):
        try:
            return kind.from_plain(plain)
        except ServandaError as error:
            error.where = error.where or where
            raise
    if issubclass(kind, Enum):
        try:
            return kind(plain)
        except ValueError:
            choices = ", ".join(str(member.value) for member in kind)
            raise ServandaError(
                "wrong-value", "this word is not among the choices", hint=choices, where=where
            ) from None
    if kind is bool or kind is str:
        if not isinstance(plain, kind):
            raise _wrong("true or false" if kind is bool else "a text", where)
        return plain
    if kind is int:
        if isinstance(plain, bool) or not isinstance(plain, int):
            raise _wrong("a whole number", where)
        return plain
    if kind is float:
        if isinstance(plain, bool) or not isinstance(plain, int | float):
            raise _wrong("a number", where)
        return float(plain)
    if kind in (datetime, date, Decimal, bytes):
        return _decode_scalar(kind, plain, where)
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(kind, plain, where)
    raise TypeError(f"{kind.__name__} has no wire shape")


def _decode_scalar(kind: type, plain: Any, where: str) -> Any:
    try:
        if kind is datetime:
            return (
                require_instant(plain) if isinstance(plain, datetime) else parse_instant(str(plain))
            )
        if kind is date:
            if isinstance(plain, datetime):
                raise _wrong("a date without a time", where)
            return plain if isinstance(plain, date) else parse_date(str(plain))
        if kind is Decimal:
            if not isinstance(plain, str | int) or isinstance(plain, bool):
                raise _wrong("a decimal number written as text", where)
            return Decimal(plain)
        return bytes.fromhex(str(plain))
    except ServandaError as error:
        error.where = error.where or where
        raise
    except (ValueError, InvalidOperation):
        raise _wrong("hex digits" if kind is bytes else "a decimal number", where) from None


def _decode_dataclass(kind: type, plain: Any, where: str) -> Any:
    if not isinstance(plain, Mapping):
        raise _wrong("a table", where)
    names = _field_names(kind)
    for key in plain:
        if key not in names:
            raise ServandaError(
                "unknown-key",
                f"`{key}` is not a key here",
                hint=f"one of {', '.join(names)}",
                where=_at(where, str(key)),
            )
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.name in plain:
            values[field.name] = _decode(
                hints[field.name], plain[field.name], _at(where, field.name)
            )
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise ServandaError("missing-key", f"the key `{field.name}` is missing", where=where)
    try:
        return kind(**values)
    except ServandaError as error:
        error.where = error.where or where
        raise


def _at(where: str, key: str) -> str:
    return f"{where}/{key}" if where else key
