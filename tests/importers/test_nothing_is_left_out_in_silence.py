"""Configurations as people have them: each word is taken over, or named in the report."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from statusboard.app.importing.reading import read_source
from statusboard.app.importing.ready import ready_services
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.brought import Found, FoundService
from statusboard.domain.manner import Manner
from tests.fixtures.peers import folder_of

PEM = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----"


def found_in(home: Path, files: Mapping[str, object]) -> Found:
    names = list(files)
    folder = folder_of(home, files)
    return read_source(folder if len(names) > 1 else folder / names[0]).found


def endpoint(home: Path, lines: str) -> FoundService:
    [service] = found_in(home, {"gatus.yaml": f"endpoints:\n  - {{name: a, {lines}}}"}).services
    return service


def probed(home: Path, module: str, target: str = "shop.example") -> FoundService:
    job = (
        f"scrape_configs: [{{job_name: j, params: {{module: [m]}}, static_configs: [{{targets:"
        f' ["{target}"]}}], relabel_configs: [{{target_label: __param_target}}]}}]'
    )
    files = {"blackbox.yml": f"modules: {{m: {{{module}}}}}", "prometheus.yml": job}
    [service] = found_in(home, files).services
    return service


def site(home: Path, lines: str) -> FoundService:
    text = f"owner: o\nrepo: r\nsites:\n  - {{name: a, url: 'https://a.example', {lines}}}"
    [service] = found_in(home, {".upptimerc.yml": text, "README.md": "x"}).services
    return service


def monitor(home: Path, **said: object) -> FoundService:
    one = {"id": 1, "name": "a", "type": "http", "url": "https://a.example", **said}
    [service] = found_in(home, {"b.json": {"version": "1.23.0", "monitorList": [one]}}).services
    return service


@pytest.mark.parametrize(
    ("lines", "manner", "config"),
    [
        (
            'url: "tls://a.example:993", conditions: ["[CERTIFICATE_EXPIRATION] > 240h"]',
            Manner.CERTIFICATE,
            {"port": 993, "security": "tls", "warn_days": "10"},
        ),
        (
            'url: "tls://a.example:993", conditions: ["[CONNECTED] == true"]',
            Manner.PORT,
            {"security": "tls"},
        ),
        (
            'url: "starttls://a.example:587", conditions: ["[CERTIFICATE_EXPIRATION] > 48h"]',
            Manner.CERTIFICATE,
            {"security": "smtp", "warn_days": "2"},
        ),
        (
            'url: "wss://a.example", body: hi, conditions: ["[BODY] == pat(*yes*)"]',
            Manner.SOCKET,
            {"send": "hi", "expect": "yes"},
        ),
        (
            'url: "grpc://a.example:1", conditions: ["[BODY] == SERVING"]',
            Manner.HEALTH,
            {"port": 1},
        ),
    ],
    ids=["days of TLS", "TLS alone", "days of STARTTLS", "web socket", "gRPC"],
)
def test_a_condition_of_gatus_belongs_to_what_is_asked(
    lines: str, manner: Manner, config: Mapping[str, object], tmp_path: Path
) -> None:
    service = endpoint(tmp_path, lines)
    [check] = service.checks
    assert check.manner is manner
    assert config.items() <= check.config.items()
    assert not [note for note in service.notes if "left out" in note]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            "url: 192.0.2.53, dns: {query-name: a.example, query-type: PTR},"
            ' conditions: ["[BODY] == pat(*google*)"]',
            "text contains google",
        ),
        (
            'url: "wss://a.example", conditions: ["[CERTIFICATE_EXPIRATION] > 48h"]',
            "[CERTIFICATE_EXPIRATION]",
        ),
        ('url: "icmp://a.example", conditions: ["len([BODY]) > 3"]', "size > 3"),
    ],
)
def test_what_gatus_wants_and_is_not_asked_is_named(lines: str, words: str, tmp_path: Path) -> None:
    assert (
        f"“{words}” was left out: this sort of check has no such."
        in endpoint(tmp_path, lines).notes
    )


def test_maintenance_of_gatus_is_planned_work(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        {
            "gatus.yaml": """
maintenance: {start: "23:00", duration: 1h, timezone: Europe/Berlin, every: [Monday, Thursday]}
endpoints:
  - {name: a, url: "https://a.example", conditions: ["[STATUS] == 200"],
     maintenance-windows: [{start: "05:00", duration: 30m}, {start: "25:00", duration: 30m},
       {start: "05:00", duration: 30m, every: [Moonday]}, {enabled: false, start: "1:00"}]}
  - {name: b, url: "https://b.example", conditions: ["[STATUS] == 200"]}
"""
        },
    )
    assert [(one.title, one.zone, one.repeats, one.services) for one in found.works] == [
        ("Maintenance of a", "UTC", "FREQ=DAILY", ("a",)),
        ("Maintenance of a", "UTC", "", ("a",)),
        ("Maintenance of a", "UTC", "", ("a",)),
        ("Maintenance of a", "UTC", "", ("a",)),
        ("Maintenance", "Europe/Berlin", "FREQ=WEEKLY;BYDAY=MO,TH", ("a", "b")),
    ]
    assert [one.starts_at is not None for one in found.works] == [True, False, False, False, True]
    assert all(one.notes for one in found.works[1:4])
    assert len({one.key for one in found.works}) == len(found.works)


@pytest.mark.parametrize(
    ("module", "config"),
    [
        ("prober: http, http: {follow_redirects: false}", {"follow_redirects": False}),
        ("prober: http, http: {proxy_url: 'http://p:1'}", {"proxy_url": "http://p:1"}),
        (
            "prober: http, http: {preferred_ip_protocol: ip4, ip_protocol_fallback: false}",
            {"ip_version": "4"},
        ),
        (
            "prober: http, http: {oauth2: {client_id: i, client_secret: s, token_url: 'https://t',"
            " scopes: [a, b]}}",
            {"sign_in": "oauth2", "client_id": "i", "client_secret": "s", "scope": "a b"},
        ),
        ("prober: http, http: {authorization: {credentials: t}}", {"token": "t"}),
        (
            "prober: dns, dns: {query_name: a.example, transport_protocol: tcp}",
            {"transport": "over tcp"},
        ),
        (
            "prober: dns, dns: {query_name: a.example, valid_rcodes: [NXDOMAIN]}",
            {"expect_name": "not found"},
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_word_of_the_blackbox_is_taken_over(
    module: str, config: Mapping[str, object], tmp_path: Path
) -> None:
    service = probed(tmp_path, module)
    [check] = service.checks
    assert config.items() <= check.config.items()
    assert service.notes == ()


@pytest.mark.parametrize(
    ("module", "key"),
    [
        ("prober: http, http: {valid_http_versions: [HTTP/2.0]}", "valid_http_versions"),
        ("prober: http, http: {fail_if_header_not_matches: [{header: X}]}", "fail_if_header_not"),
        ("prober: http, http: {unheard_of: 1}", "unheard_of"),
        ("prober: http, http: {tls_config: {server_name: a}}", "tls_config.server_name"),
        ("prober: http, http: {authorization: {type: Digest, credentials: t}}", "authorization"),
        ("prober: icmp, icmp: {dont_fragment: true}", "dont_fragment"),
        ("prober: tcp, tcp: {tls_config: {ca_file: /x}}", "tls_config.ca_file"),
    ],
)
def test_a_word_of_the_blackbox_that_is_not_taken_over_is_named(
    module: str, key: str, tmp_path: Path
) -> None:
    service = probed(tmp_path, module, "shop.example:80")
    assert [note for note in service.notes if note.startswith(f"“{key}")]


def test_what_is_switched_off_is_not_missed(tmp_path: Path) -> None:
    assert probed(tmp_path, "prober: http, http: {fail_if_ssl: false}").notes == ()


def test_texts_and_addresses_of_upptime_are_taken_over(tmp_path: Path) -> None:
    service = site(
        tmp_path,
        "ipv6: true, __dangerous__body_down_if_text_missing: ok, __dangerous__body_degraded: slow,"
        " __dangerous__body_degraded_if_text_missing: quick",
    )
    [check] = service.checks
    assert check.config["ip_version"] == "6"
    assert check.config["expect_text"] == "ok"
    assert check.config["degraded_unless"] == "text lacks slow\ntext contains quick"
    assert service.notes == ()


def test_a_check_of_upptime_that_nobody_here_makes_is_said(tmp_path: Path) -> None:
    assert site(tmp_path / "a", "check: ssl").checks[0].manner is Manner.CERTIFICATE
    odd = site(tmp_path / "b", "check: carrier-pigeon")
    assert not odd.checks
    assert "carrier-pigeon" in odd.notes[0]


def test_a_client_certificate_of_kuma_is_taken_as_text_and_never_as_a_path(tmp_path: Path) -> None:
    said = {"authMethod": "mtls", "tlsCert": PEM, "tlsKey": PEM, "tlsCa": PEM, "ipFamily": "ipv4"}
    service = monitor(tmp_path / "a", **said)
    [check] = service.checks
    assert check.config["client_certificate"] == f"{PEM}\n{PEM}"
    assert (check.config["authority"], check.config["ip_version"]) == (PEM, "4")
    assert service.notes == ()
    path = monitor(tmp_path / "b", **{**said, "tlsKey": "/etc/ssl/private/desk.key"})
    assert not path.checks
    [check] = monitor(tmp_path / "c", **{**said, "tlsCa": "/etc/passwd"}).checks
    assert "authority" not in check.config


def test_a_list_may_have_bullets_and_cells_in_quotes(tmp_path: Path) -> None:
    text = '- https://a.example A\n* b.example\n"Quoted, name",https://q.example\n"odd,\n'
    found = found_in(tmp_path, {"list.txt": text}).services
    assert [(one.name, one.checks[0].config) for one in found[:3]] == [
        ("A", {"url": "https://a.example"}),
        ("b.example", {"url": "https://b.example"}),
        ("Quoted, name", {"url": "https://q.example"}),
    ]


def test_everything_that_is_taken_over_keeps_the_rules_here(tmp_path: Path) -> None:
    """What was found is fit for the kind of check it goes to."""
    monitors = [
        {"id": 1, "name": "a", "type": "http", "url": "https://a.example", "ipFamily": "ipv6"}
    ]
    (tmp_path / "b.json").write_text(
        json.dumps({"version": "1.23.0", "monitorList": monitors}), "utf-8"
    )
    readings = [read_source(tmp_path / "b.json")]
    lines = 'url: "tls://a.example:993", conditions: ["[CERTIFICATE_EXPIRATION] > 240h"]'
    endpoint(tmp_path / "g", lines)
    readings.append(read_source(tmp_path / "g" / "gatus.yaml"))
    probed(tmp_path / "p", "prober: dns, dns: {query_name: a.example, transport_protocol: tcp}")
    readings.append(read_source(tmp_path / "p"))
    site(tmp_path / "u", "ipv6: true, __dangerous__body_degraded: slow")
    readings.append(read_source(tmp_path / "u"))
    for reading in readings:
        assert all(one.service for one in ready_services(reading.bring, check_kinds()))
