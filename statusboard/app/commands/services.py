"""Verbs about services and their checks: add, edit, remove, apply a file."""

from statusboard.app.commands.service_inputs import (
    Applied,
    ApplyInput,
    CheckInput,
    EditServiceInput,
    RemoveServiceInput,
    ServiceInput,
)

__all__ = [
    "Applied",
    "ApplyInput",
    "CheckInput",
    "EditServiceInput",
    "RemoveServiceInput",
    "ServiceInput",
]
