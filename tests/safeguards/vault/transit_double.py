"""A server that answers as OpenBao's transit engine does, in memory: for tests where no `bao` is installed.

Status codes, fields and the upsert of a missing key on `encrypt` are those that OpenBao 2.7 gave.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "test-token-of-nobody"


class _Engine:
    """Keys by name: their versions, and whether they may be deleted."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[list[AESGCM], dict[str, Any]]] = {}

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        words = path.removeprefix("/v1/transit/").split("/")
        verb, name = words[0], words[1]
        known = self.keys.get(name)
        if verb == "keys" and method == "GET":
            return (200, {"name": name}) if known else (404, None)
        if verb == "keys" and method == "DELETE":
            if known is None or not known[1].get("deletion_allowed"):
                return 400, None
            del self.keys[name]
            return 204, None
        if verb == "keys" and words[2:] == ["config"]:
            if known is None:
                return 400, None
            known[1].update(body)
            return 200, {"name": name}
        if verb == "keys" and words[2:] == ["rotate"]:
            if known is None:
                return 400, None
            known[0].append(_fresh())
            return 200, {"name": name}
        if verb == "decrypt":
            return self._decrypt(known, body)
        # a key that is missing is made, by `keys` and by `encrypt`
        versions, _ = self.keys.setdefault(name, ([_fresh()], {}))
        if verb == "keys":
            return 200, {"name": name}
        nonce = os.urandom(12)
        sealed = nonce + versions[-1].encrypt(
            nonce, base64.b64decode(body["plaintext"]), base64.b64decode(body["associated_data"])
        )
        return 200, {"ciphertext": f"vault:v{len(versions)}:{base64.b64encode(sealed).decode()}"}

    @staticmethod
    def _decrypt(known: Any, body: dict[str, Any]) -> tuple[int, Any]:
        if known is None:
            return 400, None
        try:
            prefix, version, text = body["ciphertext"].split(":")
            if prefix != "vault":
                return 400, None
            data = base64.b64decode(text, validate=True)
            opened = known[0][int(version[1:]) - 1].decrypt(
                data[:12], data[12:], base64.b64decode(body["associated_data"])
            )
        except (ValueError, IndexError, InvalidTag):
            return 400, None
        return 200, {"plaintext": base64.b64encode(opened).decode()}


def _fresh() -> AESGCM:
    return AESGCM(AESGCM.generate_key(256))


@contextmanager
def transit_double() -> Iterator[str]:
    """The address of a server on loopback; stopped when the block is left."""
    engine = _Engine()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else {}
            if self.headers["X-Vault-Token"] != TOKEN:
                status, data = 403, None
            else:
                status, data = engine.answer(self.command, self.path, body)
            answer = b"" if status == 204 else json.dumps({"data": data}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_DELETE = _serve  # noqa: N815 (the names are http.server's)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
