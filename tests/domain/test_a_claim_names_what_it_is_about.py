"""A claim about some services names them, a whole group as one; about many, it says how many."""

import pytest

from statusboard.domain.claim import Claim, ClaimKind
from statusboard.domain.claim_subject import Subject, subjects_of
from statusboard.domain.claim_subject_words import begin_words, subject_words
from statusboard.domain.claim_words import claim_text
from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.language import Language

PAYMENT, EMPTY = ComponentGroup(1, "Payment"), ComponentGroup(2, "Empty")
_NAMES = ("Checkout", "Cards", "Invoices", "Search", "Mail", "Chat", "Maps")
EVERY = [
    Component(number, f"p{number}", name, 1 if number <= 3 else None, number)
    for number, name in enumerate(_NAMES, start=1)
]


@pytest.mark.parametrize(
    ("chosen", "english", "german"),
    [
        (set(range(1, 8)), "7 of our 7 services", "7 unserer 7 Dienste"),
        (set(), "", ""),
        ({1}, "Checkout", "Checkout"),
        ({4, 1}, "Checkout and Search", "Checkout und Search"),
        ({1, 2, 3}, "Our 3 Payment services", "Unsere 3 Dienste der Gruppe Payment"),
        (
            {4, 1, 2, 3},
            "Our 3 Payment services and Search",
            "Unsere 3 Dienste der Gruppe Payment und Search",
        ),
        ({1, 2, 4, 5}, "Checkout, Cards, Search and Mail", "Checkout, Cards, Search und Mail"),
        ({1, 2, 4, 5, 6}, "5 of our 7 services", "5 unserer 7 Dienste"),
    ],
)
def test_services_and_groups_are_named_as_people_would(
    chosen: set[int], english: str, german: str
) -> None:
    subjects = subjects_of(chosen, EVERY, (PAYMENT, EMPTY))

    assert begin_words(subjects, Language.ENGLISH) == english
    assert begin_words(subjects, Language.GERMAN) == german


def test_a_group_that_is_called_services_is_not_called_so_twice() -> None:
    group = (Subject("Payment services", 3, is_group=True),)

    assert subject_words(group, Language.ENGLISH) == "our 3 Payment services"


def test_a_service_that_is_alone_in_its_group_is_named_itself() -> None:
    alone = [*EVERY, Component(8, "p8", "Ledger", 2, 8)]

    assert subjects_of({8}, alone, (PAYMENT, EMPTY)) == (Subject("Ledger"),)


def test_one_service_has_and_a_group_have() -> None:
    group = (Subject("Payment", 3, is_group=True),)
    claims = [
        Claim(ClaimKind.AVAILABILITY, percent="99.98", services=one)
        for one in ((Subject("Mail"),), group, (Subject(count=5, of=7),))
    ]
    english = [claim_text(one, Language.ENGLISH).sentence for one in claims]
    german = [claim_text(one, Language.GERMAN).sentence for one in claims]

    assert english[0].startswith("Mail has been available 99.98 %")
    assert english[1].startswith("Our 3 Payment services have been available")
    assert english[2].startswith("5 of our 7 services have been available")
    assert german[0].startswith("Mail war")
    assert german[1].startswith("Unsere 3 Dienste der Gruppe Payment waren")
    assert claim_text(claims[1], Language.ENGLISH).small.endswith(": our 3 Payment services")
