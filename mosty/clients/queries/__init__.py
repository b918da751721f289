"""Finding people's files, and what a file holds."""

from mosty.clients.queries.finding import SHOWN, Found, find_clients, latest_clients

__all__ = ["SHOWN", "Found", "find_clients", "latest_clients"]
