"""An update in two segments: what has to be said is whole, and what is cut ends between words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.notice import Wording
from statusboard.domain.sms import Encoding, segmented
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.short import short_text

AT = datetime(2026, 11, 28, 13, 20, tzinfo=UTC)
URL = "https://status.northwind.example/incidents/0123456789ab.html"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=600)


def message(title: str = "Checkout fails", body: str = "We look into it.") -> UpdateMessage:
    wording = Wording(
        title=title,
        body=body,
        status=IncidentStatus.IDENTIFIED,
        next_update_at=AT + timedelta(minutes=30),
    )
    return UpdateMessage("Northwind", URL, "Europe/Berlin", wording, AT, 1)


def test_a_short_update_is_said_whole() -> None:
    assert short_text(message()) == (
        f"Northwind: Checkout fails. Identified: We look into it. Next update by 14:50 CET. {URL}"
    )


def test_marks_are_taken_away_and_typography_is_written_plainly() -> None:
    text = short_text(message("It’s “Checkout”", "**Cards** fail – *all* of them…"))
    assert """Northwind: It's "Checkout". Identified: Cards fail - all of them... Next""" in text
    assert segmented(text).encoding is Encoding.GSM_7


def test_words_are_cut_between_two_and_the_rest_stays_whole() -> None:
    text = short_text(message("Checkout fails", "We have found the cause, " * 40))
    assert len(segmented(text).segments) == 2
    assert "Northwind: Checkout fails. Identified: We have found the cause, We" in text
    assert text.endswith(f"... Next update by 14:50 CET. {URL}")
    words = text.partition("Identified: ")[2].partition("...")[0]
    assert set(words.replace(",", "").split()) <= {"We", "have", "found", "the", "cause"}
    assert len(text) > 290


def test_a_title_too_long_for_two_segments_is_cut_and_the_words_are_left_out() -> None:
    text = short_text(message("Überweisungen “scheitern” {jetzt} " * 7, "We look into it."))
    assert len(segmented(text).segments) == 2
    assert "Identified. Next update by 14:50 CET." in text
    cut = text.partition(": ")[2].partition("...")[0].split()[-1]
    assert cut in {"Überweisungen", '"scheitern"', "{jetzt}"}


def test_a_script_without_spaces_is_cut_between_signs() -> None:
    text = short_text(message("決済ができません" * 20))
    assert len(segmented(text).segments) == 2
    assert text.startswith("Northwind: 決済ができません")
    assert text.endswith(f"... Identified. Next update by 14:50 CET. {URL}")


def test_a_sign_of_several_characters_is_never_cut_in_two() -> None:
    family = "👩🏽\u200d👩🏽\u200d👧🏽"
    text = short_text(message(family * 30))
    title = text.partition(": ")[2].partition("...")[0]
    assert title
    assert title.replace(family, "") == ""


def test_an_address_longer_than_two_segments_is_sent_whole() -> None:
    address = f"https://status.example/{'a' * 400}"
    text = short_text(replace(message(), url=address))
    assert text.endswith(f"Next update by 14:50 CET. {address}")


def test_whoever_missed_something_reads_what_it_was() -> None:
    first = replace(message(), published_at=AT - timedelta(minutes=20))
    text = short_text(message(body="We have found it."), [first])
    assert "Identified: We have found it. Before that: Identified 14:00 CET. Next update" in text
    many = short_text(message(), [first] * 40)
    assert len(segmented(many).segments) == 2
    assert "Before that: Identified 14:00 CET, Identified 14:00 CET" in many


def test_sample_data_says_so_and_without_a_page_there_is_no_address() -> None:
    text = short_text(replace(message(), is_demo=True, url=""))
    assert text.startswith("Sample data. Northwind: Checkout fails.")
    assert text.endswith("Next update by 14:50 CET.")


@given(WORDS, WORDS)
def test_promise_and_address_are_whole_in_two_segments_whatever_is_written(
    title: str, body: str
) -> None:
    text = short_text(message(title[:255], body))
    assert text.startswith("Northwind: ")
    assert text.endswith(f"Next update by 14:50 CET. {URL}")
    assert "\n" not in text
    assert len(segmented(text).segments) <= 2 or not any(map(str.isspace, title))
