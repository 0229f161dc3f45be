"""What is in view stays inside the range, and keeps its length where it is moved."""

from ui.plots.stretch import Stretch

WHOLE = Stretch.of(0.0, 100.0)


def test_what_is_zoomed_to_is_at_least_so_long_and_in_the_middle() -> None:
    assert WHOLE.zoomed_to(50.0, 51.0, least_s=4.0).bounds == (48.5, 52.5)
    assert WHOLE.zoomed_to(10.0, 20.0, least_s=4.0).bounds == (10.0, 20.0)
    assert WHOLE.zoomed_to(99.0, 100.0, least_s=4.0).bounds == (96.0, 100.0)


def test_a_range_shorter_than_that_is_shown_whole() -> None:
    assert Stretch.of(0.0, 2.0).zoomed_to(0.5, 1.0, least_s=4.0).is_zoomed is False


def test_zooming_keeps_what_is_pointed_at_where_it_is() -> None:
    assert WHOLE.scaled(0.5, 20.0, least_s=1.0).bounds == (10.0, 60.0)


def test_panning_keeps_the_length_and_stops_at_the_edges() -> None:
    part = WHOLE.showing(10.0, 30.0)
    assert part.moved_by(5.0).bounds == (15.0, 35.0)
    assert part.moved_by(-50.0).bounds == (0.0, 20.0)
    assert part.moved_by(500.0).bounds == (80.0, 100.0)


def test_what_is_out_of_view_is_reached_by_the_least_move() -> None:
    part = WHOLE.showing(10.0, 30.0)
    assert part.reaching(35.0).bounds == (15.0, 35.0)
    assert part.reaching(4.0).bounds == (4.0, 24.0)
    assert part.reaching(20.0) == part


def test_nothing_of_the_range_is_all_of_it() -> None:
    assert WHOLE.showing(200.0, 300.0) == WHOLE
