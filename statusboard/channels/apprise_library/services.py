"""The services of Apprise that are offered: those that reach people, over the network, by name.

An allow-list. Apprise also knows addresses that write files, start programs, speak to the bus of
this computer, or post any document to any server: none of these is here. Services that have a
channel of their own (Slack, Teams, Discord, ntfy, mail, text messages, webhooks) are not either.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Service:
    """A service as people know it, and the class that speaks to it.

    `is_own`: the address names a server that the company runs itself.
    """

    label: str
    module: str
    name: str
    is_own: bool = False


_GOTIFY = Service("Gotify", "gotify", "NotifyGotify", is_own=True)
_BARK = Service("Bark", "bark", "NotifyBark", is_own=True)
_MATRIX = Service("Matrix", "matrix", "NotifyMatrix", is_own=True)
_MATTERMOST = Service("Mattermost", "mattermost", "NotifyMattermost", is_own=True)
_NEXTCLOUD = Service("Nextcloud Talk", "nextcloudtalk", "NotifyNextcloudTalk", is_own=True)
_ROCKET = Service("Rocket.Chat", "rocketchat", "NotifyRocketChat", is_own=True)
_SIGNAL = Service("Signal", "signal_api", "NotifySignalAPI", is_own=True)
_SPLUNK = Service("Splunk On-Call", "splunk", "NotifySplunk")
_WEBEX = Service("Webex", "webexteams", "NotifyWebexTeams")

SERVICES = {
    "bark": _BARK,
    "barks": _BARK,
    "dingtalk": Service("DingTalk", "dingtalk", "NotifyDingTalk"),
    "feishu": Service("Feishu", "feishu", "NotifyFeishu"),
    "flock": Service("Flock", "flock", "NotifyFlock"),
    "gchat": Service("Google Chat", "google_chat", "NotifyGoogleChat"),
    "gotify": _GOTIFY,
    "gotifys": _GOTIFY,
    "lark": Service("Lark", "lark", "NotifyLark"),
    "line": Service("LINE", "line", "NotifyLine"),
    "matrix": _MATRIX,
    "matrixs": _MATRIX,
    "mmost": _MATTERMOST,
    "mmosts": _MATTERMOST,
    "nctalk": _NEXTCLOUD,
    "nctalks": _NEXTCLOUD,
    "opsgenie": Service("Opsgenie", "opsgenie", "NotifyOpsgenie"),
    "pagerduty": Service("PagerDuty", "pagerduty", "NotifyPagerDuty"),
    "pbul": Service("Pushbullet", "pushbullet", "NotifyPushBullet"),
    "pover": Service("Pushover", "pushover", "NotifyPushover"),
    "rocket": _ROCKET,
    "rockets": _ROCKET,
    "signal": _SIGNAL,
    "signals": _SIGNAL,
    "spike": Service("Spike.sh", "spike", "NotifySpike"),
    "splunk": _SPLUNK,
    "tgram": Service("Telegram", "telegram", "NotifyTelegram"),
    "threema": Service("Threema", "threema", "NotifyThreema"),
    "twist": Service("Twist", "twist", "NotifyTwist"),
    "victorops": _SPLUNK,
    "webex": _WEBEX,
    "wxteams": _WEBEX,
    "zulip": Service("Zulip", "zulip", "NotifyZulip"),
}
# What would read a file, trust any certificate, wait, repeat, or cut otherwise than is shown.
_REFUSED_PARAMETERS = frozenset(
    {"template", "verify", "redirect", "retry", "wait", "rto", "cto", "store", "overflow", "format"}
)


def service_of(url: str) -> Service | None:
    """The service that an address is of, by its scheme; None where it is not offered."""
    scheme, mark, _ = url.strip().partition("://")
    return SERVICES.get(scheme.lower()) if mark else None


def url_problem(url: str) -> str | None:
    """Why an address is not taken, in words that do not repeat it; None where it may be."""
    service = service_of(url)
    if service is None:
        known = ", ".join(sorted({one.label for one in SERVICES.values()}))
        return f"is of no service that is offered. Offered are: {known}."
    if len(url) > LONGEST or not url.isprintable():
        return "cannot be an address: it is too long, or has characters that nobody sees."
    try:
        parts = urlsplit(url.strip())
        given = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError:
        return "cannot be read as an address."
    if not parts.netloc:
        return f"lacks what stands behind {parts.scheme}://."
    refused = sorted(given & _REFUSED_PARAMETERS)
    if refused:
        return f"has the parameter {refused[0]}, which is not used here. Leave it out."
    return None
