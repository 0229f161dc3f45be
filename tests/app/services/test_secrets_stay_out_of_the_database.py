"""What a check sends in secret is in the key store; the database holds its name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from statusboard.app.clock import SystemClock
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.inputs import Applied, ApplyDesk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Done, Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.commands import (
    ADD_SERVICE,
    EDIT_SERVICE,
    GIVE_SECRET,
    REMOVE_SERVICE,
    ApplyInput,
    CheckInput,
    EditServiceInput,
    GiveSecret,
    RemoveServiceInput,
    ServiceInput,
)
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.app.services.sweeping import GRACE, sweep_secrets
from statusboard.catalog.references import names_in
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.changes import Topic
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from tests.fixtures.keys import MemoryKeyring, files_with, stored_texts
from tests.fixtures.speaking import person

ADA = Actor(ActorKind.PERSON, "ada")
CONFIG = {
    "url": "https://ada:pw-1815@shop.example/health?page=2&token=t-1843",
    "headers": {"Authorization": "Bearer b-1852", "X-Shop": "x-1871", "Accept": "text/plain"},
    "body": '{"pin": "p-1880"}\n',
}
SECRETS = ("pw-1815", "t-1843", "b-1852", "x-1871", "p-1880")
SAFE = ServiceInput("Safe", checks=(CheckInput("http", CONFIG),))


class LaterClock(SystemClock):
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self):
        return super().now() + self.ahead


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def doorway(database: Database, tmp_path: Path, backend: MemoryKeyring) -> Iterator[Doorway]:
    return Doorway(database, LaterClock(), SecretPlace(tmp_path / "keys", backend=backend))


def config_of(doorway: Doorway) -> dict[str, object]:
    with doorway.database.reading(doorway.clock.now()) as unit:
        return dict(read_checks(unit)[0].config)


def edited(doorway: Doorway, component_id: int, **fields: object) -> None:
    """Saves the check as the form would: masks for what was not touched."""
    with doorway.database.reading(doorway.clock.now()) as unit:
        check = read_checks(unit)[0]
    config = {
        "url": "https://***@shop.example/health?page=2&token=***",
        "headers": {"Authorization": "***", "X-Shop": "***", "Accept": "text/plain"},
        "body": "***",
    }
    checks = (CheckInput("http", config | fields, id=check.id),)
    doorway.do(EDIT_SERVICE, EditServiceInput(component_id, replace(SAFE, checks=checks)), ADA)


def applied(doorway: Doorway, file: ApplyInput) -> Done[Applied]:
    return doorway.do(apply_desk, ApplyDesk(services=file), ADA)


def test_the_database_holds_names_and_the_key_store_the_secrets(
    doorway: Doorway, backend: MemoryKeyring, tmp_path: Path
) -> None:
    doorway.do(ADD_SERVICE, SAFE, ADA)

    stored = stored_texts(doorway.database)
    assert [secret for secret in SECRETS if secret in stored] == []
    assert files_with(tmp_path, SECRETS) == []
    assert set(backend.kept.values()) == {
        "ada:pw-1815",
        "t-1843",
        "Bearer b-1852",
        "x-1871",
        '{"pin": "p-1880"}\n',
    }
    config = config_of(doorway)
    secret = r"\$\{secret:check\.%s\.[0-9a-f]{8}\}"
    address = f"https://{secret % 'user'}@shop.example/health\\?page=2&token={secret % 'token'}"
    assert re.fullmatch(address, str(config["url"]))
    headers = config["headers"]
    assert isinstance(headers, dict)
    assert headers["Accept"] == "text/plain"
    assert str(headers["Authorization"]).startswith("${secret:check.authorization.")
    assert len(names_in(config)) == len(SECRETS)


def test_secrets_leave_masked_and_return_by_the_mask(doorway: Doorway) -> None:
    doorway.do(ADD_SERVICE, SAFE, ADA)
    before = config_of(doorway)

    text = doorway.ask(EXPORT_DESK, None, person())
    done = applied(doorway, parse_desk(text, check_kinds(), target_kinds()).services)

    assert [secret for secret in SECRETS if secret in text] == []
    assert "secret:" not in text
    assert done.result.lines == ()
    assert config_of(doorway) == before


SIGNED_IN = {
    "url": "https://shop.example/health",
    "sign_in": "oauth2",
    "token_url": "https://login.example/token",
    "client_id": "statusboard",
    "client_secret": "c-1901",
    "proxy": "own",
    "proxy_url": "http://ada:p-1903@proxy.example:3128",
    "client_certificate": "/etc/statusboard/desk-1907.pem",
    "key_password": "k-1913",
}
SIGNED_IN_SECRETS = ("c-1901", "p-1903", "desk-1907", "k-1913")


def test_what_signs_a_check_in_is_in_the_key_store_and_masked(
    doorway: Doorway, backend: MemoryKeyring
) -> None:
    service = ServiceInput("Signed in", checks=(CheckInput("http", SIGNED_IN),))
    doorway.do(ADD_SERVICE, service, ADA)
    before = config_of(doorway)

    text = doorway.ask(EXPORT_DESK, None, person())
    done = applied(doorway, parse_desk(text, check_kinds(), target_kinds()).services)

    stored = stored_texts(doorway.database)
    assert [secret for secret in SIGNED_IN_SECRETS if secret in stored or secret in text] == []
    assert len(backend.kept) == len(SIGNED_IN_SECRETS)
    assert done.result.lines == ()
    assert config_of(doorway) == before


def test_a_token_server_elsewhere_gets_nothing_that_is_stored(doorway: Doorway) -> None:
    service = ServiceInput("Signed in", checks=(CheckInput("http", SIGNED_IN),))
    component_id = doorway.do(ADD_SERVICE, service, ADA).result
    with doorway.database.reading(doorway.clock.now()) as unit:
        [check] = read_checks(unit)
    masks = dict.fromkeys(("client_secret", "client_certificate", "key_password"), "***")
    moved = SIGNED_IN | masks | {"token_url": "https://elsewhere.example/token"}
    edit = replace(service, checks=(CheckInput("http", moved, id=check.id),))
    with pytest.raises(RuleBroken, match="holds a mask"):
        doorway.do(EDIT_SERVICE, EditServiceInput(component_id, edit), ADA)


def test_a_file_with_its_secrets_applied_twice_changes_nothing(
    doorway: Doorway, backend: MemoryKeyring
) -> None:
    file = ApplyInput(services=(SAFE, replace(SAFE, name="Twin")))
    applied(doorway, file)

    assert applied(doorway, file).result.lines == ()
    assert len(backend.kept) == len(SECRETS)  # what two checks share has to be given once


def test_a_form_that_touches_no_secret_keeps_them_all(doorway: Doorway) -> None:
    component_id = doorway.do(ADD_SERVICE, SAFE, ADA).result
    before = config_of(doorway)

    edited(doorway, component_id, expect_text="ok")

    assert config_of(doorway) == before | {"expect_text": "ok"}


def test_one_secret_of_several_is_changed_alone(doorway: Doorway, backend: MemoryKeyring) -> None:
    component_id = doorway.do(ADD_SERVICE, SAFE, ADA).result
    before = config_of(doorway)

    edited(doorway, component_id, url="https://***@shop.example/status?page=2&token=t-1999")

    after = config_of(doorway)
    assert "t-1999" in backend.kept.values()
    assert names_in(before) - names_in(after) < names_in(before["url"])
    assert len(names_in(after) - names_in(before)) == 1


@pytest.mark.parametrize(
    "url", ["https://***@evil.example/", "http://***@shop.example/", "https://***@shop.example:8/"]
)
def test_a_mask_in_an_address_stands_for_no_secret_of_another_host(
    doorway: Doorway, url: str
) -> None:
    component_id = doorway.do(ADD_SERVICE, SAFE, ADA).result

    with pytest.raises(RuleBroken, match="Write the secret in its place") as broken:
        edited(doorway, component_id, url=url)
    assert broken.value.field == "checks.0.url"


@pytest.mark.parametrize("field", ["headers", "body"])
def test_an_address_that_leads_elsewhere_gets_nothing_that_is_stored(
    doorway: Doorway, field: str
) -> None:
    stored = {
        "url": "https://shop.example/health",
        "method": "POST",
        "headers": {"Authorization": "Bearer b-1852"},
        "body": "b-1871",
    }
    service = ServiceInput("Safe", checks=(CheckInput("http", stored),))
    doorway.do(ADD_SERVICE, service, ADA)
    masks: dict[str, object] = {"headers": {"Authorization": "***"}, "body": "***"}
    moved = {"url": "https://evil.example/", "method": "POST", field: masks[field]}
    file = ApplyInput(services=(ServiceInput("Safe", checks=(CheckInput("http", moved),)),))

    with pytest.raises(RuleBroken, match="Write the secret in its place") as broken:
        applied(doorway, file)
    assert broken.value.field.endswith(field)


def test_a_mask_that_stands_for_nothing_stored_is_refused(doorway: Doorway) -> None:
    config = {"url": "https://shop.example/", "headers": {"Authorization": "***"}}
    file = ApplyInput(services=(ServiceInput("S", checks=(CheckInput("http", config),)),))

    with pytest.raises(RuleBroken, match="Write the secret in its place"):
        applied(doorway, file)


@pytest.mark.parametrize("field", ["body", "url", "headers", "expect_text"])
def test_nobody_can_write_a_reference_to_somebody_elses_secret(
    doorway: Doorway, backend: MemoryKeyring, field: str
) -> None:
    reference = "${secret:new-relic-key}"
    config: dict[str, object] = {"url": "https://shop.example/"}
    config[field] = {
        "url": f"https://{reference}@shop.example/",
        "headers": {"X-Key": reference},
    }.get(field, reference)

    with pytest.raises(RuleBroken) as broken:
        doorway.do(ADD_SERVICE, ServiceInput("S", checks=(CheckInput("http", config),)), ADA)
    assert broken.value.field == f"checks.0.{field}"
    assert backend.kept == {}


def test_a_transaction_that_fails_loses_no_secret(doorway: Doorway, backend: MemoryKeyring) -> None:
    component_id = doorway.do(ADD_SERVICE, SAFE, ADA).result
    doorway.do(ADD_SERVICE, ServiceInput("Taken"), ADA)
    kept = dict(backend.kept)
    checks = (CheckInput("http", CONFIG | {"body": "another"}),)
    other = replace(SAFE, name="Taken", checks=checks)

    with pytest.raises(RuleBroken, match="already a service"):
        doorway.do(EDIT_SERVICE, EditServiceInput(component_id, other), ADA)

    assert kept.items() <= backend.kept.items()
    assert len(backend.kept) == len(kept) + 1  # left over, until it is swept


def test_what_breaks_a_rule_leaves_no_secret_behind(
    doorway: Doorway, backend: MemoryKeyring
) -> None:
    wrong = CheckInput("http", CONFIG | {"expect_status": "fine"})
    with pytest.raises(RuleBroken):
        doorway.do(ADD_SERVICE, replace(SAFE, checks=(*SAFE.checks, wrong)), ADA)
    assert backend.kept == {}


@pytest.mark.parametrize("is_pruned", [False, True])
def test_what_is_replaced_or_removed_is_forgotten_a_while_later(
    doorway: Doorway, backend: MemoryKeyring, is_pruned: bool
) -> None:
    component_id = doorway.do(ADD_SERVICE, SAFE, ADA).result
    edited(doorway, component_id, body="another")
    assert sweep_secrets(doorway) == frozenset()  # it could be another desk's, on its way

    doorway.clock.ahead = GRACE * 2
    assert len(sweep_secrets(doorway)) == 1
    assert "another" in backend.kept.values()
    assert len(backend.kept) == len(SECRETS)

    if is_pruned:
        applied(doorway, ApplyInput(("Shop",), prune=True))
    else:
        doorway.do(REMOVE_SERVICE, RemoveServiceInput(component_id), ADA)
    sweep_secrets(doorway)
    assert backend.kept == {}


def test_a_secret_that_is_used_again_is_not_swept_meanwhile(
    doorway: Doorway, backend: MemoryKeyring
) -> None:
    component_id = doorway.do(ADD_SERVICE, SAFE, ADA).result
    doorway.do(REMOVE_SERVICE, RemoveServiceInput(component_id), ADA)
    old = {path: path.stat().st_mtime for path in doorway.secrets._home.iterdir()}

    doorway.prepare(ADD_SERVICE, SAFE, ADA)

    assert all(path.stat().st_mtime > before for path, before in old.items())


def test_a_locked_key_store_changes_nothing(doorway: Doorway, backend: MemoryKeyring) -> None:
    backend.locked = True
    with pytest.raises(Unavailable):
        doorway.do(ADD_SERVICE, SAFE, ADA)
    plain = replace(SAFE, checks=(CheckInput("http", {"url": "https://shop.example/"}),))
    doorway.do(ADD_SERVICE, plain, ADA)  # without a secret it is not even asked


def test_without_a_key_store_the_person_is_asked_once(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    doorway = Doorway(database, SystemClock(), SecretPlace(tmp_path / "keys"))

    with pytest.raises(RuleBroken) as asked:
        doorway.do(ADD_SERVICE, SAFE, ADA)
    assert asked.value.field == "allow_file"
    doorway.do(ADD_SERVICE, replace(SAFE, allow_file=True), ADA)
    doorway.do(ADD_SERVICE, replace(SAFE, name="Second"), ADA)

    assert len(doorway.secrets.names()) == len(SECRETS)


def test_a_secret_is_given_to_a_machine_by_its_name(
    doorway: Doorway, backend: MemoryKeyring, tmp_path: Path
) -> None:
    doorway.do(ADD_SERVICE, SAFE, ADA)
    name = next(s.name for s in doorway.ask(NEEDED_SECRETS, None) if ".token." in s.name)
    theirs = Doorway(
        doorway.database, doorway.clock, SecretPlace(tmp_path / "theirs", backend=MemoryKeyring())
    )

    done = theirs.do(GIVE_SECRET, GiveSecret(name, "t-1900"), ADA)

    assert done.changes.topics == {Topic.SECRETS}
    kept = theirs.secrets.read(name)
    assert kept is not None
    assert kept.reveal() == "t-1900"
    assert "t-1900" not in stored_texts(doorway.database)
    with pytest.raises(RuleBroken, match="Did you mean"):
        theirs.do(GIVE_SECRET, GiveSecret(name[:-1], "x"), ADA)
    with pytest.raises(RuleBroken, match="empty"):
        theirs.do(GIVE_SECRET, GiveSecret(name, ""), ADA)


def test_a_secret_stands_in_no_repr() -> None:
    shown = f"{SAFE!r} {GiveSecret('a', 't-1843')!r}"
    assert [secret for secret in SECRETS if secret in shown] == []
