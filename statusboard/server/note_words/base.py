"""The words of the page server's own short pages, as every language has them."""

from dataclasses import dataclass

from statusboard.domain.languages import direction_of

# A title, and what follows it.
Note = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Every sentence of them. A language that lacks one cannot be made.

    `nothing_done` is the title above `not_ours`, `no_form` and `too_large`. `still_in` is said to
    whoever signed out and is let in by where they sit.
    """

    language: str
    back: str
    not_there: Note
    gone: Note
    not_yet: Note
    only_read: Note
    nothing_done: str
    not_ours: str
    no_form: str
    too_large: str
    mistake: Note
    not_shared: Note
    report_later: Note
    still_in: Note

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML says it."""
        return direction_of(self.language)
