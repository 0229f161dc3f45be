"""Names come from outside: from the system, or over the pipe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.access import NAME_LIMIT, NAMELESS, ActorKind, Permission, person


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("  Ada\tLovelace\n", "Ada Lovelace"),
        ("Zoë Müller-Østergård", "Zoë Müller-Østergård"),
        ("王秀英", "王秀英"),
        ("Ada\N{RIGHT-TO-LEFT OVERRIDE}evil", "Adaevil"),
        ("Ada\x1b[31m", "Ada[31m"),
        ("Ada\udcff", "Ada"),
        ("", NAMELESS),
        ("\x00\n ", NAMELESS),
    ],
)
def test_a_name_is_shown_without_what_could_steer_the_line(told: str, shown: str) -> None:
    assert person(told).name == shown


@given(st.text())
def test_every_name_is_one_printable_line_of_a_length_that_fits(told: str) -> None:
    name = person(told).name

    assert 0 < len(name) <= NAME_LIMIT
    assert name.isprintable()
    assert name == name.strip()


@given(st.text())
def test_a_name_that_was_cleaned_stays_as_it_is(told: str) -> None:
    name = person(told).name

    assert person(name).name == name


def test_until_people_are_set_up_everybody_at_the_desk_may_everything() -> None:
    ada = person("Ada")

    assert ada.kind is ActorKind.PERSON
    assert all(ada.may(permission) for permission in Permission)
