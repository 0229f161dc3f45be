"""One channel by a form: its secret kept, its name its own, and gone when a person says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.delivery.channel_commands import remove_channel, save_channel
from statusboard.app.delivery.forms import CHANNEL_FORMS
from statusboard.app.delivery.inputs import ChannelInput, RemoveChannel, SaveChannel
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.catalog.references import names_in
from statusboard.domain.access import Actor, ActorKind, person
from statusboard.domain.changes import Topic
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.keys import MemoryKeyring, stored_texts

pytestmark = ON_SQLITE
MIA = person("Mia")
MAIL = ChannelInput(
    "mail",
    "email",
    {
        "host": "mail.northwind.example",
        "user": "desk",
        "password": "hush",
        "sender": "Status <status@northwind.example>",
    },
)


@pytest.fixture
def door(database: Database, tmp_path: Path) -> Doorway:
    return Doorway(database, ManualClock(), SecretPlace(tmp_path, backend=MemoryKeyring()))


def test_a_new_channel_shows_a_mask_for_its_secret(door: Doorway) -> None:
    done = door.do(save_channel, SaveChannel(MAIL, is_new=True), MIA)
    assert done.result == "mail"
    assert Topic.DELIVERIES in done.changes.topics
    (form,) = door.ask(CHANNEL_FORMS, None).channels
    assert (form.name, form.kind, form.config["password"]) == ("mail", "email", "***")
    (channel,) = door.ask(CHANNELS, None)
    assert len(names_in(channel.config)) == 1
    assert "hush" not in stored_texts(door.database)


def test_what_stands_in_a_form_can_be_saved_as_it_is(door: Doorway) -> None:
    door.do(save_channel, SaveChannel(MAIL, is_new=True), MIA)
    (form,) = door.ask(CHANNEL_FORMS, None).channels
    before = door.ask(CHANNELS, None)
    done = door.do(save_channel, SaveChannel(replace(MAIL, config=form.config)), MIA)
    assert door.ask(CHANNELS, None) == before
    assert not done.changes


def test_a_new_channel_takes_no_other_s_place(door: Doorway) -> None:
    door.do(save_channel, SaveChannel(MAIL, is_new=True), MIA)
    with pytest.raises(RuleBroken, match="called mail already") as refused:
        door.do(save_channel, SaveChannel(MAIL, is_new=True), MIA)
    assert refused.value.field == "name"


@pytest.mark.parametrize("name", ["", "   "])
def test_a_channel_needs_a_name(door: Doorway, name: str) -> None:
    with pytest.raises(RuleBroken, match="name") as refused:
        door.do(save_channel, SaveChannel(replace(MAIL, name=name), is_new=True), MIA)
    assert refused.value.field == "name"


def test_what_is_wrong_is_said_before_a_secret_is_kept(door: Doorway) -> None:
    bad = replace(MAIL, config={**MAIL.config, "port": 0})
    with pytest.raises(RuleBroken) as refused:
        door.do(save_channel, SaveChannel(bad, is_new=True), MIA)
    assert refused.value.field == "port"
    assert door.secrets.names() == frozenset()


def test_a_channel_that_somebody_removed_is_not_made_anew_by_saving_it(door: Doorway) -> None:
    with pytest.raises(RuleBroken, match="is gone"):
        door.do(save_channel, SaveChannel(MAIL), MIA)


def test_a_removed_channel_is_listed_no_more(door: Doorway) -> None:
    door.do(save_channel, SaveChannel(MAIL, is_new=True), MIA)
    done = door.do(remove_channel, RemoveChannel("mail"), MIA)
    assert Topic.SUBSCRIBERS in done.changes.topics
    assert door.ask(CHANNELS, None) == ()
    with pytest.raises(RuleBroken, match="no channel called"):
        door.do(remove_channel, RemoveChannel("mail"), MIA)


def test_of_a_kind_that_is_not_known_nothing_is_shown(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), MIA) as unit:
        add_channel(unit, name="later", kind="pigeon", config={"token": "coo"})
    (form,) = door.ask(CHANNEL_FORMS, None).channels
    assert (form.is_known, form.config) == (False, {})


def test_whoever_may_not_configure_changes_no_channel(door: Doorway) -> None:
    guest = Actor(ActorKind.PERSON, "Guest", frozenset())
    for verb, given in (
        (save_channel, SaveChannel(MAIL, is_new=True)),
        (remove_channel, RemoveChannel("mail")),
    ):
        with pytest.raises(RuleBroken):
            door.do(verb, given, guest)
