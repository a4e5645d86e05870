"""The notebook of the documentation shows what a fresh execution shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOUR = ROOT / "docs" / "notebooks" / "tour.ipynb"


def shown(notebook: Path) -> list[tuple[str, Any]]:
    """Code of each cell with its outputs; of a drawing only the words, whose places hang on the fonts of a machine."""
    found = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            drawing = output.get("data", {}).pop("image/svg+xml", None)
            words = re.findall(r">([^<>\s][^<>]*)<", "".join(drawing)) if drawing else []
            found.append(("".join(cell["source"]), (output, words)))
    return found


def test_the_outputs_kept_are_those_of_a_fresh_execution(tmp_path: Path) -> None:
    fresh = tmp_path / "tour.ipynb"
    subprocess.run([sys.executable, ROOT / "scripts" / "run_notebook.py", "--to", fresh], check=True)
    assert shown(TOUR) == shown(fresh), "execute it anew: `make notebook`"


def test_every_code_cell_was_executed_in_order_and_a_chart_is_among_them() -> None:
    cells = json.loads(TOUR.read_text(encoding="utf-8"))["cells"]
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert any("Python" in words for _, (_, words) in shown(TOUR))
    assert not any(output["output_type"] == "error" for _, (output, _) in shown(TOUR))
