"""A database of an older Servanda is brought up to date when it is opened, and keeps what it holds."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path

import pytest
from django.test import override_settings
from workspace_kit import NOW, note

from servanda.base.errors import ServandaError
from servanda_app import actions, database
from servanda_app.records import migrations

LATER = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Later",
            fields=[("id", models.BigAutoField(primary_key=True, serialize=False))],
            options={"db_table": "servanda_later"},
        ),
    ]
"""


def test_models_and_migrations_say_the_same() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "records", check=True, dry_run=True, verbosity=0)


def test_an_older_database_is_brought_up_to_date_and_a_newer_one_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with actions.init(folder, now=NOW, actor="test") as workspace:
        note(workspace, "a")
        before = actions.verify_ledger(workspace)
    later = tmp_path / "later_migrations"
    shutil.copytree(Path(migrations.__file__).parent, later)
    (later / "0002_later.py").write_text(LATER)
    monkeypatch.syspath_prepend(tmp_path)
    package = importlib.import_module("later_migrations")
    try:
        with (
            monkeypatch.context() as newer,
            override_settings(MIGRATION_MODULES={"records": "later_migrations"}),
        ):
            newer.setattr(database, "migrations", package)
            assert database.known_migrations() == ["0001_initial", "0002_later"]
            with actions.open_workspace(folder) as workspace:
                assert actions.verify_ledger(workspace) == before
                note(workspace, "b")
                assert actions.verify_ledger(workspace).entries == before.entries + 1
    finally:
        for name in [name for name in sys.modules if name.startswith("later_migrations")]:
            del sys.modules[name]
    # to this Servanda, that database is now a newer one
    with pytest.raises(ServandaError) as error:
        actions.open_workspace(folder)
    assert error.value.code == "newer-workspace"
