"""What a person says of themselves in a form: from these come its rows, its help and its checks."""

from statusboard.app.people.inputs import PersonInput
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.access import Role

FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        "Name",
        required=True,
        help="As others read it, and as the audit trail names them.",
        example="Support, early shift",
    ),
    FieldSpec(
        "role",
        FieldKind.CHOICE,
        "May",
        default=Role.AUTHOR.value,
        choices=tuple(Role),
        choice_words=(
            (Role.VIEWER.value, "Look"),
            (Role.AUTHOR.value, "Write"),
            (Role.APPROVER.value, "Write and approve"),
            (Role.PUBLISHER.value, "Write, approve and publish"),
            (Role.ADMINISTRATOR.value, "Everything"),
        ),
        help="Each may what the one above it may, and more.",
    ),
    FieldSpec(
        "login",
        FieldKind.TEXT,
        "User of the system",
        default="",
        help="The login by which their computer knows them. Leave it empty for somebody who "
        "signs in with a code.",
        example="m.lopez",
    ),
    FieldSpec(
        "with_code",
        FieldKind.SWITCH,
        "Personal code",
        default=False,
        help="To sign in where several people share a login. It is shown once.",
    ),
)


def described(values: dict[str, object]) -> tuple[PersonInput, bool]:
    """Somebody as a form says, and whether they get a code in any case."""
    given = PersonInput(
        str(values.get("name", "")),
        Role(str(values.get("role", Role.AUTHOR))),
        str(values.get("login", "")),
    )
    return given, bool(values.get("with_code", False))
