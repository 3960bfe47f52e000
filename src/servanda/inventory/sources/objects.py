"""Object stores (S3 and what speaks like it, Google's, Azure's) through fsspec, object by object.

An object is streamed once into a private folder of its own, read there by the kind that its name says,
and removed before the next one comes: a draw of rows has to see all of them anyway, so reading by range
would move the same bytes. Only current versions are read. Keys come from the environment (`AWS_PROFILE`,
`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL` and their like), never from the target.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import batch_of
from servanda.inventory.places import Kind, Source, Table, unreadable
from servanda.inventory.walking import Found

NAME = "object store"

_LIBRARIES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
}
_S3 = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 3}}
# of these an object is one table, so that a listing need not open it
_SINGLE = ("CSV", "JSON", "Parquet", "Arrow")
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,12}){1,2}\Z")


def accepts(target: str) -> bool:
    """By the scheme: s3, s3a, gs, gcs, abfs, abfss, az."""
    scheme, found, _ = target.partition("://")
    return bool(found) and scheme in _LIBRARIES


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Bucket]:  # noqa: ARG001 (one signature for all)
    """Look at a bucket or a prefix; raises UnreadableError `missing`, `no-permission`, `login-refused`,
    `unreachable`, `bad-url`, `empty` or `no-driver`.
    """
    store, root, where = _store(target)
    if next(_objects(store, root, where), None) is None:
        raise unreadable("empty", "there are no objects under this name", where, "check the name")
    with tempfile.TemporaryDirectory(prefix="servanda-") as private, ExitStack() as stack:
        bucket = _Bucket(store, root, where, Path(private))
        stack.callback(bucket.close)
        yield bucket


def listed(target: str) -> Iterator[Found]:
    """Every object under a bucket or a prefix by its place in it, in the memory of one folder of it.

    Raises as `connect`.
    """
    store, root, where = _store(target)
    for each in _objects(store, root, where):
        yield each.found(root)


def _store(target: str) -> tuple[Any, str, str]:
    """The store, the name in it, and how both may be shown."""
    scheme, _, rest = target.partition("://")
    where = f"{scheme}://{rest.rpartition('@')[2]}"
    if ":" in rest.rpartition("@")[0]:
        raise unreadable(
            "bad-url",
            "a key does not belong in the target",
            where,
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
        )
    try:
        import fsspec

        importlib.import_module(_LIBRARIES[scheme])
    except ImportError:
        extra = "servanda[s3]" if _LIBRARIES[scheme] == "s3fs" else _LIBRARIES[scheme]
        raise unreadable(
            "no-driver",
            "reading this object store needs a library that is not installed",
            where,
            f"pip install '{extra}'",
        ) from None
    options: dict[str, Any] = {"config_kwargs": _S3} if _LIBRARIES[scheme] == "s3fs" else {}
    try:
        # nothing is kept between scans: neither the session nor what was listed
        store = fsspec.filesystem(
            scheme, skip_instance_cache=True, use_listings_cache=False, **options
        )
    except Exception as error:  # each store has errors of its own
        raise _explain(error, where, "there is no such bucket or folder") from None
    return store, rest.rstrip("/"), where


def _objects(store: Any, root: str, where: str) -> Iterator[_Object]:
    """The objects below a name, folder by folder: a whole listing of a lake would not fit in memory."""
    waiting = [root]
    try:
        while waiting:
            here = waiting.pop()
            entries = sorted(store.ls(here, detail=True), key=lambda one: one["name"])
            inner = []
            for info in entries:
                path = str(info["name"])
                if info.get("type") == "directory":
                    if path.rstrip("/").startswith(f"{here}/"):  # never back up
                        inner.append(path.rstrip("/"))
                elif info.get("type") == "file":
                    # S3's mark of content, or another store's time of change
                    mark = info.get("ETag") or info.get("etag") or info.get("LastModified")
                    mark = mark or info.get("mtime") or info.get("updated") or ""
                    size = int(info.get("size") or 0)
                    yield _Object(
                        path=path,
                        size=size,
                        mark=f"{size}-{mark}" if mark else "",
                        changed=_changed(info),
                    )
            waiting.extend(reversed(inner))
    except UnreadableError:
        raise
    except Exception as error:  # each store has errors of its own
        raise _explain(error, where, "there is no such bucket or folder") from None


def _changed(info: dict[str, Any]) -> int:
    """When an object was written, in nanoseconds since 1970; 0 where the store does not say."""
    for name in ("LastModified", "mtime", "updated", "last_modified"):
        when = info.get(name)
        if isinstance(when, datetime):
            return int(when.timestamp() * 1e9)
        if isinstance(when, int | float) and when > 0:
            return int(when * 1e9)
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Object:
    path: str
    size: int
    table: str | None = None
    """Of those in the object; None for the only one."""
    fault: UnreadableError | None = None
    mark: str = ""
    changed: int = 0

    def found(self, root: str) -> Found:
        return Found(place=self.place(root), size=self.size, changed=self.changed, told=self.mark)

    def place(self, root: str) -> str:
        return self.path.removeprefix(root).lstrip("/") or self.path.rpartition("/")[2]


def _explain(error: BaseException, where: str, missing: str) -> UnreadableError:
    """By the kind of error: a store's words may hold a key id."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, FileNotFoundError):
        return unreadable("missing", missing, where, "check the name")
    if isinstance(error, PermissionError):
        return unreadable(
            "no-permission", "the store refused the key, or it may not read this", where
        )
    if names & {"NoCredentialsError", "PartialCredentialsError", "TokenRetrievalError"} or (
        "ProfileNotFound" in names
    ):
        return unreadable(
            "login-refused", "no key for this store was found", where, "set AWS_PROFILE or its like"
        )
    if names & {"HTTPClientError", "TimeoutError", "ConnectionError", "ClientConnectionError"}:
        return unreadable(
            "unreachable", "the store does not answer", where, "check the network and the endpoint"
        )
    return unreadable("unreadable", f"the store could not read it ({type(error).__name__})", where)


def _kinds() -> list[Kind]:
    """Every other kind of this folder; a target of theirs is a file here."""
    home = importlib.import_module("servanda.inventory.sources")
    names = sorted(module.name for module in pkgutil.iter_modules(home.__path__))
    own = __name__.rpartition(".")[2]
    return [
        cast(Kind, importlib.import_module(f"{home.__name__}.{name}"))
        for name in names
        if name[0] != "_" and name != own
    ]


class _Bucket:
    """The objects under one name (see `places.Source`)."""

    def __init__(self, store: Any, root: str, where: str, private: Path) -> None:
        self._store, self._root, self._where = store, root, where
        self._private = private
        self._all = _kinds()
        self._held = ""
        self._open = ExitStack()
        self._source: Source | None = None

    def close(self) -> None:
        """Close and remove the object that was read last."""
        self._open.close()
        self._open, self._held, self._source = ExitStack(), "", None

    def tables(self) -> list[Table]:
        """Each object that is one table by its name, and the tables of those that hold several."""
        return list(self.stream())

    def stream(self) -> Iterator[Table]:
        """The same, one by one as they are listed: there may be a million."""
        for each in _objects(self._store, self._root, self._where):
            name = each.place(self._root)
            kind = self._kind(each)
            if kind is None or kind.NAME in _SINGLE:
                yield Table(name=name, key=each, file=each.found(self._root))
                continue
            try:
                inner = self._read(each).tables()
            except UnreadableError as fault:
                key = _Object(path=each.path, size=each.size, fault=fault)
                yield Table(name=name, key=key)
                continue
            for table in inner:
                key = _Object(path=each.path, size=each.size, table=table.name)
                alone = len(inner) == 1
                yield Table(
                    name=name if alone else f"{name}/{table.name}",
                    columns=table.columns,
                    key=key,
                    prose=table.prose,
                    file=each.found(self._root),
                )

    def count(self, table: Table) -> int | None:
        """As the kind of the object says."""
        source, inner = self._inner(table)
        return source.count(inner)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows, or `limit` random ones, as the kind of the object draws them."""
        source, inner = self._inner(table)
        any_rows = False
        for batch in self._told(table.key, source.batches(inner, limit)):
            any_rows = True
            yield batch
        if not any_rows and inner.columns:
            # a header without rows still has names to judge
            names = [name for name, _ in inner.columns]
            yield batch_of(names, [[] for _ in names])

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """As the kind of the object offers it."""
        source, inner = self._inner(table)
        return source.column(inner, column, limit)

    def _kind(self, each: _Object) -> Kind | None:
        place = str(self._private / self._name(each))
        return next((kind for kind in self._all if kind.accepts(place)), None)

    def _name(self, each: _Object) -> str:
        # of a key only its suffix: the rest may be no name for a file
        found = _SUFFIX.search(each.path.rpartition("/")[2])
        return f"object{found[0] if found else ''}"

    def _told(self, each: _Object, batches: Iterator[Any]) -> Iterator[Any]:
        try:
            yield from batches
        except UnreadableError as error:
            raise self._of(each, error) from None

    def _of(self, each: _Object, error: UnreadableError) -> UnreadableError:
        return unreadable(error.code, error.message, self._shown(each), error.hint or "")

    def _shown(self, each: _Object) -> str:
        return f"{self._where.partition('://')[0]}://{each.path}"

    def _inner(self, table: Table) -> tuple[Source, Table]:
        each: _Object = table.key
        if each.fault is not None:
            raise each.fault
        source = self._read(each)
        for inner in source.tables():
            if each.table is None or inner.name == each.table:
                return source, inner
        raise unreadable("gone", "it changed while the scan ran", self._shown(each))

    def _read(self, each: _Object) -> Source:
        """The object as an open source; the one that was read before is removed first."""
        if self._held == each.path and self._source is not None:
            return self._source
        self.close()
        kind = self._kind(each)
        if kind is None:
            raise unreadable(
                "unknown-kind", "this kind of object cannot be read yet", self._shown(each)
            )
        if each.size > shutil.disk_usage(self._private).free // 2:
            raise unreadable(
                "too-large",
                f"it has {each.size // 1_000_000} MB, more than half of the free disk here",
                self._shown(each),
                "set TMPDIR to a larger disk",
            )
        path = self._private / self._name(each)
        self._open.callback(path.unlink, missing_ok=True)
        try:
            self._store.get_file(each.path, str(path))
        except Exception as error:  # each store has errors of its own
            self.close()
            raise _explain(error, self._shown(each), "it was removed while the scan ran") from None
        try:
            self._source = self._open.enter_context(kind.connect(path.name, str(self._private)))
        except UnreadableError as error:
            self.close()
            raise self._of(each, error) from None
        self._held = each.path
        return self._source
