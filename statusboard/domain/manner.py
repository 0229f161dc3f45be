"""How a question is asked, whatever it is called elsewhere and whichever kind of check asks it."""

from enum import StrEnum


class Manner(StrEnum):
    """What is asked: a web page, a port, an echo, a name server, and so on.

    A kind of check says which manner is its own; who brings questions from elsewhere names that.
    """

    WEB = "over the web"
    PORT = "at a port"
    ECHO = "by an echo"
    NAME = "of a name server"
    SOCKET = "over a web socket"
    HEALTH = "by a health call"
    CERTIFICATE = "of a certificate"
    REGISTRATION = "of a registry"
    GREETING = "by a greeting"
    BEAT = "by waiting for a beat"
