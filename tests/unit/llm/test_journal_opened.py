from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rolescope.llm.journal import Journal

OPEN = """
import sys
from pathlib import Path
from rolescope.llm.journal import Journal
file = Path(sys.argv[1])
Journal(file.with_name("warm.sqlite." + sys.argv[2])).close()
print("ready", flush=True)
sys.stdin.readline()
Journal(file).close()
"""


def test_a_journal_that_many_open_at_once_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(file), str(n)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for n in range(6)
    ]  # fmt: skip
    for opener in openers:
        assert opener.stdout is not None
        assert opener.stdout.readline() == "ready\n"
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("\n")
        opener.stdin.flush()
    said = [opener.communicate()[1] for opener in openers]
    assert [opener.returncode for opener in openers] == [0] * 6, "\n".join(said)
    journal = Journal(file)
    assert list(journal.calls()) == []
    journal.close()
