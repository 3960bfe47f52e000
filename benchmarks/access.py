"""Decisions a second at 10,000 rules with clause ids, beside what Cedar makes of the same rules."""

from __future__ import annotations

import json
import random
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from servanda.base.citations import ClauseRef
from servanda.obligations.obligation import Basis
from servanda.safeguards.access import cedar as export
from servanda.safeguards.access.compiled import CompiledPolicy, compile_policy
from servanda.safeguards.access.conditions import Condition, Places, Since, StrongAuthentication
from servanda.safeguards.access.outcomes import Permit
from servanda.safeguards.access.requests import Context, Data, Subject
from servanda.safeguards.access.rules import Policy, Rule
from servanda.safeguards.access.vocabulary import vocabulary

RULES = 10_000
AGREEMENTS = 500
ROLES = 60
PEOPLE = 400
WORDS = 20_000
SINGLE = 150_000
ROUNDS = 4  # of which the best counts, for the peer too
BATCH = 4_000_000
ROWS = 1_000_000
PEER = 300
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
PEERS = Path(__file__).parents[1] / ".venv-peers" / "bin" / "python"

Request = tuple[Subject, str, Data, str, Context]


def policy(dice: random.Random) -> Policy:
    """500 agreements with four limits each, and permits for roles, up to 10,000 rules."""
    purposes, categories, places = map(vocabulary, ("purposes", "categories", "places"))
    eea = Places(("EEA",), places.below(["EEA"]))
    rules: list[Rule] = []

    def add(
        agreement: str, effect: str, conditions: tuple[Condition, ...] = (), **more: Any
    ) -> None:
        n = len(rules)
        ref = ClauseRef(
            agreement=agreement, clause=f"{n % 12}.{n % 7}", quote=f"words of clause {n}"
        )
        rules.append(
            Rule(
                id=f"r{n}",
                effect=effect,
                basis=(Basis(words=ref.quote, clause=ref),),
                agreements=frozenset({agreement}),
                conditions=conditions,
                **more,
            )  # type: ignore[arg-type]
        )

    every_purpose, every_category = list(purposes), list(categories)
    allowed = [dice.sample(every_purpose, 12) for _ in range(AGREEMENTS)]
    for n in range(AGREEMENTS):
        name = f"agreement-{n}"
        add(name, "forbid", (Since(NOW - timedelta(days=n + 1)),))
        add(name, "forbid", (eea,))
        add(name, "forbid", (StrongAuthentication(),))
        add(name, "forbid", unless_purposes=frozenset(allowed[n]))
    while len(rules) < RULES:
        n = dice.randrange(AGREEMENTS)
        add(
            f"agreement-{n}",
            "permit",
            (StrongAuthentication(dice.choice([15, 30, 60])),) if dice.random() < 0.7 else (),
            roles=frozenset(f"role-{r}" for r in dice.sample(range(ROLES), 3)),
            actions=frozenset(dice.sample(["read", "search", "write"], 2)),
            categories=frozenset(dice.sample(every_category, 5)),
            purposes=frozenset(dice.sample(allowed[n], 4)),
        )
    return Policy(
        rules=tuple(rules),
        agreements=frozenset(f"agreement-{n}" for n in range(AGREEMENTS)),
        purposes=purposes,
        categories=categories,
        places=places,
    )


def requests(dice: random.Random, made: Policy, count: int) -> list[Request]:
    """Requests of a company's ordinary day: four of five built so that some rule speaks of them."""
    people = [
        Subject(
            id=f"person-{n}", roles=frozenset(f"role-{r}" for r in dice.sample(range(ROLES), 2))
        )
        for n in range(PEOPLE)
    ]
    contexts = [
        Context(now=NOW, strong_authentication=NOW - timedelta(minutes=minutes), place=place)
        for minutes in (1, 5, 10, 14, 20, 50)
        for place in ("DE", "IE", "DE", "FR", "AT", "IT", "SE", "US")
    ]
    permits = [rule for rule in made.rules if rule.effect == "permit"]
    every_purpose, every_category = list(made.purposes), list(made.categories)
    by_role: dict[str, list[Subject]] = {}
    for person in people:
        for role in person.roles:
            by_role.setdefault(role, []).append(person)
    found = []
    for _ in range(count):
        rule = dice.choice(permits)
        fits = dice.random() < 0.8
        category = dice.choice(sorted(rule.categories) if fits else every_category)
        purpose = dice.choice(sorted(rule.purposes) if fits else every_purpose)
        holders = [p for role in sorted(rule.roles) for p in by_role.get(role, ())]
        subject = dice.choice(holders) if fits and holders else dice.choice(people)
        data = Data(agreement=next(iter(rule.agreements)), category=category)
        action = dice.choice(sorted(rule.actions))
        found.append((subject, action, data, purpose, dice.choice(contexts)))
    return found


def run() -> list[tuple[str, float, str, float | None]]:
    """(name, figure, unit, the peer's figure or None). Processor time, one core."""
    dice = random.Random(14)
    made = policy(dice)
    began = time.process_time()
    compiled = compile_policy(made)
    compiling = time.process_time() - began
    asked = requests(dice, made, WORDS)
    began = time.process_time()
    first = [compiled.decide(*request) for request in asked]
    cold = len(asked) / (time.process_time() - began)
    permits = sum(isinstance(outcome, Permit) for outcome in first)
    print(f"access     {len(made.rules):,} rules compiled in {compiling:.2f} s; {permits / len(first):.0%} of {len(asked):,} different requests permitted")  # fmt: skip
    peer = cedar(made, asked[:PEER], compiled)
    rows = [("one decision, first of its words", cold, "decisions/s", peer)]
    for name, size in (("one decision, 2,000 combinations", 2_000), ("one decision, 20,000 combinations", WORDS)):  # fmt: skip
        best = 0.0
        decide = compiled.decide
        for _ in range(ROUNDS):
            many = [asked[dice.randrange(size)] for _ in range(SINGLE)]
            began = time.process_time()
            for subject, action, data, purpose, context in many:
                decide(subject, action, data, purpose, context)
            best = max(best, SINGLE / (time.process_time() - began))
        rows.append((name, best, "decisions/s", peer))
    return [*rows, *batches(dice, asked, compiled, peer)]


def batches(
    dice: random.Random, asked: list[Request], compiled: CompiledPolicy, peer: float | None
) -> list[tuple[str, float, str, float | None]]:
    """The same requests in columns, drawn with repetition."""
    import numpy as np

    from servanda.safeguards.access.batch import NEVER, BatchPolicy, Columns

    batch = BatchPolicy(compiled)
    base = columns_of(asked)
    draw = np.random.default_rng(14).integers(0, len(asked), BATCH)
    columns = Columns(**{name: value[draw] if isinstance(value, np.ndarray) else value for name, value in base.items()})  # fmt: skip
    assert int(columns.authenticated.min()) != NEVER
    began = time.process_time()
    batch.decide(columns, now=NOW)
    cold = BATCH / (time.process_time() - began)
    warm = 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        said = batch.decide(columns, now=NOW)
        warm = max(warm, BATCH / (time.process_time() - began))
    for row in dice.sample(range(BATCH), 2_000):  # it is the same that one decision says
        assert said[row] == compiled.decide(*asked[draw[row]])
    return [
        ("batch of 4 M rows, first time", cold, "decisions/s", peer),
        ("batch of 4 M rows, again", warm, "decisions/s", peer),
        *tables(base, draw[:ROWS], batch, peer),
    ]


def tables(
    base: dict[str, Any], draw: Any, batch: Any, peer: float | None
) -> list[tuple[str, float, str, float | None]]:
    """The same as Arrow tables, in and out, with encoded and with plain text."""
    import numpy as np
    from arro3.core import Array, DataType, Table

    from servanda.safeguards.access.columns import decide_table

    encoded = DataType.dictionary(DataType.int32(), DataType.string())
    subjects = {subject.id: subject for subject in base["subjects"]}
    made: dict[str, Any] = {}
    for name, plural in (("subject", "subjects"), ("action", "actions"), ("category", "categories"), ("purpose", "purposes"), ("agreement", "agreements"), ("place", "places")):  # fmt: skip
        words = [word.id if name == "subject" else word for word in base[plural]]
        rows = Array.from_numpy(base[name][draw].astype(np.uint32))
        made[name] = Array(words, type=DataType.string()).cast(encoded).take(rows)
    shown = Array.from_numpy(base["authenticated"][draw])
    made["strong_authentication"] = shown.cast(DataType.timestamp("us", tz="UTC"))
    plain = {
        name: column.cast(DataType.string()) if name != "strong_authentication" else column
        for name, column in made.items()
    }
    found: list[tuple[str, float, str, float | None]] = []
    for name, columns in (("with dictionaries", made), ("of plain text", plain)):
        table = Table.from_pydict(columns)
        decide_table(batch, table, subjects=subjects, now=NOW)
        speed = 0.0
        for _ in range(2):
            began = time.process_time()
            decide_table(batch, table, subjects=subjects, now=NOW)
            speed = max(speed, len(draw) / (time.process_time() - began))
        found.append((f"Arrow table {name}, in and out", speed, "decisions/s", peer))
    return found


def columns_of(asked: list[Request]) -> dict[str, Any]:
    """The requests as numbers and words, for `Columns`."""
    import numpy as np

    words: dict[str, dict[Any, int]] = {}
    numbers: dict[str, list[int]] = {}
    for subject, action, data, purpose, context in asked:
        for name, word in (
            ("subject", subject),
            ("action", action),
            ("category", data.category),
            ("purpose", purpose),
            ("agreement", data.agreement),
            ("place", context.place),
        ):
            known = words.setdefault(name, {})
            numbers.setdefault(name, []).append(known.setdefault(word, len(known)))
    plural = {"subject": "subjects", "action": "actions", "category": "categories", "purpose": "purposes", "agreement": "agreements", "place": "places"}  # fmt: skip
    found: dict[str, Any] = {plural[name]: tuple(known) for name, known in words.items()}
    found |= {name: np.array(each, np.int32) for name, each in numbers.items()}
    found["authenticated"] = np.array(
        [int(request[4].strong_authentication.timestamp() * 1_000_000) for request in asked]  # type: ignore[union-attr]
    )
    return found


CEDAR = """
import json, sys, time
import cedarpy
given = json.load(sys.stdin)
policies = cedarpy.PolicySet.from_str(given["policies"])
entities = cedarpy.Entities.from_json_str(json.dumps(given["entities"]))
slices = {name: cedarpy.PolicySet.from_str(text) for name, text in given["slices"].items()}
requests = given["requests"]
cedarpy.is_authorized_batch(requests[:3], policies, entities)
began = time.process_time()
said = cedarpy.is_authorized_batch(requests[:given["few"]], policies, entities)
whole = given["few"] / (time.process_time() - began)
pairs = [(one, slices[one["context"]["agreement"]["__entity"]["id"]]) for one in requests]
sliced = 0.0
for _ in range(3):
    began = time.process_time()
    apart = [cedarpy.is_authorized(one, part, entities).allowed for one, part in pairs]
    sliced = max(sliced, len(pairs) / (time.process_time() - began))
print(json.dumps({"whole": whole, "sliced": sliced, "apart": apart, "allowed": [one.allowed for one in said]}))
"""


def cedar(made: Policy, asked: list[Request], compiled: CompiledPolicy) -> float | None:
    """Decisions a second by Cedar, policies and entities parsed beforehand; it must say the same.

    Cedar looks at every policy that it is given. The figure to beat is therefore the one where each
    request brings only the policies of its agreement, picked beforehand; that with all is printed.
    """
    if not PEERS.is_file():
        print("access     peer not there: run `make peers`")
        return None
    people = {subject.id: subject for subject, *_ in asked}
    names = {data.agreement for _, _, data, *_ in asked}
    parts = {
        name: replace(made, rules=tuple(r for r in made.rules if name in r.agreements))
        for name in names
    }
    given = {
        "policies": export.policies(made),
        "slices": {name: export.policies(part) for name, part in parts.items()},
        "entities": [*export.entities(made), *map(export.person, people.values())],
        "requests": [export.request(made, *request) for request in asked],
        "few": 60,
    }
    done = subprocess.run(
        [str(PEERS), "-c", CEDAR],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(
            f"access     peer not there: run `make peers` ({done.stderr.strip().splitlines()[-1]})"
        )
        return None
    said = json.loads(done.stdout)
    ours = [isinstance(compiled.decide(*request), Permit) for request in asked]
    assert said["apart"] == ours, "Cedar and Servanda disagree"
    assert said["allowed"] == ours[: len(said["allowed"])], "Cedar and Servanda disagree"
    print(f"access     peer: cedarpy, {said['whole']:,.0f} decisions/s with all rules, {said['sliced']:,.0f} with those of the agreement alone (the figure beside)")  # fmt: skip
    return float(said["sliced"])
