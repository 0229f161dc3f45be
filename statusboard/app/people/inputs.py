"""What the verbs about people are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass, field

from statusboard.domain.access import Role


@dataclass(frozen=True, slots=True)
class PersonInput:
    """Somebody to be set up, or as they are from now on. `login` is how the system knows them."""

    name: str
    role: Role
    login: str = ""


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody new. Who has no login gets a code in any case."""

    person: PersonInput
    with_code: bool = False


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """Somebody who is set up, and how they are described from now on."""

    person_id: int
    person: PersonInput


@dataclass(frozen=True, slots=True)
class OnePerson:
    """Somebody who is set up, or was."""

    person_id: int


@dataclass(frozen=True, slots=True)
class PersonSaved:
    """Who it is and what they may now. `code` is a new personal code, told here and nowhere else.

    The first person of a desk is its administrator, whatever was wished.
    """

    person_id: int
    role: Role
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody signs in with their code, at this device. `derived` is what scrypt makes of it."""

    person_id: int
    code: str = field(default="", repr=False)
    device: str = ""
    device_name: str = ""
    derived: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class SignInAnswer:
    """The token by which they are known from now on; empty where they are not signed in.

    `wait_s`: for how many seconds nobody may try again.
    """

    token: str = field(default="", repr=False)
    name: str = ""
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class SignOut:
    """The token that is to open nothing any more."""

    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Here:
    """That somebody is at this device, and which notice they are writing; None: none."""

    device: str
    device_name: str = ""
    notice_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakeOver:
    """That somebody at this device writes a notice from now on, and nobody else."""

    notice_id: int
    device: str
    device_name: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """That nobody is at this device any more."""

    device: str


@dataclass(frozen=True, slots=True)
class MakeRoles:
    """Nothing but the wish: the roles are those that there are."""


@dataclass(frozen=True, slots=True)
class OneDevice:
    """A device that was seen."""

    device_id: int
