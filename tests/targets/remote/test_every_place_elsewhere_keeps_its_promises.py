"""What every place on another machine promises, each against its real counterpart on loopback."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.errors import Rejected, RuleBroken, StatusBoardError, Unavailable
from statusboard.targets.base import Receipt, Site
from statusboard.targets.ownership import LEFTOVER, MANIFEST
from statusboard.targets.remote.steps import Stored
from statusboard.targets.remote.uploading import Upload
from tests.fixtures.counterparts import COUNTERPARTS, Counterpart, Fault, willing

PAGE_ID = "page00000001"


@pytest.fixture(scope="module", params=COUNTERPARTS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counterpart]:
    """One counterpart for all tests of its kind."""
    with COUNTERPARTS[request.param](tmp_path_factory.mktemp("place")) as counterpart:
        yield counterpart


@pytest.fixture
def place(served: Counterpart) -> Counterpart:
    """The counterpart, empty and willing."""
    served.interrupt(willing)
    served.put_back({})
    return served


@pytest.fixture
def cheap(place: Counterpart) -> Counterpart:
    """The counterpart, for what the one algorithm does over any steps: a dear one is left out."""
    if place.stride > 1:
        pytest.skip("the algorithm's own, which is proved over a cheaper place")
    return place


def site(generation: int, *, incidents: str = "ab", page_id: str = PAGE_ID) -> Site:
    """Six files, of which index.html and the API refer to a page for every incident."""
    files = {f"incidents/{name}/index.html": f"incident {name}".encode() for name in incidents}
    if "b" in incidents:
        files["incidents/b/index.html"] = f"b as of {generation}".encode()
    files["history/index.html"] = b"history"
    files["api/v2/status.json"] = b"{}"
    files["api/v2/summary.json"] = json.dumps([*incidents, generation]).encode()
    files["index.html"] = "".join(
        [f"page {generation} ", *(f'<a href="incidents/{n}/index.html">' for n in incidents)]
    ).encode()
    return Site(page_id, generation, files)


def bare(page_id: str = PAGE_ID) -> Site:
    """The page without files, which could have all but the holiday."""
    return Site(page_id, 0, {}, lambda path: path != "holiday.html")


def put(place: Counterpart, wanted: Site) -> Receipt:
    """Over the connection that is kept."""
    return Upload(place.steps, place.remote.words(place.config)).put(wanted)


def count_of_requests(place: Counterpart, wanted: Site) -> int:
    """How many there are in putting it, with the place as it is; it is put there."""
    asked = 0

    def hook(_is_change: bool) -> None:
        nonlocal asked
        asked += 1

    place.interrupt(hook)
    put(place, wanted)
    place.interrupt(willing)
    return asked


def after(place: Counterpart, requests: int, fault: Fault, *, only_changes: bool = False) -> None:
    """Lets some requests through, and none after them."""
    left = requests

    def hook(is_change: bool) -> Fault | None:
        nonlocal left
        if only_changes and not is_change:
            return None
        left -= 1
        return fault if left < 0 else None

    place.interrupt(hook)


def is_a_page(shown: dict[str, bytes], *sites: Site) -> bool:
    """Whether each file is whole and nothing is referred to that is missing."""
    whole = all(any(body == s.files.get(path) for s in sites) for path, body in shown.items())
    links = re.findall(r'href="([^"]+)"', shown.get("index.html", b"").decode())
    named = json.loads(shown.get("api/v2/summary.json", b"[]"))
    links += [f"incidents/{name}/index.html" for name in named if isinstance(name, str)]
    return whole and all(link in shown for link in links)


def test_a_site_is_put_through_its_declaration_and_again_nothing_travels(
    place: Counterpart,
) -> None:
    first = place.kind.put(place.config, site(1))
    assert (first.files, first.written, first.removed) == (6, 6, 0)
    assert place.shown() == dict(site(1).files)

    changes = 0

    def hook(is_change: bool) -> None:
        nonlocal changes
        changes += is_change

    place.interrupt(hook)
    again = put(place, site(1))
    assert (again.written, again.removed, again.digest, changes) == (0, 0, first.digest, 0)


def test_of_one_changed_notice_only_the_changed_files_travel(place: Counterpart) -> None:
    put(place, site(1))
    assert put(place, site(2)).written == 3
    assert put(place, site(3, incidents="b")).removed == 1
    assert place.shown() == dict(site(3, incidents="b").files)
    assert not [path for path in place.state() if path not in (MANIFEST, *site(3).files)]


@pytest.mark.parametrize("stride", [0, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("is_new", [True, False], ids=["new", "renewed"])
def test_a_cut_after_any_request_shows_a_page_and_is_resumed(
    place: Counterpart, is_new: bool, stride: int
) -> None:
    before, wanted = site(1, incidents="a"), site(2)
    if not is_new:
        put(place, before)
    start = place.state()
    requests = count_of_requests(place, wanted)
    assert requests > 10
    stride = stride or place.stride * (3 if is_new else 1)
    for k in range(0, requests, stride):
        place.put_back(start)
        after(place, k, Fault.CUT)
        with pytest.raises(Unavailable, match="cut"):
            put(place, wanted)
        assert is_a_page(place.shown(), before, wanted), f"after request {k}"
        place.interrupt(willing)
        put(place, wanted)
        assert place.shown() == dict(wanted.files)
        left = [path for path in place.state() if LEFTOVER.fullmatch(path.rpartition("/")[2])]
        assert not left, f"after request {k}"


def test_what_was_there_before_a_cut_does_not_travel_again(cheap: Counterpart) -> None:
    requests = count_of_requests(cheap, site(1))
    cheap.put_back({})
    after(cheap, requests - 3, Fault.CUT)
    with pytest.raises(Unavailable):
        put(cheap, site(1))
    cheap.interrupt(willing)
    assert put(cheap, site(1)).written == 0


@pytest.mark.parametrize(
    ("fault", "words"), [(Fault.FULL, "no space left"), (Fault.READ_ONLY, "may not write")]
)
def test_a_place_that_takes_nothing_says_so_and_shows_the_page_as_it_was(
    place: Counterpart, fault: Fault, words: str
) -> None:
    put(place, site(1))
    for changes in (0, 4):
        after(place, changes, fault, only_changes=True)
        with pytest.raises(Unavailable, match=words):
            put(place, site(2))
        assert is_a_page(place.shown(), site(1), site(2))


def test_a_wrong_secret_is_said_at_its_field_and_not_repeated(place: Counterpart) -> None:
    config = {**place.config, **place.wrong_secret}
    for act in (
        lambda: place.kind.prepare(config, PAGE_ID),
        lambda: place.kind.put(config, site(1)),
    ):
        with pytest.raises(RuleBroken, match="does not take the sign-in") as refused:
            act()
        assert refused.value.field in place.wrong_secret
        assert not any(str(secret) in str(refused.value) for secret in place.wrong_secret.values())
    assert place.state() == {}


def test_a_newer_page_there_is_not_overwritten(cheap: Counterpart) -> None:
    put(cheap, site(5))
    with pytest.raises(Rejected, match="page 5"):
        put(cheap, site(4))
    assert cheap.shown() == dict(site(5).files)


def test_another_page_and_files_of_others_are_refused_and_left_alone(place: Counterpart) -> None:
    fields = {spec.name for spec in place.kind.fields}
    put(place, site(1, page_id="theirs000000"))
    for held, words in (
        (place.state(), "another StatusBoard"),
        ({"holiday.html": b"theirs"}, r"other files already \(holiday\.html\)"),
        ({MANIFEST: b"{"}, "cannot read"),
    ):
        place.put_back(held)
        for act in (
            lambda: put(place, site(2)),
            lambda: place.kind.prepare(place.config, PAGE_ID),
        ):
            with pytest.raises(RuleBroken, match=words) as refused:
                act()
            assert refused.value.field in fields
        assert place.state() == held


def test_a_file_of_others_in_the_way_stops_us_before_anything_is_written(
    cheap: Counterpart,
) -> None:
    put(cheap, site(1, incidents="a"))
    cheap.put_back({**cheap.state(), "incidents/b/index.html": b"theirs"})
    before = cheap.state()
    with pytest.raises(RuleBroken, match=r"incidents/b/index\.html"):
        put(cheap, site(2))
    assert cheap.state() == before


def test_a_file_that_gives_way_is_left_to_whoever_put_one_there(cheap: Counterpart) -> None:
    put(cheap, site(1))
    cheap.put_back({**cheap.state(), "robots.txt": b"theirs"})
    wanted = site(2)
    wanted = replace(
        wanted, files={"robots.txt": b"ours", **wanted.files}, yields=frozenset({"robots.txt"})
    )
    assert put(cheap, wanted).files == 6
    assert cheap.shown() == {**site(2).files, "robots.txt": b"theirs"}


def test_what_was_damaged_is_put_right(cheap: Counterpart) -> None:
    put(cheap, site(1))
    cheap.put_back({**cheap.state(), "index.html": b"damaged"})
    assert put(cheap, site(1)).written == 1
    assert cheap.shown() == dict(site(1).files)


@pytest.mark.parametrize("at", [1, 2, 4, 9])
def test_of_two_writers_one_wins_and_the_other_says_that_it_stopped(
    place: Counterpart, at: int
) -> None:
    if place.stride > 1 and at < 3:
        pytest.skip("the same steps of the same algorithm, which are dear here")
    put(place, site(1, incidents="a"))
    words = place.remote.words(place.config)

    class Interrupted:
        """The other one comes by before a step of ours."""

        def __init__(self) -> None:
            self.left = at

        def __getattr__(self, name: str) -> object:
            step = getattr(place.steps, name)
            return self.first(step) if name in ("read", "write", "remove") else step

        def first(self, step: object) -> object:
            def run(*given: object, **named: object) -> Stored | None:
                self.left -= 1
                if self.left == 0:
                    put(place, site(3))
                return step(*given, **named)  # type: ignore[operator,no-any-return]

            return run

    try:
        Upload(Interrupted(), words).put(site(2))  # type: ignore[arg-type]
    except (Unavailable, Rejected) as error:
        assert "stopped" in str(error) or "newer" in str(error)  # noqa: PT017
    else:
        pytest.fail("both say that they have won")
    put(place, site(3))
    assert place.shown() == dict(site(3).files)
    with pytest.raises(Rejected):
        put(place, site(2))


def test_a_place_that_was_given_up_is_emptied_of_what_is_ours_alone(place: Counterpart) -> None:
    put(place, site(1))
    # Whoever can write there can write the manifest.
    held = place.state()[MANIFEST]
    named = held.replace(b'"files":{', b'"files":{"holiday.html":"0",')
    assert named != held
    place.put_back({**place.state(), MANIFEST: named, "holiday.html": b"theirs"})
    assert place.kind.empty is not None
    assert place.kind.empty(place.config, bare("theirs000000")) == 0
    assert place.shown().keys() > site(1).files.keys()
    assert place.kind.empty(place.config, bare()) == 6
    assert place.state() == {"holiday.html": b"theirs"}
    assert place.kind.empty(place.config, bare()) == 0


def test_emptying_that_is_cut_goes_on_where_it_was(cheap: Counterpart) -> None:
    put(cheap, site(1))
    upload = Upload(cheap.steps, cheap.remote.words(cheap.config))
    after(cheap, 8, Fault.CUT)
    with pytest.raises(Unavailable):
        upload.empty(bare())
    assert is_a_page({}) or "index.html" not in cheap.shown()
    cheap.interrupt(willing)
    upload.empty(bare())
    assert cheap.state() == {}


def test_setting_it_up_proves_it_and_leaves_nothing_there(place: Counterpart) -> None:
    ready = place.kind.prepare(place.config, PAGE_ID)
    assert any("read back and removed" in note for note in ready.notes)
    assert any("public address" in note for note in ready.notes)
    assert place.state() == {}
    assert place.kind.look(place.config).endswith("can be reached")
    after(place, 1, Fault.READ_ONLY, only_changes=True)
    with pytest.raises(StatusBoardError, match="may not write"):
        place.kind.prepare(place.config, PAGE_ID)


def test_a_test_file_that_was_left_there_is_no_file_of_others(cheap: Counterpart) -> None:
    cheap.put_back({"statusboard-test-0123456789abcdef.html": b"left"})
    put(cheap, site(1))
    assert cheap.shown().items() >= dict(site(1).files).items()


def test_the_same_place_is_named_in_the_same_words(place: Counterpart, tmp_path: Path) -> None:
    kind = place.kind
    assert kind.describe(place.config) == kind.describe({**place.config, **place.wrong_secret})
    assert not kind.stays_in(place.config, tmp_path)
    assert replace(kind).links is not None
