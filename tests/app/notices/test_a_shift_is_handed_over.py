"""The page for the next shift: incidents, promises, services, drafts; and a word of peace."""

from pathlib import Path

from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.handover import HANDOVER
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.domain.handover import Handover, Section, handover_html, handover_text
from statusboard.domain.notice import Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.storage.database import Database
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.planned import HOUR, plan_of
from tests.fixtures.planned_agreement import DAY, AgreedPlanning
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording


def page(newsroom: Newsroom) -> Handover:
    found: Handover = newsroom.ask(HANDOVER, "Ada")
    return found


def lines(found: Handover, title: str) -> tuple[str, ...]:
    (section,) = [one for one in found.sections if one.title == title]
    return section.lines


def test_a_quiet_desk_says_so(database: Database) -> None:
    found = page(Newsroom(database))

    assert found.is_quiet
    text = handover_text(found)
    assert "Customers are told of nothing that lasts." in text
    assert "Every service is well." in text
    assert "Promised" not in text


def test_what_lasts_is_told_with_its_promise(database: Database, tmp_path: object) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")  # type: ignore[operator]
    service = newsroom.service()
    newsroom.measures(service, (NOON, MAJOR))
    newsroom.watched()
    newsroom.publish(wording({service: MAJOR}))
    newsroom.draft(wording({}, title="Cards are back"), who="Ben")

    found = page(newsroom)
    assert lines(found, "Open incidents") == (
        "“Some card payments are failing” (Checkout API): investigating, since 12:00 UTC; update 1 "
        "said 12:00 UTC",
    )
    assert lines(found, "Promised") == (
        "The next update of “Some card payments are failing” by 12:30 UTC",
    )
    assert lines(found, "Being written") == ("“Cards are back”: revision 1, by Ben, 12:00 UTC",)
    assert lines(found, "In trouble")[0].startswith("Checkout API: major outage since 12:00 UTC")

    newsroom.clock.forward(45 * MINUTE)
    assert lines(page(newsroom), "Promised")[0].startswith("OVERDUE by 15 minutes")


def test_planned_work_is_handed_over(database: Database, tmp_path: Path) -> None:
    desk = AgreedPlanning(database, tmp_path / "page")
    desk.service("Payments")
    plans = {
        "Disks": {"starts_at": NOON, "ends_itself": False},
        "Tonight": {"starts_at": NOON + 8 * HOUR, "starts_itself": False},
        "Far": {"starts_at": NOON + 2 * DAY},
    }
    for title, more in plans.items():
        desk.plan(plan_of([1], title=title, **more))
    desk.turn()
    desk.asks_for(desk.drafted(plan_of([1], starts_at=NOON + DAY, title="Later")))
    desk.drafted(plan_of([1], title="Untold"))

    found = page(desk)
    assert lines(found, "Planned work now") == (
        "“Disks” (Payments): since 12:00 UTC, planned until 13:00 UTC; somebody has to say when it "
        "is done",
    )
    assert lines(found, "Planned work to come") == (
        "“Tonight” (Payments): 20:00 UTC, until 21:00 UTC; somebody has to start it",
    )
    assert lines(found, "Waiting for approval") == (
        "“Later”: planned work, asked for by Ada, 12:00 UTC",
    )
    assert lines(found, "Being written") == (
        "“Untold” (Payments): planned work, draft, 13:00 UTC, until 14:00 UTC",
        "“Later” (Payments): planned work, draft, 26 October 2026, 12:00 UTC, until 13:00 UTC",
    )

    desk.clock.forward(3 * HOUR)
    found = page(desk)
    assert lines(found, "Planned work now")[0].startswith("OVERDUE by 2 hours: “Disks”")
    assert lines(found, "Being written")[0].endswith("; that is past")


def test_a_notice_that_waits_for_approval_is_handed_over(database: Database) -> None:
    desk = AgreeingDesk(database)
    desk.rule()
    service = desk.service()
    desk.ask_for(desk.draft(wording({service: MAJOR})))
    desk.draft(wording({service: MAJOR}, title="Nobody asked"))

    assert lines(page(desk), "Waiting for approval") == (
        "“Some card payments are failing”: asked for by Ada, 12:00 UTC",
    )


def test_what_people_wrote_is_no_markup() -> None:
    found = Handover("North & <b>wind</b>", NOON, "UTC", (Section("Open", ("<script>",)),))

    html = handover_html(found)
    assert "<script>" not in html
    assert "North &amp; &lt;b&gt;wind&lt;/b&gt;" in html
    assert "- <script>" in handover_text(found)


def test_what_was_announced_is_handed_over_while_it_is_news(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    for title, until in (("We move house", NOON + 2 * DAY), ("A good year", None)):
        text = Wording(title=title, body="As we said.", shown_until=until)
        saved = newsroom.do(
            save_draft, SaveDraft(None, None, 0, text, sort=NoticeSort.ANNOUNCEMENT)
        )
        newsroom.do(publish, Publish(saved.notice_id, saved.revision, tell=False))

    assert lines(page(newsroom), "Announced") == (
        "“A good year”: said 12:00 UTC",
        "“We move house”: said 12:00 UTC, on the page until 27 October 2026, 12:00 UTC",
    )
    newsroom.clock.forward(9 * DAY.total_seconds())
    assert lines(page(newsroom), "Announced") == ()
