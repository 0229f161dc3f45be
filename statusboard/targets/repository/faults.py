"""What is in the way of a repository, told from what a server and the library say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from dulwich.client import HTTPProxyUnauthorized, HTTPUnauthorized
from dulwich.errors import (
    GitProtocolError,
    HangupException,
    NotGitRepository,
    SendPackError,
)

from statusboard.errors import StatusBoardError
from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import Hindrance, Trouble

# What servers say of a push that they do not take, as Git itself and the large hosts put it.
_REFUSALS = (
    (r"no space|quota|disk full|exceeds|too large", Trouble.FULL),
    (
        r"non-fast-forward|fetch first|stale|failed to update ref|cannot lock ref|unable to set"
        r"|incorrect old value|already exists|failed to lock",
        Trouble.OVERTAKEN,
    ),
    (r"hook declined|protected|permission|not allowed|denied|prohibited", Trouble.FORBIDDEN),
)
# Of what was said on the way of a command (ssh), this says that there is no such repository.
_NO_REPOSITORY = re.compile(
    r"not found|does not exist|not appear to be a git|no such", re.IGNORECASE
)
_NOT_ALLOWED = re.compile(r"denied|not allowed|forbidden|read.only", re.IGNORECASE)


def refused_push(said: str) -> Hindrance:
    """A push that the server read and did not take."""
    for pattern, trouble in _REFUSALS:
        if re.search(pattern, said, re.IGNORECASE):
            return Hindrance(trouble, "" if trouble is Trouble.OVERTAKEN else said)
    return Hindrance(Trouble.STRANGE, said)


@contextmanager
def told() -> Iterator[None]:
    """Raises whatever is in the way inside as a Hindrance."""
    try:
        yield
    except Hindrance:
        raise
    except HTTPUnauthorized as error:
        raise Hindrance(Trouble.WRONG_SECRET) from error
    except HTTPProxyUnauthorized as error:
        raise Hindrance(Trouble.STRANGE, "the proxy on the way wants a sign-in") from error
    except NotGitRepository as error:
        raise Hindrance(Trouble.NO_ROOM) from error
    except SendPackError as error:
        raise refused_push(" ".join(map(_text, error.args))) from error
    except HangupException as error:
        raise _hung_up(error) from error
    except StatusBoardError:
        raise
    except (GitProtocolError, OSError) as error:
        raise Hindrance(trouble_of(error) or Trouble.REFUSED, certificate_words(error)) from error
    except Exception as error:
        # For an answer that is no Git, or a broken one, the library raises whatever it runs into.
        raise Hindrance(trouble_of(error) or Trouble.REFUSED, certificate_words(error)) from error


def _hung_up(error: HangupException) -> Hindrance:
    said = " ".join(_text(line) for line in error.stderr_lines or ())
    if _NO_REPOSITORY.search(said):
        return Hindrance(Trouble.NO_ROOM)
    if _NOT_ALLOWED.search(said):
        return Hindrance(Trouble.FORBIDDEN)
    return Hindrance(Trouble.CUT, said)


def _text(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
