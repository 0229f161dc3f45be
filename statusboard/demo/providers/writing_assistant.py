"""A stand-in for a language model: makes a notice of the facts it is given, and of nothing else.

It speaks the OpenAI chat form and knows no words of its own but these. Once in three it adds a
figure that stands in no fact, as models do, so that the demo shows how that is marked.
"""

import re
from collections.abc import Mapping

from statusboard.demo.providers.said import Said, said
from statusboard.demo.providers.tally import Tally
from statusboard.domain.writing_prompt import FACTS

PATH = "helper"
MODEL = "sample-writer"
# A model on one's own computer takes a moment, too.
WRITES_S = 1.2
INVENTED_EVERY = 3
_FACT = re.compile(r"^- (?P<name>[^:\n]+): (?P<value>.+)$", re.MULTILINE)
_STATE = re.compile(r"^State: (?P<state>\w+)$", re.MULTILINE)
_ENGLISH: Mapping[str, tuple[str, ...]] = {
    "investigating": (
        "{services} {effect} since {started}.",
        "Our team is working on it.",
        "We will update this notice by {next_update}.",
    ),
    "identified": (
        "{services} {effect} since {started}.",
        "We know the cause and our team is mending it.",
        "We will update this notice by {next_update}.",
    ),
    "monitoring": (
        "{services} can be used again.",
        "We keep watching, and will update this notice by {next_update}.",
        "If something still fails for you, please try once more.",
    ),
    "resolved": (
        "{services} can be used as usual again.",
        "It lasted from {started} to {ended}.",
        "If something still fails for you, please try once more.",
        "We are sorry for the interruption.",
    ),
    "postmortem": (
        "{services} could not be used as usual from {started} to {ended}.",
        "Our team has looked back on how it began and on how it was mended.",
        "We are sorry for the interruption.",
    ),
}
_GERMAN: Mapping[str, tuple[str, ...]] = {
    "investigating": (
        "{services} {effect}, seit {started}.",
        "Unser Team arbeitet daran.",
        "Wir melden uns hier bis {next_update} wieder.",
    ),
    "identified": (
        "{services} {effect}, seit {started}.",
        "Wir kennen die Ursache, und unser Team behebt sie.",
        "Wir melden uns hier bis {next_update} wieder.",
    ),
    "monitoring": (
        "{services}: Die Nutzung ist wieder möglich.",
        "Wir beobachten das weiter und melden uns hier bis {next_update} wieder.",
        "Falls noch etwas nicht geht, versuchen Sie es bitte noch einmal.",
    ),
    "resolved": (
        "{services}: Die Nutzung ist wieder wie gewohnt möglich.",
        "Die Unterbrechung dauerte von {started} bis {ended}.",
        "Falls noch etwas nicht geht, versuchen Sie es bitte noch einmal.",
        "Wir bedauern die Unterbrechung.",
    ),
    "postmortem": (
        "{services}: Die Nutzung war von {started} bis {ended} gestört.",
        "Unser Team hat darauf zurückgesehen, wie es begann und wie es behoben wurde.",
        "Wir bedauern die Unterbrechung.",
    ),
}
_INVENTED = {
    "English": "About 15 % of orders are affected.",
    "German": "Betroffen sind etwa 15 % der Bestellungen.",
}


def reply(path: str, document: object, tally: Tally) -> Said:
    """What the stand-in says to a question; a refusal in the form where it is none."""
    if path != "v1/chat/completions":
        return said({"error": {"message": "nobody is here"}}, 404)
    asked = document if isinstance(document, dict) else {}
    if asked.get("model") != MODEL:
        message = f"model {str(asked.get('model'))[:60]!r} not found, only {MODEL} is"
        return said({"error": {"message": message, "code": "model_not_found"}}, 404)
    texts = [
        str(one.get("content", "")) for one in asked.get("messages", ()) if isinstance(one, dict)
    ]
    tally.add(PATH, "asked")
    count = tally.counts[f"{PATH}.asked"]
    written = draft(texts, invents=count % INVENTED_EVERY == 0)
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": written},
        "finish_reason": "stop",
    }
    answer = {"id": f"sample-{count}", "object": "chat.completion", "choices": [choice]}
    return said({**answer, "model": MODEL}, after_s=WRITES_S)


def draft(texts: list[str], *, invents: bool = False) -> str:
    """A notice made of the facts in a question; a sentence whose fact is missing is left out."""
    whole = "\n".join(texts)
    language = "German" if "in German" in whole else "English"
    sentences = _GERMAN if language == "German" else _ENGLISH
    known = {found["name"]: found["value"] for found in _FACT.finditer(whole)}
    facts = {name: known[label] for name, label in FACTS.items() if label in known}
    state = _STATE.search(whole)
    if state is None or state["state"] not in sentences:
        return "I can write for a status page."
    made = [text.format(**facts) for text in sentences[state["state"]] if _is_known(text, facts)]
    if invents:
        made.insert(1, _INVENTED[language])
    return " ".join(made)


def _is_known(text: str, facts: Mapping[str, str]) -> bool:
    return all(name in facts for name in re.findall(r"\{(\w+)\}", text))
