"""Entries to a collector: the formats, the sockets, and that nothing is left out."""

from __future__ import annotations

import json
import re
import socket
import threading
from pathlib import Path

import pytest
from workspace_kit import note

from servanda.base.errors import ServandaError
from servanda.reports.syslog import message
from servanda_app import actions
from servanda_app.workspace import Workspace

# the grammar of RFC 5424 section 6, as far as we write it
GRAMMAR = re.compile(
    rb"<(\d{1,3})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z) ([!-~]{1,255}) ([!-~]{1,48}) - ([!-~]{1,32}) "
    rb'\[(?P<id>[!-<>-~]{1,32})(?P<params>( [a-z]+="([^"\\\]]|\\["\\\]])*")*)\] \xef\xbb\xbf(?P<msg>.*)',
    re.DOTALL,
)


def _unframed(data: bytes) -> list[bytes]:
    """Octet counting taken off (RFC 6587 section 3.4.1)."""
    found = []
    while data:
        length, _, rest = data.partition(b" ")
        found.append(rest[: int(length)])
        data = rest[int(length) :]
    return found


def test_each_entry_once_over_tcp_and_only_what_is_new(workspace: Workspace) -> None:
    got = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def receive() -> None:
            for _ in range(2):
                peer, _ = server.accept()
                with peer:
                    while data := peer.recv(65_536):
                        got.extend(data)

        thread = threading.Thread(target=receive)
        thread.start()
        note(workspace, 'a "quoted] \\ subject')
        target = f"tcp://127.0.0.1:{port}"
        first = actions.forward_ledger(workspace, target)
        note(workspace, "later")
        second = actions.forward_ledger(workspace, target)
        thread.join(timeout=10)
    size = workspace.store.size()
    assert (first.start, second.start, second.end) == (0, first.end, size)
    messages = _unframed(bytes(got))
    stored = [data for _, data in workspace.store.entries(0, size)]
    assert len(messages) == size
    for said, entry in zip(messages, stored, strict=True):
        match = GRAMMAR.fullmatch(said)
        assert match, said
        assert match["msg"] == entry
        assert int(match[1]) // 8 == 13
    assert b'subject="a \\"quoted\\] \\\\ subject"' in messages[first.end - 1]


def test_a_datagram_is_one_message(workspace: Workspace) -> None:
    note(workspace, "one")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(10)
        sent = actions.forward_ledger(workspace, f"udp://127.0.0.1:{receiver.getsockname()[1]}")
        got = [receiver.recv(65_536) for _ in range(sent.end)]
    assert all(GRAMMAR.fullmatch(said) for said in got)


def test_ocsf_events_hold_what_the_class_requires(workspace: Workspace, tmp_path: Path) -> None:
    note(workspace, "one")
    target = tmp_path / "events.jsonl"
    sent = actions.forward_ledger(workspace, str(target), form="ocsf")
    events = [json.loads(line) for line in target.read_text().splitlines()]
    assert len(events) == sent.end == workspace.store.size()
    for index, event in enumerate(events):
        # Entity Management: the attributes that OCSF 1.3 requires, and how type_uid is made
        assert event["type_uid"] == event["class_uid"] * 100 + event["activity_id"] == 300401
        assert event["category_uid"] == 3
        assert event["metadata"]["product"]["name"]
        assert event["metadata"]["version"]
        assert event["metadata"]["sequence"] == index
        assert {"time", "severity_id", "entity", "actor"} <= event.keys()
    assert actions.forward_ledger(workspace, str(target), form="ocsf").start == sent.end


def test_a_collector_that_is_away_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        target = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(ServandaError, match="does not take") as raised:
        actions.forward_ledger(workspace, target)
    assert raised.value.code == "unreachable-collector"
    with pytest.raises(ServandaError, match="no place to send to"):
        actions.forward_ledger(workspace, "http://127.0.0.1/x")
    file = tmp_path / "log"
    actions.forward_ledger(workspace, str(file))
    assert file.read_bytes().count(b"\n") == workspace.store.size()


def test_names_beyond_ascii_keep_the_grammar(workspace: Workspace) -> None:
    note(workspace, "Zürich 東京")
    _, entry = actions.ledger_entries(workspace, start=-1)[0]
    said = message(7, entry, origin="ex ämple.org/l")
    match = GRAMMAR.fullmatch(said)
    assert match and match[3] == b"exmple.org/l"
    assert "Zürich 東京".encode() in match["params"]
