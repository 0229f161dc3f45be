"""Who else writes the open notice: said above it and in the list, told to others, taken over."""

from pytestqt.qtbot import QtBot

from statusboard.app.identity import here
from statusboard.app.people.inputs import Here, TakeOver
from statusboard.app.people.presence_commands import say_here, take_over
from statusboard.domain.changes import Changes, Topic
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import Newsroom, wording
from ui.screens.notices.list.notice_rows import Line, NoticeKey
from ui.screens.notices.screen import NoticesScreen

PRESENCE = Changes.of(Topic.PRESENCE)


def drafted(qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom) -> int:
    saved = newsroom.draft(wording({}, title="Cards fail"), who="Ben")
    screen.turn_to(NoticeKey(saved.notice_id))
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: screen.notice.drafting.draft.notice_id == saved.notice_id)
    return saved.notice_id


def ben_writes(newsroom: Newsroom, notice_id: int | None) -> None:
    newsroom.do(say_here, Here("d2", "Desk 2", notice_id), "Ben")


def test_somebody_else_is_named_above_the_notice_and_in_the_list(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    number = drafted(qtbot, screen, newsroom)
    banner = screen.editor.banners.writers
    assert not banner.isVisible()

    ben_writes(newsroom, number)
    screen.changes_arrived(PRESENCE)
    qtbot.waitUntil(banner.isVisible)
    assert banner.sentence == "Ben is editing this notice, at Desk 2."
    screen.refresh()
    qtbot.waitUntil(lambda: any(isinstance(row, Line) for row in screen.list.rows))
    (line,) = [row for row in screen.list.rows if isinstance(row, Line)]
    assert screen.list._delegate._standing(line).words.endswith("· Ben is editing")

    ben_writes(newsroom, None)
    screen.changes_arrived(PRESENCE)
    qtbot.waitUntil(lambda: not banner.isVisible())
    assert not screen.editor.banners.isVisible()


def test_who_types_is_told_to_others_and_who_turns_away_is_not(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    said: list[int | None] = []
    screen.writing.connect(said.append)
    number = drafted(qtbot, screen, newsroom)
    assert said == []

    write(screen, "Card payments fail.")
    assert said == [number]
    screen.hide()
    assert said == [number, None]


def test_a_notice_is_taken_over_and_the_other_is_told(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    said: list[int | None] = []
    screen.writing.connect(said.append)
    number = drafted(qtbot, screen, newsroom)
    ben_writes(newsroom, number)
    screen.changes_arrived(PRESENCE)
    banner = screen.editor.banners.writers
    qtbot.waitUntil(banner.isVisible)
    banner.button.click()
    qtbot.waitUntil(lambda: said == [number])
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_from_whom_it_was_taken_is_told_and_keeps_the_text(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    said: list[int | None] = []
    screen.writing.connect(said.append)
    number = drafted(qtbot, screen, newsroom)
    write(screen, "Card payments fail.")
    own = here()
    newsroom.do(say_here, Here(own.device, "This desk", number), "Ada")
    screen.changes_arrived(PRESENCE)
    qtbot.waitUntil(lambda: screen.writers._is_heard)

    newsroom.do(take_over, TakeOver(number, "d2", "Desk 2"), "Ben")
    screen.changes_arrived(PRESENCE)
    banner = screen.editor.banners.writers
    qtbot.waitUntil(lambda: "Ben took this notice over" in banner.sentence)
    assert said[-1] is None
    assert screen.editor.wording.body == "Card payments fail."
