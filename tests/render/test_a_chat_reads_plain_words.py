"""What an update says in chats."""

from dataclasses import replace

from statusboard.render.chat import chat_of
from tests.fixtures.updates import an_update


def test_a_chat_reads_words_without_marks_title_link_or_a_way_to_leave_by_mail() -> None:
    body = "We **found** it.\n\n- one\n- [two](https://a.example/x)\n\n<!-- ask Ann -->"
    said = chat_of(an_update(body=body))
    assert said.text == (
        "Northwind · Investigating · 29 November 2026, 15:02 CET · update 1\n\n"
        "We found it.\n\n- one\n- two (https://a.example/x)\n\n"
        "Checkout API: Major outage\n\n"
        "Next update by 15:32 CET on 29 November. We tell you the moment it is over.\n"
    )
    assert said.gist == (
        "Investigating, 29 November 2026, 15:02 CET\n"
        "We found it.\n\n- one\n- two (https://a.example/x)"
    )


def test_an_update_without_services_or_words_has_no_empty_parts_and_the_demo_says_so() -> None:
    update = replace(an_update(body=""), affected=(), is_demo=True)
    assert chat_of(update).text.startswith("Sample data: nothing of this happened.\n\nNorthwind")
    assert "\n\n\n" not in chat_of(update).text
