"""Whether checks may run commands of this computer, and which: a folder, as a field of settings."""

from pathlib import Path

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.section import Section


def _folder_problem(value: object) -> str | None:
    """Whether it is there is looked at where the checks are asked, which may be elsewhere."""
    if Path(str(value)).is_absolute():
        return None
    return f"“{value}” is not the whole path of a folder. Write one such as /srv/checks."


COMMAND_FIELDS = (
    FieldSpec(
        "path",
        FieldKind.PATH,
        "Folder of commands",
        help="On the computer that watches. Whoever may change services can have the programs in "
        "it run there, by the account of StatusBoard, and no others. Left empty, no command is "
        "run.",
        tidy=str.strip,
        check=_folder_problem,
        example="/srv/checks",
    ),
)
COMMANDS = Section(
    "commands",
    "Commands",
    "Whether checks may run programs of the computer that watches.",
    COMMAND_FIELDS,
)
