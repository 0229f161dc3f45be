"""Several pages from one desk: each with its services, its words and its places."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.commands import (
    PageResult,
    record_result,
    remove_target,
    save_target,
)
from statusboard.app.page.inputs import RemoveTarget, TargetInput
from statusboard.app.page.page_commands import add_page, change_page, remove_page
from statusboard.app.page.page_inputs import PageInput, RemovePage
from statusboard.app.page.pages_of_text import languages_for
from statusboard.app.page.public import public_view
from statusboard.app.page.publisher import LOOK_EVERY_S, Publisher
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.translation import Translation
from statusboard.domain.views.public import PublicView
from statusboard.errors import RuleBroken
from statusboard.render.in_language import in_language
from statusboard.storage.components import read_components, remove_component
from statusboard.storage.database import Database
from statusboard.storage.generations import newest_generation
from statusboard.storage.pages import read_pages
from statusboard.storage.targets import read_targets, target_names
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

# In every field of what a page must not show.
MARKER = "Zanzibar"
DAY = 24 * 60 * MINUTE


@dataclass
class Desk:
    """A desk with a main page and one for partners, each put into a folder."""

    newsroom: Newsroom
    shop: int
    feed: int
    folders: dict[str, Path]

    def publish(self) -> None:
        """Brings the newest page everywhere."""

        async def settle() -> None:
            with ThreadPoolExecutor(1) as executor:
                publisher = Publisher(self.newsroom.doorway, executor, lambda _: None)
                for _ in range(8):
                    if await publisher.step() == LOOK_EVERY_S:
                        return
                    await publisher.finish()
            pytest.fail("the publisher found no rest")

        asyncio.run(settle())

    def say(
        self,
        components: dict[int, ComponentStatus],
        title: str,
        *,
        incident_id: int | None = None,
        **more: Any,
    ) -> int:
        """Publishes it, whatever the checks say: the incident."""
        saved = self.newsroom.draft(
            wording(components, title=title, **more), incident_id=incident_id
        )
        given = Publish(saved.notice_id, saved.revision, override="as it is told")
        return int(self.newsroom.do(publish, given).incident_id)

    def views(self) -> tuple[PublicView, ...]:
        with self.newsroom.database.reading(self.newsroom.clock.now()) as unit:
            return tuple(public_view(unit, page.id) for page in read_pages(unit))

    def summary(self, page: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text(page, "api/v2/summary.json"))
        return found

    def text(self, page: str, path: str) -> str:
        return (self.folders[page] / path).read_text(encoding="utf-8")

    def everything(self, page: str) -> dict[str, bytes]:
        folder = self.folders[page]
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    def names(self, page: str) -> list[str]:
        return [one["name"] for one in self.summary(page)["components"]]


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    newsroom = Newsroom(database)
    shop, feed = newsroom.service("Shop"), newsroom.service(f"{MARKER} feed")
    newsroom.measures(shop, (NOON - 400 * DAY, GOOD), (NOON - DAY, MAJOR))
    newsroom.measures(feed, (NOON - 400 * DAY, GOOD), (NOON - 10 * DAY, MAJOR))
    newsroom.watched()
    folders = {"main": tmp_path / "main", "partners": tmp_path / "partners"}
    newsroom.publishes_to(folders["main"])
    newsroom.do(change_page, PageInput("main", shows="except", services=(f"{MARKER} feed",)))
    newsroom.do(
        add_page,
        PageInput(
            "partners",
            {"page.name": "Partner status", "page.zone": "Asia/Tokyo"},
            shows="only",
            services=(f"{MARKER} feed",),
        ),
    )
    folders["partners"].mkdir()
    given = TargetInput("folder", {"path": str(folders["partners"])}, page="partners")
    newsroom.do(save_target, given)
    return Desk(newsroom, shop, feed, folders)


@ON_SQLITE
def test_each_page_is_put_into_its_own_place_and_nothing_hidden_is_in_any_file(desk: Desk) -> None:
    desk.newsroom.setting("statement.badges", "each")
    desk.say({desk.shop: MAJOR}, "Orders fail")
    desk.say({desk.feed: MAJOR}, f"The {MARKER} feed is late")
    both = desk.say({desk.shop: MAJOR, desk.feed: MAJOR}, "Nothing works")
    over = {desk.shop: GOOD, desk.feed: GOOD}
    desk.say(over, "Nothing works", incident_id=both, status=IncidentStatus.RESOLVED)
    desk.publish()
    assert desk.names("main") == ["Shop"]
    assert desk.names("partners") == [f"{MARKER} feed"]
    partners = desk.summary("partners")["page"]
    assert (partners["name"], partners["time_zone"]) == ("Partner status", "Asia/Tokyo")
    assert desk.summary("main")["page"]["id"] != partners["id"]
    with desk.newsroom.database.reading(NOON) as unit:
        hidden = next(one.public_id for one in read_components(unit) if one.id == desk.feed)
    files = desk.everything("main")
    assert len(files) > 20
    for path, content in files.items():
        for word in (MARKER, hidden, "partners"):
            assert word not in path
            assert word.encode() not in content, path
    assert any(MARKER.encode() in content for content in desk.everything("partners").values())


@ON_SQLITE
def test_a_page_shows_what_names_its_services_or_none_and_what_was_narrowed_to_it(
    desk: Desk,
) -> None:
    both = {desk.shop: MAJOR, desk.feed: MAJOR}
    desk.say({}, "Our telephones are out of order")
    desk.say({desk.feed: MAJOR}, "The feed is late")
    desk.say(both, "For partners alone", pages=("partners",))
    main, partners = desk.views()
    assert [one.wording.title for one in main.incidents] == ["Our telephones are out of order"]
    assert {one.status for one in main.services} == {GOOD}
    assert [one.wording.title for one in partners.incidents] == [
        *("For partners alone", "The feed is late", "Our telephones are out of order"),
    ]
    assert {move.service_id for one in partners.incidents for move in one.updates[0].moves} == {
        partners.services[0].public_id
    }
    assert all(one.wording.pages == () for one in (*main.incidents, *partners.incidents))


@ON_SQLITE
def test_the_record_of_a_page_is_of_its_services_the_removed_ones_too(desk: Desk) -> None:
    main, partners = desk.views()
    # One was down for a day of the year, the other for ten.
    assert (main.record.uptime_365, partners.record.uptime_365) == ("99.726", "97.260")
    desk.newsroom.clock.forward(MINUTE)
    with desk.newsroom.database.writing(desk.newsroom.clock.now(), COLLECTOR) as unit:
        remove_component(unit, desk.feed)
    main, partners = desk.views()
    assert (main.record.uptime_365, partners.record.uptime_365) == ("99.726", "97.260")
    assert "removed since" not in main.record.rule
    assert "removed since" in partners.record.rule


@ON_SQLITE
def test_a_place_stays_with_its_page(desk: Desk) -> None:
    folder = {"path": str(desk.folders["partners"])}
    with pytest.raises(RuleBroken, match="Another page is put there"):
        desk.newsroom.do(save_target, TargetInput("folder", folder, page="main"))
    desk.publish()
    with desk.newsroom.database.reading(NOON) as unit:
        (target,) = [one for one in read_targets(unit) if one.page_id]
    desk.newsroom.do(remove_target, RemoveTarget(target.id))
    # What another page left there is no place for this one, for it would be half of each.
    with pytest.raises(RuleBroken):
        desk.newsroom.do(save_target, TargetInput("folder", folder, page="main"))


@ON_SQLITE
@pytest.mark.parametrize("empty", [True, False])
def test_a_page_that_is_removed_is_emptied_or_left_and_its_key_is_never_used_again(
    desk: Desk, empty: bool
) -> None:
    desk.publish()
    desk.newsroom.do(remove_page, RemovePage("partners", empty=empty))
    desk.publish()
    assert ("index.html" in desk.everything("partners")) is not empty
    assert desk.names("main") == ["Shop"]
    with desk.newsroom.database.reading(NOON) as unit:
        assert [page.key for page in read_pages(unit)] == ["main"]
    with pytest.raises(RuleBroken, match="or was"):
        desk.newsroom.do(add_page, PageInput("partners"))
    with pytest.raises(RuleBroken, match="main page stays"):
        desk.newsroom.do(remove_page, RemovePage("main"))


@ON_SQLITE
def test_a_page_that_is_described_wrongly_is_refused_with_the_field(desk: Desk) -> None:
    for given, field in (
        (PageInput("Two Words"), "key"),
        (PageInput("inside", {"line.canaries": "a.example"}), "line.canaries"),
        (PageInput("inside", shows="some"), "shows"),
        (PageInput("inside", shows="only"), "services"),
        (PageInput("inside", services=("Shop",)), "shows"),
        (PageInput("inside", shows="only", services=("Nothing",)), "services"),
        (PageInput("inside", shows="only", groups=("Nothing",)), "groups"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            desk.newsroom.do(add_page, given)
        assert refusal.value.field == field
    with pytest.raises(RuleBroken, match="no page called"):
        desk.newsroom.do(change_page, PageInput("inside"))


@ON_SQLITE
def test_each_page_is_told_to_stand_as_it_does(desk: Desk) -> None:
    desk.newsroom.do(add_page, PageInput("inside", {"page.name": "Inside"}))
    desk.say({desk.shop: MAJOR}, "Orders fail")
    with desk.newsroom.database.reading(NOON) as unit:
        main, partners = target_names(unit)
        newest = newest_generation(unit)
    assert newest is not None
    for target, problem in ((main, ""), (partners, "The share is gone.")):
        result = PageResult(newest.number, target, "" if problem else "d", problem, retry_s=60)
        desk.newsroom.doorway.do(record_result, result, COLLECTOR)
    board = desk.newsroom.ask(BOARD)
    assert board.publish_problem == "Partner status: The share is gone."
    assert [
        (one.name, one.shown_at is not None, one.problem, one.has_place) for one in board.pages
    ] == [
        (board.page_name, True, "", True),
        ("Partner status", False, "The share is gone.", True),
        ("Inside", False, "", False),
    ]
    told = desk.newsroom.ask(PUBLICATIONS, newest.number)
    assert [(one.page, one.page_name) for one in told] == [
        ("main", board.page_name),
        ("partners", "Partner status"),
    ]
    done = PageResult(newest.number, partners, "d")
    desk.newsroom.doorway.do(record_result, done, COLLECTOR)
    assert desk.newsroom.ask(BOARD).publish_problem == ""


@ON_SQLITE
def test_a_page_in_another_language_reads_what_was_translated_into_its_own(desk: Desk) -> None:
    settings: dict[str, object] = {"page.language": "de", "page.languages": "fr"}
    desk.newsroom.do(change_page, PageInput("partners", settings))
    desk.newsroom.setting("words.language", "en")
    title, body = "Orders wait", "Orders wait for a while."
    of_feed = wording({desk.feed: MAJOR}, title=title, body=body)
    of_shop = wording({desk.shop: MAJOR})
    with desk.newsroom.database.reading(NOON) as unit:
        assert languages_for(unit, of_feed) == ("en", "de", "fr")
        assert languages_for(unit, of_shop) == ("en",)
        assert languages_for(unit, replace(of_feed, pages=("main",))) == ("en",)
    german = Translation("de", "Bestellungen warten", "Sie warten eine Weile.")
    saved = desk.newsroom.draft(replace(of_feed, translations=(german.now_of(title, body),)))
    desk.newsroom.do(publish, Publish(saved.notice_id, saved.revision, override="as it is told"))
    _, partners = desk.views()
    read = {
        code: (update.wording.title, update.language)
        for code in ("de", "fr")
        for update in in_language(partners, code).incidents[0].updates
    }
    assert read == {"de": ("Bestellungen warten", ""), "fr": (title, "en")}


def test_a_text_of_before_says_on_no_page_what_that_hides(desk: Desk) -> None:
    desk.newsroom.do(change_page, PageInput("main", shows="all"))
    title, body = f"The {MARKER} FEED is late", f"Only the {MARKER.lower()} feed. The shop works."
    german = Translation("de", "Der Feed ist spät", f"{MARKER} feed hängt, nicht der Shop.")
    told = wording({desk.shop: MAJOR}, title=title, body=body, pages=("main",))
    said = replace(told, translations=(german.now_of(title, body),))
    saved = desk.newsroom.draft(said)
    given = Publish(saved.notice_id, saved.revision, override="of before")
    desk.newsroom.do(publish, given)
    desk.newsroom.do(change_page, PageInput("main", shows="except", services=(f"{MARKER} feed",)))
    desk.publish()
    for path, content in desk.everything("main").items():
        assert MARKER.casefold().encode() not in content.lower(), path
    (shown,) = (one.updates[0].wording for one in desk.views()[0].incidents)
    assert shown.title == "The (another service) is late"
    assert shown.body == "Only the (another service). The shop works."
    reading = shown.read_in("de")
    assert (reading.body, reading.lags) == ("(ein anderer Dienst) hängt, nicht der Shop.", False)
