"""Importing costs little, and the analysis runs without the optional parts."""

import subprocess
import sys
import textwrap

import pytest

#: Loaded only where they are used.
HEAVY = {"scipy", "matplotlib", "PIL", "pyarrow", "pandas", "jinja2", "rich", "click", "yaml"}
#: What an installation without extras does not have.
SERVER = (
    *("django", "ninja", "allauth", "pydantic", "starlette", "uvicorn", "a2wsgi", "gunicorn"),
    *("psycopg", "fsspec", "cryptography", "websockets", "argon2", "qrcode"),
)
EXTRAS = ("matplotlib", "PIL", "jinja2", "pyarrow", *SERVER)


def _run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _loaded(statement: str) -> set[str]:
    return set(_run(f"{statement}\nimport sys\nprint(*sys.modules)").split())


def test_import_restride_loads_nothing_heavy():
    added = _loaded("import restride") - _loaded("pass")

    assert not {name.split(".")[0] for name in added} & (HEAVY | {"numpy"})
    assert len(added) < 60  # typing and what it needs


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import restride; restride.analyze", id="the analysis"),
        pytest.param("import restride; restride.read", id="the readers"),
    ],
)
def test_what_the_library_offers_loads_no_picture_and_no_table(statement):
    added = {name.split(".")[0] for name in _loaded(statement)}

    assert not added & {"matplotlib", "PIL", "pyarrow", "pandas", "jinja2", "rich", "click"}


def test_the_analysis_runs_without_the_optional_parts():
    out = _run(
        f"""
        import sys

        class Absent:
            def find_spec(self, name, path=None, target=None):
                if name.split(".")[0] in {EXTRAS}:
                    raise ImportError(name)

        sys.meta_path.insert(0, Absent())
        import restride
        from restride.simulate import WalkerSettings, simulate_walk

        analysis = restride.analyze(simulate_walk(WalkerSettings()).recording)
        print(len(analysis.to_json()["walking_bouts"]))
        """
    )
    assert int(out) >= 1


def test_a_case_is_worked_through_without_the_server(project):
    out = _run(
        f"""
        import sys
        from pathlib import Path

        class Absent:
            def find_spec(self, name, path=None, target=None):
                if name.split(".")[0] in {SERVER}:
                    raise ImportError(name)

        sys.meta_path.insert(0, Absent())
        from restride.plan.cases.case_file import read_case
        from restride.plan.cases.worked_case import work_through

        folder = Path({str(project / "examples" / "cases")!r})
        print(len(work_through(read_case(folder / "stroke.yaml"), folder=folder).findings))
        """
    )
    assert int(out) > 0
