"""Whoever changes, removes, swaps or adds a row of the audit trail is found, and the row named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.trail import (
    GENESIS,
    Anchor,
    FaultKind,
    Line,
    Link,
    TrailFault,
    faults,
    hash_of,
)

CHANGED, REMOVED, REPLACED = FaultKind.CHANGED, FaultKind.REMOVED, FaultKind.REPLACED
LINES = st.lists(
    st.builds(Line, st.integers(0, 2**53), st.text(), st.text(), st.text(), st.just("{}")),
    min_size=3,
    max_size=12,
)


def chain(lines: list[Line]) -> list[Link]:
    made: list[Link] = []
    for number, line in enumerate(lines, start=1):
        previous = made[-1].hash if made else GENESIS
        made.append(Link(number, previous, hash_of(previous, number, line), line))
    return made


def found(links: list[Link], *anchors: Anchor) -> list[tuple[FaultKind, int, int]]:
    return [(one.kind, one.first, one.last) for one in faults(links, anchors)]


def changed(link: Link) -> Link:
    assert link.line is not None
    return link._replace(line=link.line._replace(subject=link.line.subject + "!"))


def made_to_fit(link: Link) -> Link:
    """A changed row whose hash was made anew as well."""
    other = changed(link)
    assert other.line is not None
    return other._replace(hash=hash_of(link.previous, link.number, other.line))


@given(LINES)
def test_what_was_written_is_whole(lines: list[Line]) -> None:
    links = chain(lines)
    assert found(links) == []
    assert found(links, Anchor(2, links[1].hash), Anchor(len(links), links[-1].hash)) == []


@given(LINES, st.data())
def test_a_changed_row_is_named(lines: list[Line], data: st.DataObject) -> None:
    links = chain(lines)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = changed(links[at])
    assert found(links) == [(CHANGED, at + 1, at + 1)]


@given(LINES, st.data())
def test_a_row_whose_hash_was_made_to_fit_is_named(lines: list[Line], data: st.DataObject) -> None:
    links = chain(lines)
    at = data.draw(st.integers(0, len(links) - 2))
    links[at] = made_to_fit(links[at])
    assert found(links) == [(REPLACED, at + 1, at + 1)]


@given(LINES, st.data())
def test_removed_rows_are_named(lines: list[Line], data: st.DataObject) -> None:
    links = chain(lines)
    first = data.draw(st.integers(1, len(links) - 1))
    last = data.draw(st.integers(first, len(links) - 1))
    assert found([*links[: first - 1], *links[last:]]) == [(REMOVED, first, last)]


def test_a_row_whose_line_alone_is_gone_is_named() -> None:
    links = chain([Line(n, "a", "b", "c", "{}") for n in range(4)])
    links[2] = links[2]._replace(line=None)
    assert found(links) == [(REMOVED, 3, 3)]


@given(LINES, st.data())
def test_swapped_rows_are_named(lines: list[Line], data: st.DataObject) -> None:
    links = chain([line._replace(at_us=n) for n, line in enumerate(lines)])
    one, other = sorted(data.draw(st.permutations(range(len(links))))[:2])
    links[one], links[other] = (
        links[one]._replace(line=links[other].line),
        links[other]._replace(line=links[one].line),
    )
    assert found(links) == [(CHANGED, one + 1, one + 1), (CHANGED, other + 1, other + 1)]


def test_a_trail_that_was_written_anew_is_found_by_what_was_noted_elsewhere() -> None:
    links = chain([Line(n, "a", "b", "c", "{}") for n in range(5)])
    anew = chain([Line(n, "a", "b", "other", "{}") for n in range(5)])
    assert found(anew) == []
    assert found(anew, Anchor(4, links[3].hash)) == [(REPLACED, 4, 4)]


def test_an_end_that_was_cut_off_is_found_by_what_was_noted_elsewhere() -> None:
    links = chain([Line(n, "a", "b", "c", "{}") for n in range(5)])
    assert found(links[:3], Anchor(5, links[4].hash)) == [(REMOVED, 4, 5)]


@given(LINES)
def test_no_field_takes_letters_of_its_neighbour(lines: list[Line]) -> None:
    one = lines[0]
    moved = one._replace(actor=one.actor + "x")
    other = one._replace(verb="x" + one.verb)
    assert hash_of(GENESIS, 1, moved) != hash_of(GENESIS, 1, other)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (TrailFault(CHANGED, 7, 7), "Row 7 is not what was written."),
        (TrailFault(REMOVED, 3, 5), "Rows 3–5 are missing."),
        (
            TrailFault(REPLACED, 7, 7),
            "Row 7 is not the one that was written here first.",
        ),
        (
            TrailFault(FaultKind.ADDED, 7, 7),
            "A row was added past the chain. Its key is 7.",
        ),
    ],
)
def test_a_fault_is_a_sentence(fault: TrailFault, sentence: str) -> None:
    assert fault.sentence == sentence
