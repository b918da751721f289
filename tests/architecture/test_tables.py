"""Tables stand on floors: keys go down, migrations are complete and in one line, guards are there."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, ManyToManyField

from mosty.core import guards

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """App label to floor, the top is 0, read from the very contract that checks imports."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"] == "The house has floors")
    return {app.strip(" ()"): floor for floor, layer in enumerate(layers) for app in layer.split("|")}


def ours() -> list[type]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("mosty.")]


def test_foreign_keys_go_down():
    floor = floors()
    user = apps.get_model(settings.AUTH_USER_MODEL)
    upward = []
    for model in ours():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model if isinstance(field, ForeignKey | ManyToManyField) else None
            if target is None or target is user or target._meta.app_label not in floor:
                continue
            mine, its = model._meta.app_label, target._meta.app_label
            if mine != its and floor[its] <= floor[mine]:
                upward.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert upward == []


def test_the_same_rule_sees_a_key_that_points_up():
    floor = floors()
    assert floor["casework"] < floor["clients"] < floor["directory"] < floor["core"]


def test_faces_and_kit_have_no_tables():
    assert [model._meta.label for model in ours() if model._meta.app_label in {"portal", "desk", "network", "ui"}] == []


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert True, "makemigrations exits when something is missing"


@pytest.mark.parametrize("label", sorted({model._meta.app_label for model in ours()}))
def test_migrations_stand_in_one_line(label):
    graph = MigrationLoader(connection).graph
    own = [key for key in graph.nodes if key[0] == label]
    assert len(graph.leaf_nodes(label)) == 1
    assert all(len([parent for parent in graph.node_map[key].parents if parent.key[0] == label]) <= 1 for key in own)


def test_every_guard_is_in_the_database():
    assert guards.REGISTER
    assert guards.missing() == []
