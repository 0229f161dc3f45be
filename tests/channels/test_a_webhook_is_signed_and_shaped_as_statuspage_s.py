"""What a program gets: the body, the signature, and what becomes of it."""

import asyncio
import json
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from standardwebhooks import Webhook, WebhookVerificationError

from statusboard.catalog.fields import validate
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sent, Standing, Unclear
from statusboard.channels.web.statuspage import MOST_UPDATES, body_of
from statusboard.channels.webhook import DECLARATION, address_of
from statusboard.domain.incident import AffectedComponent, IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.message import NamedService, Surroundings
from statusboard.errors import RuleBroken
from tests.fixtures.updates import AT, KEY, LINK, a_test, about, an_update
from tests.fixtures.web import Asked, Behaviour, Site, always, answer, serving

pytestmark = pytest.mark.anyio
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLD = "whsec_C2FVsBQIhrscChlQIMVb5sSYspob7oDw"
README = Path(__file__).parents[2] / "README.md"
MINUTE = timedelta(minutes=1)


def config(**given: object) -> dict[str, object]:
    return validate(DECLARATION.fields, {"secret": SECRET, "private": True, **given})


def outgoing(address: str) -> Outgoing:
    """The third update of an incident, as it is told to programs."""
    earlier = tuple(
        IncidentUpdate(
            f"up{number}",
            AT - number * MINUTE,
            Wording(title="Card payments fail", body=f"Word {number}. <!-- ask Ann -->"),
        )
        for number in (1, 2)
    )
    around = Surroundings(
        earlier=earlier,
        services=(
            NamedService(
                "cmp4kq7m2xzab",
                "Checkout API",
                ComponentStatus.MAJOR_OUTAGE,
                "",
                "grp0q1w2e3r4t",
                2,
                AT - timedelta(days=400),
                AT,
            ),
        ),
        indicator="critical",
        description="Major Service Outage",
    )
    update = replace(
        an_update(), number=3, around=around, created_at=AT - 2 * MINUTE - timedelta(microseconds=1)
    )
    return about(update, "document", address)


async def sent(behaviour: Behaviour, **given: object) -> tuple[Outcome, Site]:
    async with serving(behaviour) as site, DECLARATION.open(config(**given)) as sender:
        outcome = await sender.send(outgoing(site.url("/hook?tenant=7")))
    return outcome, site


async def asked_with(**given: object) -> Asked:
    outcome, site = await sent(always(answer("", status="204 No Content")), **given)
    assert outcome == Sent("204 No Content")
    (asked,) = site.asked
    return asked


async def incident_told(wording: Wording, *earlier: Wording) -> Any:
    """The incident of the body about an update with that wording, after those, newest first."""
    before = tuple(
        IncidentUpdate(f"up{n}", AT - n * MINUTE, one) for n, one in enumerate(earlier, start=1)
    )
    around = Surroundings(earlier=before, resolved_at=wording.ended_at)
    update = replace(an_update(), wording=wording, around=around, number=1 + len(earlier))
    async with (
        serving(always(answer("", status="204 No Content"))) as site,
        DECLARATION.open(config()) as sender,
    ):
        await sender.send(about(update, "document", site.url("/")))
    (asked,) = site.asked
    return json.loads(asked.body)["incident"]


async def test_a_postmortem_is_told_in_the_fields_that_programs_look_for_it_in() -> None:
    ended = AT - 30 * MINUTE
    over = Wording(title="T", status=IncidentStatus.RESOLVED, body="Over.", ended_at=ended)
    looked_back = replace(over, status=IncidentStatus.POSTMORTEM, body="A disk <!-- sdb --> broke.")
    incident = await incident_told(looked_back, over, Wording(title="T", body="Open."))

    assert incident["status"] == "postmortem"
    assert incident["resolved_at"] == "2026-11-29T13:32:00.000Z"
    assert incident["postmortem_body"] == incident["incident_updates"][0]["body"]
    assert "sdb" not in incident["postmortem_body"]
    assert incident["postmortem_published_at"] == "2026-11-29T14:02:00.000Z"
    assert incident["postmortem_body_last_updated_at"] == incident["postmortem_published_at"]
    assert incident["postmortem_notified_subscribers"] is True
    assert incident["backfilled"] is False


async def test_what_is_entered_afterwards_says_so() -> None:
    ended = AT - 30 * MINUTE
    over = Wording(title="T", status=IncidentStatus.RESOLVED, body="Over.", ended_at=ended)
    incident = await incident_told(replace(over, impact=Impact.MINOR))

    assert incident["backfilled"] is True
    assert incident["impact_override"] == "minor"
    (update,) = incident["incident_updates"]
    assert update["display_at"] == "2026-11-29T13:32:00.000Z"
    assert update["created_at"] == "2026-11-29T14:02:00.000Z"


async def test_the_body_is_statuspage_s_own() -> None:
    asked = await asked_with()
    assert (asked.method, asked.path) == ("POST", "/hook?tenant=7")
    assert asked.headers["content-type"].startswith("application/json")
    said = json.loads(asked.body)
    assert list(said) == ["meta", "page", "incident"]
    assert set(said["meta"]) == {"unsubscribe", "documentation", "generated_at"}
    assert said["page"] == {
        "id": "pg1a2b3c4d5e",
        "status_indicator": "critical",
        "status_description": "Major Service Outage",
    }
    incident = said["incident"]
    assert {name: incident[name] for name in ("name", "status", "impact", "shortlink")} == {
        "name": "Card payments fail",
        "status": "investigating",
        "impact": "critical",
        "shortlink": LINK,
    }
    assert incident["created_at"] == "2026-11-29T13:59:59.999Z"
    assert incident["updated_at"] == "2026-11-29T14:02:00.000Z"
    assert [one["body"] for one in incident["incident_updates"]] == [
        "We look into it.",
        "Word 1.",
        "Word 2.",
    ]
    assert incident["incident_updates"][0] == {
        "status": "investigating",
        "body": "We look into it.",
        "created_at": "2026-11-29T14:02:00.000Z",
        "wants_twitter_update": False,
        "twitter_updated_at": None,
        "updated_at": "2026-11-29T14:02:00.000Z",
        "display_at": "2026-11-29T14:02:00.000Z",
        "affected_components": [
            {
                "code": "cmp4kq7m2xzab",
                "name": "Checkout API",
                "old_status": "operational",
                "new_status": "major_outage",
            }
        ],
        "custom_tweet": None,
        "deliver_notifications": True,
        "id": "up0f3d6h9jkl",
        "incident_id": "kx7c2m9qp4ta",
    }
    assert incident["components"] == [
        {
            "status": "major_outage",
            "name": "Checkout API",
            "created_at": "2025-10-25T14:02:00.000Z",
            "updated_at": "2026-11-29T14:02:00.000Z",
            "position": 2,
            "description": None,
            "showcase": True,
            "id": "cmp4kq7m2xzab",
            "page_id": "pg1a2b3c4d5e",
            "group_id": "grp0q1w2e3r4t",
        }
    ]


async def test_planned_work_has_its_schedule_and_the_words_of_the_format() -> None:
    planned = replace(
        an_update(status=IncidentStatus.SCHEDULED),
        kind=UpdateKind.MAINTENANCE,
        scheduled_for=AT + timedelta(hours=1),
        scheduled_until=AT + timedelta(hours=3),
    )
    cancelled = replace(planned, wording=replace(planned.wording, status=IncidentStatus.CANCELLED))

    said = body_of(about(planned, "document", "https://x.example"))["incident"]
    over = body_of(about(cancelled, "document", "https://x.example"))["incident"]

    assert isinstance(said, dict)
    assert isinstance(over, dict)
    assert (said["status"], said["impact"]) == ("scheduled", "maintenance")
    assert said["scheduled_for"] == "2026-11-29T15:02:00.000Z"
    assert said["scheduled_until"] == "2026-11-29T17:02:00.000Z"
    assert (over["status"], over["name"]) == ("completed", "Cancelled: Card payments fail")
    assert {one["status"] for one in over["incident_updates"]} == {"completed"}


async def test_a_body_has_every_field_of_one_that_statuspage_sent() -> None:
    said = json.loads((await asked_with()).body)
    theirs = {
        *("name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact"),
        *("shortlink", "postmortem_ignored", "postmortem_body", "postmortem_body_last_updated_at"),
        *("postmortem_published_at", "postmortem_notified_subscribers", "backfilled"),
        *("postmortem_notified_twitter", "scheduled_for", "scheduled_until", "impact_override"),
        *("scheduled_remind_prior", "scheduled_reminded_at", "scheduled_auto_in_progress"),
        *("scheduled_auto_completed", "id", "page_id", "incident_updates", "components"),
    }
    assert set(said["incident"]) == theirs


async def test_a_long_story_is_told_from_its_end_and_what_nobody_observed_is_no_trouble() -> None:
    told = outgoing("https://hooks.customer.example/x")
    assert told.update is not None
    assert told.update.around is not None
    (first,) = told.update.affected
    unknown = AffectedComponent(1, first.public_id, "A", ComponentStatus.UNKNOWN, first.new_status)
    many = IncidentUpdate("up", AT, Wording(body="x"), (unknown,))
    around = replace(told.update.around, earlier=(many,) * 200, resolved_at=AT)
    over = replace(
        told.update, around=around, wording=Wording(title="x", status=IncidentStatus.RESOLVED)
    )
    said = json.loads(DECLARATION.preview(structs.replace(told, update=over)).content)
    updates = said["incident"]["incident_updates"]
    assert len(updates) == MOST_UPDATES
    assert updates[0]["status"] == said["incident"]["status"] == "resolved"
    assert updates[1]["affected_components"][0]["old_status"] == "operational"
    assert said["incident"]["resolved_at"] == "2026-11-29T14:02:00.000Z"


async def test_a_receiver_with_either_key_can_tell_that_it_is_ours() -> None:
    asked = await asked_with(previous_secret=OLD)
    headers = dict(asked.headers)
    assert headers["webhook-id"] == KEY
    for secret in (SECRET, OLD):
        assert Webhook(secret).verify(asked.body, headers)["incident"]["id"] == "kx7c2m9qp4ta"
    for wrong in (
        {"secret": "whsec_" + "A" * 32},
        {"body": asked.body.replace(b"Card", b"Cart")},
        {"headers": headers | {"webhook-id": "other"}},
        {"headers": headers | {"webhook-timestamp": str(int(headers["webhook-timestamp"]) - 301)}},
    ):
        with pytest.raises(WebhookVerificationError):
            Webhook(str(wrong.get("secret", SECRET))).verify(
                wrong.get("body", asked.body),  # type: ignore[arg-type]
                wrong.get("headers", headers),  # type: ignore[arg-type]
            )
    assert "," in headers["webhook-signature"]
    assert (await asked_with()).headers["webhook-signature"].count("v1,") == 1


async def test_a_retry_has_the_same_id_and_body_and_the_time_of_its_own() -> None:
    first, second = await asked_with(), await asked_with()
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    hour = datetime(2026, 11, 29, 15, 2, tzinfo=UTC)
    async with serving(always(answer())) as site, DECLARATION.open(config()) as sender:
        for tried_at in (hour, None):
            await sender.send(structs.replace(outgoing(site.url()), tried_at=tried_at))
    assert [int(asked.headers["webhook-timestamp"]) for asked in site.asked] == [
        int(hour.timestamp()),
        int(AT.timestamp()),
    ]


async def test_a_test_names_no_incident() -> None:
    async with (
        serving(always(answer())) as site,
        DECLARATION.open(config()) as sender,
    ):
        assert isinstance(await sender.send(a_test(site.url())), Sent)
    said = json.loads(site.asked[0].body)
    assert list(said) == ["meta", "test"]
    assert said["test"] == {"subject": "A test from Northwind", "body": "Your code is 4-1-9."}


@pytest.mark.parametrize(
    ("status", "sort", "quarantines"),
    [
        ("200 OK", Sent, None),
        ("202 Accepted", Sent, None),
        ("302 Found", Again, None),
        ("308 Permanent Redirect", Refused, False),
        ("400 Bad Request", Refused, False),
        ("401 Unauthorized", Refused, False),
        ("404 Not Found", Refused, True),
        ("410 Gone", Refused, True),
        ("429 Too Many Requests", Again, None),
        ("500 Internal Server Error", Again, None),
        ("503 Service Unavailable", Again, None),
    ],
)
async def test_what_a_receiver_answers_is_taken_at_its_word(
    status: str, sort: type[Any], *, quarantines: bool | None
) -> None:
    elsewhere = {"Location": "http://127.0.0.1:9/", "Retry-After": "60"}
    outcome, site = await sent(always(answer("", status=status, headers=elsewhere)))
    assert isinstance(outcome, sort)
    assert len(site.asked) == 1
    if isinstance(outcome, Refused):
        assert outcome.quarantines is quarantines
    if isinstance(outcome, Again):
        assert not outcome.is_channel


async def test_a_receiver_that_hangs_up_may_have_taken_it() -> None:
    async def hang_up(_asked: Asked, _writer: asyncio.StreamWriter) -> bool:
        return False

    outcome, _ = await sent(hang_up)
    assert outcome == Unclear("the receiver broke off without an answer")


async def test_the_proof_signs_and_says_that_there_are_two_keys() -> None:
    (step,) = [step async for step in DECLARATION.prove(config())]
    assert (step.title, step.standing) == ("The key signs", Standing.WELL)
    *_, old = [step async for step in DECLARATION.prove(config(previous_secret=OLD))]
    assert old.standing is Standing.DOUBTFUL


async def test_the_preview_is_the_body() -> None:
    preview = DECLARATION.preview(outgoing("https://hooks.customer.example/x"))
    assert preview.form == "json"
    assert json.loads(preview.content) == json.loads((await asked_with()).body)
    assert preview.content.startswith('{\n  "meta": {')


def examples(language: str) -> list[str]:
    """What the README shows of how a signature is checked."""
    text = README.read_text(encoding="utf-8")
    part = text[text.index("### Webhooks") :]
    return re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL)


async def test_the_python_of_the_readme_checks_a_real_message() -> None:
    asked = await asked_with(previous_secret=OLD)
    (source,) = examples("python")
    for secret in (SECRET, OLD):
        scope: dict[str, Any] = {}
        exec(source.replace("whsec_…", secret), scope)
        assert scope["checked"](asked.body, dict(asked.headers))["incident"]["status"]
        with pytest.raises(WebhookVerificationError):
            scope["checked"](asked.body + b" ", dict(asked.headers))


async def test_the_shell_of_the_readme_checks_a_real_message(tmp_path: Path) -> None:
    asked = await asked_with(previous_secret=OLD)
    (source,) = examples("sh")
    (tmp_path / "body.json").write_bytes(asked.body)
    for secret in (SECRET, OLD):
        environment = {
            "id": asked.headers["webhook-id"],
            "time": asked.headers["webhook-timestamp"],
            "key": secret,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }
        ran = await asyncio.to_thread(
            subprocess.run,
            ["sh", "-c", source],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() in asked.headers["webhook-signature"].split(" ")


@pytest.mark.parametrize(
    "text",
    [
        "http://hooks.customer.example/x",
        "https://u:p@hooks.customer.example/x",
        "https://hooks.customer.example/x#y",
        "https://hooks.customer.example#@127.0.0.1/",
        "https://hooks.customer.example\\@127.0.0.1/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://127.0.0.1./",
        "ftp://hooks.customer.example/",
        "file:///etc/passwd",
        "//hooks.customer.example/x",
        "https://",
        "https:///x",
        "https://[::1",
        "https://hooks.customer.example:99999/",
        "https://hooks.customer.example:0/",
        "java\tscript:alert(1)",
    ],
)
async def test_what_is_no_receiver_is_refused_where_it_is_typed(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        address_of(text)
    assert refused.value.field == "address"
    assert "u:p" not in refused.value.sentence


async def test_one_receiver_is_written_in_one_way() -> None:
    kept = "https://hooks.customer.example/Status?x=1"
    for typed in (kept, f" {kept} ", "HTTPS://Hooks.Customer.Example:443/Status?x=1"):
        assert address_of(typed) == (kept, kept)


async def test_a_relay_gets_the_message_and_the_receiver_s_name() -> None:
    message = outgoing("https://hooks.customer.example:8443/hook?tenant=7")
    async with serving(always(answer("", status="204 No Content"))) as site:
        given = config(url=site.url("/relay"), private=False)
        async with DECLARATION.open(given) as sender:
            assert await sender.send(message) == Sent("204 No Content")
    (asked,) = site.asked
    assert asked.path == "/relay/hook?tenant=7"
    assert asked.headers["host"] == "hooks.customer.example:8443"
    Webhook(SECRET).verify(asked.body, dict(asked.headers))
