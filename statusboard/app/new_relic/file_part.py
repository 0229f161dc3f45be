"""Connections and followed tags in the file of a desk. Keys are never in it: they are referred to.

What the file does not name stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from statusboard.app.new_relic.commands import key_name_of, settled_name
from statusboard.app.new_relic.connection import FIRST_NAME, source_of
from statusboard.app.new_relic.follow_commands import follow_tag
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.views.new_relic_discovery import FollowTag
from statusboard.errors import RuleBroken
from statusboard.newrelic.pasted import account_problem
from statusboard.newrelic.regions import Region, address_of
from statusboard.newrelic.search import tag_of
from statusboard.storage import followed
from statusboard.storage.new_relic_connections import (
    StoredConnection,
    keep_connection,
    read_connections,
)
from statusboard.storage.unit import Unit

# What a connection may say of itself in a file.
FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        "Name",
        default=FIRST_NAME,
        help="What banners call it. “statusboard secret list” names its key.",
    ),
    FieldSpec("region", FieldKind.CHOICE, "Region", choices=tuple(Region), help="Where it lives."),
    FieldSpec("url", FieldKind.TEXT, "Address", default="", help="One of your own, instead."),
)
TAG_FIELDS = (
    FieldSpec("tag", FieldKind.TEXT, "Tag", required=True, help="Such as team: shop."),
    FieldSpec(
        "account",
        FieldKind.NUMBER,
        "Account",
        check=account_problem,
        help="In this account alone.",
    ),
    FieldSpec(
        "group", FieldKind.TEXT, "Group", default="", help="Offered for what is found by it."
    ),
)


@dataclass(frozen=True, slots=True)
class NamedConnection:
    """A connection as a file describes it."""

    name: str
    region: str
    url: str


@dataclass(frozen=True, slots=True)
class ApplyNewRelic:
    """What a file says of New Relic."""

    connections: tuple[NamedConnection, ...] = ()
    tags: tuple[FollowTag, ...] = ()


def connection_input(table: Mapping[str, object]) -> NamedConnection:
    """What a table describes. Raises RuleBroken with the field at fault."""
    values = validate(FIELDS, table)
    region, url = str(values.get("region") or ""), str(values.get("url") or "").strip()
    if region and url:
        raise RuleBroken("Give a region or an address, not both.", field="url")
    address_of(region, url)
    return NamedConnection(settled_name(str(values["name"])), region, url)


def tag_input(table: Mapping[str, object]) -> FollowTag:
    """What a table describes. Raises RuleBroken with the field at fault."""
    values = validate(TAG_FIELDS, table)
    key, value = tag_of(str(values["tag"]))
    if not key:
        raise RuleBroken("Write the tag to follow, such as team: shop.", field="tag")
    account = values.get("account")
    number = int(account) if isinstance(account, int | float) else None
    tag = f"{key}: {value}" if value else key
    return FollowTag(tag, number, str(values.get("group") or ""))


def bring_new_relic(unit: Unit, given: ApplyNewRelic) -> list[str]:
    """What changed, one line each."""
    # What a file does not name is not read, either: most files name services alone.
    there = {one.name: one for one in read_connections(unit)} if given.connections else {}
    lines = []
    for wanted in given.connections:
        before = there.get(wanted.name)
        if before is None:
            # Whose key it is, the feed finds out as soon as the key is there.
            made = StoredConnection(
                0, wanted.name, wanted.region, wanted.url, key_name_of(wanted.name), unit.now_us
            )
            lines.append(f"added: {source_of(wanted.name)}")
        elif (before.region, before.url) != (wanted.region, wanted.url):
            made = replace(before, region=wanted.region, url=wanted.url, user="", accounts=())
            lines.append(f"changed: {source_of(wanted.name)}")
        else:
            continue
        keep_connection(unit, made)
    known = {(one.tag, one.account) for one in followed.read_tags(unit)} if given.tags else set()
    for tag in given.tags:
        if (tag.tag, tag.account) not in known:
            follow_tag.run(unit, tag)
            lines.append(f"followed: the tag {tag.tag}")
    return lines


def connection_tables(unit: Unit) -> Iterator[Mapping[str, object]]:
    """The connections, as they are read."""
    for one in read_connections(unit):
        place = {"url": one.url} if one.url else {"region": one.region}
        yield {"name": one.name, **place}


def tag_tables(unit: Unit) -> Iterator[Mapping[str, object]]:
    """The tags that are followed, as they are read."""
    for one in followed.read_tags(unit):
        said = {"tag": one.tag, "account": one.account, "group": one.group or None}
        yield {key: value for key, value in said.items() if value is not None}
