"""What is expected of an answer, as fields of the HTTP check."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.probes.web.refusals import (
    absent_beside,
    days_beside,
    days_problem,
    lines_beside,
    lines_problem,
    path_problem,
    size_beside,
    size_problem,
    text_beside,
)

_ANSWER = "Answer"
# The fields whose lines are expectations.
LINES = ("down_unless", "degraded_unless")

ANSWER_FIELDS = (
    FieldSpec(
        "expect_text_absent",
        FieldKind.TEXT,
        "Text not in the answer",
        help="Must not occur in the answer, such as a word of an error page.",
        advanced=True,
        beside=absent_beside,
        group=_ANSWER,
    ),
    FieldSpec(
        "expect_json",
        FieldKind.TEXT,
        "JSON path",
        help="A path that must lead to a value (RFC 9535), such as $.status or $.items[0].id.",
        check=path_problem,
        beside=text_beside,
        advanced=True,
        group=_ANSWER,
    ),
    FieldSpec(
        "expect_json_value",
        FieldKind.TEXT,
        "JSON value",
        help="What must be found there: text, or JSON such as 5 or true. Left empty, any value "
        "will do.",
        needs="expect_json",
        advanced=True,
        group=_ANSWER,
    ),
    FieldSpec(
        "expect_json_match",
        FieldKind.CHOICE,
        "Of several values",
        help="Where the path leads to several values: whether all of them must be as expected, or "
        "any one.",
        default="all",
        choices=("all", "any"),
        advanced=True,
        needs="expect_json_value",
        group=_ANSWER,
    ),
    FieldSpec(
        "down_unless",
        FieldKind.LINES,
        "Down unless",
        help="More that has to hold, one thing a line: json $.queue < 100, json $.items length > "
        "0, header Content-Type contains json, text matches ^ready, size < 200 kB, time < 2s, "
        "status 2xx, redirects <= 2, address contains /home, certificate > 14 days. Also ≠, "
        "lacks, exists and missing; json any: one of several values will do.",
        advanced=True,
        group=_ANSWER,
        example="json $.queue < 100",
        check=lines_problem,
        beside=lines_beside,
    ),
    FieldSpec(
        "degraded_unless",
        FieldKind.LINES,
        "Degraded unless",
        help="The same, for what makes a good answer only a degraded one. time < 3 x usual holds "
        "it against how long it usually takes.",
        advanced=True,
        group=_ANSWER,
        example="time < 800ms",
        check=lines_problem,
        beside=lines_beside,
    ),
    FieldSpec(
        "certificate_days",
        FieldKind.TEXT,
        "Days before a certificate ends",
        help="Degraded from the first of them on, and said once more at each. Looked at are the "
        "certificates of all hosts on the way. Left empty, nothing is said before it has ended.",
        unit="such as 30, 14, 7, 1",
        advanced=True,
        group=_ANSWER,
        check=days_problem,
        beside=days_beside,
    ),
    FieldSpec(
        "largest_answer",
        FieldKind.NUMBER,
        "Largest answer",
        help="Not more than this is read. Where a text or value is expected, a larger answer "
        "counts as failed; where only a status is, it does not matter.",
        unit="kB",
        default=1_000,
        advanced=True,
        check=size_problem,
        beside=size_beside,
        group=_ANSWER,
    ),
)
