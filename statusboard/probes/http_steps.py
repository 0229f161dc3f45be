"""The steps check: several HTTP requests in a row, with values carried over, and one verdict."""

from urllib.parse import urlsplit

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.connection_fields import CONNECTION_FIELDS
from statusboard.probes.web.refusals import PORTS
from statusboard.probes.web.step_lines import Step, places_in, steps_in

# What speaks of one address alone, or is shown to one host, is for a check of that alone.
_ALONE = frozenset({"http_version", "client_certificate", "key_password"})


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry an HTTP client for that.
    from statusboard.probes.web.stepping import Row, ask_in_a_row

    row = Row(
        *(context.check_id, context.connections, context.record),
        deadline_s=context.deadline_s,
        asked_at=context.asked_at,
    )
    return await ask_in_a_row(config, row)


def _steps_problem(value: object) -> str | None:
    try:
        steps_in(str(value))
    except ValueError as error:
        return str(error)
    return None


def _names_beside(value: object, values: Config) -> str | None:
    """What a step is filled with is a secret of the check, or was taken in a step before."""
    secrets = values.get("secrets")
    known = set(secrets) if isinstance(secrets, dict) else set()
    for number, step in enumerate(steps_in(str(value)), 1):
        for name in places_in(step):
            if name not in known:
                return (
                    f"Step {number} needs {name}, which is neither under Secrets nor taken in a "
                    "step before."
                )
        known |= {taking.name for taking in step.takings}
    return None


def _first(config: Config) -> tuple[tuple[Step, ...], str, int]:
    """The steps, and whom the first of them asks; nothing where they cannot be read."""
    try:
        steps = steps_in(str(config.get("steps") or ""))
        parts = urlsplit(steps[0].url)
        return steps, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return (), "", 0


def _target(config: Config) -> str | None:
    _, host, port = _first(config)
    if not host:
        return None
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _describe(config: Config) -> str:
    steps, host, _ = _first(config)
    if not steps:
        return "Steps"
    names = ", ".join(step.name for step in steps[:3])
    more = f" and {len(steps) - 3} more" if len(steps) > 3 else ""
    return f"Steps at {host}: {names}{more}"


DECLARATION = CheckKind(
    key="http_steps",
    label="Steps",
    icon="list-checks",
    fields=(
        FieldSpec(
            "secrets",
            FieldKind.MAPPING,
            "Secrets",
            help="Values that steps are filled with, by names, such as password. Kept in the key "
            "store.",
            default={},
            secret=True,
        ),
        FieldSpec(
            "steps",
            FieldKind.LINES,
            "Steps",
            help="Each begins with a line such as POST https://shop.example/login as Log in. Below "
            "it stand header Name: value, body …, expect status 200 or expect json $.ok = true (as "
            "in Down unless), and take token from json $.token (or from header X-Token, or from "
            "text by a pattern). ${token} stands for what was taken before, or for a secret. "
            "Cookies are kept from step to step.",
            required=True,
            check=_steps_problem,
            beside=_names_beside,
            example="GET https://shop.example/ as Open the shop",
            is_long=True,
        ),
        FieldSpec(
            "slow_after",
            FieldKind.DURATION,
            "Slow after",
            help="Good answers that take longer together count as degraded.",
            unit="such as 2s",
        ),
        *(spec for spec in CONNECTION_FIELDS if spec.name not in _ALONE),
    ),
    probe=_probe,
    describe=_describe,
    target=_target,
    aimed_at=lambda host, port: {"steps": f"GET http://{host}:{port}/"},
    offer="Go through steps",
    summary="Several requests in a row, such as logging in and reading: one verdict.",
    rank=5,
    good=(
        Example({"steps": "GET https://shop.example/ as Open"}),
        Example(
            {
                "secrets": {"password": "p-1843-w"},
                "steps": "POST https://shop.example/login as Log in\n"
                "  header Content-Type: application/json\n"
                '  body {"user": "status", "password": "${password}"}\n'
                "  expect status 200\n"
                "  take token from json $.token\n"
                "\n# then\n"
                "GET https://shop.example/orders?page=1 as Read orders\n"
                "  header Authorization: Bearer ${token}\n"
                "  expect json $.orders length > 0\n",
                "slow_after": "3s",
            }
        ),
    ),
    bad=(
        Example({}, "steps"),
        Example({"steps": "header A: b"}, "steps"),
        Example({"steps": "FETCH https://shop.example/"}, "steps"),
        Example({"steps": "GET shop.example"}, "steps"),
        Example({"steps": "GET https://${host}/"}, "steps"),
        Example({"steps": "GET https://ada:secret@shop.example/"}, "steps"),
        Example({"steps": "GET https://shop.example/?token=abc"}, "steps"),
        Example({"steps": "GET https://shop.example/${id}"}, "steps"),
        Example({"steps": "GET https://shop.example/\nheader Authorization: abc"}, "steps"),
        Example({"steps": 'POST https://shop.example/\nbody {"password": "abc"}'}, "steps"),
        Example({"steps": "GET https://shop.example/\ntake id from json id"}, "steps"),
        Example({"steps": "GET https://shop.example/\nexpect status 999"}, "steps"),
        Example({"steps": "GET https://shop.example/\nexpect nonsense"}, "steps"),
        Example({"steps": "\n".join(["GET https://shop.example/"] * 21)}, "steps"),
    ),
)
