"""The services as the text of a file that `apply` reads back."""

from statusboard.app.services.depending import parent_names
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.write_file import services_text
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.dependencies import read_parents
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit


def services_file(unit: Unit) -> str:
    """Groups, services and checks; applying them to an empty database makes the same services."""
    return services_text(
        read_groups(unit),
        read_components(unit),
        read_checks(unit),
        check_kinds(),
        parent_names(unit, read_parents(unit)),
    )
