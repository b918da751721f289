"""Writes of the index: entries, what is to be renewed, words that found nothing."""

from mosty.search.actions.entries import drop, keep_only, put, tidy
from mosty.search.actions.missed import count_missed
from mosty.search.actions.renewals import ask_renewal, register, renew, renew_all, renew_due
from mosty.search.actions.synonyms import load_synonyms, set_all_synonyms, set_synonyms

__all__ = [
    "ask_renewal",
    "count_missed",
    "drop",
    "keep_only",
    "load_synonyms",
    "put",
    "register",
    "renew",
    "renew_all",
    "renew_due",
    "set_all_synonyms",
    "set_synonyms",
    "tidy",
]
