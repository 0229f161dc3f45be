"""What is frozen of the page and the incident for channels that write for programs."""

import json
from dataclasses import dataclass

import msgspec
import pytest
from sqlalchemy import select

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.texts import Texts
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.public import public_view
from statusboard.channels.base import Outgoing
from statusboard.channels.webhook import DECLARATION as WEBHOOK
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.render.statuspage_api import api_files
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import MESSAGE
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

SLOW, DOWN = ComponentStatus.DEGRADED_PERFORMANCE, ComponentStatus.MAJOR_OUTAGE
UP = ComponentStatus.OPERATIONAL


@dataclass
class Told:
    """The frozen texts by kind of channel, and what the public API says in the same instant."""

    texts: dict[str, Texts]
    api: dict[str, dict]


def told(database: Database, *kinds: str, is_over: bool) -> Told:
    """An incident of two services among three, beside another one, told with its second update."""
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        keep_page_id(unit)
        group = add_group(unit, name="Shop").id
        alone = add_component(unit, name="Search").id
        first = add_component(unit, name="Basket", group_id=group).id
        second = add_component(unit, name="Checkout API", group_id=group).id
        channels = {add_channel(unit, name=key, kind=key, config={}).id: key for key in kinds}
        for channel_id in channels:
            new = NewSubscriber(channel_id, "x", "x", Wishes(), SubscriberState.ACTIVE)
            add_subscriber(unit, new)
        words = Wording(title="Checkout fails", body="We look.", components={second: DOWN})
        said = NewUpdate(words, Impact.CRITICAL, {second: (UP, DOWN)})
        incident_id, _ = append_update(unit, None, said)
        other = Wording(title="Slow", body="x", components={first: SLOW})
        append_update(unit, None, NewUpdate(other, Impact.MINOR, {first: (UP, SLOW)}))
    clock.forward(600)
    with database.writing(clock.now(), COLLECTOR) as unit:
        status = IncidentStatus.RESOLVED if is_over else IncidentStatus.IDENTIFIED
        after = UP if is_over else SLOW
        words = Wording(
            title="Checkout fails",
            status=status,
            body="New words.",
            components={second: after, alone: after},
        )
        moves = {second: (DOWN, after), alone: (UP, after)}
        append_update(unit, incident_id, NewUpdate(words, Impact.CRITICAL, moves))
        announce(unit, incident_id, 0)
        rows = unit.connection.execute(select(MESSAGE.c.channel_id, MESSAGE.c.content)).all()
        files = api_files(public_view(unit, None))
    return Told(
        {channels[row.channel_id]: msgspec.json.decode(row.content, type=Texts) for row in rows},
        {path: json.loads(content) for path, content in files.items()},
    )


@pytest.mark.parametrize("is_over", [False, True])
def test_a_webhook_says_the_same_as_the_public_api(database: Database, *, is_over: bool) -> None:
    found = told(database, "webhook", is_over=is_over)
    texts = found.texts["webhook"]
    assert texts.update is not None
    outgoing = Outgoing("x", "", "", "k" * 40, texts.update.published_at, update=texts.update)
    said = json.loads(WEBHOOK.preview(outgoing).content)
    ours, page = said["incident"], said["page"]
    (theirs,) = (
        one
        for one in found.api["api/v2/incidents.json"]["incidents"]
        if one["name"] == "Checkout fails"
    )
    status = found.api["api/v2/status.json"]
    assert page["id"] == status["page"]["id"]
    assert (page["status_indicator"], page["status_description"]) == (
        status["status"]["indicator"],
        status["status"]["description"],
    )
    for name in ("id", "name", "status", "created_at", "updated_at", "impact", "page_id",
                 "monitoring_at", "resolved_at"):  # fmt: skip
        assert ours[name] == theirs[name], name
    alike = ("id", "status", "body", "created_at", "incident_id", "affected_components")
    for mine, other in zip(ours["incident_updates"], theirs["incident_updates"], strict=True):
        assert {name: mine[name] for name in alike if name != "affected_components"} == {
            name: other[name] for name in alike if name != "affected_components"
        }
        assert [move["code"] for move in mine["affected_components"]] == [
            move["code"] for move in other["affected_components"]
        ]
    by_id = {one["id"]: one for one in theirs["components"]}
    assert len(ours["components"]) == len(by_id) == 2
    for mine in ours["components"]:
        other = by_id[mine["id"]]
        assert mine == {name: other[name] for name in mine}


def test_only_programs_carry_what_stands_around(database: Database) -> None:
    found = told(database, "slack", "webhook", "email", is_over=False)
    kept = {key: texts.update.around for key, texts in found.texts.items() if texts.update}
    assert kept["webhook"] is not None
    assert (kept["slack"], kept["email"]) == (None, None)
    assert "unsubscribe" not in found.texts["slack"].text


def test_nothing_is_worked_out_where_no_program_listens(database: Database) -> None:
    found = told(database, "slack", is_over=True)
    assert set(found.texts) == {"slack"}
    assert found.texts["slack"].update is not None
