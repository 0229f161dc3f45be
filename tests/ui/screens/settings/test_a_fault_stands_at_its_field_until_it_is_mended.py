"""What is wrong is said where it is wrong, and stays there while nobody has changed it."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.new_relic.commands import SOURCE_NAME
from statusboard.app.new_relic.session import NO_KEY, REFUSED
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.settings import NewRelicView
from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.newrelic.errors import NewRelicRejected, at_the_form
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.key import Key
from statusboard.newrelic.regions import address_of
from statusboard.storage import sources
from tests.fixtures.connections import connected_to
from tests.fixtures.history import COLLECTOR
from tests.fixtures.screens import OfficeDesk
from tests.fixtures.speaking import Newsroom
from ui.screens.settings.new_relic_section import NewRelicSection
from ui.screens.settings.screen import SettingsScreen
from ui.theme.theme import Theme
from ui.widgets.kept_form import KeptForm

KEY = "NRAK-0123456789ABCDEFGHIJKLMNOPQ"
MALFORMED = [
    ("key", "license-key", "https://proxy.example/graphql", "start with NRAK-"),
    ("key", "NRAK-short", "https://proxy.example/graphql", "not complete"),
    ("url", KEY, "proxy", "not a web address"),
    ("url", KEY, "http://proxy.example/graphql", "Over http the key could be read"),
    ("region", KEY, "", "Choose a New Relic region"),
]


def refuse(field: str) -> RuleBroken:
    return RuleBroken(f"The {field} is no good.", field=field)


def answer(key: str, url: str, region: str) -> RuleBroken:
    """What the office says to it."""
    try:
        Key.of(key)
        address_of(region, url)
    except RuleBroken as broken:
        return broken
    message = "nothing is wrong with it"
    raise AssertionError(message)


def test_what_is_malformed_is_told_at_its_field_and_stays(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    section = screen.new_relic
    cases = [("check_button", *MALFORMED[0]), *(("connect_button", *one) for one in MALFORMED)]
    for button, field, key, url, words in cases:
        broken = answer(key, url, "" if field == "region" else "US")
        office.key_answer = broken

        def connect(_given: object, broken: RuleBroken = broken) -> object:
            raise broken

        office.connect_answer = connect  # type: ignore[assignment]
        section.region.setCurrentIndex(section.region.findData("own") if url else 0)
        section.url.setText(url)
        section.key.setText("")  # what the case before was told is about another key
        section.key.setText(key)
        assert section.fields.fault(field) == ""
        getattr(section, button).click()

        qtbot.waitUntil(lambda field=field, words=words: words in section.fields.fault(field))
        for topic in (Topic.HEALTH, Topic.SETTINGS):
            screen.changes_arrived(Changes.of(topic))
            qtbot.waitUntil(lambda: not screen.operations.is_busy)
        assert words in section.fields.fault(field)
        assert section.fields.shows(field)
        assert getattr(section, field).hasFocus() or not screen.isActiveWindow()


def test_a_fault_goes_when_what_it_is_about_is_changed(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    section = screen.new_relic
    section.key.setText("wrong")
    section.was_refused(refuse("key"))

    section.agree.setChecked(True)
    assert section.fields.fault("key")
    section.key.setText(KEY)

    assert section.fields.fault("key") == ""


def test_asking_again_takes_every_fault_back(screen: SettingsScreen) -> None:
    section = screen.new_relic
    section.was_refused(refuse("region"))

    section.be_busy()

    assert section.fields.fault("region") == ""


def test_what_is_wrong_with_no_field_stays_as_well(qtbot: QtBot, screen: SettingsScreen) -> None:
    section = screen.new_relic
    section.was_refused(Unavailable("New Relic cannot be reached."))

    screen.changes_arrived(Changes.of(Topic.HEALTH))
    section.load(NewRelicView("EU", "", key_present=True))

    assert section.standing.sentence == "New Relic cannot be reached."
    section.key.setText(KEY)
    section.load(NewRelicView("EU", "", key_present=True, user="Ada"))


def test_a_problem_that_is_new_is_told_whatever_was_said_before(screen: SettingsScreen) -> None:
    section = screen.new_relic
    section.was_refused(Unavailable("New Relic cannot be reached."))

    section.load(NewRelicView("EU", "", key_present=True, problem="The account is closed."))

    assert section.standing.sentence == "The account is closed."


def test_a_choice_that_was_refused_says_so_until_another_is_made(screen: SettingsScreen) -> None:
    section = screen.new_relic
    view = NewRelicView("EU", "", key_present=True)
    section.load(view)
    section.choice_was_refused(RuleBroken("Ask an owner."))

    section.load(view)
    assert section._unwatched_field.fault == "Ask an owner."

    section.unwatched.setCurrentIndex(0)
    section.unwatched.activated.emit(0)
    assert section._unwatched_field.fault == ""


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        (FaultKind.KEY_REFUSED, "key"),
        (FaultKind.WRONG_REGION, "region"),
        (FaultKind.NOT_NEW_RELIC, "url"),
        (FaultKind.UNPAID, ""),
    ],
)
def test_what_new_relic_refuses_is_told_at_its_field_and_sends_nobody_to_settings(
    fault: FaultKind, field: str
) -> None:
    told = at_the_form(NewRelicRejected("Enter it in Settings.", fault=fault))

    assert told.field == field
    assert field == "" or "Settings" not in told.sentence
    assert told.fault is fault


def test_a_wrong_key_is_told_at_the_key(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    office.key_answer = Rejected("New Relic refused this key.", field="key")
    section = screen.new_relic
    section.key.setText(KEY)

    section.check_button.click()

    qtbot.waitUntil(lambda: section.fields.fault("key") == "New Relic refused this key.")


def test_an_address_that_is_none_of_a_persons_is_no_field(screen: SettingsScreen) -> None:
    section = screen.new_relic

    section.was_refused(Rejected("There is no New Relic at this address.", field="url"))

    assert section.standing.sentence == "There is no New Relic at this address."


@pytest.mark.parametrize("problem", [REFUSED, NO_KEY.format(machine="desk-7", key="new-relic-key")])
def test_what_is_wrong_with_the_connection_sends_nobody_where_they_are(
    newsroom: Newsroom, problem: str
) -> None:
    assert "in Settings" in problem
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        connected_to(unit, "EU")
        sources.write_source(unit, SOURCE_NAME, last_us=None, problem=problem)

    told = newsroom.ask(SETTINGS).new_relic.problem

    assert "in Settings" not in told
    assert "below" in told


def test_a_form_that_is_kept_says_what_a_verb_refuses_until_it_is_changed(
    qtbot: QtBot, dressed: Theme
) -> None:
    spec = FieldSpec("path", FieldKind.TEXT, "Folder")
    form = KeptForm((spec,))
    qtbot.addWidget(form)
    form.load({"path": "/srv/a"})
    [row] = form.form.rows
    assert isinstance(row.control, QLineEdit)
    row.control.setText("/srv/b")
    form.keep()

    for error in (RuleBroken("Not there.", field="path"), Rejected("No.", field="target.path")):
        form.were_refused(error)
        form.load({"path": "/srv/a"})
        assert row.fault == str(error)

    row.control.setText("/srv/c")
    assert row.fault == ""


def test_a_section_never_shown_has_no_fault(qtbot: QtBot, dressed: Theme) -> None:
    section = NewRelicSection()
    qtbot.addWidget(section)

    assert not any(map(section.fields.fault, ("region", "url", "key", "allow_file")))
