"""The drafting part against a keeper that the test answers by hand."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from statusboard.app.notices.inputs import Conflict, Saved, SaveDraft
from statusboard.domain.notice import Revision, Wording
from statusboard.errors import Unavailable
from tests.fixtures.keeper import Keeper
from ui.runtime.operations import Operations
from ui.screens.notices.editor.drafting import Draft, Drafting, Phase


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


@pytest.fixture
def drafting(operations: Operations, keeper: Keeper, owner: QObject) -> Drafting:
    made = Drafting(operations, keeper.save, owner, pause_ms=1, retry_ms=1)
    made.begin(Draft(7, None, 3), Wording(body="We are on it."))
    return made


def conflict(body: str, number: int) -> Conflict:
    theirs = Revision(7, number, Wording(body=body), datetime(2026, 1, 5, 14, tzinfo=UTC), "Ada")
    return Conflict(theirs, yours=number - 1)


def test_typing_is_saved_after_a_pause_on_the_revision_it_started_from(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    drafting.write(Wording(body="We found it."))
    assert drafting.phase is Phase.UNSAVED
    assert not keeper.asked
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    assert keeper.given == SaveDraft(7, None, 3, Wording(body="We found it."))
    with qtbot.waitSignal(drafting.saved):
        keeper.answer(Saved(7, 4))
    assert drafting.is_kept
    assert drafting.draft.revision == 4


def test_who_types_without_a_pause_is_saved_all_the_same(
    qtbot: QtBot, operations: Operations, keeper: Keeper, owner: QObject
) -> None:
    drafting = Drafting(operations, keeper.save, owner, pause_ms=60_000, longest_ms=100)
    drafting.begin(Draft(7, None, 3), Wording())
    typed = 0

    def type_on() -> None:
        nonlocal typed
        typed += 1
        drafting.write(Wording(body="x" * typed))

    keys = QTimer(owner, interval=5)
    keys.timeout.connect(type_on)
    keys.start()
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    # What is typed meanwhile waits no longer for that.
    qtbot.waitUntil(lambda: len(drafting.wording.body) > len(keeper.given.wording.body))
    keeper.answer(Saved(7, 4))
    qtbot.waitUntil(lambda: len(keeper.asked) == 2)
    keys.stop()
    keeper.answer(Saved(7, 5))
    drafting.flush(lambda kept: None)
    drafting.begin(Draft(), Wording())


def test_an_undone_change_is_not_saved(qtbot: QtBot, drafting: Drafting, keeper: Keeper) -> None:
    drafting.write(Wording(body="We found it."))
    drafting.write(Wording(body="We are on it."))
    assert drafting.is_kept
    drafting.flush(lambda kept: None)
    assert not keeper.asked


def test_what_is_typed_while_saving_is_saved_next(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    drafting.write(Wording(body="one"))
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    drafting.write(Wording(body="one two"))
    keeper.answer(Saved(7, 4))
    qtbot.waitUntil(lambda: len(keeper.asked) == 2)
    assert keeper.given == SaveDraft(7, None, 4, Wording(body="one two"))


def test_leaving_saves_at_once_and_goes_on_when_kept(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    left: list[bool] = []
    drafting.write(Wording(body="last words"))
    drafting.flush(left.append)
    assert keeper.given.wording.body == "last words"
    assert not left
    keeper.answer(Saved(7, 4))
    qtbot.waitUntil(lambda: left == [True])


def test_leaving_while_a_save_is_on_its_way_waits_for_the_newest_text(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    left: list[bool] = []
    drafting.write(Wording(body="one"))
    drafting.flush(lambda kept: None)
    drafting.write(Wording(body="two"))
    drafting.flush(left.append)
    keeper.answer(Saved(7, 4))
    qtbot.waitUntil(lambda: len(keeper.asked) == 2)
    assert not left
    assert keeper.given.wording.body == "two"
    keeper.answer(Saved(7, 5))
    qtbot.waitUntil(lambda: left == [True])


def test_a_failed_save_keeps_the_text_and_tries_again(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    drafting.write(Wording(body="mine"))
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    keeper.fail(Unavailable("The office is not running."))
    qtbot.waitUntil(lambda: len(keeper.asked) == 2)
    assert keeper.given.wording.body == "mine"
    assert str(drafting.error) == "The office is not running."
    keeper.answer(Saved(7, 4))
    qtbot.waitUntil(lambda: drafting.is_kept)
    assert drafting.error is None


def test_leaving_is_refused_when_saving_fails(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    left: list[bool] = []
    drafting.write(Wording(body="mine"))
    drafting.flush(left.append)
    keeper.fail(Unavailable("The office is not running."))
    qtbot.waitUntil(lambda: left == [False])
    assert drafting.wording.body == "mine"


def test_a_conflict_stops_saving_until_a_person_decides(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    drafting.write(Wording(body="mine"))
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    with qtbot.waitSignal(drafting.conflicted):
        keeper.answer(Saved(7, 9, conflict("theirs", 9)))
    drafting.write(Wording(body="mine, longer"))
    assert drafting.phase is Phase.CONFLICT
    assert len(keeper.asked) == 1
    drafting.settle_conflict(drafting.wording)
    assert keeper.given == SaveDraft(7, None, 9, Wording(body="mine, longer"))
    keeper.answer(Saved(7, 10))
    qtbot.waitUntil(lambda: drafting.is_kept)


def test_taking_the_other_text_needs_no_save(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    drafting.write(Wording(body="mine"))
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    with qtbot.waitSignal(drafting.conflicted):
        keeper.answer(Saved(7, 9, conflict("theirs", 9)))
    drafting.settle_conflict(Wording(body="theirs"))
    assert drafting.is_kept
    assert drafting.draft.revision == 9
    assert len(keeper.asked) == 1


def test_words_typed_during_a_conflict_are_stored_even_when_the_other_text_is_taken(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    drafting.write(Wording(body="mine"))
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    drafting.write(Wording(body="mine, longer"))
    with qtbot.waitSignal(drafting.conflicted):
        keeper.answer(Saved(7, 9, conflict("theirs", 9)))
    drafting.settle_conflict(Wording(body="theirs"))
    assert keeper.given == SaveDraft(7, None, 9, Wording(body="mine, longer"))
    keeper.answer(Saved(7, 10))
    qtbot.waitUntil(lambda: len(keeper.asked) == 3)
    assert keeper.given == SaveDraft(7, None, 10, Wording(body="theirs"))
    keeper.answer(Saved(7, 11))
    qtbot.waitUntil(lambda: drafting.is_kept)


def test_a_prefilled_notice_is_saved_untouched_when_it_is_to_be_reviewed(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper
) -> None:
    ready: list[bool] = []
    drafting.begin(Draft(None, 5, 0), Wording(body="Checkout fails."))
    drafting.flush(ready.append, even_untouched=True)
    assert keeper.given == SaveDraft(None, 5, 0, Wording(body="Checkout fails."))
    keeper.answer(Saved(8, 1))
    qtbot.waitUntil(lambda: ready == [True])
    assert drafting.draft == Draft(8, 5, 1)
