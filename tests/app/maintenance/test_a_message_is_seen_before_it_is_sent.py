"""How a message of planned work looks on each channel before it is sent: as it then goes out."""

from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.maintenance.asks import WordsAsk
from statusboard.app.maintenance.previews import MAINTENANCE_PREVIEWS
from statusboard.domain.subscriber import Wishes
from statusboard.domain.views.maintenance import SayingStep
from statusboard.domain.views.previews import ChannelPreview
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.joining import Readers
from tests.fixtures.planned import HOUR, Planning, at, plan_of
from tests.fixtures.readers import channel


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Planning:
    return Planning(database, tmp_path / "page")


def test_each_kind_of_channel_that_is_used_shows_the_message(desk: Planning) -> None:
    payments = desk.service("Payments")
    ask = WordsAsk(plan_of([payments]), SayingStep.ANNOUNCED)
    assert desk.ask(MAINTENANCE_PREVIEWS, ask) == ()

    channel(desk)
    (mail,) = desk.ask(MAINTENANCE_PREVIEWS, ask)

    assert isinstance(mail, ChannelPreview)
    assert (mail.kind, mail.form) == ("email", "html")
    assert mail.subject == "Database upgrade: Scheduled"
    assert "We will work on Payments" in mail.content
    assert "Planned: 25 October 2026, 13:00 UTC to 14:00 UTC." in mail.content


def test_a_step_to_come_is_shown_as_of_its_time(desk: Planning) -> None:
    payments = desk.service("Payments")
    channel(desk)
    worked = desk.plan(plan_of([payments], starts_at=at(12) + timedelta(days=3)))
    plan = desk.maintenance(worked.maintenance_id).plan

    def shown(step: SayingStep) -> str:
        (mail,) = desk.ask(MAINTENANCE_PREVIEWS, WordsAsk(plan, step, worked.window_id))
        content: str = mail.content
        return content

    assert "27 October 2026, 12:00 UTC · update 2" in shown(SayingStep.REMINDER)
    assert "28 October 2026, 12:00 UTC · update 2" in shown(SayingStep.STARTED)
    assert "28 October 2026, 13:00 UTC · update 2" in shown(SayingStep.FINISHED)


def test_what_is_shown_is_what_readers_get(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    payments = desk.service("Payments")
    plan = plan_of([payments], lasts=2 * HOUR)
    words = "We will work on Payments from 13:00 UTC to 15:00 UTC."

    shown = desk.ask(MAINTENANCE_PREVIEWS, WordsAsk(plan, SayingStep.ANNOUNCED))
    worked = desk.plan(plan)

    assert all(words in one.content for one in shown)
    assert words in readers.told(worked.generation)["a"]


def test_a_plan_that_cannot_be_told_is_refused_with_words(desk: Planning) -> None:
    payments = desk.service("Payments")
    past = plan_of([payments], starts_at=at(1))

    with pytest.raises(RuleBroken, match="in the past"):
        desk.ask(MAINTENANCE_PREVIEWS, WordsAsk(past, SayingStep.ANNOUNCED))
