"""What is installed is all that there is here: a package without its templates would start and then break."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.architecture.house import SOURCE

ROOT, BELONG = SOURCE.parent, SOURCE / "belong"
LEFT_HERE = {".md", ".po", ".pot"}
"""What those who develop read; nothing of it is needed where Belong runs."""


def test_the_package_holds_every_file_of_the_house(tmp_path: Path) -> None:
    place = tmp_path / "tree"
    shutil.copytree(BELONG, place / "src" / "belong", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, place / name)
    words = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(tmp_path), str(place)]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True, capture_output=True)
    [wheel] = tmp_path.glob("belong-*.whl")
    packed = {name for name in ZipFile(wheel).namelist() if name.startswith("belong/")}
    here = {
        f"belong/{path.relative_to(BELONG).as_posix()}"
        for path in BELONG.rglob("*")
        if path.is_file() and path.suffix not in LEFT_HERE and "__pycache__" not in path.parts
    }
    assert here - packed == set()
