"""A Cachet 3 that a company runs already: told by its API."""

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
    from statusboard.targets.cachet_api.mirroring import MirroredCachet


@contextmanager
def _open(config: Config, now: datetime | None) -> Iterator["MirroredCachet"]:
    from statusboard.targets.accounts.calls import open_calls
    from statusboard.targets.cachet_api.account import PACES
    from statusboard.targets.cachet_api.mirroring import MirroredCachet

    url, token = str(config["url"]), str(config["token"])
    headers = {"Authorization": f"Bearer {token}"}
    with open_calls(url, headers, PACES.of(f"{url} {token}"), now) as calls:
        yield MirroredCachet(calls)


def _words(config: Config) -> PlaceWords:
    return PlaceWords(
        f"the Cachet at {config.get('url')}",
        main="url",
        fields={Trouble.WRONG_SECRET: "token", Trouble.FORBIDDEN: "token"},
    )


ACCOUNT = AccountKind(_open, _words)

DECLARATION = ACCOUNT.declared(
    "cachet",
    label="Cachet 3",
    summary="A Cachet that you run: it is told what you publish here.",
    fields=(
        FieldSpec(
            "url",
            FieldKind.TEXT,
            "Address of its API",
            required=True,
            tidy=str.strip,
            check=api_problem,
            example="https://status.example.com/api",
        ),
        FieldSpec(
            "token",
            FieldKind.TEXT,
            "API token",
            help="With the abilities to manage incidents, incident updates, schedules, schedule "
            "updates and components.",
            required=True,
            secret=True,
            tidy=str.strip,
        ),
    ),
    describe=lambda config: f"Cachet {config.get('url')}",
    good=(Example({"url": "https://status.example.com/api", "token": "example-token"}),),
    bad=(
        Example({}, "url"),
        Example({"url": "https://status.example.com/api"}, "token"),
        Example({"url": "status.example.com", "token": "t"}, "url"),
        Example({"url": "http://status.example.com/api", "token": "t"}, "url"),
    ),
    rank=61,
)
