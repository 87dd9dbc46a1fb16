"""Many sheets at once: workers change neither bytes nor messages, and none outlives its build."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path

import pikepdf
import pytest

from handouts.cli import main
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.press import Press, Work
from handouts.sheet import Edition, Paper, Sheet
from tests.files import write
from tests.heads import HEAD

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the workers")
NAMES = ("birch", "elm", "oak", "yew")
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
PATIENCE = 60  # seconds


@pytest.fixture
def grove(clinic):
    """A clinic with four small handouts, one of which has a warning."""
    (clinic / "content" / "first-visit-guide.yaml").unlink()
    for name in NAMES:
        blocks = f"blocks:\n  - {{id: a, heading: Hello, text: About the {name}.}}\n"
        write(clinic / "content" / f"{name}.yaml", HEAD + blocks)
    return clinic


def start(folder, *words):
    """Start a build of the four handouts in a session of its own."""
    command = [sys.executable, "-m", "handouts", "build", *NAMES, *words]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def make_endless(clinic, name):
    """Let one handout be set without end."""
    write(clinic / "templates" / "leaflet.html", ENDLESS)
    write(
        clinic / "content" / f"{name}.yaml",
        (clinic / "content" / f"{name}.yaml").read_text().replace("guide", "leaflet"),
    )


def wait_for(what):
    """Look again and again until there is something, and give it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come")


def session(leader):
    """The running processes of a session, without its leader."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            state, *_, number = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(number) == leader and state != "Z" and int(entry.name) != leader:
                found.append(int(entry.name))
    return found


def busy(leader):
    """The process of a session that has used most of the processor, if it has used much."""
    used = {}
    for number in session(leader):
        with suppress(OSError):
            used[number] = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11])
    return max(used, key=used.get) if used and max(used.values()) > 3 * os.sysconf("SC_CLK_TCK") else None


def test_bytes_and_messages_do_not_depend_on_the_jobs(grove, command, monkeypatch):
    """One worker or two: the same PDFs, of the day that both are told, and the same lines in the same order."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    write(grove / "styles" / "clinic.css", ".block { color: red- }\n")
    results, pdfs = [], []
    for jobs in ("1", "2"):
        results.append(command("build", "--force", "--jobs", jobs))
        pdfs.append({file.name: file.read_bytes() for file in (grove / "build").glob("*.pdf")})
    assert results[0] == results[1]
    assert pdfs[0] == pdfs[1]
    printed = [line.split()[0] for line in results[0].out.splitlines()]
    ours = {f"build/{name}.en.a4.pdf" for name in NAMES}
    assert [path for path in printed if path in ours] == sorted(ours)


def test_a_sheet_that_fails_in_a_worker_stops_only_itself(grove, command):
    """What goes wrong in a worker is one line that names the handout; the others are built."""
    write(grove / "content" / "elm.yaml", HEAD + f"blocks:\n  - {{id: a, heading: {'Wide' * 40}, text: Words.}}\n")
    result = command("build", *NAMES, "--jobs", "2")
    assert (result.code, result.out.count("1 page")) == (1, 3)
    assert any(line.startswith("content/elm.yaml:9:5: error: text-") for line in result.problems)


class Odd(Exception):
    """One that does not survive pickling."""

    def __init__(self):
        super().__init__("odd")
        self.secret = lambda: None


@dataclass(frozen=True)
class BadPress(Press):
    """A press that breaks at every sheet."""

    error: Callable[[], Exception]

    def prove(self, _):
        """Fail."""
        raise self.error()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Odd, RuntimeError),
        (partial(Unusable, [Finding("draft", "odd")]), RuntimeError),
        (partial(FileNotFoundError, 2, "odd"), FileNotFoundError),
    ],
)
def test_a_mistake_of_ours_in_a_worker_is_told(error, told):
    """Whatever a worker meets, the command hears of it with its traceback, and takes it for no dead process."""
    works = [Work(Sheet(name, "en", Paper.A4, Edition.STANDARD), None) for name in NAMES[:2]]
    with pytest.raises(told, match="odd") as raised:
        list(BadPress(None, None, error).prove_all(works, 2))
    assert told is not RuntimeError or "raise self.error" in "".join(raised.value.__notes__)


@LINUX
def test_a_worker_that_dies_costs_one_handout(grove):
    """A worker is killed whenever it sets one handout: the others are built, and that one is named."""
    make_endless(grove, "elm")
    build = start(grove, "--jobs", "2")
    for _ in range(2):
        worker = wait_for(lambda: busy(build.pid))
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: worker not in session(build.pid))  # noqa: B023  it is waited for here and now
    out, err = build.communicate(timeout=PATIENCE)
    assert (build.returncode, out.count("1 page")) == (4, 3)
    assert "elm: error: template-error: cannot be laid out: its process was killed" in err


@LINUX
def test_ctrl_c_leaves_everything_whole(grove):
    """Ctrl-C ends a build with 130; what is there is whole, nothing runs on, and the next build does the rest."""
    make_endless(grove, "yew")
    build = start(grove, "--jobs", "2")
    wait_for(lambda: [*(grove / "build").glob("*.pdf")])
    os.killpg(build.pid, signal.SIGINT)
    _, err = build.communicate(timeout=PATIENCE)
    assert (build.returncode, err.strip()) == (130, "stopped")
    wait_for(lambda: not session(build.pid))
    (grove / "templates" / "leaflet.html").unlink()
    assert_whole(grove)


@LINUX
def test_no_worker_outlives_a_killed_build(grove):
    """Whoever kills the command need not look for its workers."""
    build = start(grove, "--jobs", "2")
    wait_for(lambda: len(session(build.pid)) > 1)
    build.kill()
    build.communicate(timeout=PATIENCE)
    wait_for(lambda: not session(build.pid))
    assert_whole(grove)


def assert_whole(folder):
    """Every PDF opens, and the next build completes the folder and leaves nothing strange in it."""
    for file in (folder / "build").glob("*.pdf"):
        with pikepdf.open(file) as pdf:
            assert not pdf.check_pdf_syntax()
    build = start(folder)
    build.communicate(timeout=PATIENCE)
    assert build.returncode == 0
    assert {file.name for file in (folder / "build").iterdir()} == {
        *(f"{name}.en.a4.pdf" for name in NAMES),
        "manifest.json",
        ".handouts.lock",
    }


def test_two_builds_in_one_folder_do_not_hurt_each_other(grove):
    """Two builds at once both succeed, and leave one whole set of PDFs that is up to date."""
    builds = [start(grove), start(grove)]
    assert [build.communicate(timeout=PATIENCE) and build.returncode for build in builds] == [0, 0]
    assert_whole(grove)
    assert start(grove).communicate(timeout=PATIENCE)[0] == "4 sheets are up to date.\n"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_shows_progress_to_whoever_waits(grove, monkeypatch, is_terminal):
    """The bar is on standard error, and only where that is a terminal."""
    said = StringIO()
    said.isatty = lambda: is_terminal
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(sys, "argv", ["handouts", "--project", str(grove), "build", *NAMES, "--jobs", "1"])
    with pytest.raises(SystemExit) as ended:
        main()
    found = "Building" in said.getvalue(), "100%" in said.getvalue()
    assert (ended.value.code, *found) == (0, is_terminal, is_terminal)
