"""A team's own words, as fields of the settings, and how their lines are read."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.language import Language

MOST_LINES = 500
_LONGEST = 100
_BETWEEN = "="


def word_lines(text: str) -> dict[str, str]:
    """The words of a text by line, each with what stands after its `=`; empty where none does."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        term, _, plain = line.partition(_BETWEEN)
        if term.strip():
            found[term.strip()] = plain.strip()
    return found


def _lines_problem(value: object) -> str | None:
    lines = [line for line in str(value).splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        return f"At most {MOST_LINES} lines are kept."
    for line in lines:
        term = line.partition(_BETWEEN)[0].strip()
        if not term:
            return f"“{line.strip()[:40]}” names no word before the “=”."
        if len(term) > _LONGEST:
            return f"“{term[:40]}…” is longer than {_LONGEST} characters."
    return None


WORD_FIELDS = (
    FieldSpec(
        "language",
        FieldKind.CHOICE,
        "Language",
        help="Drafts and templates begin in it. What you write is judged in its own language.",
        choices=tuple(Language),
        choice_words=(("en", "English"), ("de", "Deutsch")),
        default=Language.ENGLISH.value,
    ),
    FieldSpec(
        "glossary",
        FieldKind.LINES,
        "Plain words",
        help="A term of yours in a line, and what customers call it: OMS = list of orders.",
        tidy=str.strip,
        check=_lines_problem,
        default="",
        example="OMS = list of orders",
    ),
    FieldSpec(
        "blocked",
        FieldKind.LINES,
        "Words never used",
        help="A word in a line; after “=” what to say instead. A notice with one of them is "
        "published only by who says why.",
        tidy=str.strip,
        check=_lines_problem,
        default="",
        example="glitch = fault",
    ),
    FieldSpec(
        "staff",
        FieldKind.LINES,
        "Names that stay inside",
        help="Names of people, teams and systems that no customer reads, one in a line. Who has "
        "written a notice and the hosts of your checks are known already.",
        tidy=str.strip,
        check=_lines_problem,
        default="",
        example="Ada Lovelace",
    ),
    FieldSpec(
        "own",
        FieldKind.LINES,
        "Words always spelled right",
        help="Words of your own that no dictionary has, one in a line. The names of services and "
        "the words above are known already.",
        tidy=str.strip,
        check=_lines_problem,
        default="",
        example="Northwind",
    ),
)
