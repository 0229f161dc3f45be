"""The page as text, what crawlers are told, and where weaknesses are reported."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from statusboard.domain.views.public_security import PublicSecurity
from statusboard.render.site import render_site
from tests.fixtures.public import incident, maintenance, service, told_view, view

PAGE = "https://status.northwind.example"


def test_the_text_says_what_the_page_says() -> None:
    shown = replace(told_view(), maintenances=(maintenance(1),))
    lines = render_site(shown)["status.txt"].decode().splitlines()

    assert lines[:3] == ["Northwind", "", "SOME SERVICES ARE AFFECTED"]
    assert "1 of 4 services is operational. As of 22 November 2026, 14:20 CET." in lines
    assert "INCIDENT  Some card payments are failing" in lines
    assert "    We are watching." in lines
    assert "Next update by 14:50 CET on 22 November" in lines
    assert "PLANNED WORK  Database upgrade" in lines
    assert "23 November 2026, 00:20 CET to 02:50 CET" in lines
    assert "  Checkout API: Partial outage" in lines
    assert "    99.981 % uptime, 100 % observed" in lines
    assert shown.record.rule in lines
    assert lines[-1] == PAGE


def test_what_people_write_cannot_look_like_a_line_of_the_page() -> None:
    said = incident(title="Slow\nINCIDENT  Not one")
    body = "Here.\n\nSERVICES  Shop\n\n  Checkout API: Operational"
    said = replace(
        said, updates=(replace(said.updates[0], wording=replace(said.wording, body=body)),)
    )
    text = render_site(view(service(1, "Checkout API"), incidents=(said,)))["status.txt"].decode()

    assert [line for line in text.splitlines() if line.startswith("SERVICES")] == ["SERVICES  Shop"]
    assert text.count("\nINCIDENT  ") == 1


def test_a_sample_says_so_in_the_text_and_is_for_nobody_to_find() -> None:
    files = render_site(replace(told_view(), is_demo=True))

    assert b"Sample data." in files["status.txt"]
    rules = RobotFileParser()
    rules.parse(files["robots.txt"].decode().splitlines())
    assert not rules.can_fetch("any", f"{PAGE}/")


def test_crawlers_may_come_and_are_told_every_page() -> None:
    files = render_site(replace(told_view(), maintenances=(maintenance(1),)))
    rules = RobotFileParser()
    rules.parse(files["robots.txt"].decode().splitlines())

    assert rules.can_fetch("any", f"{PAGE}/incidents/inc000000001/")
    assert rules.site_maps() == [f"{PAGE}/sitemap.xml"]
    listed = ElementTree.fromstring(files["sitemap.xml"])
    found = {each.text or "" for each in listed.findall(".//{*}loc")}
    pages = {path for path in files if path.endswith(".html")}
    assert {f"{where.removeprefix(f'{PAGE}/')}index.html" for where in found} == pages


def test_security_txt_says_what_was_filled_in() -> None:
    said = PublicSecurity(
        "security@northwind.example",
        datetime(2027, 7, 1, tzinfo=UTC),
        "https://northwind.example/s",
    )
    files = render_site(replace(told_view(), security=said))

    assert files[".well-known/security.txt"].decode().splitlines() == [
        "Contact: mailto:security@northwind.example",
        "Expires: 2027-07-01T00:00:00Z",
        "Policy: https://northwind.example/s",
        f"Canonical: {PAGE}/.well-known/security.txt",
    ]
    page = PublicSecurity("https://northwind.example/report", said.expires)
    text = render_site(replace(told_view(), security=page))[".well-known/security.txt"]
    assert text.startswith(b"Contact: https://northwind.example/report\n")


def test_without_a_contact_there_is_no_security_txt() -> None:
    assert not any(path.startswith(".") for path in render_site(told_view()))
