"""Tables of the guide, cut by subject; Django looks for them here."""

from mosty.guide.models.checks import ActChange, Check, PublishedText, TownTask
from mosty.guide.models.facts import Fact, FactUse, FactValue
from mosty.guide.models.notes import LocalNote, TranslationWish
from mosty.guide.models.pages import ArticlePage, GuideIndexPage, PlainPage, TopicPage
from mosty.guide.models.words import ActUse, FactAct, GlossaryTerm, LegalAct, NoteAct, TermUse

__all__ = [
    "ActChange",
    "ActUse",
    "ArticlePage",
    "Check",
    "Fact",
    "FactAct",
    "FactUse",
    "FactValue",
    "GlossaryTerm",
    "GuideIndexPage",
    "LegalAct",
    "LocalNote",
    "NoteAct",
    "PlainPage",
    "PublishedText",
    "TermUse",
    "TopicPage",
    "TownTask",
    "TranslationWish",
]
