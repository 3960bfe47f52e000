"""The entry point: finds the command, and turns errors into one clear line and an exit code."""

from __future__ import annotations

import errno
import importlib
import os
import pkgutil
import sys

import click

from servanda import __version__
from servanda.base.errors import ServandaError, TamperingError
from servanda_cli import commands, exits
from servanda_cli.grouping import Group
from servanda_cli.output import say_error, visible


class _Commands(Group):
    """The files of `commands/`, each imported only when it is called or when help lists them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (the signature is click's)
        return sorted(
            module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__)
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"servanda_cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="servanda")
def program() -> None:
    """Agreements must be kept: read them, see what they promise, and prove that it is kept."""


def run(arguments: list[str] | None = None) -> None:
    """Run the program and exit; the codes are those of `servanda_cli.exits`."""
    arguments = sys.argv[1:] if arguments is None else arguments
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        result = program.main(arguments, prog_name="servanda", standalone_mode=False)
        sys.stdout.flush()  # here, where what goes wrong with it can still be told
        # without standalone mode click returns what the command returned, and the code of ctx.exit
        return result if isinstance(result, int) else exits.KEPT
    except click.UsageError as error:
        click.UsageError(visible(error.format_message()), error.ctx).show()
        return exits.USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        # click has ended the line already where it was click that was interrupted
        sys.stderr.write("" if isinstance(error, click.Abort) else "\n")
        sys.stderr.write("stopped; what was already recorded is kept\n")
        return 130
    except TamperingError as error:
        say_error(error, as_json)
        return exits.TAMPERED
    except ServandaError as error:
        if error.code == "not-canonical" and not "".join(arguments).isprintable():
            error.hint = "an argument has bytes that are no UTF-8 text: type it anew"
        say_error(error, as_json)
        return exits.FAILED
    except BrokenPipeError:
        # whoever read our output has gone; nothing more can be said to them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.KEPT
    except OSError as error:
        if error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        elif os.environ.get("SERVANDA_DEBUG"):
            raise
        say_error(
            ServandaError(
                "cannot-reach",
                f"the system refused: {error.strerror or type(error).__name__}",
                hint="see to permissions and free space",
                where=str(error.filename or ""),
            ),
            as_json,
        )
        return exits.FAILED
    except Exception as error:
        if os.environ.get("SERVANDA_DEBUG"):
            raise
        say_error(
            ServandaError(
                "unexpected",
                f"this is a fault in Servanda ({type(error).__name__}), not in your input",
                hint="run it again with SERVANDA_DEBUG=1 and report what it prints",
            ),
            as_json,
        )
        return exits.FAILED
