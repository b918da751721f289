"""Tables of the guide, cut by subject; Django looks for them here."""

from mosty.guide.models.checks import ActChange, Check, PublishedText, TownTask
from mosty.guide.models.facts import Fact, FactUse, FactValue
from mosty.guide.models.ledger import MachineText, OlderText, SegmentCheck, SegmentComment, TextState
from mosty.guide.models.links import Link, LinkUse
from mosty.guide.models.names import OldName
from mosty.guide.models.notes import LocalNote, TranslationWish
from mosty.guide.models.pages import ArticlePage, GuideIndexPage, PlainPage, TopicPage
from mosty.guide.models.statement import AccessibilityStatement
from mosty.guide.models.words import ActUse, FactAct, GlossaryTerm, KeptWord, LegalAct, NoteAct, TermUse

__all__ = [
    "AccessibilityStatement",
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
    "KeptWord",
    "LegalAct",
    "Link",
    "LinkUse",
    "LocalNote",
    "MachineText",
    "NoteAct",
    "OldName",
    "OlderText",
    "PlainPage",
    "PublishedText",
    "SegmentCheck",
    "SegmentComment",
    "TermUse",
    "TextState",
    "TopicPage",
    "TownTask",
    "TranslationWish",
]
