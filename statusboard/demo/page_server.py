"""The demo's page server: on loopback, with links that lead there, run by the window."""

import socket
from contextlib import closing

from statusboard.app.programs.serve_options import LOOPBACK
from statusboard.app.settings import IN_WINDOW, PORT, PUBLIC_URL
from statusboard.demo.partners import partners_page
from statusboard.storage.pages import write_page_setting
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

# The port that the demo chose, as long as nobody chose another one.
_PORT = "demo.page_port"


def point_page_server(unit: Unit) -> None:
    """Gives the page server a port that is free, unless a person has given it one.

    The one from before is kept where it can be: mails and open pages lead there.
    """
    settings = read_settings(unit)
    before = settings.get(_PORT)
    if before is None:
        write_setting(unit, IN_WINDOW, value=True)
    elif settings.get(PORT) != before or settings.get(PUBLIC_URL) != _url(before):
        return
    port = _free(before if isinstance(before, int) else 0) or _free(0)
    write_setting(unit, _PORT, port)
    write_setting(unit, PORT, port)
    write_setting(unit, PUBLIC_URL, _url(port))
    partners = partners_page(unit)
    if partners is not None:
        # The same server by the other name of this computer: pages are told apart by their hosts.
        write_page_setting(unit, partners, PUBLIC_URL, f"http://localhost:{port}")


def _url(port: object) -> str:
    return f"http://{LOOPBACK}:{port}"


def _free(port: int) -> int:
    """The port, or any for 0, where it is free now; 0 where it is not."""
    try:
        with closing(socket.create_server((LOOPBACK, port))) as found:
            number: int = found.getsockname()[1]
    except OSError:
        return 0
    return number
