"""On the board, the wall and beside a notice nobody reads codes, hosts or libraries' words."""

import re

import pytest

from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.health.plain_words import plain_words
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.queries import EDITOR
from statusboard.domain.result import Reason
from statusboard.domain.status import ComponentStatus
from tests.fixtures.history import DOWN, UP
from tests.fixtures.watch import Watch

DEGRADED, MAJOR = ComponentStatus.DEGRADED_PERFORMANCE, ComponentStatus.MAJOR_OUTAGE
TECHNICAL = re.compile(
    r"\d|://|HTTP|TLS|DNS|JSON|status|deadline|timed out|host|redirect", re.IGNORECASE
)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("level", ComponentStatus)
def test_every_reason_has_words_without_technical_ones(
    reason: Reason, level: ComponentStatus
) -> None:
    words = plain_words(reason, level)
    assert bool(words) is (reason is not Reason.OK)
    assert not TECHNICAL.search(words)


def test_an_alert_is_as_grave_as_it_counts() -> None:
    assert plain_words(Reason.SOURCE_ALERT, MAJOR) == "Monitoring reports an outage"
    assert plain_words(Reason.SOURCE_ALERT, DEGRADED) == "Monitoring reports a problem"


def test_the_board_and_the_editor_say_it_plainly_and_verify_exactly(watch: Watch) -> None:
    _, [check] = watch.service("Checkout API", group="Shop")
    watch.minutes([{check.id: UP}] * 3 + [{check.id: DOWN}] * 3)
    [tile] = watch.doorway.ask(BOARD, BoardAsk()).tiles
    [choice] = watch.doorway.ask(EDITOR, EditorAsk()).choices
    assert tile.reason == choice.reason == "It answers with an error"
    why = watch.doorway.ask(SERVICE_DETAIL, tile.component_id).why
    assert "answered 503, expected 200-299" in why
