from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from rolescope.llm.journal import Journal
from rolescope.llm.writer import JournalWriter


def test_what_was_written_before_a_trouble_is_forgotten_and_writing_goes_on(tmp_path: Path) -> None:
    def trouble(journal: Journal) -> None:
        journal.send("lost", "a:b", None, 1)
        raise OSError("no space")

    async def run(journal: Journal) -> None:
        writer = JournalWriter(journal)
        with pytest.raises(OSError, match="no space"):
            await writer.write(trouble)
        await writer.write(lambda journal: journal.send("kept", "a:b", None, 1))
        await writer.close()

    with closing(Journal(tmp_path / "journal.sqlite")) as journal:
        asyncio.run(run(journal))
        assert [call.digest for call in journal.calls()] == ["kept"]
