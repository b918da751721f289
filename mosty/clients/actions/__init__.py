"""Writing in people's files. Every verb checks, writes, and leaves a trace without values."""

from mosty.clients.actions.files import change_client, open_client

__all__ = ["change_client", "open_client"]
