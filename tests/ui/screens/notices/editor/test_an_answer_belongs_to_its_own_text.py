"""A save that is answered late, after another text was begun: the drafting part alone."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from statusboard.app.notices.inputs import Conflict, Saved, SaveDraft
from statusboard.domain.notice import Revision, Wording
from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from tests.fixtures.keeper import Keeper
from tests.fixtures.speaking import NOON
from ui.runtime.operations import Operations
from ui.screens.notices.editor.drafting import Draft, Drafting, Phase

SEVEN, EIGHT = Wording(body="about seven"), Wording(body="about eight")


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


@pytest.fixture
def drafting(operations: Operations, keeper: Keeper, owner: QObject) -> Drafting:
    """The text of notice 7, with a save on its way."""
    made = Drafting(operations, keeper.save, owner, pause_ms=1, retry_ms=1)
    made.begin(Draft(7, None, 3), Wording())
    made.write(SEVEN)
    made.flush(lambda _kept: None)
    return made


def settle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.is_busy)


def test_a_late_answer_leaves_the_next_notice_what_it_is(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper, operations: Operations
) -> None:
    drafting.begin(Draft(8, None, 1), EIGHT)
    keeper.answer(Saved(7, 4))
    settle(qtbot, operations)
    assert drafting.draft == Draft(8, None, 1)
    drafting.write(Wording(body="more about eight"))
    drafting.flush(lambda _kept: None)
    assert keeper.given == SaveDraft(8, None, 1, Wording(body="more about eight"))


def test_a_late_answer_does_not_call_the_next_text_kept(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper, operations: Operations
) -> None:
    drafting.pause_ms = 600_000
    drafting.begin(Draft(8, None, 1), EIGHT)
    drafting.write(SEVEN)  # the same words by chance
    keeper.answer(Saved(7, 4))
    settle(qtbot, operations)
    assert drafting.phase is Phase.UNSAVED
    drafting.begin(Draft(), Wording())


def test_a_late_conflict_or_failure_is_not_told_of_the_next_notice(
    qtbot: QtBot, drafting: Drafting, keeper: Keeper, operations: Operations
) -> None:
    told: list[object] = []
    drafting.conflicted.connect(told.append)
    drafting.saved.connect(told.append)
    drafting.begin(Draft(8, None, 1), EIGHT)
    keeper.answer(Saved(7, 5, Conflict(Revision(7, 5, EIGHT, NOON, "Ada"), yours=4)))
    settle(qtbot, operations)
    drafting.write(Wording(body="more"))
    drafting.flush(lambda _kept: None)
    drafting.begin(Draft(9, None, 1), EIGHT)
    keeper.fail(Unavailable("The office is not running."))
    settle(qtbot, operations)
    assert not told
    assert drafting.is_kept
    assert drafting.error is None


def test_who_waits_for_a_text_that_is_left_is_not_told_that_the_next_one_is_kept(
    drafting: Drafting,
) -> None:
    told: list[bool] = []
    drafting.flush(told.append)
    drafting.begin(Draft(8, None, 1), EIGHT)
    assert told == [False]


def test_a_text_that_is_given_up_tells_where_it_is_kept_once_that_is_known(
    qtbot: QtBot, operations: Operations, keeper: Keeper, owner: QObject
) -> None:
    told: list[int | None] = []
    drafting = Drafting(operations, keeper.save, owner)
    drafting.begin(Draft(), Wording())
    drafting.write(SEVEN)
    drafting.flush(lambda _kept: None)
    drafting.give_up(told.append)
    drafting.begin(Draft(8, None, 1), EIGHT)
    assert not told
    keeper.answer(Saved(7, 1))
    qtbot.waitUntil(lambda: told == [7])
    assert drafting.draft.notice_id == 8


def test_a_text_that_is_given_up_and_could_not_be_kept_is_nowhere(
    qtbot: QtBot, operations: Operations, keeper: Keeper, owner: QObject
) -> None:
    told: list[int | None] = []
    drafting = Drafting(operations, keeper.save, owner, retry_ms=1)
    drafting.begin(Draft(), Wording())
    drafting.write(SEVEN)
    drafting.flush(lambda _kept: None)
    drafting.give_up(told.append)
    keeper.fail(Unavailable("The office is not running."))
    qtbot.waitUntil(lambda: told == [None])
    settle(qtbot, operations)
    assert len(keeper.asked) == 1  # and is not tried again


def test_a_text_at_rest_that_is_given_up_tells_at_once(
    operations: Operations, keeper: Keeper, owner: QObject
) -> None:
    told: list[int | None] = []
    drafting = Drafting(operations, keeper.save, owner)
    drafting.begin(Draft(7, None, 3), SEVEN)
    drafting.give_up(told.append)
    assert told == [7]
    assert drafting.draft == Draft()


@pytest.mark.parametrize(
    "error", [RuleBroken("It was published.", field="notice_id"), Unavailable("Not running.")]
)
def test_a_text_that_goes_on_elsewhere_hears_no_more_of_where_it_was(
    qtbot: QtBot,
    drafting: Drafting,
    keeper: Keeper,
    operations: Operations,
    error: StatusBoardError,
) -> None:
    drafting.go_on_in(Draft(None, 5))
    keeper.answer(Saved(9, 1))
    qtbot.waitUntil(lambda: drafting.is_kept)
    keeper.asked[0][1].set_exception(error)
    settle(qtbot, operations)
    assert drafting.is_kept
    assert drafting.draft.notice_id == 9
