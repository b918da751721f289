"""Codes in words, for the desk's templates."""

from django import template

from mosty.core.contacts import spoken_phone
from mosty.core.world import country_name, language_name, own_name
from mosty.desk.words import place_name, provider_name

register = template.Library()
register.filter("language", language_name)
register.filter("own_language", own_name)
register.filter("country", country_name)
register.filter("phone", spoken_phone)
register.filter("place_name", place_name)
register.filter("provider_name", provider_name)
