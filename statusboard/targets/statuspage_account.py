"""A page that a company has at Atlassian Statuspage already: told by its management API v1."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.targets.accounts.fields import api_problem
from statusboard.targets.accounts.kind import AccountKind
from statusboard.targets.remote.steps import Trouble
from statusboard.targets.remote.words import PlaceWords

if TYPE_CHECKING:
    from statusboard.targets.atlassian.mirroring import MirroredPage

API = "https://api.statuspage.io/v1"


def _page_problem(value: object) -> str | None:
    text = str(value)
    if text.isascii() and text.isalnum():
        return None
    return "The id of a page is letters and digits, such as kctbh9vrtdwd; its settings show it."


@contextmanager
def _open(config: Config, now: datetime | None) -> Iterator["MirroredPage"]:
    from statusboard.targets.accounts.calls import open_calls
    from statusboard.targets.atlassian.account import PACES
    from statusboard.targets.atlassian.mirroring import MirroredPage

    url, key = str(config["url"]), str(config["key"])
    headers = {"Authorization": f"OAuth {key}"}
    with open_calls(url, headers, PACES.of(f"{url} {key}"), now) as calls:
        yield MirroredPage(calls, str(config["page"]))


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        f"the Statuspage page {config.get('page')}",
        main="page",
        fields={Trouble.WRONG_SECRET: "key", Trouble.FORBIDDEN: "key"},
    )


ACCOUNT = AccountKind(_open, _words)

DECLARATION = ACCOUNT.declared(
    "statuspage_account",
    label="Statuspage (Atlassian)",
    summary="A page that you have at Atlassian Statuspage: it is told what you publish here.",
    fields=(
        FieldSpec(
            "page",
            FieldKind.TEXT,
            "Page id",
            help="It stands under API info, in the menu of your account at Statuspage.",
            required=True,
            tidy=str.strip,
            check=_page_problem,
            example="kctbh9vrtdwd",
        ),
        FieldSpec(
            "key",
            FieldKind.TEXT,
            "API key",
            help="Of somebody who may manage the page; it stands under API info, too.",
            required=True,
            secret=True,
            tidy=str.strip,
        ),
        FieldSpec(
            "url",
            FieldKind.TEXT,
            "Address of the API",
            default=API,
            tidy=str.strip,
            check=api_problem,
            advanced=True,
        ),
    ),
    describe=lambda config: f"Statuspage page {config.get('page')}",
    good=(
        Example({"page": "kctbh9vrtdwd", "key": "example-key"}),
        Example({"page": "kctbh9vrtdwd", "key": "example-key", "services": {"Shop": "none"}}),
    ),
    bad=(
        Example({}, "page"),
        Example({"page": "kctbh9vrtdwd"}, "key"),
        Example({"page": "https://x.statuspage.io", "key": "k"}, "page"),
        Example({"page": "kctbh9vrtdwd", "key": "k", "url": "http://api.example"}, "url"),
        Example({"page": "kctbh9vrtdwd", "key": "k", "since": "yesterday"}, "since"),
    ),
    rank=60,
)
