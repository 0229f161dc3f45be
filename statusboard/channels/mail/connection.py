"""A connection to a mail server, step by step: it answers, is encrypted, takes the password.

By aiosmtplib (RFC 5321, 3207, 4954). Without encryption nothing is said but hello, unless it was
chosen so: a server that no longer offers it may be somebody else in between.
"""

import asyncio
import ssl
from dataclasses import dataclass

import aiosmtplib

from statusboard.catalog.declaration import Config
from statusboard.catalog.echoes import Echoes
from statusboard.channels.mail.addresses import domain_of, envelope_sender
from statusboard.channels.mail.encryption import tls_trouble, trusting
from statusboard.channels.mail.replies import in_one_line

# A server that is silent for longer has forgotten us.
TIMEOUT_S = 30.0
STARTTLS, TLS = "starttls", "tls"
# What goes wrong on a line, as aiosmtplib and asyncio say it.
ON_THE_LINE = (aiosmtplib.SMTPException, OSError, TimeoutError)


@dataclass(eq=False)
class NotConnected(Exception):
    """No message can be sent. `title` says which step failed, `detail` how."""

    title: str
    detail: str

    def __str__(self) -> str:
        return f"{self.title[0].lower()}{self.title[1:]}: {self.detail}"


async def reached(config: Config, tls: ssl.SSLContext | None = None) -> aiosmtplib.SMTP:
    """A server that said who it is; encrypted by then where that is done first.

    Raises NotConnected.
    """
    host, security = str(config["host"]), config["security"]
    if tls is None and security in (STARTTLS, TLS):
        tls = await asyncio.to_thread(trusting)
    smtp = aiosmtplib.SMTP(
        hostname=host,
        port=int(str(config["port"])),
        use_tls=security == TLS,
        start_tls=False,
        tls_context=tls,
        timeout=TIMEOUT_S,
        local_hostname=domain_of(envelope_sender(str(config["sender"]))),
    )
    try:
        await smtp.connect()
        await smtp.ehlo()
    except ON_THE_LINE as error:
        smtp.close()
        trouble = tls_trouble(error, host)
        if trouble is not None:
            raise NotConnected("The connection cannot be encrypted", trouble) from error
        if isinstance(error, aiosmtplib.SMTPResponseException):
            raise NotConnected("The server takes no messages", said(error)) from error
        raise NotConnected("The server does not answer", _unreached(error, config)) from error
    return smtp


async def encrypted(smtp: aiosmtplib.SMTP, config: Config) -> ssl.SSLObject | None:
    """How it is encrypted, where that was chosen. Raises NotConnected."""
    host = str(config["host"])
    if config["security"] == STARTTLS:
        if not smtp.supports_extension("starttls"):
            detail = f"{host} does not offer STARTTLS, or something in between takes it away"
            raise NotConnected("The connection cannot be encrypted", f"{detail}; nothing was sent")
        try:
            await smtp.starttls()
            await smtp.ehlo()
        except ON_THE_LINE as error:
            smtp.close()
            detail = tls_trouble(error, host) or said(error)
            raise NotConnected("The connection cannot be encrypted", detail) from error
    found = smtp.get_transport_info("ssl_object")
    return found if isinstance(found, ssl.SSLObject) else None


async def admitted(smtp: aiosmtplib.SMTP, config: Config) -> str:
    """The mechanism by which the password was taken; empty where there is none to give.

    Raises NotConnected.
    """
    user, password = str(config["user"]), str(config["password"])
    if not user:
        return ""
    ways = {"cram-md5": smtp.auth_crammd5, "plain": smtp.auth_plain, "login": smtp.auth_login}
    echoes = Echoes.of([password])
    refusal = f"{config['host']} offers no way to give one that is known here"
    for name in smtp.supported_auth_methods:
        try:
            await ways[name](user, password)
        except aiosmtplib.SMTPAuthenticationError as error:
            refusal = echoes.hide(said(error))
        except (*ON_THE_LINE, ValueError) as error:
            detail = echoes.hide(said(error))
            raise NotConnected("The password could not be given", detail) from error
        else:
            return name.upper()
    raise NotConnected("The password is not accepted", refusal)


def said(error: BaseException) -> str:
    """What the server said, in one line."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return in_one_line(error.code, error.message)
    return " ".join(str(error).split()) or type(error).__name__


def _unreached(error: BaseException, config: Config) -> str:
    """Why nobody answered there, in words that say what to look at."""
    place = f"{config['host']}:{config['port']}"
    cause = error.__cause__
    if isinstance(cause, ConnectionRefusedError):
        return f"nothing listens at {place}; look at the port"
    if isinstance(error, TimeoutError):
        return (
            f"{place} was silent for {TIMEOUT_S:.0f} seconds; look at the port and the encryption"
        )
    if isinstance(cause, OSError) and cause.strerror:
        return f"{place}: {cause.strerror}"
    return f"{place}: {said(error)}"
