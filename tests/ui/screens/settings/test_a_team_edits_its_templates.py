"""Templates are edited in Settings, tried on real facts, and nothing typed is lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.templates.queries import TEMPLATES
from statusboard.domain.language import Language
from statusboard.domain.templates.house import ours
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.errors import RuleBroken
from tests.fixtures.screens import OfficeDesk
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.settings.screen import SettingsScreen
from ui.screens.settings.templates.templates_section import TemplatesSection

INVESTIGATING = TemplateKind.INVESTIGATING
OWN = "{services} fails. We look into it until {ended}."


@pytest.fixture
def section(qtbot: QtBot, screen: SettingsScreen) -> TemplatesSection:
    qtbot.waitUntil(lambda: screen.templates._sample is not None)
    return screen.templates


def turn_to(section: TemplatesSection, kind: TemplateKind) -> None:
    section.list.setCurrentItem(section.list._lines[kind])


def preview(section: TemplatesSection) -> str:
    return section.preview.toPlainText()


def sentences(section: TemplatesSection) -> list[str]:
    return [point.sentence for point in section.findings.points]


def test_the_preview_follows_each_key_on_facts_that_say_they_are_made_up(
    section: TemplatesSection,
) -> None:
    assert "made-up outage" in section.preview_says.text()
    assert section.editor.text == ours(INVESTIGATING, Language.ENGLISH)
    assert "has been unavailable since" in preview(section)
    assert sentences(section) == ["Every check of words is content"]
    section.editor.body.setPlainText(f"{OWN} Sorry!")
    assert "fails. We look into it until {ended}." in preview(section)
    said = " ".join(sentences(section))
    assert "{ended} cannot be filled: monitoring does not see yet that it is over." in said
    assert "Sorry!" in said


def test_every_template_of_ours_is_shown_without_a_fault_and_without_a_gap(
    section: TemplatesSection,
) -> None:
    for language in Language:
        section.languages.button(language.value).click()
        for kind in TemplateKind:
            turn_to(section, kind)
            # Nothing was watched here: there is no figure of a quarter, and that is said.
            if kind is not TemplateKind.QUARTER:
                assert sentences(section) == ["Every check of words is content"], (kind, language)
            else:
                assert any("too little of the quarter" in one for one in sentences(section))
            assert section.editor.title_field.isHidden() == kind.is_spoken


def test_it_is_tried_on_the_newest_open_incident(
    qtbot: QtBot, section: TemplatesSection, newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.publishes_to(tmp_path / "page")
    newsroom.measures(newsroom.service("Card payments"), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    newsroom.publish(wording({1: MAJOR}))
    section.refresh()
    qtbot.waitUntil(lambda: "Some card payments are failing" in section.preview_says.text())
    assert "Card payments has been unavailable since 11:50 UTC." in preview(section)
    turn_to(section, TemplateKind.RESOLVED)
    assert "Card payments has been working as usual again since 12:00 UTC." in preview(section)


def test_what_is_typed_is_kept_when_another_one_is_looked_at_and_until_it_is_saved(
    qtbot: QtBot, screen: SettingsScreen, section: TemplatesSection, newsroom: Newsroom
) -> None:
    section.editor.body.setPlainText(OWN)
    assert screen.unsaved()
    turn_to(section, TemplateKind.RESOLVED)
    section.languages.button("de").click()
    assert section.editor.text == ours(TemplateKind.RESOLVED, Language.GERMAN)
    section.refresh()
    section.languages.button("en").click()
    turn_to(section, INVESTIGATING)
    assert section.editor.text.body == OWN
    assert section.list._lines[INVESTIGATING].text() == "Investigating · not saved"

    section.save_button.click()
    qtbot.waitUntil(lambda: not section.has_unsaved)
    assert newsroom.ask(TEMPLATES).house.text(INVESTIGATING).body == OWN
    qtbot.waitUntil(lambda: section.list._lines[INVESTIGATING].text() == "Investigating •")
    assert not screen.unsaved()


def test_ours_comes_back_and_can_be_taken_back_until_it_is_saved(
    qtbot: QtBot, section: TemplatesSection, newsroom: Newsroom
) -> None:
    section.editor.body.setPlainText(OWN)
    section.save_button.click()
    qtbot.waitUntil(lambda: not section.has_unsaved)
    section.restore_button.click()
    assert section.editor.text == ours(INVESTIGATING, Language.ENGLISH)
    section.editor.body.undo()
    assert section.editor.text.body == OWN
    section.restore_button.click()
    qtbot.waitUntil(section.save_button.isEnabled)
    section.save_button.click()
    qtbot.waitUntil(lambda: newsroom.ask(TEMPLATES).own == {})


def test_what_cannot_be_kept_is_said_at_its_field_and_stays(
    qtbot: QtBot, section: TemplatesSection
) -> None:
    section.editor.body.setPlainText("{servces} fails.")
    section.save_button.click()
    qtbot.waitUntil(lambda: "Did you mean {services}?" in section.editor.body_field.fault)
    assert section.editor.text.body == "{servces} fails."
    section.editor.insert("services")
    assert section.editor.body_field.fault == ""
    assert "{services}" in section.editor.text.body


def test_what_came_of_saving_is_said_of_that_template_alone(
    qtbot: QtBot, screen: SettingsScreen, section: TemplatesSection
) -> None:
    section.editor.body.setPlainText(OWN)
    section.save()
    turn_to(section, TemplateKind.MONITORING)
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert section.said.text() == ""
    turn_to(section, INVESTIGATING)
    assert section.editor.text.body == OWN


def test_what_was_typed_after_saving_is_not_called_saved(
    qtbot: QtBot, screen: SettingsScreen, section: TemplatesSection
) -> None:
    section.editor.body.setPlainText(OWN)
    section.save()
    section.editor.body.setPlainText(f"{OWN} More.")
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert section.said.text() == ""
    assert section.save_button.isEnabled()


def test_a_refusal_is_told_of_the_template_that_was_refused(
    qtbot: QtBot, screen: SettingsScreen, section: TemplatesSection, office: OfficeDesk
) -> None:
    told: list[object] = []
    screen.operations.failed.connect(told.append)
    office.problem = RuleBroken("It has no end.", field="body")
    section.editor.body.setPlainText(OWN)
    section.save()
    turn_to(section, TemplateKind.MONITORING)
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert told == [office.problem]
    assert not section.editor.body_field.fault
