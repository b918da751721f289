"""Is this process ready to serve? For the one who starts it and for monitoring."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


@cache
def migrations_applied() -> bool:
    """True once every migration is in the database; raises Unready before, so that only True is remembered."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unready("migrations are waiting")
    return True


class Unready(Exception):
    """Why we cannot serve yet."""


def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ready" if the database answers and every migration is applied, else 503 with the reason."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        migrations_applied()
    except Unready as reason:
        return answer(f"not ready: {reason}", 503)
    except DatabaseError:
        return answer("not ready: the database does not answer", 503)
    return answer("ready", 200)


def answer(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
