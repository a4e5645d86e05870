"""Execute docs/notebooks/tour.ipynb from its first cell and write it with its outputs: `make notebook`.

It runs in an empty folder that has the example study in it. What differs from run to run (times, the names of
cells' messages) is left out, so that two executions of one version give the same file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
TOUR = ROOT / "docs" / "notebooks" / "tour.ipynb"
SECONDS = 120


def execute(notebook: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs."""
    node = nbformat.read(notebook, as_version=4)
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "studies", Path(folder) / "studies")
        os.environ |= {
            "IPYTHONDIR": f"{folder}/ipython",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        }
        client = NotebookClient(node, timeout=SECONDS, kernel_name="python3", record_timing=False)
        client.execute(cwd=folder)
    for cell in node.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).clear()
    node.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return node


def main() -> None:
    """Execute the notebook and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=TOUR, help="where the executed notebook goes")
    nbformat.write(execute(TOUR), parser.parse_args().to)


if __name__ == "__main__":
    main()
