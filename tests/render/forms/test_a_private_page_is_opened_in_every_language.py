"""What stands before a private page, and the way out of it, in the eight languages."""

import re
from dataclasses import replace

import pytest

from statusboard.domain.languages import LANGUAGES, direction_of
from statusboard.domain.page_access import Door
from statusboard.render.forms.door import doors_of, signed_out_of
from statusboard.render.forms.languages import words_in
from statusboard.render.site import render_site
from tests.fixtures.public import view

VIEW = replace(view(), contact="help@northwind.example")
DOORS = doors_of(VIEW, has_password=True)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_all_of_it_and_leads_to_the_others(code: str) -> None:
    door, words = DOORS[code], words_in(code).door
    head = f'<html lang="{code}"' + (' dir="rtl">' if direction_of(code) == "rtl" else ">")
    for page in (door.ask, door.wrong, door.no_link, door.wait):
        assert head in page
        assert f'<label for="password">{words.password}</label>' in page
        assert re.findall(r'hreflang="(..)"', page) == [one for one in LANGUAGES if one != code]
        assert "<script" not in page
        assert "!" not in page.partition("<main")[2]


def test_what_is_wrong_is_tied_to_its_field_and_said_in_the_title() -> None:
    for code, door in DOORS.items():
        said = words_in(code).door.wrong
        assert 'aria-invalid="true" aria-describedby="problem"' in door.wrong
        assert f'id="problem" role="alert">{said}</p>' in door.wrong
        assert f"<title>{said} – " in door.wrong
        assert "aria-invalid" not in door.ask


def test_where_there_is_no_password_none_is_asked_for() -> None:
    door: Door = doors_of(VIEW, has_password=False)["ja"]

    assert "<input" not in door.ask
    assert words_in("ja").door.only_link in door.ask


def test_whoever_signed_out_is_told_so_and_led_to_the_first_page() -> None:
    for code, page in signed_out_of(VIEW, has_password=True).items():
        assert f'role="status">{words_in(code).door.left}</p>' in page
        assert '<form method="post" action="./">' in page


def test_every_page_that_was_signed_in_to_has_the_way_out_in_its_language() -> None:
    spoken = replace(VIEW, languages=("en", "ar"), has_sign_in=True)
    files = {path: page.decode() for path, page in render_site(spoken).items() if "html" in path}

    assert 'action="sign-out?lang=en"><button>Sign out</button>' in files["index.html"]
    assert 'action="../sign-out?lang=ar"><button>تسجيل الخروج<' in files["ar/index.html"]
    assert 'action="../../sign-out?lang=ar">' in files["ar/history/index.html"]
    for page in files.values():
        assert page.count('<form class="out" method="post"') == 1
        assert "form-action 'self'" in page

    files = {path: page.decode() for path, page in render_site(VIEW).items() if "html" in path}
    assert not any("sign-out" in page or "form-action 'self'" in page for page in files.values())
