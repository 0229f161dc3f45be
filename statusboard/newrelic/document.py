"""A GraphQL document: a named query and its text."""

from dataclasses import dataclass

# Said with every request that touches `aiIssues`, whose type New Relic calls experimental.
OPT_IN = "nerd-graph-unsafe-experimental-opt-in"


@dataclass(frozen=True, slots=True)
class Document:
    """A named query and its text."""

    name: str
    text: str
    opts_in: str = ""
