"""The channels of the demo, which lead to the stand-in providers and nowhere else."""

from collections.abc import Mapping

from statusboard.app.keys.choose import SecretPlace
from statusboard.catalog.references import reference
from statusboard.catalog.secret import Secret
from statusboard.demo.providers.together import Places
from statusboard.demo.providers.twilio import ACCOUNT, SENDER, TOKEN
from statusboard.storage.channels import add_channel, read_channels, update_channel
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

MAIL, TEXTS, SLACK, TEAMS, WEBHOOK = (
    *("E-mail", "Text messages", "Slack", "Microsoft Teams", "Webhook"),
)
_MAIL_PORT, _WEB_PORT = "demo.mail_port", "demo.web_port"
_TOKEN, _SIGNING = "channel.token.sample", "channel.secret.sample"
# Whoever stands in for a receiver checks no signature.
_KEY = "whsec_" + "c2FtcGxlLWRhdGEt" * 2 + "c2FtcGxl"


def write_channels(unit: Unit, places: Places) -> dict[str, int]:
    """Adds the channels; their ids by their names."""
    mail = {
        "host": "127.0.0.1",
        "port": places.mail,
        "security": "none",
        "sender": "Northwind Status <status@northwind.example>",
        "rate": 50,
    }
    texts = {
        "account_sid": ACCOUNT,
        "token": reference(_TOKEN),
        "sender": SENDER,
        "region": "DE",
        "price": 0.07,
        "currency": "EUR",
        "url": places.url("twilio"),
    }
    webhook = {"secret": reference(_SIGNING), "url": places.url("hooks")}
    configs: dict[str, tuple[str, Mapping[str, object]]] = {
        MAIL: ("email", mail),
        TEXTS: ("sms", texts),
        SLACK: ("slack", {"url": places.url("slack")}),
        TEAMS: ("teams", {"url": places.url("teams")}),
        WEBHOOK: ("webhook", webhook),
    }
    return {
        name: add_channel(unit, name=name, kind=kind, config=config).id
        for name, (kind, config) in configs.items()
    }


def write_channel_secrets(place: SecretPlace) -> None:
    """Keeps what the channels refer to in the demo's own folder."""
    place.write(_TOKEN, Secret(TOKEN), allow_file=True)
    place.write(_SIGNING, Secret(_KEY), allow_file=True)


def point_channels_at(unit: Unit, places: Places) -> None:
    """Lets every channel that led to the stand-ins of before lead to those of today."""
    settings = read_settings(unit)
    mail_port, web_port = settings.get(_MAIL_PORT), settings.get(_WEB_PORT)
    before = f"http://127.0.0.1:{web_port}/"
    for channel in read_channels(unit):
        moved = dict(channel.config)
        url = moved.get("url")
        if isinstance(url, str) and url.startswith(before):
            moved["url"] = places.url(url.removeprefix(before))
        if moved.get("port") == mail_port and moved.get("host") == "127.0.0.1":
            moved["port"] = places.mail
        if moved != dict(channel.config):
            update_channel(unit, channel.id, config=moved)
    write_setting(unit, _MAIL_PORT, places.mail)
    write_setting(unit, _WEB_PORT, places.web)
