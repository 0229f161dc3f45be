"""The fields that places have in common which are told, and not given files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.targets.remote.plain_http import plain_http_problem


def api_problem(value: object) -> str | None:
    """What is wrong with the address of an API, in words; None where nothing is."""
    text = str(value)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return f"“{text}” is no address."
    if host is None or parts.scheme not in ("http", "https"):
        return f"“{text}” is no whole address. Write one such as https://status.example/api."
    if parts.username or parts.password or parts.query or parts.fragment:
        return "Write the address alone, without a user, a “?” and a “#”."
    return plain_http_problem(parts.scheme, host)


def _since_problem(value: object) -> str | None:
    try:
        return (
            None if datetime.fromisoformat(str(value)).tzinfo else "Write the zone, such as +00:00."
        )
    except ValueError:
        return "Write an instant such as 2026-03-01T12:00:00+00:00."


COMPONENTS = FieldSpec(
    "services",
    FieldKind.MAPPING,
    "Services",
    help="Each service with the id or the name of its component there, or none. Those of the same "
    "name are found when the place is set up.",
    default={},
)
CREATE = FieldSpec(
    "create",
    FieldKind.SWITCH,
    "Make missing services there",
    help="A service that has no component there gets one, with the first notice after that.",
    default=False,
)
NOTIFY = FieldSpec(
    "notify",
    FieldKind.SWITCH,
    "That page tells its own subscribers",
    help="Off: subscribers hear from StatusBoard alone. On: who subscribed at both hears twice.",
    default=False,
)
HISTORY = FieldSpec(
    "history",
    FieldKind.SWITCH,
    "Send what is over",
    help="Also incidents that were over when the place was set up, dated back. Nobody is notified.",
    default=False,
)
SINCE = FieldSpec(
    "since",
    FieldKind.TEXT,
    "Told since",
    help="What was over then is history. Found when the place is set up.",
    default="",
    check=_since_problem,
    advanced=True,
)
PUBLIC_URL = FieldSpec(
    "public_url",
    FieldKind.URL,
    "Public address",
    help="Where customers open that page. Found when the place is set up.",
    default="",
    check=api_problem,
    advanced=True,
)
SHARED = (COMPONENTS, CREATE, NOTIFY, HISTORY, SINCE, PUBLIC_URL)


def chosen_components(config: Config) -> dict[str, str]:
    """What a person chose for each service, by its label."""
    found = config.get(COMPONENTS.name)
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, Mapping) else {}


def told_since(config: Config) -> datetime | None:
    """From when on everything is told; None where nobody has set the place up."""
    text = str(config.get(SINCE.name) or "")
    return datetime.fromisoformat(text).astimezone(UTC) if text else None
