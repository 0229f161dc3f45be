"""The page for the next shift: incidents, promises, services, drafts; and a word of peace."""

from statusboard.app.notices.handover import HANDOVER
from statusboard.domain.handover import Handover, Section, handover_html, handover_text
from statusboard.storage.database import Database
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


def test_what_people_wrote_is_no_markup() -> None:
    found = Handover("North & <b>wind</b>", NOON, "UTC", (Section("Open", ("<script>",)),))

    html = handover_html(found)
    assert "<script>" not in html
    assert "North &amp; &lt;b&gt;wind&lt;/b&gt;" in html
    assert "- <script>" in handover_text(found)
