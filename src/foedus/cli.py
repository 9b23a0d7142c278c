"""The command line in; a process that ends with the right exit status, and without a word where it is interrupted, out.

The commands are in `cli_check` and the modules that it names.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

_INTERRUPTED, _PIPE_CLOSED = 130, 141  # as the shell counts a process ended by these signals


def main() -> None:
    """Run the command line and end the process with its exit status."""
    # While modules are loaded nothing has been written yet: an interruption ends the process then and there.
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, _stop)
    # Words and records live as long as the process: to look among them for what can be let go, again and again while
    # it runs and once more when it ends, takes a seventh of the time of a report.
    gc.set_threshold(500_000, 50, 100)
    status = _status(heard)
    if heard:
        signal.signal(signal.SIGINT, _stop)
    gc.freeze()
    sys.exit(status)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    os._exit(_INTERRUPTED)


def _status(heard: bool) -> int:
    import click

    from foedus.cli_check import app
    from foedus.cli_input import warn
    from foedus.errors import FoedusError

    try:
        if heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        status = app.main(prog_name="foedus", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except FoedusError as error:
        warn(str(error))
        return 1
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader left; what Python still holds must not be flushed into the closed pipe.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:
        warn(f"{error.filename or 'output'}: {error.strerror or error}")
        return 1
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    main()
