"""Where a repository is: the ways in which people write that, as one."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

from statusboard.errors import RuleBroken
from statusboard.targets.remote.plain_http import plain_http_problem

FIELD = "url"
# As Git lets people write an address for ssh: user, host and a path from the user's home on.
_SHORT = re.compile(
    r"(?:(?P<user>[\w.-]+)@)?(?P<host>[\w.-]{2,}):(?P<path>(?!//)[^\s:]+)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Address:
    """A repository by scheme (empty where no server is asked), host and path.

    `port` is None where it is the usual one; `user` is the one that an address for ssh names.
    """

    scheme: str
    host: str
    path: str
    port: int | None = None
    user: str = ""

    @property
    def local(self) -> Path | None:
        """The folder of a repository on this computer; None for one that a server answers for."""
        return None if self.scheme else Path(self.path)

    @property
    def text(self) -> str:
        """The address in one line, as it is compared and shown; it holds no secret."""
        if not self.scheme:
            return self.path
        host = f"[{self.host}]" if ":" in self.host else self.host
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        if not self.path.startswith("/"):  # from the home of that user on
            return f"{user}{host}:{self.path}"
        return f"{self.scheme}://{user}{host}{port}{quote(self.path)}"

    @property
    def origin(self) -> str:
        """Where its server is, without user and path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{f':{self.port}' if self.port else ''}"


def repository_address(text: str) -> Address:
    """The repository that is meant. Raises RuleBroken with the field `url`."""
    typed = text.strip()
    short = _SHORT.fullmatch(typed)
    if short and not Path(typed).is_absolute():
        return Address("ssh", short["host"], short["path"], None, short["user"] or "")
    if "://" not in typed:
        return _local(typed)
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError as error:
        raise _refused(f"“{typed}” is no address of a repository.") from error
    if parts.password is not None:
        raise _refused("Leave the password out of the address: it has a field of its own.")
    if parts.query or parts.fragment:
        raise _refused("An address of a repository has no “?” and no “#”.")
    return _whole(parts, port)


def _whole(parts: SplitResult, port: int | None) -> Address:
    host, path = parts.hostname or "", unquote(parts.path)
    if not parts.scheme or parts.scheme == "file":
        return _local(path)
    if host and path.strip("/"):
        if parts.scheme == "ssh":
            return Address(parts.scheme, host, path, port, parts.username or "")
        if parts.scheme in ("https", "http"):
            if parts.username:
                raise _refused("Leave the user out of the address: it has a field of its own.")
            if problem := plain_http_problem(parts.scheme, host):
                raise _refused(problem)
            return Address(parts.scheme, host, path, port)
    raise _refused(
        "Write a whole address of a repository, such as https://git.example/team/status.git."
    )


def _local(text: str) -> Address:
    """A repository on this computer, by the whole path of its folder."""
    if not Path(text).is_absolute():
        raise _refused(
            f"“{text}” is no whole address of a repository. Write one with https:// or ssh://, or "
            "the whole path of a folder on this computer."
        )
    return Address("", "", text)


def _refused(sentence: str) -> RuleBroken:
    return RuleBroken(sentence, field=FIELD)
