"""How a notice looks on each channel while it is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelPreview:
    """The message as a reader of one kind of channel sees it.

    `kind` is the kind's key, `label` its name for people. `form` is `text`, `html` or `json`;
    `subject` is empty where the message has none. `parts` is what the provider counts and bills.
    `notes` say what a writer should know; `marks` are the positions in `content` that they speak
    of, in code points from 0.
    """

    kind: str
    label: str
    form: str
    content: str
    subject: str = ""
    parts: int = 1
    notes: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
