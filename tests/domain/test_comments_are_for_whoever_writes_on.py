"""What stands in a comment is for whoever writes on: no reader gets it, and the editor says so."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain import hidden_text
from statusboard.domain.evidence import Evidence, findings
from statusboard.domain.hidden_text import comments_in, with_blanks, without_comments
from statusboard.domain.notice import Wording
from tests.fixtures.speaking import NOON


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It works <!-- ask Ben --> again.", "It works again."),
        ("One\n<!-- ask Ben -->\ntwo", "One\ntwo"),
        ("- one\n<!-- a --> <!-- b -->\n- two", "- one\n- two"),
        ("<!--\nask Ben\n\n```\nand Ann\n```\n-->\nSeen", "Seen"),
        ("> Said\n> <!-- ask\n> Ben -->\n> so", "> Said\n> so"),
        ("Seen\r\n<!-- ask Ben -->\r\nagain", "Seen\nagain"),
        ("[//]: # (ask Ben)\nSeen", "Seen"),
        ("Seen <!-- never closed\n\nall the rest", "Seen"),
        ("<!-->Seen", "Seen"),
        ("`<!-- an example -->` Seen", "`<!-- an example -->` Seen"),
        ("```\n<!-- an example -->\n```\nSeen", "```\n<!-- an example -->\n```\nSeen"),
        ("- ~~~html\n  <!-- x -->\n  ~~~", "- ~~~html\n  <!-- x -->\n  ~~~"),
        ("Not ` code <!-- ask Ben -->", "Not ` code"),
        (r"A literal \<!-- --> mark", r"A literal \<!-- --> mark"),
    ],
)
def test_readers_get_the_text_without_its_comments(text: str, left: str) -> None:
    assert without_comments(text) == left


PLAIN = st.lists(st.sampled_from([*"<!->[]:`~# \n\r\x00", "words", "\r\n", "[//]", "(x)"]))


@given(PLAIN.map("".join))
def test_a_text_that_has_no_comments_is_left_as_it_is(text: str) -> None:
    # What opens each sort of comment, and each sort of code, is looked for before anything else.
    looked_for = {found[0] for found in hidden_text._PIECE.finditer(text)}
    assert all(hidden_text._may_have_comments(piece) for piece in looked_for)
    if not comments_in(text):
        assert with_blanks(text) == text
        assert without_comments(text) == hidden_text._lines(text)


PARTS = st.sampled_from(
    ["<!--", "-->", "`", "```", "\n", "\n\n", "~~~\n", "> ", "- ", "words ", "\\"]
)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_a_text_without_comments_stays_as_it_is_and_no_other_grows(text: str) -> None:
    left = without_comments(text)

    assert bool(comments_in(text)) or left == text
    assert len(left) <= len(text)


def test_what_is_published_holds_none_of_them() -> None:
    written = Wording(title="Slow <!-- or down? -->", body="We move it. <!-- ask Ben -->")

    said = written.settled(NOON, started_at=NOON, components={})

    assert (said.title, said.body) == ("Slow", "We move it.")


def said(body: str) -> list[tuple[str, bool]]:
    wording = Wording(title="Slow", body=body, components={})
    found = findings(wording, Evidence(NOON, UTC, ()))
    return [(one.sentence, one.blocks) for one in found if "omment" in one.sentence]


def test_the_editor_says_what_is_not_published() -> None:
    assert said("We move it. <!-- ask Ben\nfirst --> And more.") == [
        ("A comment is not published: “ask Ben first”.", False)
    ]
    assert said("[//]: # (ask Ben)\nSeen") == [("A comment is not published: “ask Ben”.", False)]
    ((long, _),) = said(f"<!-- {'word ' * 40}-->")
    assert long.endswith("…”.")
    assert len(long) < 100
    assert said("`<!-- an example -->`") == []
    titled = Wording(title="Slow <!-- or down? -->", body="We move it.", components={})
    sentences = [f.sentence for f in findings(titled, Evidence(NOON, UTC, ()))]
    assert "A comment is not published: “or down?”." in sentences


def test_a_comment_that_never_ends_stops_the_text_from_going_out_short() -> None:
    ((sentence, blocks),) = said("We move it. <!-- ask Ben\n\nIt is over at noon.")

    assert blocks
    assert "Close it with “-->”" in sentence
    assert "It is over at noon" in sentence
