"""Two people write on one text: nothing of either is lost, and only true clashes are asked of."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from time import thread_time

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.three_way import Clash, MergedText, merge_texts

BASE = "Some card payments fail. We are looking into it.\n\nOrders are safe."
WORDS = st.lists(
    st.sampled_from(["pay", "fail", "we", "look", "{started}", ".", ",", "now", "\n\n"]),
    max_size=12,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(WORDS)
    gaps = st.sampled_from([" ", " ", " ", "\n", "  ", ""])
    return "".join(f"{draw(gaps)}{word}" for word in words) + draw(st.sampled_from(["", " ", "\n"]))


def merged(mine: str, theirs: str, base: str = BASE) -> str:
    found = merge_texts(base, mine, theirs)
    assert not found.clashes, found
    return found.with_both


def swapped(found: MergedText) -> tuple[str | Clash, ...]:
    return tuple(
        Clash(part.theirs, part.mine) if isinstance(part, Clash) else part for part in found.parts
    )


def test_changes_in_different_places_are_both_there() -> None:
    mine = BASE.replace("Some card payments", "Most card payments")
    theirs = BASE.replace("Orders are safe.", "Orders are safe. Nobody is charged twice.")

    assert merged(mine, theirs) == (
        "Most card payments fail. We are looking into it.\n\n"
        "Orders are safe. Nobody is charged twice."
    )


def test_words_of_one_sentence_come_together() -> None:
    mine = BASE.replace("card payments fail", "card payments often fail")
    theirs = BASE.replace("Some card", "Some debit card")

    assert merged(mine, theirs).startswith("Some debit card payments often fail.")


def test_the_same_change_is_made_once() -> None:
    both = BASE.replace("it", "the cause")

    assert merged(both, both) == both


def test_a_place_that_both_changed_is_a_clash_with_both_in_it() -> None:
    found = merge_texts("It fails now.", "It fails today.", "It fails again.")

    assert found.clashes == (Clash(" today", " again"),)
    assert found.with_both == "It fails today again."


def test_two_additions_in_one_place_are_a_clash() -> None:
    found = merge_texts("It fails.", "It fails. Call us.", "It fails. Write to us.")

    assert len(found.clashes) == 1
    assert found.with_both == "It fails. Call us. Write to us."


def test_what_one_took_out_and_the_other_changed_is_a_clash() -> None:
    found = merge_texts("It fails often now.", "It fails.", "It fails very often now.")

    assert found.clashes


def test_a_placeholder_is_one_word() -> None:
    found = merge_texts("Since {started}.", "Since {duration}.", "Since {recovery}.")

    assert found.clashes == (Clash(" {duration}", " {recovery}"),)


@given(texts(), texts())
def test_who_changed_nothing_changes_nothing(base: str, other: str) -> None:
    assert merge_texts(base, other, base).with_both == other
    assert merge_texts(base, base, other).with_both == other


@given(texts(), texts(), texts())
def test_it_does_not_matter_who_saved_first(base: str, mine: str, theirs: str) -> None:
    one, other = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)

    assert one.parts == swapped(other)


@given(texts(), texts(), st.data())
def test_no_word_that_either_put_in_is_lost(base: str, mine: str, data: st.DataObject) -> None:
    """Words that only one of them has are all there, however the rest is matched."""
    theirs = data.draw(texts())
    ours = re.sub(r"\bpay\b", "mine1", mine)
    other = re.sub(r"\bpay\b", "theirs1", theirs)

    text = merge_texts(base, ours, other).with_both

    assert text.count("mine1") == ours.count("mine1")
    assert text.count("theirs1") == other.count("theirs1")


@given(texts(), st.data())
def test_changes_that_do_not_touch_need_nobody(base: str, data: st.DataObject) -> None:
    before = f"First {base.strip()} Then"
    after = f"{base.strip()} last"
    whole = f"{before} kept1 kept2 {after}"
    mine = f"Changed {whole}"
    theirs = f"{whole} changed"

    text = merged(mine, theirs, whole)

    assert text == f"Changed {whole} changed"


@given(texts(), texts(), texts())
def test_who_merges_again_gets_the_same(base: str, mine: str, theirs: str) -> None:
    """A save that was asked for twice, because its answer was lost, adds nothing."""
    text = merge_texts(base, mine, theirs).with_both

    assert merge_texts(mine, mine, text).with_both == text


def test_a_long_text_keeps_nobody_waiting() -> None:
    """Two comparisons word by word are the most that a merge costs, however long its texts are.

    Held against one such comparison of the same run, in time of this thread: that is the same
    whatever else the machine does.
    """
    base, mine, theirs = _three(words=4_000)
    one_s = _seconds(
        SequenceMatcher(None, mine.split(), theirs.split(), autojunk=False).get_opcodes
    )

    short_s = _seconds(partial(_merged_whole, base, mine, theirs))
    long_s = _seconds(partial(_merged_whole, *_three(words=150_000)))

    assert short_s < 20 * one_s
    assert long_s < 20 * one_s


def _three(words: int) -> tuple[str, str, str]:
    base = "\n".join(
        f"The line {n} says it. We look, and it is {n % 97}." for n in range(words // 10)
    )
    return base, base.replace("is 5.", "is mine."), base.replace("is 90.", "is theirs.")


def _merged_whole(base: str, mine: str, theirs: str) -> None:
    text = merged(mine, theirs, base)
    assert text.count("is mine.") == base.count("is 5.")
    assert text.count("is theirs.") == base.count("is 90.")


def _seconds(work: Callable[[], object]) -> float:
    begun_s = thread_time()
    work()
    return thread_time() - begun_s


def test_what_is_too_long_to_be_compared_is_a_clash_as_a_whole() -> None:
    base = "." * 5_000
    found = merge_texts(base, f"mine {base} mine", f"theirs {base} theirs")

    assert found.clashes
    assert found.with_both.count("mine") == found.with_both.count("theirs") == 2
