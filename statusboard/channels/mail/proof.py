"""Proves that mails would go out: each step done for real, up to the first that is wrong."""

import ssl
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import aiosmtplib
import dns.asyncresolver

from statusboard.catalog.declaration import Config
from statusboard.channels.base import Standing, Step
from statusboard.channels.mail.addresses import domain_of, envelope_sender
from statusboard.channels.mail.connection import (
    ON_THE_LINE,
    NotConnected,
    admitted,
    encrypted,
    reached,
    said,
)
from statusboard.channels.mail.encryption import certificate_ends, version_of
from statusboard.channels.mail.mailbox import opens
from statusboard.channels.mail.sender_domain import lets_send


async def prove(
    config: Config,
    *,
    tls: ssl.SSLContext | None = None,
    resolver: dns.asyncresolver.Resolver | None = None,
) -> AsyncIterator[Step]:
    """The steps: the server, the encryption, the password, the sender, bounces, the domain.

    Nothing is sent. `tls` and `resolver` are this computer's own where none are given.
    """
    begun_s = time.monotonic()
    try:
        smtp = await reached(config, tls)
    except NotConnected as error:
        yield Step(error.title, Standing.WRONG, error.detail)
        return
    try:
        took_ms = (time.monotonic() - begun_s) * 1000
        place = f"{config['host']}:{config['port']}, {took_ms:.0f} ms"
        yield Step("The server answers", Standing.WELL, place)
        async for step in _admission(smtp, config):
            yield step
            if step.standing is Standing.WRONG:
                return
    finally:
        smtp.close()
    if config["imap_host"]:
        step = await opens(config, tls)
        yield step
        if step.standing is Standing.WRONG:
            return
    yield await lets_send(domain_of(envelope_sender(str(config["sender"]))), resolver)


async def _admission(smtp: aiosmtplib.SMTP, config: Config) -> AsyncIterator[Step]:
    sender = envelope_sender(str(config["sender"]))
    try:
        yield _encryption(await encrypted(smtp, config))
        mechanism = await admitted(smtp, config)
        if mechanism:
            yield Step("The password is accepted", Standing.WELL, mechanism)
        await smtp.mail(sender)
        with suppress(*ON_THE_LINE):
            await smtp.quit()
    except NotConnected as error:
        yield Step(error.title, Standing.WRONG, error.detail)
    except ON_THE_LINE as error:
        detail = f"{sender}: {said(error)}"
        yield Step("The sender is not accepted", Standing.WRONG, detail)
    else:
        yield Step("The sender is accepted", Standing.WELL, sender)


def _encryption(tls: ssl.SSLObject | None) -> Step:
    if tls is None:
        detail = "by choice: the server is on this computer"
        return Step("The connection is not encrypted", Standing.WELL, detail)
    version, ends = version_of(tls), certificate_ends(tls)
    detail = version if ends is None else f"{version}, certificate"
    return Step("The connection is encrypted", Standing.WELL, detail, ends)
