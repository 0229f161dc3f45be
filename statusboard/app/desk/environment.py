"""Secrets that a file leaves to the environment: `env:NAME` in their place."""

from collections.abc import Mapping

from statusboard.errors import RuleBroken

FROM = "env:"


def from_environment(field: str, value: object, environ: Mapping[str, str]) -> object:
    """The value, or what the environment holds in its place; of a table, each of its values.

    Raises RuleBroken with the field where the environment does not have it.
    """
    if isinstance(value, Mapping):
        return {key: from_environment(field, one, environ) for key, one in value.items()}
    if not isinstance(value, str) or not value.startswith(FROM):
        return value
    name = value.removeprefix(FROM)
    found = environ.get(name, "")
    if not found:
        sentence = f"The environment has no {name}. Set it where “apply” runs, then try again."
        raise RuleBroken(sentence, field)
    return found
