"""Rules see more than the words: what is chosen beside them, and what the team knows."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus
from statusboard.domain.word_facts import Carried, WordFacts
from statusboard.wording.base import Draft, draft_of
from statusboard.wording.rules import check

BESIDE = {"promises", "names_services"}


def draft(body: str, **known: object) -> Draft:
    made = draft_of("", body, Language.ENGLISH, IncidentStatus.INVESTIGATING)
    chosen = {name: value for name, value in known.items() if name in BESIDE}
    facts = {name: value for name, value in known.items() if name not in BESIDE}
    return replace(made, **chosen, facts=WordFacts(**facts))


def rules(of: Draft) -> set[str]:
    return {finding.rule for finding in check(of)}


@pytest.mark.parametrize(
    ("rule", "body", "known"),
    [
        ("no_next_update", "Exports fail. We look into it.", {"promises": True}),
        ("names_no_service", "We are aware of an issue.", {"names_services": True}),
        ("names_no_service", "Checkout has an issue.", {"services": ("Checkout",)}),
        (
            "uptime_claim",
            "Our availability was 99.98 % in May.",
            {
                "carried": (Carried(Fraction(9998, 10_000), "2026-05"),),
                "now": datetime(2026, 11, 3, tzinfo=UTC),
            },
        ),
    ],
)
def test_what_is_chosen_or_carried_is_not_missed(
    rule: str, body: str, known: dict[str, object]
) -> None:
    assert rule not in rules(draft(body, **known))
    bare = draft(body, services=("Search",)) if "services" in known else draft(body)
    assert rule in rules(bare)


@pytest.mark.parametrize(
    ("rule", "body", "known"),
    [
        ("names_no_service", "Exports fail. We look into it.", {"services": ("Checkout",)}),
        (
            "stock_only",
            "Exports fail. We look into it.",
            {"earlier": ("Exports fail. We look into it.",)},
        ),
        ("internals", "Ada Lovelace looks into the exports.", {"staff": ("Ada Lovelace",)}),
        ("internals", "The exports of orders-primary fail.", {"hosts": ("orders-primary",)}),
        ("internals", "It is High error rate (web).", {"inside": ("High error rate (web)",)}),
        ("jargon", "The exports of the OMS fail.", {"glossary": {"oms": "list of orders"}}),
        ("blocked_words", "The exports crashed.", {"blocked": {"crashed": ""}}),
    ],
)
def test_what_the_team_knows_is_found(rule: str, body: str, known: dict[str, object]) -> None:
    assert rule in rules(draft(body, **known))
    assert rule not in rules(draft(body))


def test_where_the_state_is_not_known_nothing_is_said_of_it() -> None:
    made = draft_of("", "Exports probably fail.", Language.ENGLISH, None)
    assert not {"guess", "no_action", "no_next_update"} & rules(made)


def test_a_service_that_not_all_readers_know_is_told_apart_from_what_is_inside() -> None:
    hidden = draft("The settlement of Checkout fails.", hidden=("Settlement",))
    (found,) = (one for one in check(hidden) if one.rule == "internals")
    assert found.sentence == (
        "Not every page that this goes to shows “settlement”. Leave it out, or choose the pages "
        "that show it."
    )
    both = draft("Settlement on db-prod-03 fails.", hidden=("Settlement",))
    (found,) = (one for one in check(both) if one.rule == "internals")
    assert "is known inside alone" in found.sentence or "are known inside" in found.message
