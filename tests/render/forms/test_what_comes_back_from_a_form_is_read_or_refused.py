"""Whatever is sent: it becomes what was asked for, or is said to be wrong at its field."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.views.visiting import AskToBeTold, Offer, Wanted
from statusboard.render.forms.fields import (
    LONGEST_ADDRESS,
    LONGEST_STAMP,
    Entry,
    Fields,
    Place,
    Problem,
    Wrong,
    asked_of,
    entry_of,
    is_trapped,
    new_entry,
    read_entry,
    refused,
    stamp_of,
    wanted_of,
)
from statusboard.render.forms.frame import Visit
from statusboard.render.forms.subscribing import subscribe_html
from tests.fixtures.offers import CARDS, MAIL, OFFER, offer
from tests.fixtures.public import Page

SENT = {
    "channel": ["mail"],
    "address.mail": [" reader@customer.example "],
    "address.phone": [""],
    "scope": ["everything"],
    "sort": ["incidents", "planned"],
    "extent": ["every"],
    "language": ["de"],
}


def asked(sent: Fields, offered: Offer = OFFER, **more: str) -> AskToBeTold | Wrong:
    return asked_of(read_entry(sent, offered), offered, **more)


def problems(found: object) -> dict[Place, Problem]:
    assert isinstance(found, Wrong)
    return dict(found.problems)


def test_a_filled_form_becomes_a_wish() -> None:
    assert asked(SENT, network="203.0.113.0/24") == AskToBeTold(
        "mail", "reader@customer.example", Wanted(language="de"), network="203.0.113.0/24"
    )


def test_services_and_groups_are_taken_where_they_were_chosen() -> None:
    chosen = {"group": ["grp000000002"], "service": ["svc000000003", "svc000000001"]}

    found = asked(SENT | chosen | {"scope": ["some"], "sort": ["planned"], "extent": ["start_end"]})

    assert isinstance(found, AskToBeTold)
    assert found.wanted == Wanted(
        services=("svc000000001", "svc000000003"),
        groups=("grp000000002",),
        about=About.PLANNED,
        extent=Extent.START_END,
        language="de",
    )
    everything = asked(SENT | chosen)
    assert isinstance(everything, AskToBeTold)
    assert everything.wanted == Wanted(language="de")


def test_who_waits_for_one_end_asks_for_that_alone() -> None:
    sent = {"channel": ["mail"], "address.mail": ["reader@customer.example"], "language": ["de"]}

    found = asked(sent, incident=CARDS.public_id)

    expected = Wanted(language="de")
    assert found == AskToBeTold("mail", "reader@customer.example", expected, CARDS.public_id)
    assert problems(asked(sent, incident="inc000000009")) == {Place.FORM: Problem.INCIDENT}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"channel": ["pigeon"]}, {Place.CHANNEL: Problem.CHANNEL}),
        ({"channel": []}, {Place.CHANNEL: Problem.CHANNEL}),
        ({"channel": ["phone"]}, {Place.ADDRESS: Problem.MISSING}),
        ({"address.mail": [" \u200e\x00"]}, {Place.ADDRESS: Problem.MISSING}),
        ({"address.mail": ["a" * 2_001]}, {Place.ADDRESS: Problem.LONG}),
        ({"scope": ["some"]}, {Place.SCOPE: Problem.SERVICES}),
        ({"scope": ["some"], "service": ["svc999999999"]}, {Place.SCOPE: Problem.SERVICES}),
        ({"scope": ["some"], "group": [""]}, {Place.SCOPE: Problem.SERVICES}),
        ({"sort": []}, {Place.SORTS: Problem.SORTS}),
        ({"sort": ["both"]}, {Place.SORTS: Problem.SORTS}),
        (
            {"channel": [], "scope": ["some"], "sort": []},
            {
                Place.CHANNEL: Problem.CHANNEL,
                Place.SCOPE: Problem.SERVICES,
                Place.SORTS: Problem.SORTS,
            },
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    sent: dict[str, list[str]], expected: dict[Place, Problem]
) -> None:
    assert problems(asked(SENT | sent)) == expected


@pytest.mark.parametrize(
    ("sent", "entry"),
    [
        ({"extent": ["all"]}, {"extent": Extent.EVERY}),
        ({"language": ["xx"]}, {"language": "en"}),
        ({"language": []}, {"language": "en"}),
        ({"language": ["de-AT"]}, {"language": "de"}),
        ({"service": ["svc000000001", "x"]}, {"services": frozenset({"svc000000001"})}),
    ],
)
def test_what_was_never_offered_is_left_out(
    sent: dict[str, list[str]], entry: dict[str, object]
) -> None:
    found = read_entry(SENT | sent, OFFER)

    assert {name: getattr(found, name) for name in entry} == entry


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("channel", {Place.CHANNEL: Problem.CHANNEL}),
        ("address", {Place.ADDRESS: Problem.ADDRESS}),
        ("services", {Place.SCOPE: Problem.GONE}),
        ("groups", {Place.SCOPE: Problem.GONE}),
        ("incident", {Place.FORM: Problem.INCIDENT}),
        ("", {Place.FORM: Problem.REFUSED}),
    ],
)
def test_what_the_desk_refuses_is_said_where_it_stands(
    named: str, expected: dict[Place, Problem]
) -> None:
    assert problems(refused(named)) == expected


def test_of_one_channel_nobody_has_to_choose() -> None:
    found = asked({**SENT, "channel": []}, offer(channels=(MAIL,)))

    assert isinstance(found, AskToBeTold)
    assert found.channel == "mail"


def test_an_address_that_is_too_long_is_cut_when_it_is_shown_again() -> None:
    entry = read_entry(SENT | {"address.mail": ["a" * 5_000]}, OFFER)
    assert len(entry.addresses["mail"]) == LONGEST_ADDRESS + 1  # as much as shows that it is longer
    page = Page.of(subscribe_html(OFFER, Visit(), entry, Wrong({Place.ADDRESS: Problem.LONG})))

    (field,) = (e for e in page.all("input") if e.attributes["name"] == "address.mail")
    assert field.attributes["value"] == "a" * LONGEST_ADDRESS


def test_marks_that_come_along_with_a_copied_address_are_dropped() -> None:
    entry = read_entry(SENT | {"address.phone": ["\u202a+1 202\u00a05550123\u202c\r\n"]}, OFFER)

    assert entry.addresses["phone"] == "+1 202 5550123"


def test_only_programs_fill_in_what_nobody_sees() -> None:
    assert not is_trapped(SENT)
    assert not is_trapped(SENT | {"topic": [""]})
    assert is_trapped(SENT | {"topic": ["", "buy"]})


def test_the_stamp_comes_back_unread_and_bounded() -> None:
    assert stamp_of(SENT) == ""
    assert stamp_of(SENT | {"at": ["abc", "def"]}) == "abc"
    assert len(stamp_of({"at": ["x" * 10_000]})) == LONGEST_STAMP


def test_an_address_is_in_no_text_about_an_entry() -> None:
    entry = read_entry(SENT, OFFER)

    assert "reader@customer.example" not in f"{entry!r}{asked(SENT)!r}"


@pytest.mark.parametrize("about", About)
@pytest.mark.parametrize("groups", [(), ("grp000000001",)])
def test_wishes_that_are_shown_and_sent_back_stay_the_same(about, groups) -> None:
    wanted = Wanted(groups=groups, about=about, extent=Extent.START_END, language="de")

    assert wanted_of(entry_of(wanted)) == wanted


KNOWN = st.sampled_from(
    [
        *("mail", "phone", "some", "everything", "incidents", "planned", "every", "de", "en"),
        *(
            "grp000000001",
            "svc000000001",
            "reader@customer.example",
            "",
            "\ud800",
            "\x00",
            "a" * 3000,
        ),
    ]
)
NAMES = st.sampled_from(
    [
        *("channel", "address.mail", "address.phone", "scope", "sort", "extent", "language"),
        *("service", "group", "at", "topic"),
    ]
)
ANY_FIELDS = st.dictionaries(NAMES | st.text(), st.lists(KNOWN | st.text(), max_size=4))


@given(sent=ANY_FIELDS)
def test_whatever_is_sent_it_is_read_within_bounds_and_can_be_shown(
    sent: dict[str, list[str]],
) -> None:
    entry = read_entry(sent, OFFER)
    found = asked_of(entry, OFFER)

    if isinstance(found, AskToBeTold):
        assert found.channel in {"mail", "phone", "hook"}
        assert 0 < len(found.address) <= LONGEST_ADDRESS
        assert found.address == found.address.strip()
        assert not any(character < " " for character in found.address)
        shown = subscribe_html(OFFER, Visit(), entry)
    else:
        assert found.problems
        shown = subscribe_html(OFFER, Visit(), entry, found)
    assert not Page.of(shown).open


def sent_by(page: Page) -> dict[str, list[str]]:
    """What a browser sends of a form as it stands, in the way it does."""
    pairs = []
    for e in page.all("input"):
        is_set = e.attributes.get("type") not in {"radio", "checkbox"} or "checked" in e.attributes
        if is_set:
            pairs.append((e.attributes["name"], e.attributes.get("value") or ""))
    pairs += [
        ("language", e.attributes["value"])
        for e in page.all("option")
        if "selected" in e.attributes
    ]
    return parse_qs(urlencode(pairs), keep_blank_values=True)


ENTRIES = st.builds(
    Entry,
    channel=st.sampled_from(["mail", "phone", "hook"]),
    addresses=st.dictionaries(
        st.sampled_from(["mail", "phone", "hook"]),
        st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20),
    ),
    everything=st.booleans(),
    services=st.frozensets(st.sampled_from([f"svc00000000{n}" for n in range(1, 8)])),
    groups=st.frozensets(st.sampled_from(["grp000000001", "grp000000002"])),
    incidents=st.booleans(),
    planned=st.booleans(),
    extent=st.sampled_from(Extent),
    language=st.sampled_from(["en", "de"]),
)


@given(entry=ENTRIES)
def test_what_a_browser_sends_back_is_what_was_shown(entry: Entry) -> None:
    assert read_entry(sent_by(Page.of(subscribe_html(OFFER, Visit(), entry))), OFFER) == entry


def test_an_empty_form_sent_back_lacks_an_address_and_nothing_else() -> None:
    sent = sent_by(Page.of(subscribe_html(OFFER, Visit())))

    assert read_entry(sent, OFFER) == new_entry(OFFER, "en")
    assert not is_trapped(sent)
    assert problems(asked(sent)) == {Place.ADDRESS: Problem.MISSING}
