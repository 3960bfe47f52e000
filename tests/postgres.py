"""A real PostgreSQL on loopback for the tests that need one: started once a session, removed at the end.

`postgres_server` is the URL of its superuser, `postgres_database` that of an empty database of the
test's own. PostgreSQL refuses to run as root, so root starts it as another user.
"""

from __future__ import annotations

import getpass
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

USER = "servanda"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Programs:
    initdb: str
    postgres: str


def _programs() -> _Programs | None:
    folders = [*map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/bin", *folders])
    initdb, postgres = shutil.which("initdb", path=path), shutil.which("postgres", path=path)
    return _Programs(initdb=initdb, postgres=postgres) if initdb and postgres else None


def _runs_as() -> str:
    if os.geteuid():
        return getpass.getuser()
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("left out: PostgreSQL refuses to run as root, and there is no other user here")


def free_port() -> int:
    """A TCP port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    import psycopg

    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:  # not listening yet, or "is starting up"
            time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL superuser on loopback; skipped where PostgreSQL is not installed."""
    pytest.importorskip("psycopg", reason="left out: psycopg is not installed (servanda[postgres])")
    programs = _programs()
    if programs is None:
        pytest.skip("left out: PostgreSQL is not installed, so nothing was tried on a real one")
    account = pwd.getpwnam(_runs_as())
    other = (
        {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        if not os.geteuid()
        else {}
    )
    folder = Path(tempfile.mkdtemp(prefix="servanda-postgres-"))
    try:
        password, port = secrets.token_hex(12), free_port()
        secret, data, log = folder / "password", folder / "data", folder / "log"
        secret.write_text(password)
        if not os.geteuid():
            for path in (folder, secret):
                os.chown(path, account.pw_uid, account.pw_gid)
        subprocess.run(
            [
                *(programs.initdb, "-D", data, "-U", USER, "-A", "scram-sha-256"),
                *("--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **other,
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "fsync": "off",
            "shared_buffers": "32MB",
            "timezone": "UTC",
        }
        options = [word for item in settings.items() for word in ("-c", "=".join(item))]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [programs.postgres, "-D", str(data), *options],
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                **other,
            )
        try:
            url = f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
            _wait(process, url, log)
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # "fast shutdown": open sessions are ended
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database, dropped after the test with whatever still uses it."""
    import psycopg

    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield postgres_server.rpartition("/")[0] + f"/{name}"
    finally:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
