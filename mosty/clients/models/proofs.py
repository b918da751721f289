"""What the database itself keeps of forms and proofs, whoever writes."""

from __future__ import annotations

from mosty.core import guards

# of a proof everything stays but the file it belongs to (merges) and its end, which is written once
PROVED = (
    *("organization_id", "form_id", "purpose", "language", "method", "witness", "given_at", "centre_id", "worker_id", "explained"),
    *("explained_by", "explained_in", "signer", "guardian_name", "guardian_ground", "was_heard", "created_at"),
)
ENDED = "OLD.ended <> '' AND (NEW.ended <> OLD.ended OR NEW.ended_at <> OLD.ended_at)"
# names of third persons and typed words, emptied while the person is erased
ERASES = ("witness", "explained_by", "guardian_name", "guardian_ground")
ENDED_WORDS = "OLD.ended <> '' AND NEW.ended_words <> OLD.ended_words"
PRINTED = (
    *("organization_id", "kind", "purpose", "version", "categories", "recipients", "valid_months", "asks_again"),
    *("published_at", "published_by_id"),
)
UNMADE = "OLD.state = 'withdrawn' OR (OLD.state = 'published' AND NEW.state = 'draft')"


def _proof(table: str, columns: tuple[str, ...]) -> guards.Guard:
    return guards.keeps(
        table, columns=columns, also=ENDED, gone="OLD.id IS NOT NULL", person="OLD.client_id", erases=ERASES, also_erased=ENDED_WORDS
    )


GUARDS = (
    _proof("clients_noticegiven", PROVED),
    _proof("clients_consent", (*PROVED, "said", "recipients", "expires_on")),
    guards.keeps("clients_form", columns=PRINTED, once="OLD.state <> 'draft'", also=UNMADE, gone="OLD.state <> 'draft'"),
    guards.fixed_with("clients_formtext", key="form_id", parent="clients_form", once="clients_form.state <> 'draft'"),
)

# what is sealed in them may be sealed anew with another key; the rest stays as it was written
ASKED = (
    *("id", "created_at", "organization_id", "year", "number", "kind", "unit", "reference", "basis", "came", "received_on", "client"),
    *("taken_by_id", "submission"),
)
DECIDED = ("id", "created_at", "request_id", "step", "decision", "basis", "parts", "told", "at", "by_id")

SEALED_ASKED = (
    *(("DataRequest", column) for column in ("who_sealed", "what_sealed", "decision_sealed")),
    *(("AuthorityRequest", column) for column in ("about_sealed", "asked_sealed")),
    ("AuthorityEvent", "words_sealed"),
)

RIGHTS_GUARDS = (
    *(guards.append_only(f"clients_{name}") for name in ("glassreview", "requestevent", "breachevent")),
    guards.keeps("clients_authorityrequest", columns=ASKED, gone="OLD.id IS NOT NULL"),
    guards.keeps("clients_authorityevent", columns=DECIDED, gone="OLD.id IS NOT NULL"),
)
