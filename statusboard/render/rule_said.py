"""The rule that a figure of all services was counted by, in the language of the page."""

from statusboard.domain.tongues import rule_said as told
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.views.public import PublicView
from statusboard.render.clean import clean_line
from statusboard.render.page_words.base import PageWords


def rule_said(view: PublicView, words: PageWords) -> str:
    """The rule; how services are added up; what was removed, brought along or corrected.

    In English that is the sentence which stands beneath the figure everywhere else too.
    """
    if words.code == "en":
        return view.record.rule
    return told.rule_said(view.record.rule_facts, TONGUES[words.code], clean_line)
