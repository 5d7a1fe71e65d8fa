"""How commands are called: scripts and timers hold on to these names, so none of them may go or move."""

from __future__ import annotations

import pytest

# A command, its arguments in order, and its options; more may come.
CALLS = """
demo --into
init
import PATHS --order --as --dry-run --json-lines
orders list --search --status --platform --limit --offset
orders show REF
orders add [FIELD=VALUE] --platform --number --seller --total --currency
orders edit REF FIELD=VALUE
orders delete REF
orders restore REF
bin empty
messages add REF --from --at --text --translation --channel
evidence add REF PATHS --caption
evidence list [REF]
evidence show ID
evidence extract ID -o
deadlines --within --order --claim --all
routes REF --claim
programmes list
programmes show ID
programmes check PATHS
cases open REF --claim --amount --currency --want --programme
cases list
cases show REF
cases advance REF --to --at --note
cases close REF --outcome --recovered --currency
exhibits add CASE ID
exhibits order CASE ID
exhibits caption CASE ID TEXT
exhibits redact CASE ID --box --page
exhibits remove CASE ID
packet presets
packet build CASE -o --preset --paper --lang --max-bytes
packet verify PATH
calendar -o
remind --within
case-archive export CASE -o
case-archive import PATH
check --deep
backup PATH
restore PATH --into
"""


def _parts(call: str) -> tuple[list[str], list[str], list[str]]:
    words = call.split()
    command = [word for word in words if word.replace("-", "").islower() and not word.startswith("-")]
    options = [word for word in words if word.startswith("-")]
    return command, [word for word in words if word not in (*command, *options)], options


@pytest.mark.parametrize("call", CALLS.strip().splitlines())
def test_a_command_is_called_as_ever(run, call):
    command, arguments, options = _parts(call)
    said = run(*command, "--help").out
    usage = said.split("Usage: ")[1].split("\n\n")[0].split()
    taken = [word.rstrip(".…") for word in usage if word not in ("disputes-app", *command, "[OPTIONS]")]
    assert taken == arguments
    known = {
        word.rstrip(",") for line in said.splitlines() if line.startswith("  -") for word in line.split()
    }
    assert [option for option in options if option not in known] == []
    assert "-h" in known
