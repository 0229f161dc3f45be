"""The writing helper, in code an assistant: what is chosen, what it is asked, what it says."""

from dataclasses import dataclass, field

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.writing_prompt import Prompt


@dataclass(frozen=True, slots=True)
class AssistantView:
    """The helper that is chosen. `is_here`: what it gets stays on this computer.

    `host` is where it is, for people; `has_key`: one was given for this very address, and another
    gets none. Not `is_encrypted`: others on the way could read along.
    """

    url: str
    host: str
    model: str
    is_here: bool
    is_encrypted: bool = False
    has_key: bool = False
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class AssistantFacts:
    """What a text of the helper's is held against: the facts, and how the team writes."""

    sheet: FactSheet
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskAssistant:
    """A prompt as it was shown, and the address and model that were shown with it."""

    prompt: Prompt
    url: str
    model: str


@dataclass(frozen=True, slots=True)
class AssistantAnswer:
    """The text that came. `is_cut`: the helper stopped before it was done."""

    text: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class AssistantTried:
    """How a helper did on a small question, in a sentence; `took_s` is how long that was."""

    sentence: str
    took_s: float


@dataclass(frozen=True, slots=True)
class AssistantKey:
    """A key for the helper that is chosen; empty to have none.

    `allow_file`: where there is no key store, the person agrees to a file.
    """

    key: str = field(default="", repr=False)
    allow_file: bool = False
