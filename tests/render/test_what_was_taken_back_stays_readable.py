"""What was corrected or withdrawn is marked as such, and its old words can still be read."""

import json
from dataclasses import replace
from datetime import timedelta

from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.public import PublicIncident, PublicLink, PublicView
from statusboard.render.site import render_site
from tests.fixtures.public import Page, before, incident, service, update, view

RESOLVED = IncidentStatus.RESOLVED
INVESTIGATING = IncidentStatus.INVESTIGATING
OWN = "incidents/inc000000001/index.html"


def corrected() -> PublicView:
    """A page whose second update takes back what the first one said."""
    wrong = update(1, INVESTIGATING, 30, "Your data is **lost**.")
    right = update(2, INVESTIGATING, 10, "Your data is safe.")
    said = (
        replace(right, corrects_at=wrong.published_at),
        replace(wrong, taken_back_at=right.published_at),
    )
    return view(service(1), incidents=(incident(1, *said),))


def ended(**how: object) -> PublicIncident:
    """An incident that ended without being resolved."""
    kind = UpdateKind.WITHDRAWAL if how.get("is_withdrawn") else UpdateKind.MERGER
    last = replace(update(2, RESOLVED, 10, "Published by mistake: a drill."), kind=kind)
    more = {"impact": Impact.NONE, **how}
    return incident(1, last, update(1, INVESTIGATING, 30, "It fails."), **more)  # type: ignore[arg-type]


def api_incident(shown: PublicView) -> dict[str, object]:
    files = render_site(shown)
    (found,) = json.loads(files["api/v2/incidents.json"])["incidents"]
    assert isinstance(found, dict)
    return found


def test_the_old_words_of_a_corrected_update_are_struck_and_can_be_opened() -> None:
    for path in ("index.html", OWN):
        page = Page.of(render_site(corrected())[path])
        (gone,) = page.all("del")
        (details,) = [e for e in page.all("details") if e.attributes.get("class") == "gone"]
        text = page.all("main")[0].text

        assert gone.text == "Your data is lost."
        assert "open" not in details.attributes
        assert "Corrected at 14:10 CET" in text
        assert "Corrects what we wrote at 13:50 CET" in text


def test_a_correction_of_another_day_names_that_day() -> None:
    shown = corrected()
    right, wrong = shown.incidents[0].updates
    late = replace(wrong, taken_back_at=before(30) + timedelta(days=1))
    said = replace(shown.incidents[0], updates=(right, late))

    page = Page.of(render_site(replace(shown, incidents=(said,)))[OWN])

    assert "Corrected on 23 November 2026, 13:50 CET" in page.all("main")[0].text


def test_the_api_tells_of_a_correction_in_its_words_and_its_times() -> None:
    said = api_incident(corrected())["incident_updates"]
    assert isinstance(said, list)
    right, wrong = said

    assert wrong["body"].startswith("Corrected 22 November 2026, 14:10 CET:")
    assert wrong["body"].endswith("Your data is **lost**.")
    assert wrong["updated_at"] == right["created_at"]
    assert wrong["updated_at"] > wrong["created_at"]
    assert right["body"].startswith("Corrects what we wrote, 22 November 2026, 13:50 CET.")


def test_what_was_withdrawn_is_no_outage_and_says_why() -> None:
    shown = view(service(1), incidents=(ended(is_withdrawn=True),))
    files = render_site(shown)
    own = Page.of(files[OWN]).all("main")[0].text
    listed = Page.of(files["index.html"]).all("main")[0].text

    assert "Withdrawn" in own
    assert "withdrawn 14:10 CET" in own
    assert "Published by mistake: a drill." in own
    assert "Resolved" not in own
    assert "Some card payments are failing · 22 November 2026, withdrawn" in listed
    said = api_incident(shown)
    assert said["name"] == "Withdrawn: Some card payments are failing"
    assert (said["status"], said["impact"]) == ("resolved", "none")


def test_what_is_told_elsewhere_leads_there() -> None:
    other = incident(2, update(5, INVESTIGATING, 5), title="Checkout is failing")
    here = ended(continues_in=PublicLink(other.public_id, "Checkout is failing"))
    other = replace(other, joined=(PublicLink(here.public_id, "Some card payments are failing"),))
    shown = view(service(1), incidents=(other, here))
    files = render_site(shown)
    address = f"https://status.northwind.example/incidents/{other.public_id}/"
    there = f"incidents/{other.public_id}/index.html"

    (link,) = [one for one in Page.of(files[OWN]).all("a") if one.text == "Checkout is failing"]
    assert link.attributes["href"] == f"../../{there}"
    back = [one.attributes["href"] for one in Page.of(files[there]).all("a")]
    assert f"../../{OWN}" in back
    assert "continued elsewhere" in Page.of(files["index.html"]).all("main")[0].text
    (_, said) = json.loads(files["api/v2/incidents.json"])["incidents"]
    assert said["incident_updates"][0]["body"].endswith(
        f"Continues in “Checkout is failing”: {address}"
    )


def test_a_month_counts_neither_what_was_withdrawn_nor_what_is_told_elsewhere() -> None:
    real = incident(2, update(5, RESOLVED, 5), update(4, INVESTIGATING, 60))
    shown = view(service(1), incidents=(real, ended(is_withdrawn=True)))
    month = Page.of(render_site(shown)["history/2026-11/index.html"]).all("main")[0].text

    assert "1 incident, 1 withdrawn" in month
    both = view(service(1), incidents=(real, ended(continues_in=PublicLink("inc000000002", "x"))))
    month = Page.of(render_site(both)["history/2026-11/index.html"]).all("main")[0].text
    assert "1 incident, 1 told in another" in month
    alone = view(service(1), incidents=(ended(is_withdrawn=True),))
    month = Page.of(render_site(alone)["history/2026-11/index.html"]).all("main")[0].text
    assert "No incidents, 1 withdrawn" in month
