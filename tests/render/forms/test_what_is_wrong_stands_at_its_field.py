"""A form that comes back says what is wrong, first all of it, then at each field, and keeps all."""

import pytest

from statusboard.domain.views.visiting import Link, Standing, Wanted
from statusboard.render.forms.fields import NOTHING_WRONG, Entry, Place, Problem, Wrong
from statusboard.render.forms.frame import Visit
from statusboard.render.forms.languages import ENGLISH
from statusboard.render.forms.personal import manage_html
from statusboard.render.forms.subscribing import subscribe_html
from tests.fixtures.offers import MAIL, OFFER, offer
from tests.fixtures.public import Element, Page

TYPED = Entry(channel="phone", addresses={"phone": "12"}, everything=False)


def by_id(page: Page, id_: str | None) -> Element:
    (found,) = (e for e in page.elements if e.attributes.get("id") == id_)
    return found


def described(page: Page, element: Element) -> str:
    ids = (element.attributes.get("aria-describedby") or "").split()
    return " ".join(by_id(page, id_).text for id_ in ids)


def summary(page: Page) -> Element | None:
    return next((e for e in page.all("div") if e.attributes.get("id") == "wrong"), None)


def test_an_address_that_is_refused_says_so_at_its_field() -> None:
    wrong = Wrong({Place.ADDRESS: Problem.ADDRESS})
    page = Page.of(subscribe_html(OFFER, Visit(), TYPED, wrong))

    field = by_id(page, "way-2-address")
    assert field.attributes["value"] == "12"
    assert field.attributes["aria-invalid"] == "true"
    assert described(page, field) == (
        "For example +12025550123 We cannot write to that address. Does it look like the example?"
    )
    others = [e for e in page.all("input") if e is not field and "aria-invalid" in e.attributes]
    assert others == []


def test_the_browser_goes_to_what_is_wrong_and_each_line_leads_to_its_field() -> None:
    wrong = Wrong({Place.SORTS: Problem.SORTS, Place.ADDRESS: Problem.MISSING})
    page = Page.of(subscribe_html(OFFER, Visit(), TYPED, wrong))

    found = summary(page)
    assert found is not None
    assert found.attributes["tabindex"] == "-1"
    assert "autofocus" in found.attributes
    assert by_id(page, found.attributes["aria-labelledby"]).text == ENGLISH.wrong
    assert page.all("title")[0].text.startswith(ENGLISH.wrong)
    lines = [e for e in page.all("a") if (e.attributes["href"] or "").startswith("#")]
    assert [e.text for e in lines] == [ENGLISH.problems["missing"], ENGLISH.problems["sorts"]]
    targets = [by_id(page, (e.attributes["href"] or "")[1:]) for e in lines]
    assert [e.attributes["name"] for e in targets] == ["address.phone", "sort"]


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (Place.CHANNEL, Problem.CHANNEL),
        (Place.SCOPE, Problem.SERVICES),
        (Place.SORTS, Problem.SORTS),
    ],
)
def test_what_is_wrong_with_a_choice_is_told_of_all_of_it(place: Place, problem: Problem) -> None:
    page = Page.of(subscribe_html(OFFER, Visit(), TYPED, Wrong({place: problem})))

    (group,) = (e for e in page.all("fieldset") if "aria-describedby" in e.attributes)
    assert described(page, group) == ENGLISH.problems[problem]


def test_what_is_wrong_with_the_whole_form_leads_nowhere() -> None:
    page = Page.of(subscribe_html(OFFER, Visit(), TYPED, Wrong({Place.FORM: Problem.STALE})))

    found = summary(page)
    assert found is not None
    assert ENGLISH.problems["stale"] in found.text
    assert [e for e in page.all("a") if (e.attributes["href"] or "").startswith("#")] == []


def test_of_one_channel_too_the_field_is_found() -> None:
    wrong = Wrong({Place.ADDRESS: Problem.MISSING})
    page = Page.of(subscribe_html(offer(channels=(MAIL,)), Visit(), Entry("mail"), wrong))

    (line,) = (e for e in page.all("a") if (e.attributes["href"] or "").startswith("#"))
    assert by_id(page, (line.attributes["href"] or "")[1:]).attributes["name"] == "address.mail"


def test_changed_wishes_are_told_what_is_wrong_likewise() -> None:
    standing = Standing("E-mail", "r…@customer.example", True, Wanted())
    entry = Entry(everything=False, incidents=False, planned=False)
    wrong = Wrong({Place.SCOPE: Problem.SERVICES, Place.SORTS: Problem.SORTS})
    page = Page.of(manage_html(OFFER, Visit(root="../"), standing, Link("t"), entry, wrong))

    found = summary(page)
    assert found is not None
    assert len([e for e in page.all("a") if (e.attributes["href"] or "").startswith("#")]) == 2
    ticked = [e.attributes["value"] for e in page.all("input") if "checked" in e.attributes]
    assert ticked == ["some", "every"]


def test_a_form_without_fault_speaks_of_none() -> None:
    page = Page.of(subscribe_html(OFFER, Visit(), TYPED, NOTHING_WRONG))

    assert summary(page) is None
    assert [e for e in page.elements if "aria-invalid" in e.attributes] == []
    assert [e for e in page.elements if "autofocus" in e.attributes] == []
