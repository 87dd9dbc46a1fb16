"""The block `leaflets`: a form names the very version and words of the leaflets that are given with it."""

import pytest

from handouts import vetting
from handouts.desk import Desk
from handouts.project import Project
from tests.files import change, write
from tests.heads import HEAD
from tests.pages import pdf_text

FORM = "build/form.en.a4.pdf"
LEAFLET = HEAD.replace("A sheet", "After your *visit*").replace('"1.0"', '"2.3"')
EVIDENCE = """\
X01: {citation: A. B. A study. A Journal 2020, year: 2020, population: 200 adults, comparator: none, confidence: seen}
"""


@pytest.fixture
def two(clinic, command):
    """A clinic with a form that lists a leaflet, both of which are built."""
    write(clinic / "content" / "after.yaml", LEAFLET + "blocks:\n  - {id: a, heading: Rest, text: Sit a while.}\n")
    write(clinic / "content" / "form.yaml", HEAD + "blocks:\n  - {id: a, heading: Given, leaflets: [after]}\n")
    assert command("build", "form", "after").problems == []
    return clinic


def words_of(folder, name):
    """The fingerprint of the words of a handout."""
    desk = Desk(Project.at(folder, folder))
    desk.read([name])
    return desk.manuscripts[name].words


def test_a_leaflet_has_its_title_version_and_fingerprint(two):
    """They are those of the leaflet as this clinic has it now."""
    assert f"After your visit Version 2.3 · {words_of(two, 'after')[:8]}" in pdf_text(two / FORM)


def test_a_changed_leaflet_makes_its_form_out_of_date(two, command):
    """The form is built again with the new digits; its own words, and who approved them, stay as they are."""
    command("approve", "form", "--by", "A. B.", "--role", "nurse")
    before = words_of(two, "form")
    change(two / "content" / "after.yaml", "Sit a while", "Sit an hour")
    result = command("build", "form", "--explain")
    assert ("content/after.yaml changed" in result.err, "draft" in result.err) == (True, False)
    assert words_of(two, "after")[:8] in pdf_text(two / FORM)
    assert words_of(two, "form") == before
    change(two / "content" / "after.yaml", "After your", "After each")
    assert words_of(two, "form") != before


@pytest.mark.usefixtures("two")
def test_the_evidence_of_a_leaflet_counts(two, command):
    """A form that cites nothing itself is behind when the evidence changes, which its leaflet may cite."""
    write(two / "content" / "evidence.yaml", EVIDENCE)
    assert (
        "form.en.a4.pdf: was built, because content/evidence.yaml is new" in command("build", "form", "--explain").err
    )


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("[aftr]", "40: error: unknown-reference: there is no handout 'aftr'; did you mean 'after'?"),
        ("[after, form]", "47: error: unknown-reference: 'form' leads back to itself through its leaflets"),
        ("[Wrong!]", "40: error: wrong-type: 'leaflets' must be small letters, digits and hyphens"),
    ],
)
def test_what_cannot_be_given_is_said_in_one_line(two, command, listed, said):
    """A name that is none, and the form itself; the last good form stays."""
    before = (two / FORM).read_bytes()
    change(two / "content" / "form.yaml", "[after]", listed)
    result = command("build", "form")
    [error] = [line for line in result.problems if " error: " in line]
    assert (result.code, (two / FORM).read_bytes()) == (3, before)
    assert error.startswith(f"content/form.yaml:9:{said}")


def test_leaflets_that_list_each_other_are_refused(two, command):
    """No fingerprint can depend on itself."""
    change(two / "content" / "after.yaml", "text: Sit a while.", "leaflets: [form]")
    result = command("build", "form", "after")
    assert (result.code, result.err.count("leads back to itself through its leaflets")) == (3, 2)


def test_a_leaflet_with_errors_is_left_out(two, command):
    """What is wrong with one handout does not stop another; it is listed again as soon as it is mended."""
    twice = "blocks:\n  - {id: a, text: Take the bus.}\n  - {id: a, text: Walk.}\n"
    change(two / "content" / "form.yaml", "[after]", "[after, find-us]")
    write(two / "content" / "find-us.yaml", LEAFLET + twice)
    result = command("build", "form")
    [warning] = result.problems
    assert "'find-us' has errors and is left out here; to see them type: handouts check find-us" in warning
    assert (result.code, pdf_text(two / FORM).count("Version 2.3")) == (0, 1)
    change(two / "content" / "find-us.yaml", "{id: a, text: Walk", "{id: b, text: Walk")
    assert command("build", "form").problems == []
    assert pdf_text(two / FORM).count("Version 2.3") == 2
    for name in ("after", "find-us"):
        write(two / "content" / f"{name}.yaml", LEAFLET + "blocks: []\n")
    assert command("build", "form").code == 0
    assert "Version 2.3" not in pdf_text(two / FORM)


def test_a_template_that_leaves_the_digits_out_is_refused(two, command):
    """Title, version and digits of each leaflet must be printed."""
    command("override", "templates/components/leaflets.html")
    change(two / "templates" / "components" / "leaflets.html", "{{ leaflet.short }}", "")
    result = command("build", "form")
    assert (result.code, "is not printed; its template leaves it out" in result.err) == (1, True)


def test_a_leaflet_that_many_lead_to_is_read_once(clinic, monkeypatch):
    """Leaflets that list one another cost one reading each, however many ways lead to them."""
    names, read = ["a", "b", "c", "d", "e"], []
    for number, name in enumerate(names):
        given = ", ".join(names[number + 1 : number + 3])
        blocks = f"  - {{id: l, leaflets: [{given}]}}\n" if given else "  - {id: t, text: Words.}\n"
        write(clinic / "content" / f"{name}.yaml", HEAD + "blocks:\n" + blocks)
    whole = vetting.read_manuscript
    monkeypatch.setattr(vetting, "read_manuscript", lambda *of: read.append(of[1]) or whole(*of))
    assert words_of(clinic, "a")
    assert sorted(read) == names
