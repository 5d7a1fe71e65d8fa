"""The command line: everything the window can do to a library, as commands."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from disputes_app import __version__
from disputes_app.cli.session import Services, Session
from disputes_app.errors import Stopped, UsageError, UserError

_GLOBAL_FLAGS = {"--json", "--debug"}
_GLOBAL_OPTIONS = {"--library", "--now"}


# Which module has which command: it is loaded when the command is asked for, so that the window opens at once.
_COMMANDS = {
    "library": ("demo", "init", "import", "check", "reindex", "backup", "restore", "undo"),
    "orders": ("orders",),
    "bin": ("bin",),
    "messages": ("messages", "evidence"),
    "protection": ("deadlines", "routes", "programmes", "calendar", "remind"),
    "cases": ("cases",),
    "exhibits": ("exhibits",),
    "packets": ("packet",),
    "private": ("private",),
    "chronology": ("chronology",),
    "archives": ("case-archive",),
    "own": ("settings", "dates"),
}


class _Commands(click.Group):
    """The commands of the program, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name for names in _COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        for module, names in _COMMANDS.items():
            if cmd_name in names:
                commands: tuple[click.Command, ...] = import_module(f"disputes_app.cli.{module}").COMMANDS
                return next(command for command in commands if command.name == cmd_name)
        return None


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="disputes-app")
@click.option(
    "--library", metavar="DIR", help="The library's folder; else DISPUTES_LIBRARY, else the usual place."
)
@click.option(
    "--now", metavar="ISO-8601", help="The instant taken as now, with its offset; else DISPUTES_NOW."
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output and nothing else."
)
@click.option("--debug", is_flag=True, help="Show where an error arose.")
@click.pass_context
def app(context: click.Context, library: str | None, now: str | None, as_json: bool, debug: bool) -> None:
    """Keep the proof of your online orders, watch every deadline and build the packet for a claim.

    Without a command, the window opens.
    """
    session: Session = context.obj
    session.begin(library, now, as_json=as_json, debug=debug)
    if context.invoked_subcommand is None:
        context.exit(session.open_window())


def main(services: Services, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; what went wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # What is read by other programs is UTF-8, whatever the machine's own language writes.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    session = Session(services)
    try:
        given = _global_first(list(sys.argv[1:] if arguments is None else arguments))
        with session:
            status = app.main(given, prog_name="disputes-app", obj=session, standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, Stopped):
        return _fail("stopped; nothing was left half done", 1)
    except click.ClickException as fault:
        return _fail(_usage(fault), 2)
    except UserError as fault:
        return _fail(str(fault), fault.exit_status, debug=session.debug)
    except UnicodeEncodeError as fault:
        return _fail(
            f"“{fault.object[:60]}” is not valid text; write it again in UTF-8", 2, debug=session.debug
        )
    except BrokenPipeError:
        # Whoever read the answer has gone; nothing may be written any more, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:  # noqa: BLE001 - the last resort: a person never meets a traceback
        return _fail(
            f"something went wrong in the program itself ({type(fault).__name__}: {fault}); nothing was left half done. "
            "Run it again with --debug to see where",
            1,
            debug=session.debug,
        )
    return status if isinstance(status, int) else 0


def _global_first(arguments: list[str]) -> list[str]:
    """Global options may stand anywhere: bring them in front of the command. Raises UsageError without their value."""
    first: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument in _GLOBAL_FLAGS or (argument.partition("=")[0] in _GLOBAL_OPTIONS and "=" in argument):
            first.append(argument)
        elif argument in _GLOBAL_OPTIONS:
            value = next(remaining, None)
            if value is None:
                raise UsageError(f"{argument} needs a value behind it")
            first += [argument, value]
        else:
            rest.append(argument)
    return first + rest


def _usage(fault: click.ClickException) -> str:
    text = fault.format_message()
    where = getattr(fault, "ctx", None)
    return f"{text} See “{where.command_path} --help”." if where else text


def _fail(message: str, status: int, *, debug: bool = False) -> int:
    if debug:
        traceback.print_exc()
    click.echo("disputes-app: " + " ".join(message.split()), err=True)
    return status


__all__ = ["app", "main"]
