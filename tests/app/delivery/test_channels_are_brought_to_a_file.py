"""Channels by the file of a desk: added, changed, removed; their secrets in the key store."""

from pathlib import Path

import pytest

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.delivery.whole_config import secret_of
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.app.settings import DEMO
from statusboard.catalog.references import names_in
from statusboard.domain.access import person
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.settings import write_setting
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.keys import MemoryKeyring

pytestmark = ON_SQLITE
MAIL = """\
[[channel]]
kind = "email"
name = "mail"
host = "mail.northwind.example"
user = "desk"
password = "{password}"
sender = "Northwind Status <status@northwind.example>"
"""


@pytest.fixture
def door(database: Database, tmp_path: Path) -> Doorway:
    return Doorway(database, ManualClock(), SecretPlace(tmp_path, backend=MemoryKeyring()))


def bring(door: Doorway, text: str, *, prune: bool = False) -> tuple[str, ...]:
    read = parse_desk(text, check_kinds(), target_kinds())
    given = read.channels.channels
    wanted = type(read)(read.page, read.services, type(read.channels)(given, prune=prune))
    return door.do(apply_desk, wanted, person("Mia")).result.lines


def test_a_password_is_kept_in_the_key_store_and_exported_as_a_mask(door: Doorway) -> None:
    assert bring(door, MAIL.format(password="hush")) == (
        "added channel mail (E-mail from status@northwind.example by mail.northwind.example)",
    )
    (channel,) = door.ask(CHANNELS, None)
    (name,) = names_in(channel.config)
    assert secret_of(door.secrets, name) == "hush"
    assert "hush" not in repr(channel)
    assert [secret.needed_by for secret in door.ask(NEEDED_SECRETS, None)] == [("channel mail",)]
    exported = door.ask(EXPORT_DESK, None, person("Ada"))
    assert 'password = "***"' in exported
    assert bring(door, exported) == ()


def test_a_mask_stands_for_nothing_where_the_server_is_another(door: Doorway) -> None:
    bring(door, MAIL.format(password="hush"))
    elsewhere = MAIL.format(password="***").replace("mail.northwind", "mail.elsewhere")
    with pytest.raises(RuleBroken, match="mask") as refused:
        bring(door, elsewhere)
    assert refused.value.field.endswith("password")


def test_what_a_file_does_not_name_goes_only_where_it_is_pruned(door: Doorway) -> None:
    bring(door, MAIL.format(password="hush"))
    other = MAIL.format(password="hush").replace('name = "mail"', 'name = "other"')
    assert len(bring(door, other)) == 1
    changed = bring(door, other.replace("status@", "news@"), prune=True)
    assert [line.partition(" (")[0] for line in changed] == [
        "changed channel other",
        "removed channel mail",
    ]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[channel]]\nname = "mail"\n', "A channel needs a kind"),
        ('[[channel]]\nkind = "email"\n', "A channel needs a name"),
        ('[[channel]]\nkind = "emial"\nname = "mail"\n', "Did you mean email"),
        ('[[channel]]\nkind = "pigeon"\nname = "mail"\n', "Known: email"),
        ('[[channel]]\nkind = "email"\nname = "mail"\nport = 0\n', "Server is missing"),
        ('[[channel]]\nkind = "email"\nname = "mail"\nhost = "a"\nfrom = "b"\n', "from"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=r"line \d") as refused:
        parse_desk(text, check_kinds(), target_kinds())
    assert sentence in refused.value.sentence


@pytest.mark.usefixtures("database")
def test_a_key_that_is_not_known_is_named_once_with_its_own_line() -> None:
    text = '[[channel]]\nkind = "email"\nname = "mail"\nhost = "a"\nhots = "b"\n'
    with pytest.raises(RuleBroken) as refused:
        parse_desk(text, check_kinds(), target_kinds(), name="desk.toml")
    assert refused.value.sentence == (
        "desk.toml, line 5: hots is not known here. Did you mean host?"
    )


def test_a_name_keeps_its_kind_and_the_demo_takes_no_channel(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="pigeon", config={})
    with pytest.raises(RuleBroken, match="of the kind pigeon"):
        bring(door, MAIL.format(password="hush"))
    assert "pigeon, unknown to this version" in door.ask(EXPORT_DESK, None, person("Ada"))
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        write_setting(unit, DEMO, True)
    with pytest.raises(RuleBroken, match="sends to nobody"):
        bring(door, MAIL.format(password="hush").replace('"mail"', '"post"'))


def test_a_machine_that_lacks_a_secret_says_how_to_give_it(door: Doorway) -> None:
    with pytest.raises(Unavailable, match=r"secret set channel\.password\.1"):
        secret_of(door.secrets, "channel.password.1")
    with pytest.raises(RuleBroken, match="secret of something else"):
        secret_of(door.secrets, "check.body.1")
    assert "email" in channel_kinds()
