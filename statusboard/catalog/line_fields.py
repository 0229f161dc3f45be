"""How our own network is told from the services, as fields of the settings."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.section import Section
from statusboard.domain.canary import parse_canaries

MOST_CANARIES = 8


def _canaries_problem(value: object) -> str | None:
    try:
        found = parse_canaries(str(value))
    except ValueError as error:
        return f"“{error}” is no address to ask. Write a host or an address, such as 1.1.1.1:443."
    if len(found) > MOST_CANARIES:
        return f"At most {MOST_CANARIES} addresses are asked."
    return None


LINE_FIELDS = (
    FieldSpec(
        "canaries",
        FieldKind.TEXT,
        "Canaries",
        help="Addresses outside that are asked when services fail. One that was heard before "
        "and is silent now shows that it is our own network. Between commas; “none” asks "
        "nobody.",
        tidy=str.strip,
        check=_canaries_problem,
        default="1.1.1.1:443, 8.8.8.8:443, 9.9.9.9:443",
    ),
)
LINE = Section(
    "line",
    "Our own network",
    "How StatusBoard tells that it is this computer's own network that fails, and not a service.",
    LINE_FIELDS,
)
