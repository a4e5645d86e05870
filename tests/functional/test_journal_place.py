"""Where answers are kept, through the command line: another file, or PostgreSQL for many runs; its password in nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rolescope.cli.application import EXIT_ERROR
from rolescope.llm.journal import FILE, Journal
from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving
from tests.functional.test_llm_coder import STUDY, careful, command, rolescope, write_study
from tests.postgres import postgres

POSTINGS = 20
SECRET = "between-us"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address.replace("tester@", f"tester:{SECRET}@")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path, POSTINGS)


def files_with(text: str, folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_runs_with_one_database_pay_once_and_its_password_is_in_no_output(study: Path, url: str) -> None:
    script = Script(careful)
    with serving(script) as server:
        first = rolescope(command(study, server, "--journal", url))
        elsewhere = command(study, server, "--journal", url)
        elsewhere[elsewhere.index("--out") + 1] = str(study.parent / "elsewhere")
        second = rolescope(elsewhere)
    assert first.exit_code == second.exit_code == 0, first.output + second.output
    assert len(script.bodies) == POSTINGS
    out = study.parent / "out"
    assert not (out / FILE).exists()
    facts = json.loads((out / "run.json").read_text())
    assert facts["journal"] == facts["study"]["journal"] == url.replace(f":{SECRET}", "")
    costs = rolescope(["costs", str(out)])
    assert costs.exit_code == 0 and f" {POSTINGS} " in costs.stdout
    assert files_with(SECRET, study.parent) == []
    assert SECRET not in first.output + second.output + costs.output


def test_runs_at_once_share_a_database(study: Path, url: str) -> None:
    study.write_text(STUDY.replace("charts", "many") + f"journal: {url}\nprompt: mine.yaml\n")
    shipped = (Path(__file__).parents[2] / "src/rolescope/coders/llm/prompt.yaml").read_text()
    (study.parent / "mine.yaml").write_text(shipped.replace("careful annotator", "patient annotator"))
    script = Script(careful, delay=0.02)
    with serving(script) as server:
        processes = []
        for n in range(2):
            arguments = command(study, server)
            arguments[arguments.index("--out") + 1] = str(study.parent / f"out{n}")
            processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "rolescope", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
                )
            )
        said = [process.communicate(timeout=60)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert set(script.prompts.values()) <= {1, 2} and len(script.prompts) == POSTINGS
    tables = [(study.parent / f"out{n}" / "codings.parquet").read_bytes() for n in range(2)]
    assert tables[0] == tables[1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (f"postgresql://tester:{SECRET}@127.0.0.1:1/none", "the journal cannot be opened (OperationalError)"),
        (f"postgresql://tester:{SECRET}@127.0.0.1:none/a", "the journal cannot be opened (ValueError)"),
        (f"mysql://tester:{SECRET}@127.0.0.1/none", "a journal is a file or a URL postgresql://..."),
        (f"postgresql:///none?host=/nowhere&password={SECRET}", "the journal cannot be opened (OperationalError)"),
    ],
)
def test_a_database_that_is_not_there_is_one_line_without_its_password(study: Path, wrong: str, said: str) -> None:
    result = rolescope(command(study, "http://127.0.0.1:1", "--journal", wrong))
    assert result.exit_code == EXIT_ERROR
    assert said in " ".join(result.stderr.split())
    assert "Traceback" not in result.output and SECRET not in result.output
    assert files_with(SECRET, study.parent) == []


def test_a_database_that_ends_meanwhile_is_one_line_and_the_run_goes_on_later(study: Path) -> None:
    with postgres() as address:

        def ends(system: str, prompt: str) -> str:
            if len(script.bodies) == POSTINGS // 2:
                with closing(Journal(address)) as journal:
                    journal._writing.exec_driver_sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    )
            return careful(system, prompt)

        script = Script(ends)
        with serving(script) as server:
            lost = rolescope(command(study, server, "--journal", address))
            again = rolescope(command(study, server, "--journal", address))
    assert lost.exit_code == EXIT_ERROR
    assert "the journal cannot be used any more" in " ".join(lost.stderr.split())
    assert "Traceback" not in lost.output
    assert again.exit_code == 0, again.output
    assert len(script.prompts) == POSTINGS


def test_a_file_of_the_study_is_beside_it_and_one_of_the_command_line_here(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.write_text(STUDY + "journal: answers.sqlite\n")
    here = study.parent / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    script = Script(careful)
    with serving(script) as server:
        assert rolescope(command(study, server)).exit_code == 0
        assert (study.parent / "answers.sqlite").is_file()
        assert rolescope(["costs", str(study.parent / "out")]).exit_code == 0
        assert rolescope(command(study, server, "--journal", "mine.sqlite")).exit_code == 0
    assert (here / "mine.sqlite").is_file()
    assert len(script.bodies) == 2 * POSTINGS
