"""The witnesses outside, as the collector asks them: which are chosen now, and what they prove."""

import ssl
from collections.abc import Callable, Mapping

from statusboard.app.settings import CANARIES, default_of, text_setting
from statusboard.app.watching.witnesses import Heard
from statusboard.domain.canary import Canary, parse_canaries
from statusboard.probes.line.canaries import Sung
from statusboard.probes.line.witnesses import ask_round


class OutsideWitnesses:
    """Asks canaries, name server and route. `tls` is the context to verify with, made when needed.

    A canary that once showed a certificate has to show it again: whoever only takes the connection
    is somebody else.
    """

    def __init__(self, tls: Callable[[], ssl.SSLContext]) -> None:
        self._tls = tls
        self._canaries: tuple[Canary, ...] = ()
        self._proved: set[Canary] = set()

    def follow(self, settings: Mapping[str, object]) -> None:
        """Takes over which canaries are chosen."""
        chosen = text_setting(settings, CANARIES, str(default_of(CANARIES)))
        try:
            self._canaries = parse_canaries(chosen)
        except ValueError:  # written by another version
            self._canaries = ()

    async def __call__(self, names: tuple[str, ...], doubted: tuple[str, ...]) -> Heard:
        """What they say, within two seconds."""
        heard = await ask_round(self._canaries, self._tls, names, doubted)
        self._proved |= {sung.canary for sung in heard.canaries if sung.proof}
        return Heard(
            canary=any(map(self._answers, heard.canaries)) if heard.canaries else None,
            proof=any(sung.proof for sung in heard.canaries),
            route=heard.has_route,
            names=heard.name_server.knows,
            fresh=heard.name_server.fresh if heard.name_server.knows is not None else None,
            lame=heard.name_server.lame,
            lies=heard.name_server.lies,
            intercepted=heard.stranger,
        )

    def _answers(self, sung: Sung) -> bool:
        return sung.answers and (sung.proof or sung.canary not in self._proved)
