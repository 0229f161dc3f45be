"""References: what stands in a configuration in the place of a secret, and names where it is kept.

`${secret:check.authorization.4kq7m2xz}` is the secret of that name in the key store of the machine
that needs it. A value may be a reference, or hold some, as an address does.
"""

import re
from collections.abc import Callable, Iterator, Mapping

# What people see in the place of a secret, and what stands for the stored one in a file or form.
# Not the one that screens show: this one can stand in a header, and be typed.
MASK = "***"
NAME = r"[a-z0-9][a-z0-9.-]{0,99}"
_REFERENCE = re.compile(rf"\$\{{secret:({NAME})\}}")


def reference(name: str) -> str:
    """What stands in the place of the secret of that name."""
    return f"${{secret:{name}}}"


def is_name(text: str) -> bool:
    """Whether a secret can be called that: in a reference, a command, and as a file."""
    return re.fullmatch(NAME, text) is not None and ".." not in text


def names_in(value: object) -> frozenset[str]:
    """The names of all secrets that a value refers to, however deep."""
    return frozenset(_names(value))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _REFERENCE.findall(value)
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _names(entry)


def resolved(value: object, secret_of: Callable[[str], str]) -> object:
    """The value with the secrets in the place of their references.

    What stands in a secret is left as it is, even where it looks like a reference.
    """
    if isinstance(value, str):
        return _REFERENCE.sub(lambda found: secret_of(found[1]), value)
    if isinstance(value, Mapping):
        return {name: resolved(entry, secret_of) for name, entry in value.items()}
    return value
