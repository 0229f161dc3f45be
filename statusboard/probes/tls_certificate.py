"""The TLS certificate check: until when it is good, for which host, and whether it is trusted."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import (
    HOST,
    IP_VERSION,
    host_of,
    ip_version_of,
    optional_host,
    place_text,
    port_field,
    target_at,
)
from statusboard.probes.sockets.marks import MARKS, marks_of
from statusboard.probes.sockets.ways import SECURE_WAY_WORDS, SECURE_WAYS, TLS

if TYPE_CHECKING:
    import ssl

    from statusboard.probes.sockets.answering import Finding
    from statusboard.probes.sockets.certificate import Shown
    from statusboard.probes.web.failure import Failed

HTTPS = 443
# Of the deadline so much is for finding out more of a certificate that was refused already.
SECOND_LOOK_SHARE = 0.25


def _authority_problem(value: object) -> str | None:
    from statusboard.probes.web.trust import trusting_only

    try:
        trusting_only(str(value))
    except ValueError:
        return "There is no certificate in it. Paste it from -----BEGIN CERTIFICATE----- on."
    return None


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.domain.result import Reason
    from statusboard.probes.sockets.answering import answered
    from statusboard.probes.sockets.days import time_left
    from statusboard.probes.web.failure import Failed

    name = _name(config)

    async def asking() -> "Finding":
        try:
            shown = await _shown(config, context, _trust(config, context))
        except Failed as failed:
            raise await _told_more(config, context, failed) from failed
        assert context.asked_at is not None
        marks = marks_of(str(config.get("warn_days") or MARKS.default))
        whose, over = f"the certificate of {name}", Reason.TLS_EXPIRED
        return time_left(whose, shown.until, context.asked_at, marks, over=over)

    return await answered(context, asking)


async def _shown(config: Config, context: ProbeContext, trust: "ssl.SSLContext") -> "Shown":
    """The certificate that the server shows to whoever trusts so. Raises Failed."""
    from statusboard.probes.sockets.begin_tls import begin_tls
    from statusboard.probes.sockets.certificate import read_certificate
    from statusboard.probes.sockets.conversation import conversing

    host, port = host_of(config), int(str(config["port"]))
    async with conversing(context, host, port, ip_version=ip_version_of(config)) as talk:
        await begin_tls(talk, str(config.get("security") or TLS), trust, _name(config))
        context.record.stop()
        chain = talk.chain
        shown = await context.connections.work_out(lambda: read_certificate(talk.certificate))
    context.record.lines.append(f"certificate for {shown.names_text}")
    context.record.lines.append(f"signed by {shown.issuer}, good until {shown.until:%Y-%m-%d}")
    if config.get("revocation") is not False and len(chain) > 1:
        await _refuse_revoked(context, _name(config), chain)
    return shown


async def _refuse_revoked(context: ProbeContext, name: str, chain: tuple[bytes, ...]) -> None:
    """Raises Failed where the authority's list names the certificate; silence claims nothing."""
    from statusboard.domain.result import Reason
    from statusboard.probes.sockets.revoked import words_of_list
    from statusboard.probes.web.failure import Failed

    words = await words_of_list(context, chain, within_s=SECOND_LOOK_SHARE * context.deadline_s)
    if words:
        raise Failed(Reason.TLS_UNTRUSTED, f"the certificate of {name} {words}")


async def _told_more(config: Config, context: ProbeContext, failed: "Failed") -> "Failed":
    """The same failure, with what the certificate says of itself where it was refused."""
    from statusboard.domain.result import Reason
    from statusboard.domain.time_text import day_text
    from statusboard.probes.sockets.days import time_left
    from statusboard.probes.web.failure import Failed

    told = (Reason.TLS_EXPIRED, Reason.TLS_WRONG_HOST, Reason.TLS_UNTRUSTED)
    if failed.reason not in told:
        return failed
    mark = context.record.mark()
    try:
        async with asyncio.timeout(SECOND_LOOK_SHARE * context.deadline_s):
            shown = await _shown(config, context, context.connections.tls(verify=False))
    except (Failed, TimeoutError):
        return failed
    finally:
        context.record.back_to(mark)
    now = context.asked_at
    assert now is not None
    detail = failed.detail
    match failed.reason:
        case Reason.TLS_EXPIRED if shown.since > now:
            detail = f"{failed.detail}, only from {day_text(shown.since.date())} on"
        case Reason.TLS_EXPIRED if shown.until <= now:
            whose = f"the certificate of {_name(config)}"
            detail = time_left(whose, shown.until, now, (), over=failed.reason).words
        case Reason.TLS_WRONG_HOST:
            detail = f"{failed.detail}; it is for {shown.names_text}"
        case Reason.TLS_UNTRUSTED:
            detail = f"{failed.detail} (signed by {shown.issuer})"
        case _:  # another one in the chain, or the clocks differ
            pass
    return Failed(failed.reason, detail)


def _trust(config: Config, context: ProbeContext) -> "ssl.SSLContext":
    from statusboard.probes.web.trust import naming_protocols, trusting_only

    def own(values: Config) -> "ssl.SSLContext":
        return naming_protocols(trusting_only(str(values["authority"])), ())

    if not config.get("authority"):
        return context.connections.tls(verify=True)
    return context.connections.remembered(context.check_id, config, own)


def _name(config: Config) -> str:
    return str(config.get("name") or host_of(config))


def _describe(config: Config) -> str:
    place = place_text(_name(config), None if config.get("port") == HTTPS else config.get("port"))
    return f"Certificate of {place}"


DECLARATION = CheckKind(
    key="tls_certificate",
    label="Certificate",
    icon="shield-check",
    fields=(
        HOST,
        port_field(HTTPS),
        FieldSpec(
            "security",
            FieldKind.CHOICE,
            "Encryption",
            help="How TLS begins there.",
            default=TLS,
            choices=SECURE_WAYS,
            choice_words=SECURE_WAY_WORDS,
            advanced=True,
        ),
        MARKS,
        optional_host(
            "name",
            "Name in the certificate",
            "Where it is another one than the host, such as one of several sites at an address.",
        ),
        FieldSpec(
            "authority",
            FieldKind.LINES,
            "Own authority",
            help="The certificate of the authority that signs yours, as PEM. Then nobody else is "
            "trusted; left empty, whoever this computer trusts.",
            check=_authority_problem,
            advanced=True,
            example="-----BEGIN CERTIFICATE-----",
        ),
        FieldSpec(
            "revocation",
            FieldKind.SWITCH,
            "Whether it was revoked",
            help="Asks the list of who signed it, where they publish one. Where that cannot be "
            "had, nothing is claimed.",
            default=True,
            advanced=True,
        ),
        IP_VERSION,
    ),
    probe=_probe,
    describe=_describe,
    target=lambda config: target_at(host_of(config), config.get("port", HTTPS)),
    aimed_at=lambda host, port: {"host": host, "port": port},
    offer="Watch a certificate",
    summary="Warns before it runs out; down when it has, or is not trusted.",
    default_interval=timedelta(minutes=10),
    manner=Manner.CERTIFICATE,
    rank=20,
    good=(
        Example({"host": "shop.example"}),
        Example(
            {
                "host": "mail.example",
                "port": 25,
                "security": "smtp",
                "name": "mx.mail.example",
                "warn_days": "21 7",
            }
        ),
    ),
    bad=(
        Example({}, "host"),
        Example({"host": "shop.example", "port": 0}, "port"),
        Example({"host": "shop.example", "security": "none"}, "security"),
        Example({"host": "shop.example", "warn_days": "soon"}, "warn_days"),
        Example({"host": "shop.example", "warn_days": "0"}, "warn_days"),
        Example({"host": "shop.example", "warn_days": "30, 99999"}, "warn_days"),
        Example({"host": "shop.example", "name": "two words"}, "name"),
        Example({"host": "shop.example", "authority": "none"}, "authority"),
        Example(
            {
                "host": "shop.example",
                "authority": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            },
            "authority",
        ),
    ),
)
