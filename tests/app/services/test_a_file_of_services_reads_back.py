"""The file of services: its form, the lines of its faults, and the way there and back."""

import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.desk.read_file import parse_desk
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.inputs import ApplyInput, CheckInput, ServiceInput
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import Kinds, SettledService, settle
from statusboard.app.services.secrets import masked
from statusboard.app.services.toml_lines import find_lines, line_of
from statusboard.app.services.write_file import services_text
from statusboard.domain.check import Check
from statusboard.domain.component import Component, ComponentGroup
from statusboard.errors import RuleBroken

KINDS = check_kinds()
TARGETS = target_kinds()
EXAMPLE = """\
[[group]]
name = "Shop"

[[service]]
name = "Checkout API"
group = "Shop"
promised = 99.95            # percent; optional

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:8080/health"
  interval = "20s"
  deadline = "5s"
  expect_status = "200-299"
"""


def parse_services(text: str, kinds: Kinds, name: str = "the file") -> ApplyInput:
    return parse_desk(text, kinds, TARGETS, name=name).services


def test_the_example_of_the_readme_says_what_it_means() -> None:
    config = {"url": "http://127.0.0.1:8080/health", "expect_status": "200-299"}
    check = CheckInput(
        "http", config, interval=timedelta(seconds=20), deadline=timedelta(seconds=5)
    )

    applied = parse_services(EXAMPLE, KINDS)

    assert applied.groups == ("Shop",)
    assert applied.services == (ServiceInput("Checkout API", "Shop", "99.95", checks=(check,)),)


def test_a_check_without_times_has_those_of_its_kind() -> None:
    text = '[[service]]\nname = "A"\n[[service.check]]\nkind = "http"\nurl = "http://a.example"\n'

    (service,) = parse_services(text, KINDS).services

    assert service.checks[0].interval == KINDS["http"].default_interval
    assert service.checks[0].deadline == KINDS["http"].default_deadline


@pytest.mark.parametrize(
    ("old", "new", "line", "hint"),
    [
        ("expect_status =", "expect_statu =", 14, "Did you mean expect_status?"),
        ("promised =", "promissed =", 7, "Did you mean promised?"),
        ('name = "Shop"', 'nam = "Shop"', 2, "Did you mean name?"),
        ("[[group]]", "[[gruop]]", 1, "Did you mean group?"),
        ('kind = "http"', 'kind = "htpp"', 10, "Did you mean http?"),
        ('kind = "http"', "", 9, "A check needs a kind. Known: "),
        ('kind = "http"', "kind = 4", 10, "must be a text in quotes"),
        ("99.95 ", "100.5 ", 7, "a percentage up to 100"),
        ("99.95 ", "true ", 7, "a percentage, such as 99.95"),
        ('"20s"', "20", 12, 'such as interval = "20s"'),
        ('"20s"', '"20 seconds ago"', 12, "number and a unit"),
        ('"20s"', '"1ms"', 12, "Choose from 1s to 1d"),
        ('"20s"', '"99999999999999d"', 12, "number and a unit"),
        ('"5s"', '"5s"\n  slow_after = "99999999999999d"', 14, "slow_after: "),
        ("99.95 ", "9" * 5000 + " ", 1, "too long"),
        ("99.95 ", "9" * 3000 + " ", 7, "a percentage, such as 99.95"),
        ("99.95 ", '"1e999999999" ', 7, "a percentage up to 100"),
        ("99.95 ", "[" * 5000 + "]" * 5000, 1, "too deep"),
        ('"5s"', '"5s"\n  follow_redirects = "yes"', 14, "must be true or false"),
        ('"5s"', '"5s"\n  fail_after = 1.5', 14, "whole number"),
        ('"5s"', '"5s"\n  fail_after = 0', 14, "Choose from 1 to 100"),
        ('"5s"', '"5s"\n  enabled = "yes"', 14, "true or false"),
        (
            'url = "http://127.0.0.1:8080/health"',
            'url = "ftp://x.example"',
            11,
            "url: The address must",
        ),
        ('url = "http://127.0.0.1:8080/health"', "", 9, "url: Address is missing"),
        ('name = "Checkout API"', 'name = ""', 5, "needs a name"),
        ('name = "Shop"', 'name = ""', 1, "needs a name"),
        ('"200-299"', "200", 14, "must be text"),
        ("[[group]]", "[group]", 1, "[[group]]"),
        ("[[service.check]]", "[service.check]", 9, "[[service.check]]"),
        ("  deadline", '  headers = { "X: Y" = "1" }\n  deadline', 13, "not a header's name"),
        ('"200-299"', '"200"\n[service.check.headers]\n"X Y" = "1"', 15, "not a header's name"),
    ],
)
def test_a_fault_names_its_line_and_what_would_be_right(
    old: str, new: str, line: int, hint: str
) -> None:
    assert old in EXAMPLE

    with pytest.raises(RuleBroken) as broken:
        parse_services(EXAMPLE.replace(old, new), KINDS, name="services.toml")

    assert str(broken.value).startswith(f"services.toml, line {line}: ")
    assert hint in str(broken.value)


def test_a_fault_in_the_second_check_of_the_third_service_names_its_own_line() -> None:
    check = '  [[service.check]]\n  kind = "http"\n  url = "http://a.example"\n'
    services = [
        f'[[service]]\nname = "{n}"\ndescription = """\n[[service]]\nurl = 1\n"""\n' for n in "abc"
    ]
    text = "".join(service + check + check for service in services)
    lines = text.split("\n")
    at = max(n for n, line in enumerate(lines) if 'url = "' in line)
    lines[at] = "  url = 5"

    with pytest.raises(RuleBroken, match=f"line {at + 1}: .* must be text"):
        parse_services("\n".join(lines), KINDS)


def test_text_that_is_no_toml_names_its_line() -> None:
    with pytest.raises(RuleBroken, match=r"^the file, line 2: This is not TOML"):
        parse_services('[[service]]\nname = "unfinished\n', KINDS)


def test_two_services_of_one_name_in_one_group_are_one_too_many() -> None:
    twins = '[[service]]\nname = "A"\n\n[[service]]\nname = " A "\n'

    with pytest.raises(RuleBroken, match="line 5: The service A is described twice"):
        parse_services(twins, KINDS)


printable = st.text(
    st.characters(categories=("L", "N", "P", "S"), include_characters=" \"'\\#[]=\n"), max_size=20
)
names = printable.map(lambda t: "".join(c for c in t if c.isprintable()).strip()).filter(bool)
durations = st.integers(1_000, 86_400_000).map(lambda ms: timedelta(milliseconds=ms))
urls = st.sampled_from(["http://a.example/", "https://b.example:8443/x?y=1", "http://127.0.0.1/"])
configs = st.fixed_dictionaries(
    {"url": urls},
    optional={
        "method": st.sampled_from(["GET", "POST"]),
        "expect_text": names,
        "body": printable.filter(bool),
        "headers": st.dictionaries(
            st.sampled_from(["Accept", "X-Trace", "Host-Name"]), st.sampled_from(["1", 'a "b"'])
        ),
        "follow_redirects": st.booleans(),
        "slow_after": st.sampled_from(["800ms", "2s"]),
        "largest_answer": st.integers(1, 900),
    },
)
checks = st.builds(
    CheckInput,
    st.just("http"),
    configs,
    id=st.none(),
    interval=durations,
    deadline=st.integers(100, 600_000).map(lambda ms: timedelta(milliseconds=ms)),
    fail_after=st.integers(1, 5),
    recover_after=st.integers(1, 5),
    enabled=st.booleans(),
)
services = st.builds(
    ServiceInput,
    name=names,
    group=st.one_of(st.just(""), names),
    promised=st.one_of(st.none(), st.integers(1, 1_000_000).map(lambda ppm: f"{ppm / 10_000:.4f}")),
    description=printable.map(
        lambda t: "\n".join("".join(filter(str.isprintable, p)) for p in t.split("\n")).strip()
    ),
    checks=st.lists(checks, max_size=3).map(tuple),
)


def written(wanted: list[SettledService]) -> str:
    """The export of these services, as if they had been stored."""
    groups = tuple(dict.fromkeys(s.group for s in wanted if s.group))
    ids = {name: number for number, name in enumerate(groups, 1)}
    components = [
        Component(n, f"p{n}", s.name, ids.get(s.group), n, s.promised_ppm, s.description)
        for n, s in enumerate(wanted, 1)
    ]
    rows = [
        Check(0, n, c.kind, c.config, c.interval, c.deadline, c.thresholds, c.enabled)
        for n, s in enumerate(wanted, 1)
        for c in s.checks
    ]
    headings = tuple(ComponentGroup(number, name) for name, number in ids.items())
    return services_text(headings, tuple(components), tuple(rows), KINDS)


@given(st.lists(services, max_size=3, unique_by=lambda s: s.name))
def test_what_is_exported_reads_back_the_same(given_services: list[ServiceInput]) -> None:
    wanted = [settle(service, KINDS) for service in given_services]

    read = parse_services(written(wanted), KINDS)

    assert [settle(service, KINDS) for service in read.services] == [shown(one) for one in wanted]


def shown(service: SettledService) -> SettledService:
    """The service as a person may see it."""
    checks = (replace(c, config=masked(KINDS[c.kind], c.config)) for c in service.checks)
    return replace(service, checks=tuple(checks))


@given(st.lists(services, min_size=1, max_size=3, unique_by=lambda s: s.name))
def test_every_key_of_an_exported_file_is_found_on_its_own_line(
    given_services: list[ServiceInput],
) -> None:
    text = written([settle(service, KINDS) for service in given_services])
    lines = find_lines(text)
    document = tomllib.loads(text)
    broken = text.split("\n")

    for number, service in enumerate(document["service"]):
        for key in service.keys() - {"check"}:
            at = line_of(lines, ("service", number, key))
            assert broken[at - 1].startswith(f"{key} = ")
        for position, check in enumerate(service.get("check", [])):
            for key in check:
                at = line_of(lines, ("service", number, "check", position, key))
                assert broken[at - 1].startswith(f"  {key} = ")


@pytest.mark.parametrize(
    "name",
    [
        "می‌خواهم",  # Persian, with a non-joiner
        "ක්‍රීඩා",  # Sinhala, with a joiner
        "क्‍ष सेवा",  # Hindi, with a joiner
        "Familie 👨‍👩‍👧",
        "Edinburgh 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "❤️‍🔥",
    ],
)
def test_names_with_joiners_are_names(name: str) -> None:
    text = f'[[service]]\nname = "{name}"\ngroup = "{name}"\ndescription = "{name}\\n{name}"\n'
    [service] = parse_services(text, KINDS).services
    assert settle(service, KINDS).name == name


@pytest.mark.parametrize(
    "name", ["sh\u200dop", "shop\u200b", "\u202epohs", "shop \u200d\u200dü", "a\u2066b", "\u200d"]
)
def test_what_is_not_seen_and_joins_nothing_is_no_name(name: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        parse_services(f'[[service]]\nname = "{name}"\n', KINDS)
    assert "line 2" in refused.value.sentence


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (('method = "HEAD"', 'expect_text = "ok"'), "expect_text"),
        (('headers = { "X-Name" = "Müller" }',), "headers"),
        (('url = "http://0177.0.0.1/"',), "url"),
        (('url = "http://shop.example:0/"',), "url"),
        (('url = "http://shop.example:99999/"',), "url"),
        (('url = "http://169.254.169.254/"',), "url"),
    ],
)
def test_what_can_never_be_asked_or_good_is_refused_on_its_line(
    lines: tuple[str, ...], key: str
) -> None:
    url = () if key == "url" else ('url = "https://shop.example/"',)
    head = ("[[service]]", 'name = "Shop"', "  [[service.check]]", '  kind = "http"')
    with pytest.raises(RuleBroken) as refused:
        parse_services("\n".join((*head, *url, *lines)), KINDS)
    assert refused.value.field == f"service.0.check.0.{key}"
    assert f"line {len(head) + len(url) + len(lines)}: {key}: " in refused.value.sentence
