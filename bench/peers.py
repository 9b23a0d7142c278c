"""A list of requirements in, the Python of an environment that has them out: foedus is measured against it.

Each list has an environment of its own under `bench/.venv`, made when it is first needed and again when the list
changes; nothing else uses them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent


def environment(requirements: Path) -> Path:
    """Return the Python of the environment of a list of requirements."""
    folder = HERE / ".venv" / requirements.stem
    stamp, python = folder / "requirements.txt", folder / "bin" / "python"
    if not stamp.exists() or stamp.read_bytes() != requirements.read_bytes():
        where = folder.relative_to(HERE.parent)
        print(f"installing {requirements.name} into {where} ...", file=sys.stderr, flush=True)
        uv = shutil.which("uv")
        venv.create(folder, clear=True, with_pip=uv is None)
        install = (
            [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
        )
        subprocess.run([*install, "--quiet", "-r", str(requirements)], check=True)
        shutil.copy(requirements, stamp)
    return python
