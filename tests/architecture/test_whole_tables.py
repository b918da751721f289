"""The tables that tools/tables.py makes app by app are whole: the mould of every test database comes from it."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db
def test_every_foreign_key_points_at_a_table_that_is_there() -> None:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        named = {name: {other for _, other in connection.introspection.get_relations(cursor, name).values()} for name in names}
    assert {(name, other) for name, others in named.items() for other in others if other not in names} == set()


@pytest.mark.django_db
def test_no_migration_and_no_table_is_missing() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert models - set(connection.introspection.table_names()) == set()
