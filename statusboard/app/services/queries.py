"""The services as the text of a file that `apply` reads back."""

from statusboard.app.doorway import query
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.write_file import services_text
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit


def _export(unit: Unit, _given: None) -> str:
    return services_text(
        read_groups(unit),
        read_components(unit),
        read_checks(unit),
        check_kinds(),
    )


# The whole file; applying it to an empty database makes the same services.
EXPORT_SERVICES = query("export_services")(_export)
