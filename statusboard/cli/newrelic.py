"""`statusboard newrelic …`: what New Relic knows, and what of it is watched here."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway
    from statusboard.app.new_relic.calls import NewRelicCalls
    from statusboard.domain.views.new_relic import EntityPage, FindEntities, FoundEntity

Value = TypeVar("Value")
Text = Annotated[str, typer.Argument(metavar="NAME", help="A part of the name; all without it.")]
Account = Annotated[int | None, typer.Option(metavar="NUMBER", help="In this account alone.")]
Kind = Annotated[
    str, typer.Option("--kind", metavar="SORT", help="One sort, such as apm_service or host.")
]
Tag = Annotated[str, typer.Option(metavar="KEY:VALUE", help="That carry this tag.")]
# 200 entities a page: far more than anybody has, and an end where New Relic has none.
MOST_PAGES = 100


def find(
    text: Text = "",
    account: Account = None,
    kind: Kind = "",
    tag: Tag = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Find entities of New Relic, and say by which services each is watched."""
    from statusboard.cli.desk import doorway

    with doorway(database) as door:
        found = _all(door, database, text=text, account=account, kind=kind, tag=tag)
    if as_json:
        print_json({"entities": [_fields(one) for one in found]})
        return
    for one in found:
        watched = f"watched by {', '.join(one.watched_by)}" if one.watched_by else "not watched"
        print("  ".join((one.guid, one.name, one.kind_label, one.account, watched)))
    if not found:
        print("New Relic knows no such entity.")


def watch(
    text: Text = "",
    account: Account = None,
    kind: Kind = "",
    tag: Tag = "",
    group: Annotated[str, typer.Option(help="The group of new services.")] = "",
    service: Annotated[
        str, typer.Option(help="One service for all of them: made, or added to where it is there.")
    ] = "",
    database: Database = None,
) -> None:
    """Watch what “find” finds with the same words: a service each, or --service for all."""
    from statusboard.app.new_relic.discovery_commands import watch_entities
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.views.new_relic_discovery import WatchEntities

    with doorway(database) as door:
        found = _all(door, database, text=text, account=account, kind=kind, tag=tag)
        if not found:
            raise RuleBroken("New Relic knows no such entity. Nothing was added.", field="name")
        there = _service_called(door, service)
        given = WatchEntities(found, group, there, "" if there is not None else service)
        done = door.do(watch_entities, given, this_person(door)).result
    names = {one.guid: one.name for one in found}
    for guid, _ in done.services:
        print(f"watched: {names[guid]}")
    for name in done.already:
        print(f"watched before, left as it is: {name}")


def follow(
    tag: Annotated[str, typer.Argument(metavar="KEY:VALUE", help="The tag, such as team:shop.")],
    account: Account = None,
    group: Annotated[str, typer.Option(help="The group offered for new services.")] = "",
    database: Database = None,
) -> None:
    """Follow a tag: what gets it is proposed, what loses it is told. Nothing happens by itself."""
    from statusboard.app.new_relic.follow_commands import follow_tag
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.views.new_relic_discovery import FollowTag

    with doorway(database) as door:
        number = door.do(follow_tag, FollowTag(tag, account, group), this_person(door)).result
    print(f"{number}: followed. “statusboard newrelic followed” says what it finds.")


def unfollow(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number in “followed”.")],
    database: Database = None,
) -> None:
    """Follow a tag no more. Services stay."""
    from statusboard.app.new_relic.follow_commands import unfollow_tag
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.views.new_relic_discovery import UnfollowTag

    with doorway(database) as door:
        door.do(unfollow_tag, UnfollowTag(number), this_person(door))
    print(f"{number} is followed no more. Services stay as they are.")


def followed(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the tags that are followed, what they propose, and what is gone."""
    from statusboard.app.new_relic.followed import FOLLOWED
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        view = door.ask(FOLLOWED, None)
    if as_json:
        tags = [
            {
                "number": one.id,
                "tag": one.tag,
                "account": one.account,
                "group": one.group,
                "looked_at": None if one.looked_at is None else one.looked_at.isoformat(),
                "problem": one.problem,
                "found": one.found,
            }
            for one in view.tags
        ]
        proposed = [_fields(one) for _, one in view.proposed]
        gone = [
            {"guid": one.guid, "name": one.name, "tag": one.tag, "watched_by": [*one.watched_by]}
            for one in view.gone
        ]
        print_json({"tags": tags, "proposed": proposed, "gone": gone})
        return
    for tag in view.tags:
        waits = "not looked for yet" if tag.looked_at is None else f"{tag.found} found"
        print(f"{tag.id}  {tag.tag}  {tag.problem or waits}")
    for _, entity in view.proposed:
        print(f"proposed  {entity.guid}  {entity.name}  {entity.kind_label}  {entity.account}")
    for one in view.gone:
        print(f"gone  {one.guid}  {one.name}  watched by {', '.join(one.watched_by)}")
    if not view.tags:
        print("no tag is followed")


def _service_called(door: "Doorway", name: str) -> int | None:
    from statusboard.app.health.verify import VERIFY

    if not name.strip():
        return None
    found = [one for one in door.ask(VERIFY, None).rows if one.name == name.strip()]
    if len(found) > 1:
        sentence = f"Several services are called {name}. Add to it in the window."
        raise RuleBroken(sentence, field="service")
    return found[0].component_id if found else None


def _all(
    door: "Doorway",
    database: str | None,
    *,
    text: str,
    account: int | None,
    kind: str,
    tag: str,
) -> "tuple[FoundEntity, ...]":
    """All pages of a search, each entity once."""
    from statusboard.domain.views.new_relic import EntityKind, FindEntities

    offered = [one.value for one in EntityKind if one is not EntityKind.OTHER]
    if kind and kind not in offered:
        sentence = f"“{kind}” is no sort of entity. Write one of {', '.join(offered)}."
        raise RuleBroken(sentence, field="kind")
    kinds = (EntityKind(kind),) if kind else ()
    first = FindEntities(text, kinds, account, tag=tag)
    return asked(door, database, lambda calls: _pages(calls, first))


async def _pages(calls: "NewRelicCalls", given: "FindEntities") -> "tuple[FoundEntity, ...]":
    from dataclasses import replace

    found: dict[str, FoundEntity] = {}
    for _ in range(MOST_PAGES):
        page: EntityPage = await calls.find(given)
        found |= {one.guid: one for one in page.entities}
        for name, why in page.away:
            typer.echo(f"{name} was not searched: {why}", err=True)
        if not page.next_cursor:
            break
        given = replace(given, cursor=page.next_cursor)
    return tuple(found.values())


def asked(
    door: "Doorway",
    database: str | None,
    ask: "Callable[[NewRelicCalls], Awaitable[Value]]",
) -> Value:
    """What New Relic answers, asked from here with the key of this computer."""
    from statusboard.app.installation import locate
    from statusboard.app.keys.choose import secrets_of
    from statusboard.app.new_relic.calls import NewRelicCalls
    from statusboard.app.new_relic.key import NewRelicKey

    async def run() -> Value:
        keys = NewRelicKey(secrets_of(locate(database), demo=False))
        return await ask(NewRelicCalls(door, keys))

    return asyncio.run(run())


def _fields(one: "FoundEntity") -> dict[str, object]:
    return {
        "guid": one.guid,
        "name": one.name,
        "kind": one.kind.value,
        "account": one.account_id,
        "account_name": one.account,
        "state": one.level.value,
        "reading": one.reading,
        "tags": list(one.tags),
        "watched_by": list(one.watched_by),
        "permalink": one.permalink,
    }
