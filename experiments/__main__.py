"""``consent`` and ``python -m experiments``: one verb, and what becomes of it.

Exit codes: 0 done; 2 the user's input; 130 interrupted, what was done is kept; 1 a defect of ours,
with the traceback in ``error.log``.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    # Python puts the current folder first, where a foreign folder may be named models or sim.
    _home = Path(__file__).resolve().parents[1]
    if Path.cwd().resolve() != _home:
        sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != Path.cwd().resolve()]

import errno
import io
import os
import tempfile
import traceback
from collections.abc import Sequence

from experiments.commandline import Command, read_command
from experiments.errors import UserError, unknown_name
from experiments.interrupt import one_interrupt
from experiments.vocabulary import COMMON, LATER, OWN, VERBS, Name, Word

DONE, DEFECT, INPUT, INTERRUPTED = 0, 1, 2, 130
HELP_WORDS = ("--help", "-h", "help")
# What the user's disk refuses is not a defect of ours.
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENAMETOOLONG)


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line, do what it asks, and return the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    _print_anything()
    try:
        with one_interrupt():
            return _answer(words)
    except KeyboardInterrupt as stop:
        return _say(str(stop) or "Interrupted.", INTERRUPTED)


def _answer(words: list[str]) -> int:
    command: Command | None = None
    try:
        if not words or words[0] in HELP_WORDS:
            return _help()
        if any(word in HELP_WORDS[:2] for word in words[1:]) and words[0] in VERBS:
            return _help_of(words[0])
        command = _command(words)
        from experiments.verbs import perform

        perform(command)
        return DONE
    except UserError as fault:
        return _say(str(fault), INPUT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as fault:
        if fault.errno not in REFUSED:
            return _defect(fault, command)
        return _say(
            f"{fault.filename or 'The disk'}: {fault.strerror}. Choose another place.", INPUT
        )
    except Exception as fault:  # noqa: BLE001 - whatever is left is ours, and is reported as such
        return _defect(fault, command)


def _command(words: list[str]) -> Command:
    verb = words[0]
    if verb in LATER:
        raise UserError(
            f"consent {verb}: this version does not have it. It has {', '.join(VERBS)}."
        )
    if verb not in VERBS:
        raise UserError(unknown_name("verb", verb, VERBS) + " Write consent VERB key=value.")
    return read_command(verb, words[1:])


def _help() -> int:
    print("consent: a simulator of urban-renewal consent\n\nconsent VERB [DIR] [key=value ...]\n")
    for name, verb in VERBS.items():
        print(f"  {name:<8} {verb.about}")
    print("\nTo begin with:  consent run scenario=zhangyuan")
    print("More on a verb: consent VERB --help")
    return DONE


def _help_of(name: str) -> int:
    verb = VERBS[name]
    print(f"consent {name}: {verb.about}\n\n  {verb.example}\n")
    for key in verb.keys:
        known = (COMMON | OWN)[key]
        takes = "NAME" if isinstance(known, Name) else "NUMBER"
        takes = "|".join(known.words) if isinstance(known, Word) else takes
        print(f"  {key + '=' + takes:<36} {known.about}")
    for key in verb.paths:
        print(f"  {key + '=PATH':<36} taken literally, whatever its characters")
    for key in verb.lists:
        print(f"  {key + '=[A,B,...]':<36} two or more names; quote the brackets for the shell")
    if verb.composes:
        print(f"  {'scenario= place= strategy= ...':<36} files to choose: consent list")
        print(f"  {'GROUP.QUANTITY=VALUE':<36} any quantity: consent show scenario=NAME")
        print(f"  {'--config-dir DIR':<36} a folder with files of your own")
        print(f"  {'--cfg job':<36} print the composed configuration and stop")
    return DONE


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _defect(fault: Exception, command: Command | None) -> int:
    wanted = command.paths.get("output") or command.folder if command else None
    report = "".join(traceback.format_exception(fault))
    for folder in (wanted, ".", tempfile.gettempdir()):
        if folder and (log := _written(Path(folder) / "error.log", report)):
            told = f"consent failed, and the fault is ours: {type(fault).__name__}: {fault}"
            return _say(f"{told}\nPlease report it, with the file {log}.", DEFECT)
    return _say(report, DEFECT)


def _written(log: Path, report: str) -> Path | None:
    try:
        if log.parent.is_dir():
            log.write_text(report, encoding="utf-8")
            return log
    except OSError:
        return None
    return None


def _print_anything() -> None:
    """Let a terminal that lacks a character print a stand-in instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
