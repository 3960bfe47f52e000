from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GROWING = (
    "servanda_identity",
    "servanda_document",
    "servanda_ledger_entry",
    "servanda_ledger_node",
    "servanda_ledger_checkpoint",
)


def refuse_changes(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database itself refuse to change or delete what was recorded."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION servanda_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only: %%', TG_TABLE_NAME; END $$",
            params=[],
        )
    for table in GROWING:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE TRIGGER {table}_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION servanda_refuse()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
            )


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "servanda_identity"},
        ),
        migrations.CreateModel(
            name="LedgerCheckpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.TextField()),
            ],
            options={"db_table": "servanda_ledger_checkpoint"},
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
            ],
            options={"db_table": "servanda_ledger_entry"},
        ),
        migrations.CreateModel(
            name="LedgerNode",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "servanda_ledger_node"},
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("data", models.BinaryField()),
            ],
            options={"db_table": "servanda_ledger_pending"},
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("run", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("body", models.BinaryField()),
            ],
            options={
                "db_table": "servanda_document",
                "indexes": (
                    models.Index(fields=["kind", "subject", "id"], name="servanda_document_kind"),
                    models.Index(fields=["run"], name="servanda_document_run"),
                ),
            },
        ),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    ]
