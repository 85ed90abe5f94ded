"""Write the lock files from pyproject.toml: every package with its version and its hashes.

Run by ``make lock``. Only the public files are hashed: what this machine's own installer settings
add, such as a folder of wheels built here, is left out, so that the lock holds everywhere.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]
LOCK = PROJECT / "requirements" / "dev.lock"
PEERS = PROJECT / "benchmarks" / "peers.in"
HEADER = "# {what} Written by `make lock`; not edited by hand.\n"


def wanted() -> list[str]:
    """List what is asked for: to run, for every extra, for development and to build."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    lists = (
        project["dependencies"],
        *project["optional-dependencies"].values(),
        settings["dependency-groups"]["dev"],
        settings["build-system"]["requires"],
    )
    itself = re.compile(rf"{project['name']}\b")
    return sorted({line for lines in lists for line in lines if not itself.match(line)})


def compile_lock(requirements: str, *, lock: Path, what: str, is_upgrade: bool) -> None:
    """Resolve and write one lock; versions stay as they are unless an upgrade is asked for."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    plain["PIP_CONFIG_FILE"] = os.devnull
    command = [
        *(sys.executable, "-m", "piptools", "compile", "--quiet", "--output-file", str(lock)),
        *("--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-header", "--no-annotate"),
        *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
        *(("--upgrade",) if is_upgrade else ()),
        "-",
    ]
    subprocess.run(command, input=requirements, text=True, check=True, env=plain, cwd=PROJECT)
    lock.write_text(HEADER.format(what=what) + lock.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    is_upgrade = "--upgrade" in sys.argv
    compile_lock(
        "\n".join(wanted()),
        lock=LOCK,
        what="Everything that `make demo` and `make test` install.",
        is_upgrade=is_upgrade,
    )
    compile_lock(
        PEERS.read_text(encoding="utf-8"),
        lock=PEERS.with_suffix(".lock"),
        what="The packages we measure ourselves against, for `make benchmark` only.",
        is_upgrade=is_upgrade,
    )
