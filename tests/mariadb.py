"""A real MariaDB on loopback for the tests that need one: started once a session, removed at the end.

`mariadb_server` is the URL of its administrator, `mariadb_database` that of an empty database of the
test's own. The server never runs as root: root starts it as another user.
"""

from __future__ import annotations

import getpass
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from postgres import free_port

USER = "servanda"


def _program(*names: str) -> str | None:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def _runs_as() -> str:
    if os.geteuid():
        return getpass.getuser()
    for name in ("mysql", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("left out: MariaDB must not run as root, and there is no other user here")


def session(url: str) -> Any:
    """An open session of the tests' own, which may write."""
    import pymysql

    parts = urlsplit(url)
    return pymysql.connect(
        host="127.0.0.1",
        port=parts.port or 0,
        user=parts.username or "",
        password=parts.password or "",
        database=parts.path.strip("/") or None,
        autocommit=True,
        charset="utf8mb4",
    )


def run(url: str, *statements: str) -> None:
    """Statements in a session of their own."""
    with session(url) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    import pymysql

    until = time.monotonic() + 40
    while time.monotonic() < until and process.poll() is None:
        try:
            session(url).close()
            return
        except pymysql.OperationalError:  # not listening yet
            time.sleep(0.05)
    pytest.fail(f"MariaDB did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[str]:
    """The URL of a MariaDB administrator on loopback; skipped where MariaDB is not installed."""
    pytest.importorskip("pymysql", reason="left out: PyMySQL is not installed (servanda[mysql])")
    server, install = _program("mariadbd", "mysqld"), _program("mariadb-install-db")
    if server is None or install is None:
        pytest.skip("left out: MariaDB is not installed, so nothing was tried on a real one")
    account = pwd.getpwnam(_runs_as())
    other: dict[str, Any] = (
        {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        if not os.geteuid()
        else {}
    )
    # short: the path of the socket in it may not be longer than 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="servanda-mariadb-"))
    try:
        if not os.geteuid():
            os.chown(folder, account.pw_uid, account.pw_gid)
        data, log, first = folder / "data", folder / "log", folder / "first.sql"
        subprocess.run(
            [
                *(
                    install,
                    "--no-defaults",
                    f"--datadir={data}",
                    "--auth-root-authentication-method=normal",
                ),
                *("--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=8M"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            **other,
        )
        password, port = secrets.token_hex(12), free_port()
        first.write_text(
            "DROP USER IF EXISTS 'root'@'localhost';\n"
            f"CREATE USER '{USER}'@'127.0.0.1' IDENTIFIED BY '{password}';\n"
            f"GRANT ALL ON *.* TO '{USER}'@'127.0.0.1' WITH GRANT OPTION;\n"
        )
        if not os.geteuid():
            os.chown(first, account.pw_uid, account.pw_gid)
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    *(server, "--no-defaults", f"--datadir={data}", f"--socket={folder}/s"),
                    *(f"--pid-file={folder}/pid", "--bind-address=127.0.0.1", f"--port={port}"),
                    *(f"--init-file={first}", "--skip-name-resolve", "--skip-log-bin"),
                    *("--innodb-buffer-pool-size=24M", "--innodb-log-file-size=8M"),
                    *("--innodb-flush-log-at-trx-commit=0", "--performance-schema=OFF"),
                ],
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                **other,
            )
        try:
            url = f"mysql://{USER}:{password}@127.0.0.1:{port}"
            _wait(process, url, log)
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def mariadb_database(mariadb_server: str) -> Iterator[str]:
    """The URL of an empty database, dropped after the test."""
    name = f"test_{secrets.token_hex(6)}"
    run(mariadb_server, f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    try:
        yield f"{mariadb_server}/{name}"
    finally:
        run(mariadb_server, f"DROP DATABASE {name}")
