"""Doctor and board without a window say of the channels what the board in the window says."""

from pathlib import Path

from sqlalchemy import update

from statusboard.app.delivery.commands import Release, release
from statusboard.app.delivery.troubles import CHANNEL_TROUBLES
from statusboard.app.installation import locate
from statusboard.app.programs.channel_findings import channel_findings
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.programs.windowless import WindowlessDesk
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import to_us
from statusboard.storage.database import Database
from statusboard.storage.restored import Restored, write_restored
from statusboard.storage.tables import DELIVERY
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import COLLECTOR, MAJOR, Newsroom, wording

pytestmark = ON_SQLITE


def said(newsroom: Newsroom) -> list[Finding]:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return list(channel_findings(unit))


def published(newsroom: Newsroom, folder: Path, count: int) -> None:
    """An update is on its way to so many."""
    newsroom.publishes_to(folder)
    readers(newsroom, channel(newsroom), many(count))
    newsroom.publish(wording({newsroom.service(): MAJOR}))


def became(newsroom: Newsroom, state: DeliveryState, reason: str = "") -> None:
    """What a dispatcher would write of all messages."""
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        values = {"state": state.value, "attempts": 1, "reason": reason}
        unit.connection.execute(
            update(DELIVERY).values(at_us=to_us(newsroom.clock.now()), **values)
        )


def test_channels_that_work_say_whom_they_tell_and_when_they_last_did(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    assert said(newsroom) == [
        Finding("channels", Verdict.NOTE, "none yet: the page alone tells people")
    ]
    published(newsroom, tmp_path, 1)
    told = "E-mail; 1 person is told by it"
    assert said(newsroom) == [
        Finding("channel mail", Verdict.FINE, f"{told}; nothing was sent yet")
    ]
    became(newsroom, DeliveryState.SENT)
    assert said(newsroom) == [Finding("channel mail", Verdict.FINE, f"{told}; last sent 12:00 UTC")]


def test_a_channel_that_fails_is_a_problem_in_the_words_of_the_board(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    published(newsroom, tmp_path, 3)
    became(newsroom, DeliveryState.RETRYING, "the mail server cannot be reached")
    words = (
        "E-mail: messages are failing since 12:00 UTC: the mail server cannot be reached. "
        "3 wait, and are tried again by themselves."
    )
    assert said(newsroom) == [Finding("channel mail", Verdict.PROBLEM, words)]
    assert newsroom.ask(CHANNEL_TROUBLES) == (words,)
    desk = WindowlessDesk(locate(str(tmp_path / "a.db")), lambda _scene: None)
    assert desk._look(newsroom.doorway).problems[-1] == words


def test_messages_that_are_late_are_a_note(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    published(newsroom, tmp_path, 2)
    newsroom.clock.forward(600)
    [late] = said(newsroom)
    assert late.verdict is Verdict.NOTE
    assert late.words == "E-mail: messages are late since 12:01 UTC. 2 wait to be sent."


def test_that_nothing_is_sent_until_somebody_has_looked_is_a_problem(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    published(newsroom, tmp_path, 2)
    newsroom.clock.forward(1)
    with database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        write_restored(unit, Restored(unit.now_us, "a copy", unit.now_us))
    held = said(newsroom)[-1]
    assert (held.subject, held.verdict) == ("messages", Verdict.PROBLEM)
    assert "brought back from a copy" in held.words
    newsroom.clock.forward(1)
    newsroom.do(release, Release())
    assert [finding.subject for finding in said(newsroom)] == ["channel mail"]
