"""Addresses under /guide-admin/living/: what keeps the guide true."""

from django.urls import path

from mosty.portal.editors import acts, articles, facts, kept_words, notes, terms

app_name = "living"
urlpatterns = [
    path("facts/", facts.index, name="facts"),
    path("facts/new/", facts.edit, name="fact_new"),
    path("facts/<slug:key>/", facts.fact, name="fact"),
    path("facts/<slug:key>/value/", facts.value, name="value"),
    path("facts/<slug:key>/value/<uuid:pk>/", facts.correct, name="correct"),
    path("facts/<slug:key>/checked/", facts.confirm, name="fact_checked"),
    path("facts/<slug:key>/edit/", facts.edit, name="fact_edit"),
    path("facts/<slug:key>/delete/", facts.delete, name="fact_delete"),
    path("acts/", acts.index, name="acts"),
    path("acts/new/", acts.edit, name="act_new"),
    path("acts/<slug:key>/", acts.act, name="act"),
    path("acts/<slug:key>/edit/", acts.edit, name="act_edit"),
    path("acts/<slug:key>/changed/", acts.changed, name="act_changed"),
    path("acts/<slug:key>/delete/", acts.delete, name="act_delete"),
    path("checks/", acts.waiting, name="checks"),
    path("terms/", terms.index, name="terms"),
    path("terms/new/", terms.edit, name="term_new"),
    path("terms/<slug:key>/", terms.edit, name="term"),
    path("terms/<slug:key>/delete/", terms.delete, name="term_delete"),
    path("kept-words/", kept_words.edit, name="kept_words"),
    path("articles/", articles.index, name="articles"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/checked/", articles.confirm, name="article_checked"),
    path("articles/<slug:slug>/owner/", articles.take, name="article_owner"),
    path("notes/", notes.index, name="notes"),
    path("notes/task/<uuid:pk>/", notes.fits, name="fits"),
    path("notes/<slug:slug>/", notes.town, name="town"),
    path("notes/<slug:town>/<slug:slot>/", notes.note, name="note"),
    path("notes/<slug:town>/<slug:slot>/checked/", notes.confirm, name="note_checked"),
    path("notes/<slug:town>/<slug:slot>/delete/", notes.delete, name="note_delete"),
]
