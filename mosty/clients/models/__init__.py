"""Tables of people's files. Each row belongs to one organisation."""

from mosty.clients.models.authorities import AuthorityEvent, AuthorityRequest
from mosty.clients.models.breaches import Activity, Breach, BreachEvent
from mosty.clients.models.consent import Consent, NoticeGiven
from mosty.clients.models.contact import LanguageSkill, Relationship, SafeContact
from mosty.clients.models.forms import Form, FormText, LegalBasis
from mosty.clients.models.glass import BreakGlass, GlassNotice, GlassReview
from mosty.clients.models.identity import Identifier
from mosty.clients.models.pairs import Merge, PairVerdict
from mosty.clients.models.person import Client, ClientKey, ClientName
from mosty.clients.models.retention import ErasureRecord, LegalHold, RetentionEntry, RetentionNotice, RetentionRule, RetentionRun
from mosty.clients.models.rights import DataRequest, RequestEvent, Restriction
from mosty.clients.models.stay import Deadline, ResidenceStatus

__all__ = [
    "Activity",
    "AuthorityEvent",
    "AuthorityRequest",
    "Breach",
    "BreachEvent",
    "BreakGlass",
    "Client",
    "ClientKey",
    "ClientName",
    "Consent",
    "DataRequest",
    "Deadline",
    "ErasureRecord",
    "Form",
    "FormText",
    "GlassNotice",
    "GlassReview",
    "Identifier",
    "LanguageSkill",
    "LegalBasis",
    "LegalHold",
    "Merge",
    "NoticeGiven",
    "PairVerdict",
    "Relationship",
    "RequestEvent",
    "ResidenceStatus",
    "Restriction",
    "RetentionEntry",
    "RetentionNotice",
    "RetentionRule",
    "RetentionRun",
    "SafeContact",
]
