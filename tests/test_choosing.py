"""Choosing acupoints: what a use, a channel or a part of the body finds, for whom, and what is said of a wrong one."""

import re

import pytest

from handouts.acupoints import read_acupoints
from handouts.choosing import choose
from handouts.model.points import AcupointTable, Chart
from handouts.project import Project, library
from tests.heads import HEAD
from tests.pages import page_texts, pdf_text

CHART_HEAD = HEAD.replace("kind: guide", "kind: chart")
PRACTITIONER_HEAD = f"{HEAD}audience: practitioner\n"
# What patients must not read a point is used for: see the file of the acupoints.
FORBIDDEN = [
    "cough",
    "chest pain",
    "palpitations",
    "breech position",
    "fertility support",
    "irregular periods",
    "fainting",
]


@pytest.fixture(scope="module")
def acupoints():
    """The shipped points."""
    return read_acupoints(Project.at(library(), library()))


def chosen(acupoints, audience="patient", **choice):
    """The points that a choice finds, where nothing is wrong with it."""
    codes, message = choose(acupoints, Chart.model_validate(choice), audience)
    assert message is None
    return codes


def test_a_list_chooses_its_points_in_its_order(acupoints):
    """What is listed is shown, and nothing is sorted."""
    assert chosen(acupoints, points=["ST36", "BL23", "LI4"]) == ["ST36", "BL23", "LI4"]


def test_a_channel_chooses_all_its_points(acupoints):
    """The Bladder channel has 67 points, from BL1 to BL67, and the extra points are chosen likewise."""
    assert chosen(acupoints, channel="BL") == [f"BL{number}" for number in range(1, 68)]
    assert {code[:3] for code in chosen(acupoints, channel="EX")} == {"EX-"}


@pytest.mark.parametrize(
    ("region", "parts"),
    [
        ("hand", {"hand"}),
        ("upper back", {"upper_back"}),
        ("Upper Back", {"upper_back"}),
        ("back", {"back", "upper_back"}),
        ("abdomen", {"abdomen_lower", "abdomen_upper", "abdomen_lateral"}),
        ("leg", {"lower_leg"}),
    ],
)
def test_a_region_chooses_the_points_of_that_part(acupoints, region, parts):
    """One word stands for every part that has it in its name, and no point of another part is chosen."""
    wanted = [point.code for point in acupoints.points if point.region in parts]
    assert wanted
    assert chosen(acupoints, region=region) == wanted


def test_a_use_chooses_the_points_that_patients_may_read_it_of(acupoints):
    """For patients a use finds the points that have it among their `patient_uses`."""
    wanted = [point.code for point in acupoints.points if "low back pain" in point.patient_uses]
    assert "BL23" in wanted
    assert chosen(acupoints, **{"for": "low back pain"}) == wanted


def test_a_practitioner_finds_every_point_of_a_use(acupoints):
    """What was found in no source is chosen for practitioners, and for them alone."""
    wanted = [point.code for point in acupoints.points if "headache" in point.uses]
    found = chosen(acupoints, "practitioner", **{"for": "headache"})
    assert found == wanted
    assert set(chosen(acupoints, **{"for": "headache"})) < set(found)


@pytest.mark.parametrize("use", FORBIDDEN)
def test_a_use_that_needs_a_doctor_finds_nothing_for_patients(acupoints, use):
    """A chart for patients cannot be made by a use that they may not read; one for practitioners can."""
    assert chosen(acupoints, "practitioner", **{"for": use})
    codes, message = choose(acupoints, Chart.model_validate({"for": use}), "patient")
    assert codes == []
    assert message.startswith(f"'{use}' is no use that patients may read")


@pytest.mark.parametrize("component", ["chart", "acupoint_table"])
@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (
            "for: lower back pain",
            "'lower back pain' is no use that patients may read of these acupoints; did you mean 'low back pain'?",
        ),
        ("for: Headache", "of these acupoints; did you mean 'headache'?"),
        ("channel: bl", "'bl' is no channel of these acupoints; did you mean 'BL'?"),
        ("channel: LV", "'LV' is no channel of these acupoints; there is BL, CV, EX, GB, GV, HT, KI, LI, LR,"),
        ("region: uper back", "no part of the body of these acupoints; did you mean 'upper back'?"),
        ("region: hnd", "no part of the body of these acupoints; did you mean 'hand'?"),
    ],
)
def test_a_misspelt_choice_is_one_line_with_the_nearest_name(sheet, component, choice, said):
    """A use, a channel or a region that is none is told at its line and column, with what was meant."""
    result = sheet(f"- id: a\n  {component}: {{{choice}}}\n")
    column = len(f"    {component}: {{{choice.split()[0]} ") + 1
    assert (result.code, len(result.problems)) == (3, 1)
    assert f"content/sheet.yaml:10:{column}: error: unknown-reference: " in result.problems[0]
    assert said in result.problems[0]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("chart: {region: hand, channel: LU}", "'channel' and 'region' both choose points; keep one of them"),
        ("chart: {points: [LI4], for: headache}", "'points' and 'for' both choose points; keep one of them"),
        ("acupoint_table: {uses: true}", "this shows no points; write 'points: [BL23, LI4]', or 'for:', 'channel:' or"),
        (
            "chart: {view: back}",
            "this shows no points; write 'points: [BL23, LI4]', or 'for:', 'channel:' or 'region:'",
        ),
        ("chart: {fro: headache, view: back}", "'fro' is not a key of a chart; did you mean 'for'?"),
    ],
)
def test_two_choices_and_none_are_one_line(sheet, block, said):
    """What shows points says once which, and is told so where it does not."""
    result = sheet(f"- id: a\n  {block}\n")
    assert result.code == 3
    assert [line for line in result.problems if said in line] == result.problems[:1]


def test_a_chart_shows_what_it_chose(sheet, clinic):
    """Each point of the Heart channel stands on the page, and no other."""
    assert sheet("- {id: a, chart: {channel: HT}}\n", CHART_HEAD).code == 0
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert {*re.findall(r"\b[A-Z]{2}\d+\b", text)} == {f"HT{number}" for number in range(1, 10)}


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (
            "sole",
            "67 of these points, first BL1, cannot be seen on the figure 'sole'; leave 'view' out, or list those",
        ),
        ("bakc", "there is no figure 'bakc'; did you mean 'back'?"),
    ],
)
def test_a_figure_that_shows_not_all_that_was_chosen_is_one_line(sheet, view, said):
    """However many points of a channel a named figure cannot show, the line stands at its name."""
    result = sheet(f"- id: a\n  chart: {{channel: BL, view: {view}}}\n")
    assert (result.code, len(result.problems)) == (3, 1)
    assert (
        f"content/sheet.yaml:10:{len('    chart: {channel: BL, view: ') + 1}: error: unknown-ref" in result.problems[0]
    )
    assert said in result.problems[0]


def test_a_figure_shows_what_was_chosen_for_it(sheet):
    """A region that lies whole on a figure can be drawn on that."""
    assert sheet("- {id: a, chart: {region: sacral, view: back}}\n").code == 0


def test_a_table_shows_what_it_chose(sheet, clinic):
    """A table takes the same choices as a chart."""
    assert sheet("- {id: a, acupoint_table: {channel: HT}}\n").problems == []
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert {*re.findall(r"\bHT\d+\b", text)} == {f"HT{number}" for number in range(1, 10)}


@pytest.mark.parametrize("kind", ["guide", "leaflet", "chart"])
def test_a_long_table_goes_on_on_the_next_page(sheet, clinic, kind):
    """However many points share a use, their table begins below the title and is printed whole."""
    head = HEAD.replace("guide", kind).replace("pages: 4", "pages: 9")
    result = sheet("- {id: a, acupoint_table: {for: headache}}\n", head)
    assert (result.code, result.problems) == (0, [])
    first, *rest = page_texts(clinic / "build" / "sheet.en.a4.pdf")
    assert "A sheet" in first
    assert "Where it is" in first
    assert all("Where it is" in page for page in rest)


def test_a_chart_with_its_table_goes_on_on_the_next_page(sheet, clinic):
    """Figures that fill the page leave their table to the next one."""
    result = sheet("- {id: a, chart: {points: [LU1, LI4, ST36], table: true}}\n", CHART_HEAD)
    assert (result.code, result.problems) == (0, [])
    assert "LU1" in page_texts(clinic / "build" / "sheet.en.a4.pdf")[0]


# For whom


@pytest.fixture
def printed(sheet, clinic):
    """What an index with uses prints for an audience; `head` is that of its handout."""

    def text(head, block="acupoint_table: {points: [LU1, LI4, ST25], by_channel: true, uses: true}"):
        assert sheet(f"- id: a\n  {block}\n", head).code == 0
        return pdf_text(clinic / "build" / "sheet.en.a4.pdf")

    return text


def traditional(text):
    """What a page says the use of each point is by tradition, in its order."""
    return re.findall(r"Traditional use: ([^.]*)\.", text)


def test_patients_read_the_uses_that_are_fit_for_them(printed, acupoints):
    """Under each point stand its `patient_uses`, marked as tradition, and none of its other uses."""
    shown = [point for point in acupoints.points if point.code in ("LU1", "LI4", "ST25")]
    assert traditional(printed(HEAD)) == [", ".join(point.patient_uses) for point in shown]
    assert all(set(point.patient_uses) < set(point.uses) for point in shown)


def test_practitioners_read_every_use_as_traditional(printed, acupoints):
    """Under each point stand all its uses, marked as tradition."""
    shown = [point for point in acupoints.points if point.code in ("LU1", "LI4", "ST25")]
    assert traditional(printed(PRACTITIONER_HEAD)) == [", ".join(point.uses) for point in shown]


def test_patients_read_plain_places_and_practitioners_measured_ones(printed, acupoints):
    """Where a point is stands there in the words of the one who reads."""
    point = next(each for each in acupoints.points if each.code == "LU1")
    table = "acupoint_table: [LU1]"
    assert point.plain in printed(HEAD, table)
    text = printed(PRACTITIONER_HEAD, table)
    assert point.location in text
    assert point.plain not in text


def test_uses_stand_only_where_they_are_asked_for(printed):
    """A table without `uses: true` says nothing of tradition."""
    assert "Traditional use" not in printed(HEAD, "acupoint_table: [LI4, LU1]")
    assert "Traditional use: headache." in printed(HEAD, "acupoint_table: {points: [LI4], uses: true}")


def test_a_point_without_uses_for_patients_says_nothing_of_tradition(printed, acupoints):
    """No empty sentence stands under a point whose uses are none for patients."""
    point = next(each for each in acupoints.points if each.uses and not each.patient_uses)
    text = printed(HEAD, f"acupoint_table: {{points: [{point.code}], uses: true}}")
    assert point.pinyin in text
    assert "Traditional use" not in text


def test_an_audience_is_a_patient_or_a_practitioner(sheet):
    """A misspelt audience is told those that there are."""
    result = sheet("- {id: a, text: Hello.}\n", f"{HEAD}audience: practitoner\n")
    assert "'audience' must be patient or practitioner, not 'practitoner'" in result.err


@pytest.mark.parametrize(
    ("characters", "printed_names"),
    [
        (None, ("後谿", "手太陽小腸經")),
        ("traditional", ("後谿", "手太陽小腸經")),
        ("simplified", ("后溪", "手太阳小肠经")),
    ],
)
def test_names_are_written_in_the_characters_of_the_clinic(clinic, sheet, characters, printed_names):
    """The names of points and channels are traditional unless the clinic says `characters: simplified`."""
    if characters:
        file = clinic / "content" / "clinic.yaml"
        file.write_text(f"{file.read_text('utf-8')}characters: {characters}\n", "utf-8")
    assert sheet("- {id: a, acupoint_table: {points: [SI3], by_channel: true}}\n").code == 0
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    for name in ("後谿", "手太陽小腸經", "后溪", "手太阳小肠经"):
        assert (name in text) == (name in printed_names), name


def test_a_table_component_takes_the_choices_of_a_chart():
    """Both components are chosen for by the same keys."""
    assert AcupointTable.model_validate({"for": "headache"}).use == "headache"
