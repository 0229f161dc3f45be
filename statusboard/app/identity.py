"""Who is at this desk, as far as the operating system tells it."""

import getpass
import hashlib
import os
import platform
import sys

from statusboard.domain.access import Credentials


def here() -> Credentials:
    """What the system tells of whoever is logged in, and of the computer. Blocking."""
    login, name = login_here(), platform.node()
    device = hashlib.sha256(f"{name}\0{login}".encode()).hexdigest()[:16]
    return Credentials(name_here(), login, device=device, device_name=name or "this computer")


def login_here() -> str:
    """The login of whoever runs this, by the system's own word: a variable could be anybody's.

    The number of a user without a name, as in a container; empty where nothing is known.
    """
    if sys.platform == "win32":
        try:
            return os.getlogin()  # what Windows says of the session, not its environment
        except OSError:
            return ""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def name_here() -> str:
    """The real name of whoever is logged in, else the login; empty where neither is known.

    As it was found, not cleaned: `domain.access.person` does that. Blocking: a computer of a
    company asks a directory for it.
    """
    return _real_name() or _login()


def _real_name() -> str:
    if sys.platform == "win32":  # knows users by their logins alone, without a call of its own
        return ""
    import pwd

    try:
        entry = pwd.getpwuid(os.getuid())
    except (KeyError, OSError):  # a user id without a name, as in a container
        return ""
    return real_name_in(entry.pw_gecos, login=entry.pw_name)


def real_name_in(gecos: str, *, login: str) -> str:
    """The name in a user's comment field: what stands before a comma; `&` is the login."""
    return gecos.partition(",")[0].replace("&", login.capitalize()).strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no variable says it, nor does the system
        return ""
