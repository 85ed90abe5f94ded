"""The steps of the database lead to what the models say, and back."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState


@pytest.fixture
def loader(db, settings) -> MigrationLoader:
    settings.MIGRATION_MODULES = {}
    return MigrationLoader(connection)


def test_the_models_have_nothing_that_the_steps_lack(loader):
    changes = MigrationAutodetector(
        loader.project_state(),
        ProjectState.from_apps(apps),
        NonInteractiveMigrationQuestioner(specified_apps={"records"}, dry_run=True),
    ).changes(graph=loader.graph, trim_to_apps={"records"}, convert_apps={"records"})

    assert changes == {}


def test_there_is_one_way_through_the_steps(loader):
    assert loader.detect_conflicts() == {}
    assert len(loader.graph.leaf_nodes("records")) == 1
