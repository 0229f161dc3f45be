"""A name that a page does not show is put otherwise in its texts, and nothing else is."""

import pytest

from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.withheld import NOTHING_WITHHELD, Withheld, names_to_withhold

INSTEAD = {code: tongue.other_service for code, tongue in TONGUES.items()}


def said(names: tuple[str, ...], text: str, language: str = "en") -> str:
    return Withheld(names, INSTEAD).text(text, language)


@pytest.mark.parametrize(
    ("names", "text", "shown"),
    [
        (("Partner API",), "The partner  api fails.", "The (another service) fails."),
        (("Search",), "Search fails; we search.", "(another service) fails; we search."),
        (("Search",), "SEARCH, Searches", "(another service), Searches"),
        (("EDI-2", "EDI"), "edi-2 and EDI.", "(another service) and (another service)."),
        (
            ("IT", "US"),
            "IT fails. Tell us, and we fix it.",
            "(another service) fails. Tell us, and we fix it.",
        ),
        (
            ("SALESFORCE", "search"),
            "Salesforce and Search",
            "(another service) and (another service)",
        ),
        (("PayPal",), "paypal fails", "(another service) fails"),
        (("C++ (new)",), "c++ (new)!", "(another service)!"),
    ],
)
def test_a_name_is_found_as_it_is_written_and_as_no_part_of_a_word(
    names: tuple[str, ...], text: str, shown: str
) -> None:
    assert said(names, text) == shown


def test_what_stands_in_its_place_is_in_the_language_of_the_text() -> None:
    assert said(("検索",), "現在検索が遅い。", "ja") == "現在(別のサービス)が遅い。"
    assert said(("Suche",), "Die Suche hängt.", "de-AT") == "Die (ein anderer Dienst) hängt."
    assert said(("Feed",), "Feed", "it") == "(another service)"
    assert NOTHING_WITHHELD.text("Feed") == "Feed"


def test_what_is_part_of_a_name_that_readers_know_is_no_secret() -> None:
    assert names_to_withhold(("Feed", "Orders", " "), ("Feed API",)) == ("Orders",)


def test_one_letter_is_no_name_that_texts_could_do_without() -> None:
    assert names_to_withhold(("a", "I", "港", "X1"), ()) == ("X1",)
