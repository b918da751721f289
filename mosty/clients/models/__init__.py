"""Tables of people's files. Each row belongs to one organisation."""

from mosty.clients.models.consent import Consent, NoticeGiven
from mosty.clients.models.contact import LanguageSkill, Relationship, SafeContact
from mosty.clients.models.forms import Form, FormText, LegalBasis
from mosty.clients.models.glass import BreakGlass
from mosty.clients.models.identity import Identifier
from mosty.clients.models.pairs import Merge, PairVerdict
from mosty.clients.models.person import Client, ClientKey, ClientName
from mosty.clients.models.stay import Deadline, ResidenceStatus

__all__ = [
    "BreakGlass",
    "Client",
    "ClientKey",
    "ClientName",
    "Consent",
    "Deadline",
    "Form",
    "FormText",
    "Identifier",
    "LanguageSkill",
    "LegalBasis",
    "Merge",
    "NoticeGiven",
    "PairVerdict",
    "Relationship",
    "ResidenceStatus",
    "SafeContact",
]
