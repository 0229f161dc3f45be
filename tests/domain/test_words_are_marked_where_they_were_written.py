"""What a rule finds in the filled text is marked in the text that a person wrote."""

import pytest

from statusboard.domain.filled_wording import _WHY, fill
from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import PLACEHOLDERS

WRITTEN = Wording(title="{services} fails", body="{services} fails. We deploy at {started}.")
FOUND = fill(WRITTEN, {"services": "Checkout API", "started": "14:02 CET", "title": "Old"})


def words(part: str, text: str) -> Words:
    whole = FOUND.wording.title if part == "title" else FOUND.wording.body
    start = whole.index(text)
    return Words(part, start, start + len(text), text)


def test_readers_get_the_facts_and_the_writer_keeps_the_placeholders() -> None:
    assert FOUND.wording.title == "Checkout API fails"
    assert FOUND.wording.body == "Checkout API fails. We deploy at 14:02 CET."
    assert FOUND.written == WRITTEN


def test_words_of_a_person_are_marked_where_they_were_written_with_their_fix() -> None:
    deploy = words("body", "deploy")
    (finding,) = FOUND.placed([Finding("s", False, "jargon", (deploy,), (Fix(deploy, "change"),))])
    place = WRITTEN.body.index("deploy")
    assert finding.words == (Words("body", place, place + 6, "deploy"),)
    assert finding.fixes == (Fix(finding.words[0], "change"),)


def test_words_of_a_fact_are_marked_on_its_placeholder_and_are_not_mended() -> None:
    api, time = words("title", "API"), words("body", "14:02")
    (finding,) = FOUND.placed([Finding("s", False, "x", (api, time), (Fix(api, "interface"),))])
    assert [one.text for one in finding.words] == ["{services}", "{started}"]
    assert finding.fixes == ()


def test_a_gap_blocks_and_says_why_at_every_place() -> None:
    found = fill(Wording(title="{ended}", body="At {ended} and {ended}."), {})
    (gap,) = found.gaps()
    assert (gap.rule, gap.blocks) == ("gap", True)
    assert gap.sentence == "{ended} cannot be filled: monitoring does not see yet that it is over."
    assert [(one.part, one.start) for one in gap.words] == [("title", 0), ("body", 3), ("body", 15)]


def test_in_a_part_that_is_seen_filled_words_are_marked_where_they_are_seen() -> None:
    api, time = words("title", "API"), words("body", "14:02")
    found = [Finding("s", False, "x", (api, time), (Fix(time, "noon"),))]
    (finding,) = FOUND.placed(found, shown={"body"})
    assert finding.words == (Words("title", 0, 10, "{services}"), time)
    assert finding.fixes == ()  # a fact is no wording
    half = fill(Wording(body="{services} since {ended}"), {"services": "Checkout"})
    (gap,) = half.gaps(shown={"body"})
    assert gap.words == (Words("body", 15, 22, "{ended}"),)


def test_a_title_cannot_stand_in_itself() -> None:
    found = fill(Wording(title="{title}", body="{title}"), {"title": "{title}"})
    assert [gap.sentence for gap in found.gaps()] == [
        "{title} cannot be filled: the notice has no title. Say what customers notice."
    ]


@pytest.mark.parametrize("name", list(PLACEHOLDERS))
def test_every_gap_says_why(name: str) -> None:
    assert name in _WHY
    (gap,) = fill(Wording(body=f"{{{name}}}"), {}).gaps()
    assert gap.sentence.startswith(f"{{{name}}} cannot be filled: ")
