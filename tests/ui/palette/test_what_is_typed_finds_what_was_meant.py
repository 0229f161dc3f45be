import pytest

from statusboard.domain.access import Permission
from statusboard.domain.status import ComponentStatus
from tests.fixtures import views
from tests.fixtures.screens import dressed
from ui.palette.entries import from_board
from ui.palette.entry import PaletteEntry, Sort
from ui.palette.matching import Matcher
from ui.palette.recent_use import RecentUse
from ui.palette.standing import standing_entries
from ui.screens.destinations import NoticePlace, VerifyPlace

__all__ = ["dressed"]


def entry(title, **changes):
    return PaletteEntry(title, Sort.SERVICES, title, VerifyPlace(1), **changes)


def titles(typed, *entries, used=None):
    return [one.entry.title for one in Matcher(entries).find(typed, used or {})]


def test_what_begins_a_word_comes_before_what_stands_inside_one():
    found = titles("port", entry("Reports"), entry("Partner portal"), entry("Basket"))
    assert found == ["Partner portal", "Reports"]


@pytest.mark.parametrize("typed", ["chekcout", "checkut", "CHECKOUT api", "api check"])
def test_a_slip_of_the_finger_and_another_order_find_it_all_the_same(typed):
    assert titles(typed, entry("Card payments"), entry("Checkout API"))[:1] == ["Checkout API"]


def test_accents_need_not_be_typed():
    assert titles("auslosung", entry("Auslösung"), entry("Ablage")) == ["Auslösung"]


def test_every_word_has_to_be_there():
    assert titles("checkout warehouse", entry("Checkout API"), entry("Warehouse")) == []


def test_short_words_are_meant_as_they_are_typed():
    assert titles("che", entry("Channels"), entry("Checkout API")) == ["Checkout API"]


def test_a_word_that_is_longer_than_a_name_does_not_find_the_name_in_itself():
    assert titles("mapsandmore", entry("Maps")) == []


def test_what_begins_alike_and_goes_on_otherwise_is_not_what_was_meant():
    assert titles("checkout", entry("Check all now")) == []


def test_what_matches_is_marked_in_the_title():
    (found,) = Matcher([entry("Order tracking", also="parcel")]).find("track ord", {})
    assert [found.entry.title[a:b] for a, b in found.marked] == ["Ord", "track"]


def test_what_fails_comes_before_what_works_and_what_was_used_before_what_was_not():
    down, fine, used = entry("Shop A", urgency=50), entry("Shop B"), entry("Shop C")
    assert titles("shop", fine, used, down, used={"Shop C": 1.0}) == ["Shop A", "Shop C", "Shop B"]


@pytest.mark.usefixtures("dressed")  # each state has its mark in the theme
def test_a_promise_that_is_due_is_the_likeliest_of_all():
    entries = [*standing_entries(), *from_board(views.board_in_trouble())]
    first, *others = (one.entry for one in Matcher(entries).find("", {}))
    assert first.title.startswith("Post an update: ")
    assert isinstance(first.leads_to, NoticePlace)
    assert first.needs is Permission.WRITE
    assert first.detail.startswith("promised by ")
    assert any("outage" in one.detail for one in others[:4])


@pytest.mark.usefixtures("dressed")  # each state has its mark in the theme
def test_a_service_that_is_out_of_date_is_not_told_as_failing():
    tile = views.a_tile(
        1, "Old", "Shop", views.TROUBLE_AT, status=ComponentStatus.MAJOR_OUTAGE, stale=True
    )
    board = views.quiet_board(tiles=(tile,), told=())
    (service,) = from_board(board)
    assert service.urgency == 0
    assert service.detail.endswith("out of date")


def test_what_was_used_lately_is_kept_for_the_next_start(tmp_path):
    file = tmp_path / "window.ini"
    recent = RecentUse(file)
    for key in ("service:1", "service:2", "service:1"):
        recent.note(key)
    weights = RecentUse(file).weights()
    assert list(weights) == ["service:1", "service:2"]
    assert weights["service:1"] > weights["service:2"] > 0


def test_one_that_was_used_is_kept_as_well(tmp_path):
    RecentUse(tmp_path / "window.ini").note("service:1")
    assert list(RecentUse(tmp_path / "window.ini").weights()) == ["service:1"]
