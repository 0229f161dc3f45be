"""What asyncssh raises, as what is in the way of a place."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import asyncssh

from statusboard.errors import StatusBoardError
from statusboard.targets.remote.steps import Hindrance, Trouble

_TROUBLES: tuple[tuple[type[BaseException], Trouble], ...] = (
    (asyncssh.SFTPPermissionDenied, Trouble.FORBIDDEN),
    (asyncssh.SFTPWriteProtect, Trouble.FORBIDDEN),
    (asyncssh.SFTPNoSpaceOnFilesystem, Trouble.FULL),
    (asyncssh.SFTPQuotaExceeded, Trouble.FULL),
    (asyncssh.SFTPNoSuchFile, Trouble.NO_ROOM),
    (asyncssh.SFTPNoSuchPath, Trouble.NO_ROOM),
    (asyncssh.SFTPNoConnection, Trouble.CUT),
    (asyncssh.SFTPConnectionLost, Trouble.CUT),
    (asyncssh.PermissionDenied, Trouble.WRONG_SECRET),
    (asyncssh.ConnectionLost, Trouble.CUT),
    (TimeoutError, Trouble.TIMED_OUT),
    (socket.gaierror, Trouble.NO_HOST),
    (ConnectionRefusedError, Trouble.REFUSED),
    (asyncssh.ChannelOpenError, Trouble.REFUSED),
    (asyncssh.DisconnectError, Trouble.REFUSED),
    (OSError, Trouble.CUT),
)
# Their own words add nothing to ours.
_SILENT = frozenset({Trouble.WRONG_SECRET, Trouble.TIMED_OUT, Trouble.NO_HOST, Trouble.CUT})


@contextmanager
def told() -> Iterator[None]:
    """Raises a Hindrance for whatever the library or the network raises inside."""
    try:
        yield
    except (asyncssh.Error, OSError) as error:
        trouble = next(
            (trouble for sort, trouble in _TROUBLES if isinstance(error, sort)), Trouble.STRANGE
        )
        said = "" if trouble in _SILENT else str(getattr(error, "reason", "") or error)
        raise Hindrance(trouble, said) from error
    except (Hindrance, StatusBoardError):
        raise
    except Exception as error:
        # For what is no SSH, or a broken one, the library raises whatever it runs into.
        raise Hindrance(Trouble.REFUSED) from error
