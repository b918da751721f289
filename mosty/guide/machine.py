"""Machine translation behind wagtail-localize's own interface: LibreTranslate or DeepL, and around each a guard.

What must not be translated leaves the text before it is sent and is put back afterwards: marks of facts, terms (in the glossary's own
words of the language), numbers, phone numbers, addresses, names on the list. An answer that lost or doubled one of them is refused:
the paragraph stays untranslated. Off unless `MOSTY_MACHINE_TRANSLATION` names an engine; then Polish paragraphs leave the house.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import requests
from django.utils.translation import gettext_lazy as _
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from mosty.core.errors import Refusal
from mosty.guide.enums import FACT_MARK, TERM_MARK
from mosty.guide.models import GlossaryTerm, KeptWord

AT_ONCE = 40  # paragraphs in one request
NAMES = (
    "mObywatel", "ePUAP", "PUE ZUS", "ZUS", "NFZ", "PESEL", "NIP", "REGON", "KRUS", "PCK", "Caritas", "Rodzina 800+", "SOR", "MOPS",
    "MOPR", "OPS", "PCPR", "UdSC", "PIP", "RPO", "KCIK", "La Strada", "Mosty",
)  # fmt: skip
STREET = r"(?:ul|al|pl|os)\.\s+(?:[A-ZĄĆĘŁŃÓŚŹŻ0-9][\w.\-]*\s+){1,4}\d+\w?(?:/\d+\w?)?(?:,?\s+\d{2}-\d{3}\s+[A-ZĄĆĘŁŃÓŚŹŻ]\w+)?"
WEB = r"(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.(?:pl|eu|org|com|gov)\b(?:/[^\s<>]*)?"
NUMBER = r"\+?\d(?:[\d\u00a0 .,:/\-]*\d)?(?:\s?(?:zł|%|€))?"
PLACE = re.compile(r"<x\s+id=[\"']?(\d+)[\"']?\s*(?:/\s*>|>\s*</x\s*>|>)", re.I)
TAG = re.compile(r"(<[^>]+>)")


class Libre(LibreTranslator):
    """The library's adapter as it is."""


class DeepL(DeepLTranslator):
    """The library's adapter; the address may be that of a gateway of one's own."""

    def get_api_endpoint(self) -> str:
        address = self.options.get("ADDRESS")
        return f"{address}/v2/translate" if address else str(super().get_api_endpoint())


ENGINES: dict[str, type[BaseMachineTranslator]] = {"libretranslate": Libre, "deepl": DeepL}


@dataclass
class Veil:
    """Hides what must not be translated, and puts it back."""

    terms: dict[str, str]
    words: Iterable[str]
    kept: list[str] = field(default_factory=list)

    def hide(self, html: str) -> str:
        """The text with places instead of what is hidden; tags stay as they are."""
        self.kept = []
        html = FACT_MARK.sub(lambda mark: self._place(mark[0]), html)
        html = TERM_MARK.sub(lambda mark: self._place(f"[[term:{mark[1]}|{self.terms.get(mark[1]) or mark[2]}]]"), html)
        names = "|".join(re.escape(word) for word in sorted(self.words, key=len, reverse=True) if word)
        rule = re.compile("|".join(part for part in (STREET, WEB, rf"(?<!\w)(?:{names})(?!\w)" if names else "", NUMBER) if part))
        pieces = TAG.split(html)
        return "".join(piece if number % 2 else rule.sub(lambda found: self._place(found[0]), piece) for number, piece in enumerate(pieces))

    def show(self, html: str) -> str | None:
        """The text with everything back in its place; None when a place was lost, doubled or invented."""
        found = sorted(int(number) for number in PLACE.findall(html))
        if found != list(range(len(self.kept))):
            return None
        return PLACE.sub(lambda place: self.kept[int(place[1])], html)

    def _place(self, text: str) -> str:
        self.kept.append(text)
        return f'<x id="{len(self.kept) - 1}"/>'


class GuardedTranslator(BaseMachineTranslator):
    """The engine of the settings with the guard around it. Options: ENGINE, and those of the engine."""

    def __init__(self, options: dict[str, Any]):
        super().__init__(options)
        self.engine = ENGINES[options["ENGINE"]](options)
        self.refused: list[str] = []

    @property
    def display_name(self) -> str:  # type: ignore[override]
        return str(self.engine.display_name)

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        """From Polish only."""
        return source_locale.language_code == "pl" and bool(self.engine.can_translate(source_locale, target_locale))

    def translate(self, source_locale: Any, target_locale: Any, strings: Iterable[StringValue]) -> dict[StringValue, StringValue]:
        """Translations of the strings; one whose answer cannot be trusted is left out and stands in `refused`.

        Raises `Refusal("machine-failed")`, with a sentence, when the engine cannot be asked. Neither text nor key goes into a log."""
        strings = list(strings)
        self.refused = []
        found: dict[StringValue, StringValue] = {}
        terms, words = _glossary(target_locale.language_code)
        for start in range(0, len(strings), AT_ONCE):
            some = strings[start : start + AT_ONCE]
            veils = [Veil(terms, words) for _one in some]
            sent = [StringValue(veil.hide(one.data)) for veil, one in zip(veils, some, strict=True)]
            answers = self._ask(source_locale, target_locale, sent)
            for veil, one, hidden in zip(veils, some, sent, strict=True):
                answer = answers.get(hidden)
                text = veil.show(answer.data) if answer is not None and isinstance(answer.data, str) else None
                if text is None or not text.strip() or not _is_sound(text):
                    self.refused.append(one.data)
                else:
                    found[one] = StringValue(text)
        return found

    def _ask(self, source_locale: Any, target_locale: Any, sent: list[StringValue]) -> dict[StringValue, StringValue]:
        unique = list(dict.fromkeys(sent))
        try:
            return dict(self.engine.translate(source_locale, target_locale, unique))
        except requests.Timeout as error:
            raise Refusal("machine-failed", sentence=_("The machine did not answer in time. Please try again later.")) from error
        except requests.HTTPError as error:
            raise Refusal(
                "machine-failed", sentence=_("The machine refused: its key or its limit. Please tell the administrator.")
            ) from error
        except requests.ConnectionError as error:
            raise Refusal("machine-failed", sentence=_("The machine cannot be reached. Please try again later.")) from error
        except (ValueError, KeyError, TypeError, requests.RequestException) as error:
            raise Refusal(
                "machine-failed", sentence=_("The machine's answer cannot be understood. Please tell the administrator.")
            ) from error


def _is_sound(html: str) -> bool:
    try:
        StringValue.from_translated_html(html)
    except ValueError:
        return False
    return True


def _glossary(language: str) -> tuple[dict[str, str], list[str]]:
    """Terms in the language (else Polish), and every word that is not translated. Two queries."""
    rows = list(GlossaryTerm.objects.order_by("key").values_list("key", "polish", "names"))
    terms = {key: names.get(language) or polish for key, polish, names in rows}
    kept = KeptWord.objects.order_by("words").values_list("words", flat=True)
    return terms, [*NAMES, *kept, *(polish for _key, polish, _names in rows)]
