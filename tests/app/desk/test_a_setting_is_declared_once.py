"""A setting that no code knows but its declaration appears wherever settings do."""

from collections.abc import Iterator

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.page.kinds import target_kinds
from statusboard.app.programs.doctor import _settings
from statusboard.app.services.kinds import check_kinds
from statusboard.app.settings import PAGE, SECTIONS
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.settings import declared_setting
from tests.fixtures.speaking import NOON, Newsroom

__all__ = ["declared_setting"]

FILE = '[page]\nname = "Northwind"\nseats = 12\n'


@pytest.fixture
def newsroom(database: Database, declared_setting: FieldSpec) -> Iterator[Newsroom]:
    return Newsroom(database)


def applied(newsroom: Newsroom, text: str) -> tuple[str, ...]:
    lines: tuple[str, ...] = newsroom.do(
        apply_desk, parse_desk(text, check_kinds(), target_kinds())
    ).lines
    return lines


def test_a_section_says_what_every_field_is() -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    for section in SECTIONS:
        assert section.key.isidentifier()
        assert section.label
        for spec in section.fields:
            assert spec.label[0].isupper()
            assert spec.help.endswith(".")
            assert spec.kind is not FieldKind.CHOICE or spec.default in spec.choices
            assert not spec.secret, "settings are no place for secrets"


def test_it_is_chosen_and_shown(newsroom: Newsroom) -> None:
    newsroom.do(choose_settings, ChooseSettings({"page.seats": 12}))

    assert newsroom.ask(SETTINGS).values == {"page.seats": 12}
    with pytest.raises(RuleBroken, match="no room") as caught:
        newsroom.do(choose_settings, ChooseSettings({"page.seats": 500}))
    assert caught.value.field == "page.seats"


def test_the_file_carries_it_there_and_back(newsroom: Newsroom) -> None:
    assert applied(newsroom, FILE) == (
        "changed page.name: Northwind (was Status)",
        "changed page.seats: 12 (was 4)",
    )

    text = newsroom.ask(EXPORT_DESK)

    assert text == FILE
    assert applied(newsroom, text) == ()


def test_what_needs_another_setting_finds_it_in_the_file_or_chosen_before(
    newsroom: Newsroom,
) -> None:
    security = (
        '[security]\ncontact = "security@northwind.example"\nexpires = "2027-06-30"\n'
        'policy = "https://northwind.example/security"\n'
    )
    assert len(applied(newsroom, security)) == 3
    assert newsroom.ask(EXPORT_DESK) == security

    newsroom.do(choose_settings, ChooseSettings({"security.expires": "2027-12-31"}))

    assert newsroom.ask(SETTINGS).values["security.expires"] == "2027-12-31"
    with pytest.raises(RuleBroken, match="line 2: expires: Holds until needs Reports go to"):
        applied(newsroom, '[security]\nexpires = "2028-06-30"\n')


def test_its_faults_are_told_with_line_and_hint(newsroom: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="line 3: seats: There is no room for 500"):
        applied(newsroom, FILE.replace("12", "500"))
    with pytest.raises(RuleBroken, match=r"line 3: saets is not known here. Did you mean seats\?"):
        applied(newsroom, FILE.replace("seats", "saets"))


def test_the_doctor_tells_it(newsroom: Newsroom) -> None:
    newsroom.setting("page.seats", 500)

    with newsroom.database.reading(NOON) as unit:
        words = [finding.words for finding in _settings(unit)]

    assert any("no room for 500" in said for said in words)


def test_it_is_no_part_of_the_program() -> None:
    assert "seats" not in [spec.name for spec in PAGE.fields]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nothing at all", "is no address to ask"),
        (", ".join(f"10.0.0.{n}:443" for n in range(1, 100)), "addresses are asked"),
    ],
)
def test_canaries_that_nobody_can_ask_are_refused(text: str, words: str) -> None:
    (line,) = (section for section in SECTIONS if section.key == "line")
    with pytest.raises(RuleBroken, match=words):
        line.settle({"canaries": text})


def test_what_the_page_server_is_told_stands_in_the_file(newsroom: Newsroom) -> None:
    text = (
        '[server]\npublic_url = "https://status.northwind.example"\ncontact = "help@a.example"\n'
        'in_window = true\nhost = "::"\nport = 8443\ntrusted_proxies = "10.0.0.5, 10.1.0.0/16"\n'
        "asks_per_address = 2\nasks_per_network = 50\nasks_in_all = 2000\n"
        "forms_per_network = 60\nforms_in_all = 1200\n"
    )
    assert len(applied(newsroom, text)) == 11
    assert newsroom.ask(EXPORT_DESK) == text
    assert newsroom.ask(SETTINGS).values["server.public_url"] == "https://status.northwind.example"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("public_url", "http://status.northwind.example", "Use https"),
        ("public_url", "https://grün.example", "as it stands in the DNS"),
        ("public_url", "https://a:b@status.northwind.example", "Write it without"),
        ("public_url", "https://status.northwind.example/\r\nBcc: a@b.example", "not the address"),
        ("contact", "Help <help@a.example>", "one mail address"),
        ("contact", "help@a.example, b@c.example", "one mail address"),
        ("contact", "nobody", "one mail address"),
        ("host", "this computer", "no address of a computer"),
        ("host", "http://127.0.0.1", "no address of a computer"),
        ("port", 0, "from 1 to 65535"),
        ("port", 65_536, "from 1 to 65535"),
        ("port", 80.5, "a whole number"),
        ("trusted_proxies", "proxy.example", "“proxy.example” is not the address of a proxy"),
        ("trusted_proxies", "10.0.0.1, *", "“[*]” is not the address of a proxy"),
        ("trusted_proxies", "0.0.0.0/0", "not the address of a proxy"),
        ("trusted_proxies", "::/0", "not the address of a proxy"),
        ("asks_per_address", 0, "a whole number from 1 to 100"),
        ("asks_per_address", 101, "a whole number from 1 to 100"),
        ("asks_per_network", -5, "a whole number from 1 to 100,000"),
        ("asks_per_network", "many", "must be a number"),
        ("asks_in_all", 2.5, "a whole number"),
        ("forms_per_network", True, "must be a number"),
        ("forms_in_all", 100_001, "a whole number from 1 to 100,000"),
    ],
)
def test_what_the_page_server_could_not_use_is_refused(
    field: str, value: object, words: str
) -> None:
    (server,) = (section for section in SECTIONS if section.key == "server")
    with pytest.raises(RuleBroken, match=words) as caught:
        server.settle({field: value})
    assert caught.value.field == f"server.{field}"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080", "http://localhost:8080", "https://s.example/x"]
)
def test_a_public_address_may_be_tried_on_this_computer(url: str) -> None:
    (server,) = (section for section in SECTIONS if section.key == "server")
    assert server.settle({"public_url": url}) == {"public_url": url}
