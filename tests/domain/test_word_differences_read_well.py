from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.word_diff import Kind, Piece, differences


def after_of(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED)


def before_of(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_same_text_has_no_change() -> None:
    assert differences("We are on it.", "We are on it.") == (Piece(Kind.KEPT, "We are on it."),)


def test_a_first_text_is_all_added() -> None:
    assert differences("", "We are on it.") == (Piece(Kind.ADDED, "We are on it."),)


def test_a_removed_word_stands_before_the_word_that_replaces_it() -> None:
    pieces = differences("Orders already placed are safe.", "Orders already placed were kept.")
    assert pieces == (
        Piece(Kind.KEPT, "Orders already placed"),
        Piece(Kind.REMOVED, " are safe"),
        Piece(Kind.ADDED, " were kept"),
        Piece(Kind.KEPT, "."),
    )


def test_a_clock_time_is_one_word() -> None:
    pieces = differences("Next update by 14:20.", "Next update by 14:50.")
    assert Piece(Kind.REMOVED, " 14:20") in pieces
    assert Piece(Kind.ADDED, " 14:50") in pieces


def test_a_lone_small_word_between_two_changes_joins_them() -> None:
    pieces = differences("Payments fail at checkout", "Logins stall at sign-in")
    assert [piece.kind for piece in pieces] == [Kind.REMOVED, Kind.ADDED]


def test_a_paragraph_break_is_kept() -> None:
    pieces = differences("One.\n\nTwo.", "One.\n\nThree.")
    assert after_of(pieces) == "One.\n\nThree."


@given(st.text(alphabet="ab .\n*é1", max_size=60), st.text(alphabet="ab .\n*é1", max_size=60))
def test_no_letter_of_either_text_is_lost(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert squeezed(after_of(pieces)) == squeezed(after)
    assert squeezed(before_of(pieces)) == squeezed(before)


def test_very_long_texts_are_shown_as_replaced_whole_between_what_they_share() -> None:
    before = "We are sorry. " + "the cause is known " * 900 + "Thank you."
    after = "We are sorry. " + "a cause was found " * 900 + "Thank you."
    kinds = [piece.kind for piece in differences(before, after)]
    assert kinds == [Kind.KEPT, Kind.REMOVED, Kind.ADDED, Kind.KEPT]
