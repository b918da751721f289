"""What the data-protection desk holds about a person, for the register of holdings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.models import AuthorityEvent, AuthorityRequest, BreakGlass, GlassNotice, GlassReview
from mosty.clients.queries.holdings import Holding, Ids, Shown

ANSWERED = _("It proves that a request was answered, and when; words are sealed (GDPR Art. 5(2), 12(3), 17(3)(e)).")
ASKED = _("It proves who asked for the data and what was given out (GDPR Art. 5(2)).")


def _asked(people: Ids) -> QuerySet[Any]:
    return AuthorityRequest.objects.filter(client__in=list(people))


def _steps(people: Ids) -> QuerySet[Any]:
    return AuthorityEvent.objects.filter(request__client__in=list(people))


def _notices(people: Ids) -> QuerySet[Any]:
    return GlassNotice.objects.filter(glass__in=BreakGlass.objects.filter(client__in=list(people)).order_by().values("pk"))


def _reviews(people: Ids) -> QuerySet[Any]:
    return GlassReview.objects.filter(glass__in=BreakGlass.objects.filter(client__in=list(people)).order_by().values("pk"))


HELD = (
    Holding(
        "clients.RequestEvent",
        RecordClass.PROOF,
        _("Steps of requests"),
        Erasure.PROOF,
        path="request__client",
        because=ANSWERED,
        stays=frozenset({"details"}),
        shown=(Shown("at", _("When")), Shown("step", _("What"))),
        order=("at", "pk"),
    ),
    Holding(
        "clients.Restriction",
        RecordClass.PROOF,
        _("Restrictions of processing"),
        Erasure.DELETE,
        shown=(Shown("since_on", _("From")), Shown("lifted_on", _("Until")), Shown("ground", _("Why"))),
        order=("since_on", "pk"),
    ),
    Holding(
        "clients.DataRequest",
        RecordClass.PROOF,
        _("Requests about the data"),
        Erasure.PROOF,
        because=ANSWERED,
        stays=frozenset({"who_sealed", "what_sealed", "decision_sealed", "extension_words", "reminded"}),
        shown=(
            Shown("received_on", pgettext_lazy("request", "Received on")),
            Shown("kind", pgettext_lazy("request", "What is asked")),
            Shown("what_sealed", pgettext_lazy("request", "In words"), is_sealed=True),
            Shown("decision", _("Decision")),
            Shown("decision_sealed", pgettext_lazy("request", "Reasons"), is_sealed=True),
            Shown("answered_on", pgettext_lazy("request", "Answered on")),
        ),
        order=("received_on", "pk"),
    ),
    # not shown to the person by itself: whether a person may know of a question is decided question by question
    Holding(
        "clients.AuthorityEvent",
        RecordClass.PROOF,
        _("Steps of questions of authorities"),
        Erasure.PROOF,
        find=_steps,
        because=ASKED,
        stays=frozenset({"basis", "parts", "words_sealed"}),
        order=("at", "pk"),
    ),
    Holding(
        "clients.AuthorityRequest",
        RecordClass.PROOF,
        _("Questions of authorities"),
        Erasure.PROOF,
        find=_asked,
        because=ASKED,
        stays=frozenset({"unit", "reference", "basis", "about_sealed", "asked_sealed"}),
        order=("received_on", "pk"),
    ),
    Holding("clients.GlassNotice", RecordClass.PROOF, _("Told of openings"), Erasure.PROOF, find=_notices, because=ASKED),
    Holding(
        "clients.GlassReview",
        RecordClass.PROOF,
        _("Second looks at openings"),
        Erasure.PROOF,
        find=_reviews,
        because=ASKED,
        stays=frozenset({"words"}),
        order=("at", "pk"),
    ),
)
