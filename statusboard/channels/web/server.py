"""The server of a kind that has one for all its addresses: its field, and whether it answers."""

from collections.abc import AsyncIterator, Callable

from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.channels.base import Step
from statusboard.channels.web.addresses import server_problem
from statusboard.channels.web.answers import Provider
from statusboard.channels.web.poster import posting
from statusboard.channels.web.sending import prove_server


def server_field(
    default: str, help_text: str, *, label: str = "Server", advanced: bool = True, example: str = ""
) -> FieldSpec:
    """The field `url`: where the messages go, which may be a relay of the company's own."""
    return FieldSpec(
        "url",
        FieldKind.URL,
        label,
        default=default,
        check=server_problem,
        tidy=str.strip,
        advanced=advanced,
        example=example,
        help=help_text,
    )


def proof_of_server(provider: Provider) -> Callable[[Config], AsyncIterator[Step]]:
    """A proof that asks whether the server answers; only a message shows whether addresses do."""

    async def prove(config: Config) -> AsyncIterator[Step]:
        async with posting(provider) as poster:
            async for step, _ in prove_server(poster, str(config["url"])):
                yield step

    return prove
