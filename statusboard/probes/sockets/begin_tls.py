"""How a connection becomes a secured one: at once, or after a few words in its own protocol."""

import ssl

from statusboard.domain.result import Reason
from statusboard.probes.sockets.conversation import Conversation
from statusboard.probes.sockets.protocols import PROTOCOLS, go_secure
from statusboard.probes.web.failure import Failed

# RFC 4511: an extended request that names StartTLS, and where its answer holds the result.
_LDAP_REQUEST = bytes.fromhex("301d02010177188016") + b"1.3.6.1.4.1.1466.20037"
_LDAP_DONE = 0x78
# PostgreSQL's SSLRequest: its length, and a number in the place of a version.
_POSTGRESQL_REQUEST = bytes.fromhex("0000000804d2162f")


async def begin_tls(talk: Conversation, way: str, tls: ssl.SSLContext, name: str) -> None:
    """Secures a connection on which nothing was said yet, in one of WAYS. Raises Failed."""
    match way:
        case "none":
            return
        case "tls":
            await talk.secure(tls, name)
        case "postgresql":
            await _postgresql(talk)
            await talk.secure(tls, name)
        case "ldap":
            await _ldap(talk)
            await talk.secure(tls, name)
        case _:
            spoken = PROTOCOLS[way]
            await spoken.greeted(talk)
            await go_secure(spoken, talk, tls, name)


async def _postgresql(talk: Conversation) -> None:
    await talk.say(_POSTGRESQL_REQUEST, "asks for TLS as PostgreSQL has it")
    said = await talk.exactly(1)
    if said == b"N":
        raise Failed(Reason.TLS_FAILED, "the server has no TLS: PostgreSQL answers no to it")
    if said != b"S":
        raise Failed(Reason.PROTOCOL, "the server does not speak PostgreSQL on this port")


async def _ldap(talk: Conversation) -> None:
    await talk.say(_LDAP_REQUEST, "asks for TLS as LDAP has it")
    head = await talk.exactly(2)
    if head[0] != 0x30 or head[1] >= 0x80:
        raise Failed(Reason.PROTOCOL, "the server does not speak LDAP on this port")
    body = await talk.exactly(head[1])
    # messageID (02 01 01), then the response and in it an ENUMERATED of one byte.
    if len(body) < 8 or body[3] != _LDAP_DONE or body[5:7] != b"\x0a\x01":
        raise Failed(Reason.PROTOCOL, "the server answers LDAP that cannot be read")
    if body[7]:
        raise Failed(Reason.TLS_FAILED, f"the server has no TLS: LDAP answers {body[7]} to it")
