"""The public address of a place is a service when somebody wants it: asked, hidden, found again."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.claims import Claims
from statusboard.app.page.claims import page_claims
from statusboard.app.page.commands import remove_target
from statusboard.app.page.inputs import PlaceWatched, RemoveTarget, WatchPlace
from statusboard.app.page.page_commands import add_page, change_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.page.public import public_view
from statusboard.app.page.queries import places
from statusboard.app.page.watch_commands import watch_place
from statusboard.app.services.commands import ADD_SERVICE
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.domain.check import Check
from statusboard.domain.claim import RunFacts
from statusboard.domain.instants import Interval, to_us
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.pages import read_pages
from statusboard.storage.targets import add_target
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, Newsroom

pytestmark = ON_SQLITE

ADDRESS = "https://status.example.com/now"


class Scene:
    """A desk with one service, and a place that says where customers read it."""

    def __init__(self, database: Database) -> None:
        self.newsroom = Newsroom(database)
        self.newsroom.service("Shop")
        self.place = self.adds({"bucket": "b", "public_url": f"{ADDRESS}/"})

    def adds(self, config: Mapping[str, object], kind: str = "s3") -> int:
        with self.newsroom.database.writing(self.newsroom.clock.now(), COLLECTOR) as unit:
            return add_target(unit, kind=kind, config=config).id

    def watch(self) -> PlaceWatched:
        done: PlaceWatched = self.newsroom.do(watch_place, WatchPlace(self.place))
        return done

    def names(self) -> list[str]:
        with self.newsroom.database.reading(self.newsroom.clock.now()) as unit:
            return [one.name for one in read_components(unit)]

    def checks(self, component_id: int) -> list[Check]:
        with self.newsroom.database.reading(self.newsroom.clock.now()) as unit:
            return [one for one in read_checks(unit) if one.component_id == component_id]

    def public(self) -> list[list[str]]:
        """What each page shows, by the names of its services."""
        with self.newsroom.database.reading(self.newsroom.clock.now()) as unit:
            views = [public_view(unit, page.id) for page in read_pages(unit)]
        return [[one.name for one in view.services] for view in views]


@pytest.fixture
def scene(database: Database) -> Scene:
    return Scene(database)


def test_it_is_asked_for_its_answer_and_its_certificate(scene: Scene) -> None:
    made = scene.watch()
    assert (made.name, made.is_new) == ("Status page", True)
    web, certificate = scene.checks(made.component_id)
    assert (web.kind, web.config["url"]) == ("http", f"{ADDRESS}/")
    assert certificate.kind == "tls_certificate"
    assert certificate.config["host"] == "status.example.com"
    assert [one.name for one in scene.newsroom.ask(BOARD).tiles] == ["Shop", "Status page"]
    (place,) = scene.newsroom.ask(places)
    assert (place.address, place.watched_by) == (ADDRESS, "Status page")


def test_no_page_shows_it_until_the_team_says_so(scene: Scene) -> None:
    only = PageInput("partners", {}, shows="only", services=("Shop",))
    scene.newsroom.do(add_page, only)
    scene.newsroom.do(add_page, PageInput("inside"))
    scene.watch()
    assert scene.public() == [["Shop"]] * 3
    scene.newsroom.service("Mail")  # what comes later is shown as before
    assert scene.public() == [["Shop", "Mail"], ["Shop"], ["Shop", "Mail"]]
    scene.newsroom.do(change_page, PageInput("inside", shows="all", services=()))
    assert "Status page" in scene.public()[2]


def test_it_weighs_nothing_in_the_figures_of_all(scene: Scene) -> None:
    made = scene.watch()
    with scene.newsroom.database.reading(scene.newsroom.clock.now()) as unit:
        weights = {one.name: one.weight for one in read_components(unit)}
        assert page_claims(unit) is not None
    assert weights[made.name] == 0
    assert weights["Shop"] > 0


def test_its_outage_is_none_of_what_is_said_of_the_product(scene: Scene) -> None:
    room, began, hour = scene.newsroom, NOON - timedelta(days=60), timedelta(hours=1)
    room.measures(1, (began, GOOD), (NOON - timedelta(days=40), MAJOR), (NOON - 959 * hour, GOOD))
    made = scene.watch()
    own = [(began, GOOD), (NOON - 959.5 * hour, MAJOR), (NOON - 90 * hour, GOOD)]
    room.measures(made.component_id, *own, (NOON - hour, MAJOR))
    room.watched()

    def run() -> RunFacts:
        with room.database.reading(room.clock.now()) as unit:
            facts = Claims.of(unit, (), "en").run
            assert to_us(room.ask(BOARD).record.major_free_since or NOON) == facts.since_us
        return facts

    found = run()
    assert found.since_us == to_us(NOON - 959 * hour)
    assert found.last == Interval(to_us(NOON - timedelta(days=40)), to_us(NOON - 959 * hour))
    # Whoever shows it to customers means it, and so it counts.
    room.do(change_page, PageInput("main", shows="all", services=()))
    with room.database.reading(room.clock.now()) as unit:
        assert Claims.of(unit, (), "en").run.since_us is None


def test_it_is_found_again_whoever_made_it(scene: Scene) -> None:
    made = scene.watch()
    again = scene.watch()
    assert (again.component_id, again.is_new) == (made.component_id, False)
    assert scene.names() == ["Shop", "Status page"]


def test_one_that_is_switched_off_is_not_said_to_watch(scene: Scene) -> None:
    off = CheckInput("http", {"url": ADDRESS}, enabled=False)
    scene.newsroom.do(ADD_SERVICE, ServiceInput("Ours", checks=(off,)))
    assert scene.newsroom.ask(places)[0].watched_by == ""
    with pytest.raises(RuleBroken, match="“Ours” is there for this address, and its check is"):
        scene.watch()


def test_a_name_that_is_taken_is_told_apart_by_the_host(scene: Scene) -> None:
    scene.newsroom.service("Status page")
    assert scene.watch().name == "Status page at status.example.com"


def test_a_private_page_answers_well_that_asks_to_sign_in(scene: Scene) -> None:
    scene.newsroom.publishes_nowhere()
    scene.place = scene.adds({"public_url": ADDRESS}, "page_server_elsewhere")
    scene.newsroom.setting("access.private", value=True)
    web, _ = scene.checks(scene.watch().component_id)
    assert web.config["expect_status"] == "200-299,401"


def test_a_page_without_a_public_address_cannot_be_watched(scene: Scene) -> None:
    scene.place = scene.adds({"bucket": "b", "public_url": "http://127.0.0.1:8000/"})
    with pytest.raises(RuleBroken, match="not known where customers read this page over https"):
        scene.watch()
    scene.newsroom.setting("page.url", "https://page.example.com")
    scene.place = scene.adds({"bucket": "c"})
    assert scene.watch().is_new
    scene.newsroom.setting("demo", value=True)
    assert {one.address for one in scene.newsroom.ask(places)} == {""}


def test_it_goes_with_its_place_where_somebody_wants_that(scene: Scene) -> None:
    scene.watch()
    scene.newsroom.do(remove_target, RemoveTarget(scene.place, unwatch=True))
    assert scene.names() == ["Shop"]
    scene.place = scene.adds({"bucket": "b", "public_url": ADDRESS})
    scene.watch()
    scene.newsroom.do(remove_target, RemoveTarget(scene.place))
    assert scene.names() == ["Shop", "Status page"]


def test_what_somebody_else_needs_stays(scene: Scene) -> None:
    scene.watch()
    twin = scene.adds({"bucket": "c", "public_url": ADDRESS})
    with pytest.raises(RuleBroken, match="Another place is read at"):
        scene.newsroom.do(remove_target, RemoveTarget(scene.place, unwatch=True))
    scene.newsroom.do(remove_target, RemoveTarget(twin))
    scene.newsroom.do(remove_target, RemoveTarget(scene.place, unwatch=True))
    assert scene.names() == ["Shop"]

    scene.place = scene.adds({"bucket": "b", "public_url": ADDRESS})
    asked = (CheckInput("http", {"url": ADDRESS}), CheckInput("http", {"url": "https://a.example"}))
    scene.newsroom.do(ADD_SERVICE, ServiceInput("Ours", checks=asked))
    with pytest.raises(RuleBroken, match="“Ours” asks other things too"):
        scene.newsroom.do(remove_target, RemoveTarget(scene.place, unwatch=True))
    assert scene.names() == ["Shop", "Ours"]
