"""The pages for those who meet a message: they explain every code, and what they show is what the command says."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from handouts import systems
from handouts.cli.making import SAMPLE_HINT
from handouts.findings import RULES, Severity
from handouts.placeholders import PHONE as PLACEHOLDER
from handouts.project import ORIGINALS
from handouts.reporting import worded
from tests.conftest import PHONE
from tests.files import write
from tests.heads import HEAD

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "troubleshooting.md").read_text("utf-8")
PAGE_FOR_PROGRAMS = (DOCS / "ci.md").read_text("utf-8")
SECTIONS = re.findall(r"^### `([a-z-]+)`\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
SHOWN = [line for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
EFFECTS = {
    Severity.ERROR: "Stops the handout. Exit code {}.",
    Severity.WARNING: "Stops nothing. With `--strict`: exit code {}.",
    Severity.NOTE: "Stops nothing. With `require_approval: true`: stops the handout, exit code {}.",
}
LOWERED = {
    Severity.ERROR: "Can be lowered: `checks: {{{}: warning}}`.",
    Severity.WARNING: "Can be switched off: `checks: {{{}: off}}`.",
}
LONG = "We look at how you sit and stand and move, and at what you do all day, and at how well you sleep at night."
HARD = """Acupuncture treatment incorporates individual consultation and comprehensive examination.

      Our practitioners document previous medication, existing conditions and occupational activity.

      Appropriate information accompanies every appointment, including recommendations for physical exercise at home."""
LINES = "      Some words\n\n" * 28
BLOCKS = {  # each sheet has this block, and a mistake in it
    "find-us": "haeding: By bus\n    text: Take the 12.",
    "parking-at-night": "heading: Parking\n    text: Ring the bell.\n    heading: At night",
    "our-team": "heading: Who treats you\n    text:",
    "seats": "list: Two seats",
    "prices": "heading: Prices: what you pay\n    text: See below.",
    "our-door": "image: {file: images/dor.png, alt: A green door}",
    "our-room": "image: {file: images/room.jpg, alt: A bright room}",
    "our-views": "views: [{title: Old, text: One}, {title: New, text: Two}]",
    "when-to-call": "emergency: {call: '112', signs: [Chest pain], say: I had acupuncture}",
    "fainting": "text: 'Some people feel faint. [@S01.faint]'",
    "your-back": "chart: {for: lower back pain}",
    "your-hand": "chart: {points: [LI4, ST36], view: back}",
    "your-ankle": "chart: [EX-LE90]",
    "how-many": "text: Some 7 in 10 people feel well.",
    "by-train": "heading: By train\n    text: Get out at Harrow Green.",
    "by-bus": "text: Take the 12 to Harrow Green and walk back as far as the church with the clock.",
    "welcome": "text: 'Welcome 🙂'",
    "our-stairs": "image: {file: images/door.png, alt: photo, width: 40}",
    "by-car": "heading: By car\n    text: Park behind the chemist.",
    "our-fees": "text: We take cards.",
    "our-hours": "text: We are closed on Sunday.",
    "our-news": "heading: News\n    text: We have moved.",
    "our-house": "image: {file: images/small.png, alt: A white house, width: 150}",
    "our-story": "text: One.\n  - {id: overleaf, page_break: true}\n  - {id: more, text: More.}",
    "our-garden": f"text: |\n{LINES}  - id: garden\n    heading: Our garden\n    text: |\n{LINES}",
    "our-panels": "heading: Parking\n    panel: back\n    text: Behind the chemist.",
    "your-details": "field_lines: [Your name]",
    "our-rooms": "text: We have two rooms.",
    "what-we-do": f"text: {LONG}",
    "your-rest": "text: Lie still. Rest a while. Sleep if you like. We wake you.",
    "what-to-bring": "list: [Your list, A towel, A book, A drink, A coat, A pen, A friend, A song]",
    "our-method": f"text: |\n      {HARD}",
    "is-it-safe": "text: Harm is rare.",
    "side-effects": "list: ['Some 6 in 100 bled. [@S01]', 'Some 7 in 1,000 felt faint. [@S01]']\n"
    "  - {id: sources, references: {}}",
}
HEADS = {
    "our-garden": HEAD.replace("guide", "leaflet"),
    "our-story": HEAD.replace("pages: 4", "pages: 1"),
    "your-details": HEAD.replace("guide", "form"),
    "our-rooms": HEAD.replace("2026-11", "2024-06").replace("2028-11", "2025-06"),
    "our-panels": HEAD.replace("guide", "brochure"),
}
PATCH = """\
extends: first-visit-guide
blocks:
  get-help: null
  parking: {after: get-redy, text: Behind us.}
"""
POINTS = """\
extends: acupoints
points:
  EX-LE90:
    channel: EX
    pinyin: Wàihuái
    simplified: 外踝
    traditional: 外踝
    english: Beside the Ankle
    region: ankle
    bilateral: true
    location: 1 B-cun above the lateral malleolus.
    plain: Above the outer ankle bone
    place: {frame: leg_lateral, at: lateral_maleolus, up: 1}
"""
STYLE = """
[data-block="by-train"] p { display: none }
[data-block="by-bus"] p { white-space: nowrap }
[data-block="by-car"] h2 { position: absolute; left: 60mm }
[data-block="our-fees"] p { font-size: 8pt }
[data-block="our-hours"] p { color: #999 }
[data-block="our-news"] h2 { transform: translate(-17mm) }
.block, .block h2 { break-inside: auto !important; break-after: auto !important }
@page form { size: A5 }
h1 { colour: red }
[data-block="our-panels"] h2 { margin-left: -8mm }
"""


def wrong_use(clinic, command, monkeypatch):
    """What is said to whoever asks for something that is not there, here and outside of a clinic's folder."""
    here = [
        command("build", "first-visit"),
        command("build", "first-visit-guide", "--paper", "a3"),
        command("list", "low", "back", "pain"),
        command("list", "--points", "toothpaste"),
        command("override", "styles/components/step.css"),
        command("override", "content/first-visit-guide.yaml"),
        command("approve", "first-visit-guide", "--by", "", "--role", "nurse"),
        command("identify", "00000000"),
        command("identify", "Sheet"),
        command("identify", "gone.pdf"),
    ]
    monkeypatch.chdir(clinic.parent)
    outside = [
        command("build", "--strict"),
        command("new", clinic.name),
        command("new", "clinic-in-the-uk", "--country", "UK"),
        command("override", "content/first-visit-guide.yaml"),
        command("approve", "first-visit-guide", "--by", "A. B.", "--role", "nurse"),
        command("identify", "00000000"),
    ]
    monkeypatch.chdir(clinic)
    return [result.err for result in (*here, *outside)]


def writing(clinic, command, _):
    """What is said where a PDF cannot be written, and where there is nothing to do."""
    pdf = clinic / "build" / "first-visit-guide.en.a4.pdf"
    pdf.mkdir(parents=True)
    refused = command("build", pdf.name.split(".")[0]).err
    pdf.rmdir()
    command("build", pdf.name.split(".")[0])
    idle = command("build", pdf.name.split(".")[0]).out
    return [re.sub(r"written \(.*?\)", "written (Permission denied)", refused), idle]


def stopped(_, command, monkeypatch):
    """What is said when somebody presses Ctrl-C."""
    with monkeypatch.context() as patch:
        patch.setattr("handouts.batch.build", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        return [command("build").err]


def mistakes(clinic, command, _):
    """What is said of mistakes that stop but one handout, or none."""
    for name, block in BLOCKS.items():
        text = f"{HEADS.get(name, HEAD)}blocks:\n  - id: {name}\n    {block}\n"
        write(clinic / "content" / f"{name}.yaml", text)
    words = f"{HEAD}blocks:\n  - {{id: a, text: Caf\xe9}}\n".encode("latin-1")
    (clinic / "content" / "our-words.yaml").write_bytes(words)
    write(clinic / "content" / "first-visit-guide.yaml", PATCH)
    write(clinic / "content" / "acupoints.yaml", POINTS)
    write(clinic / "content" / "images" / "room.jpg", "This is no picture.")
    Image.new("RGB", (400, 300)).save(clinic / "content" / "images" / "small.png")
    Image.new("RGB", (900, 600)).save(clinic / "content" / "images" / "door.png")
    write(clinic / "templates" / "components" / "views.html", "{% macro views(views, heading) %}\n{{ views.titles }}")
    write(clinic / "styles" / "clinic.css", STYLE)
    return [command("check", "our-words", "first-visit-guide", *BLOCKS).err]


def neglect(clinic, command, _):
    """What is said of an old PDF, an old copy, the starter's phone number, and files that are not what they seem."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace(PHONE, PLACEHOLDER), "utf-8")
    write(clinic / "content" / "Parking.yml", HEAD)
    write(clinic / "styles" / "fonts" / "lato.ttf", "This is no font.")
    write(clinic / ORIGINALS / "styles" / "components" / "steps.css", "/* as it was shipped once */")
    write(clinic / "styles" / "components" / "steps.css", "/* our own */")
    write(clinic / "build" / "find-us.en.a4.pdf", "%PDF-1.7 of before")
    os.utime(clinic / "build" / "find-us.en.a4.pdf", (1_795_348_800, 1_795_348_800))
    return [command("build", "find-us").err]


def changed(clinic, command, monkeypatch):
    """What is said where words changed after somebody approved them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    write(clinic / "content" / "find-us.yaml", f"{HEAD}blocks:\n  - {{id: a, text: Take the 12.}}\n")
    command("approve", "find-us", "--by", "A. Practitioner", "--role", "acupuncturist")
    write(clinic / "content" / "find-us.yaml", f"{HEAD}blocks:\n  - {{id: a, text: Take the 14.}}\n")
    return [command("check", "find-us").err]


def test_every_code_is_explained_once():
    """Whoever looks for a code finds it, and finds none that the program does not have."""
    assert Counter(code for code, _ in SECTIONS) == Counter(RULES.keys())


@pytest.mark.parametrize(("code", "section"), SECTIONS)
def test_what_it_says_of_a_code_is_true(code, section):
    """A code's example has its severity; whether it stops the handout, and may be lowered, is what the program does."""
    rule = RULES[code]
    lowered = LOWERED[rule.severity].format(code) if rule.may_be_lowered else "Cannot be "
    assert f"{rule.severity}: {code}: " in section
    assert f"\n*{EFFECTS[rule.severity].format(rule.exit_code)} {lowered}" in section


def test_every_line_it_shows_is_what_the_command_says(clinic, command, monkeypatch):
    """Whoever makes these mistakes reads these very lines."""
    monkeypatch.setattr(systems, "this_system", lambda: systems.SYSTEMS[0])
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    said = [f"{SAMPLE_HINT}handouts new my-clinic", *map(worded, systems.absence(systems.LIBRARIES))]
    for happen in (wrong_use, writing, stopped, changed, mistakes, neglect):
        said += "".join(happen(clinic, command, monkeypatch)).splitlines()
    assert [line for line in SHOWN if line not in said] == []


def test_every_exit_code_is_explained():
    """The table for programs is whole."""
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE_FOR_PROGRAMS, re.MULTILINE)]
    assert sorted(codes) == sorted({rule.exit_code for rule in RULES.values()} | {2, 130})


def test_the_document_it_shows_has_the_keys_of_the_real_one(clinic, command):
    """Whoever writes a program by the example finds all in its place."""
    write(clinic / "content" / "find-us.yaml", HEAD)
    real = json.loads(command("build", "find-us", "--json").out)
    shown = json.loads(re.findall(r"```json\n(.*?)```", PAGE_FOR_PROGRAMS, re.DOTALL)[0])
    assert list(shown) == list(real)
    for part in ("outputs", "findings"):
        assert set(shown[part][0]) == set(real[part][0])
