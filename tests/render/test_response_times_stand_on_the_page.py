"""Response times on the page: drawn from 0, with gaps, the same in words, for programs too."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.languages import LANGUAGES
from statusboard.domain.response_metric import MetricRange, MetricUnit
from statusboard.domain.views.public_metrics import MetricStep
from statusboard.render.metric_chart import HIGH, chart_of, scale_top
from statusboard.render.page_words.metrics import METRIC_WORDS
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from tests.fixtures.metrics import END, metric, series_of, steps_of
from tests.fixtures.public import Page, service, told_view, view

SHOWN = replace(
    told_view(),
    metrics=(
        metric(1),
        metric(
            2,
            2_500,
            1_250,
            name="Slow",
            decimals=2,
            unit=MetricUnit.SECONDS,
            shown=MetricRange.WEEK,
        ),
    ),
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render_site(SHOWN)


def test_a_page_without_metrics_says_nothing_of_them() -> None:
    files = render_site(told_view())

    assert b"metrics" not in files["index.html"].replace(b'metrics.txt">metrics', b"")
    assert "api/metrics.json" not in files
    assert not [path for path in files if path.startswith("metrics-display/")]


def test_the_first_page_shows_each_in_its_unit_and_the_team_s_order(
    files: dict[str, bytes],
) -> None:
    page = Page.of(files["index.html"])

    assert not page.open
    plots = [svg for svg in page.all("svg") if svg.attributes.get("class") == "plot"]
    assert [svg.text.strip() for svg in plots] == [
        "24 hours: mean 120 ms, highest median 140 ms, no data for 21 of 24 hours",
        "7 days: mean 1.88 s, highest median 2.50 s, no data for 166 of 168 hours",
    ]
    said = [one.text for one in page.all("strong")]
    assert said == ["120 ms in the last hour shown", "1.25 s in the last hour shown"]
    text = page.all("main")[0].text
    assert "median of each step" in text
    assert "The scale begins at 0" in text
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all(svg.attributes["aria-labelledby"] in ids for svg in plots)


def test_a_service_has_every_stretch_and_its_last_day_as_a_table(files: dict[str, bytes]) -> None:
    page = Page.of(files["services/svc000000001/index.html"])

    plots = [svg for svg in page.all("svg") if svg.attributes.get("class") == "plot"]
    assert [svg.text.strip().split(":")[0] for svg in plots] == [
        "24 hours",
        "7 days",
        "30 days",
    ] * 2
    rows = [row.text for row in page.all("tr")]
    assert len(rows) == 2 * (1 + 24)
    assert rows[1].strip() == "22 November 2026, 13:00 CET120 ms240 ms"
    assert rows[2].strip() == "22 November 2026, 12:00 CETno data"
    assert b"plot" not in files["services/svc000000003/index.html"]


def test_a_day_later_hour_writes_the_services_anew_and_nothing_else() -> None:
    later = replace(SHOWN, metrics=(metric(1, 100, 140, None, 121), SHOWN.metrics[1]))
    before, after = render_site(SHOWN), render_site(later)

    assert {path for path in before if before[path] != after[path]} == {
        *("index.html", "services/svc000000001/index.html", "metrics.txt", "api/metrics.json"),
        *(f"metrics-display/met000000001/{kind}.json" for kind in MetricRange),
    }


def test_a_metric_that_measured_nothing_says_so() -> None:
    page = Page.of(render_site(view(service(1), metrics=(metric(1, None),)))["index.html"])

    assert "24 hours: no data" in page.all("main")[0].text
    assert [one.text for one in page.all("strong")] == ["No data for the last hour shown"]
    assert not [e for e in page.all("path") if e.attributes.get("class") in {"line", "band"}]


def test_fifty_services_with_three_metrics_weigh_less_than_60_kb() -> None:
    busy = [100 + 37 * n % 400 for n in range(168)]
    metrics = tuple(
        metric(n, *busy[-24 * 7 :][: 24 if kind is MetricRange.DAY else 168], shown=kind)
        for n, kind in enumerate(MetricRange, 1)
    )
    metrics = tuple(
        replace(
            one,
            series=tuple(
                series_of(k, one.series[1].steps[-(k.hours // k.step_hours) :]) for k in MetricRange
            ),
        )
        for one in metrics
    )
    shown = view(*(service(n, f"Service {n}") for n in range(1, 51)), metrics=metrics)

    assert len(render_site(shown)["index.html"]) < 60_000


def test_hostile_names_stay_names() -> None:
    name = '"><script>alert(1)</script>'
    files = render_site(view(service(1), metrics=(metric(1, name=name),)))

    for path in ("index.html", "services/svc000000001/index.html"):
        page = Page.of(files[path])
        assert [e.attributes["src"] for e in page.all("script")] == [
            "page.js" if path == "index.html" else "../../page.js"
        ]
        assert name in page.all("main")[0].text


def test_programs_find_them_as_on_statuspage(files: dict[str, bytes]) -> None:
    """The fields that published readers of such pages take."""
    day = json.loads(files["metrics-display/met000000001/day.json"])

    assert day["period"] == {"count": 24, "interval": 3600, "identifier": "day"}
    (held,) = day["metrics"]
    assert held["metric"]["name"] == "Time to pay"
    assert held["metric"]["metrics_display_id"] == held["metric"]["id"] == "met000000001"
    assert held["data"][-1] == {"timestamp": int(END.timestamp()) - 3600, "value": 120}
    assert len(held["data"]) == 3
    assert day["summary"]["mean"] == held["summary"]["mean"] == 120
    assert day["summary"]["last"] == 120
    assert all(isinstance(one["value"], int) for one in held["data"])
    week = json.loads(files["metrics-display/met000000002/week.json"])
    assert week["metrics"][0]["data"][-1]["value"] == 1.25
    month = json.loads(files["metrics-display/met000000001/month.json"])
    assert month["period"] == {"count": 120, "interval": 21600, "identifier": "month"}


def test_programs_read_gaps_as_nothing(files: dict[str, bytes]) -> None:
    document = json.loads(files["api/metrics.json"])

    first, second = document["metrics"]
    assert (first["unit"], second["unit"], second["decimal_places"]) == ("ms", "s", 2)
    day = first["ranges"][0]
    assert day["start"] == "2026-11-21T13:00:00.000Z"
    assert day["medians"][-4:] == [100, 140, None, 120]
    assert day["p95s"][-4:] == [200, 280, None, 240]
    text = files["metrics.txt"].decode()
    assert (
        'statusboard_response_time_seconds{metric="met000000001",component="svc000000001",of="p50"}'
        " 0.12\n" in text
    )


def test_every_file_of_metrics_is_one_that_places_know_for_ours(files: dict[str, bytes]) -> None:
    assert all(can_make(path) for path in files)
    assert not can_make("metrics-display/met000000001/year.json")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.integers(0, 90_000), min_size=1, max_size=24))
def test_a_drawing_covers_what_was_measured_and_nothing_else(medians: list[int | None]) -> None:
    chart = chart_of(series_of(MetricRange.DAY, steps_of(*medians)))

    drawn = _across(chart.line)
    assert drawn == sum(one is not None for one in medians)
    assert drawn + _across(chart.gaps) == 24
    assert not chart.band or all(
        0 <= int(y) <= HIGH for y in re.findall(r"(?:V|M\d+ )(\d+)", chart.line + chart.band)
    )


@given(st.integers(0, 10**10))
def test_a_scale_is_round_and_no_less_than_what_stands_on_it(most_us: int) -> None:
    top = scale_top(most_us)

    assert top >= max(most_us, 1_000)
    assert top <= max(1_000, most_us * 4 // 3 + 1)


def test_the_line_ends_where_the_last_step_does() -> None:
    chart = chart_of(series_of(MetricRange.DAY, (MetricStep(1, 50_000, 100_000),) * 24))

    assert (chart.line, chart.band) == ("M0 50h24", "M0 0h24V50h-24z")
    assert chart.gaps == ""


def _across(path: str) -> int:
    return sum(int(length) for length in re.findall(r"h(\d+)", path))


def test_every_language_says_the_same_and_has_its_own_mark_in_numbers() -> None:
    assert METRIC_WORDS.keys() == set(LANGUAGES)
    for words in METRIC_WORDS.values():
        assert [len(words.ranges), words.gaps.count("{}"), words.gaps_of_six.count("{}")] == [
            3,
            2,
            2,
        ]
        assert [one.count("{}") for one in (words.last, words.mean, words.highest)] == [1, 1, 1]
    shown = replace(SHOWN, language="de", languages=("de",))

    text = Page.of(render_site(shown)["index.html"]).all("main")[0].text

    assert "7 Tage: Mittelwert 1,88 s, höchster Median 2,50 s" in text
    assert "Die Skala beginnt bei 0" in text
