"""Open page, Copy link, Show folder: whatever a place offers, and nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.target import PageLinks
from ui.theme.theme import Theme
from ui.widgets.page_actions import PageActions

FOLDER = PageLinks("file:///srv/status/index.html", "/srv/status/index.html", "/srv/status")
PUBLIC = PageLinks("https://status.example", "https://status.example", "/srv/status")


class Opened(QObject):
    """Stands at the edge, where the desktop would open what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toString())


@pytest.fixture
def desktop() -> Iterator[Opened]:
    made = Opened()
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in ("https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def actions(qtbot: QtBot, theme: Theme) -> PageActions:
    made = PageActions()
    qtbot.addWidget(made)
    return made


def test_the_buttons_stand_side_by_side_among_others(qtbot: QtBot, theme: Theme) -> None:
    foot, actions = QWidget(), PageActions()
    qtbot.addWidget(foot)
    row = QHBoxLayout(foot)
    row.addWidget(actions)
    row.addStretch(1)
    row.addWidget(QPushButton("Done"))
    foot.resize(900, 60)
    foot.show()

    actions.show_links(PUBLIC)

    buttons = (actions.open_button, actions.copy_button, actions.folder_button)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 1)
    assert len({button.x() for button in buttons}) == len(buttons)


@pytest.mark.parametrize("links", [FOLDER, PUBLIC])
def test_the_page_and_its_folder_are_opened(
    actions: PageActions, desktop: Opened, qtbot: QtBot, links: PageLinks
) -> None:
    actions.show_links(links)

    for button in (actions.open_button, actions.folder_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert desktop.urls == [links.page, "file:///srv/status"]
    assert actions.said == ""


@pytest.mark.parametrize("links", [FOLDER, PUBLIC])
def test_the_link_is_what_one_passes_on(
    actions: PageActions, qtbot: QtBot, links: PageLinks
) -> None:
    actions.show_links(links)

    qtbot.mouseClick(actions.copy_button, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == links.link
    assert actions.copy_button.text() == "Copied"
    actions.show_links(PageLinks(link="https://other.example"))
    assert actions.copy_button.text() == "Copy link"


def test_what_a_place_does_not_offer_is_not_there(actions: PageActions) -> None:
    actions.show_links(PageLinks(page="https://status.example"))
    hidden = [b.isHidden() for b in (actions.open_button, actions.copy_button)]
    assert (hidden, actions.folder_button.isHidden()) == ([False, True], True)

    actions.show_links(PageLinks())
    assert actions.isHidden()


def test_what_nothing_opens_is_said(
    actions: PageActions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    actions.show_links(PUBLIC)

    qtbot.mouseClick(actions.open_button, Qt.MouseButton.LeftButton)

    assert actions.said == "Nothing on this computer opens https://status.example."
