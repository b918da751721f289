"""Outgoing messages: an outbox written in the transaction of what it tells about, sent by the worker.

We know addresses and languages, not clients. A message holds the little it needs (time, place, code) and nothing of why
somebody comes.
"""
