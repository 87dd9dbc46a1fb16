"""Every shipped handout, for each country that is asked for, on all its papers: proved, plain, and safe."""

import re

import pytest

from handouts.batch import Order, build
from handouts.desk import Desk
from handouts.findings import Severity
from handouts.project import Project, library
from handouts.sheet import Paper
from tests.pages import page_texts, pdf_text
from tests.shipped import HANDOUTS, ONE_OF_EACH, clinic_in

COUNTRIES = {"GB": "999", "US": "911", "AU": "000"}
PAPERS = {name: [*Paper] if name == "acupoint-chart" else [Paper.A4, Paper.LETTER] for name in HANDOUTS}
SHEETS = [(name, country, paper) for name in HANDOUTS for country in COUNTRIES for paper in PAPERS[name]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The report of every handout of a country, on all papers."""
    reports = {}
    for country in COUNTRIES:
        project = clinic_in(tmp_path_factory.mktemp("library") / country, country)
        reports[country] = build(project, Order(list(HANDOUTS), papers=[*Paper]))
    return reports


@pytest.fixture(scope="module")
def text_of(printed):
    """The text of one sheet, its lines joined."""

    def read(name, country, paper=Paper.A4):
        outputs = printed[country].outputs
        path = next(each.path for each in outputs if (each.sheet.handout, each.sheet.paper) == (name, paper))
        return " ".join(pdf_text(path).split())

    return read


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_shipped_handout_is_proved(printed, country):
    """On all papers nothing is found but that it is a draft: no lost word, no hard sentence, no number alone."""
    assert len(printed[country].outputs) == sum(map(len, PAPERS.values()))
    assert [finding for finding in printed[country].findings if finding.severity is not Severity.NOTE] == []


def test_one_of_each_is_enough():
    """Every kind and every component of the shipped handouts is in one of those that stand for all."""
    desk = Desk(Project.at(library(), library()))
    desk.read(HANDOUTS)
    shown = {name: {read.handout.kind, *read.handout.components} for name, read in desk.manuscripts.items()}
    assert set().union(*(shown[name] for name in ONE_OF_EACH)) == set().union(*shown.values())


@pytest.mark.parametrize("colour", ["#ffee88", "#c2185b", "#777777"])
def test_every_component_is_proved_in_any_colour(clinic, colour):
    """A pale, a bright or a grey brand gives pages whose letters and lines are dark enough."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("#1f4e8c", colour), "utf-8")
    report = build(Project.at(clinic, clinic), Order(list(ONE_OF_EACH)))
    assert [finding for finding in report.findings if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("name", "country", "paper"), SHEETS)
def test_every_sheet_says_whom_to_call(text_of, name, country, paper):
    """The emergency number is that of the country, and no other country's is printed."""
    text = text_of(name, country, paper)
    assert f"Call {COUNTRIES[country]} now" in text
    others = set(COUNTRIES.values()) - {COUNTRIES[country]}
    assert not any(f"Call {number}" in text for number in others)


@pytest.mark.parametrize(("name", "country", "paper"), SHEETS)
def test_every_sheet_says_that_it_is_a_draft(text_of, name, country, paper):
    """No clinician has reviewed the words yet."""
    assert "Draft, not yet reviewed" in text_of(name, country, paper)


@pytest.mark.parametrize("name", HANDOUTS)
def test_every_sheet_names_the_collapsed_lung_and_asks_about_pregnancy(text_of, name):
    """A lung can collapse hours later; and whoever is or may be pregnant is asked to say so."""
    text = text_of(name, "GB").lower()
    assert "collapse a lung" in text
    assert "hours later" in text
    assert "pregnant" in text


@pytest.mark.parametrize("name", [name for name in HANDOUTS if name != "acupoint-chart"])
def test_every_sheet_about_treatment_keeps_medicines_and_the_right_to_stop(text_of, name):
    """Nobody stops a medicine because of acupuncture, and everybody may stop acupuncture."""
    text = text_of(name, "GB")
    assert "Do not stop or cut down any medicine" in text
    assert re.search(r"(say “stop”|can stop) at any time", text)


REQUIRED = {
    "acupoint-chart": {"practitioner-use", "get-help"},
    "aftercare-sheet": {
        *("get-help", "today", "normal", "cups", "needle-left"),
        *("medicines", "next-visit", "problems", "contact"),
    },
    "back-pain-guide": {
        *("in-short", "red-flags", "experts", "pretend", "risks", "lung"),
        *("tell-us", "pregnancy", "medicines", "in-charge", "get-help", "contact"),
    },
    "clinic-brochure": {
        *("tell-us", "medicines", "doctor-first", "contact", "studies"),
        *("during", "after", "risks", "serious", "get-help"),
    },
    "first-visit-guide": {"in-charge", "tell-us", "after", "get-help", "contact"},
    "how-acupuncture-works": {
        *("in-short", "pretend", "other-studies", "not-known", "not-for", "medicines"),
        *("risks", "lung", "tell-us", "in-charge", "get-help", "contact"),
    },
    "techniques-guide": {
        *("in-short", "compare", "in-charge", "trigger-points", "electric-current", "cups", "moxa"),
        *("medicines", "risks", "lung", "tell-us", "get-help", "contact"),
    },
    "knee-osteoarthritis-guide": {
        *("in-short", "red-flags", "pretend", "experts", "risks", "lung"),
        *("tell-us", "pregnancy", "medicines", "in-charge", "get-help", "contact"),
    },
    "sciatica-guide": {
        *("in-short", "red-flags", "trial", "experts", "risks", "lung"),
        *("tell-us", "pregnancy", "medicines", "in-charge", "get-help", "contact"),
    },
    "headache-guide": {
        *("in-short", "red-flags", "doctor-first", "studies", "not-known", "experts", "risks", "lung"),
        *("tell-us", "pregnancy", "medicines", "in-charge", "get-help", "contact"),
    },
    "neck-pain-guide": {
        *("in-short", "red-flags", "studies", "not-known", "experts", "risks", "lung"),
        *("tell-us", "pregnancy", "medicines", "in-charge", "get-help", "contact"),
    },
    "pain-management-plan": {
        *("red-flags", "medicines", "tell-us", "plan", "stop-rule", "in-charge", "get-help", "contact"),
    },
    "research-summary": {
        *("in-short", "get-help", "how-to-read", "not-known", "before", "glance", "pretend"),
        *("usual-care", "harm", "visits", "lung", "experts", "contact"),
    },
}


@pytest.mark.parametrize("name", REQUIRED)
def test_what_keeps_patients_safe_is_required(name):
    """What a patient must be told or asked, and whom to call, cannot be taken out by a clinic."""
    desk = Desk(Project.at(library(), library()))
    desk.read([name])
    assert {block.id for block in desk.manuscripts[name].handout.blocks if block.required} == REQUIRED[name]


@pytest.mark.parametrize("name", HANDOUTS)
@pytest.mark.parametrize(
    "change", ["null", "{emergency: {signs: []}}", "{emergency: null}", "{emergency: {signs: [A]}}"]
)
def test_no_patch_takes_the_emergency_box_away(clinic, command, name, change):
    """A patch that removes, empties or shortens it is one error at its line, and no sheet is printed."""
    patch = f"extends: {name}\nblocks:\n  get-help: {change}\n"
    (clinic / "content" / f"{name}.yaml").write_text(patch, "utf-8")
    result = command("build", name)
    (problem,) = [line for line in result.problems if "stale-pdf" not in line]
    assert re.match(rf"content/{name}\.yaml:3:\d+: error: (required-block|missing-key): ", problem)
    assert result.code == 3


def test_an_american_sheet_prints_american_lines(text_of):
    """Experts and regulators are those of the country."""
    text = text_of("back-pain-guide", "US")
    assert "Medicare" in text
    assert "NHS 111" not in text


BACK_SIGNS = ("genitals", "bowel control", "Both legs", "See a doctor the same day", "Losing weight")
SIGNS = {
    "back-pain-guide": BACK_SIGNS,
    "headache-guide": (
        *("Sudden", "injury to your head", "stiff neck", "New weakness or numbness", "speech or sight"),
        *("Suddenly dizzy", "Drooping eyelid", "Confused", "scalp is sore"),
    ),
    "knee-osteoarthritis-guide": ("hot, swollen, very painful joint", "See a doctor the same day", "may be infected"),
    "neck-pain-guide": ("unlike any before", "Double vision", "swallowing", "Clumsy hands", "bowel", "fall or crash"),
    "pain-management-plan": BACK_SIGNS,
    "sciatica-guide": (*BACK_SIGNS, "Sudden or spreading weakness"),
}


@pytest.mark.parametrize("name", SIGNS)
def test_red_flags_stand_on_the_first_page(printed, name):
    """Whoever reads one page alone has read what cannot wait."""
    for report in printed.values():
        for output in (each for each in report.outputs if each.sheet.handout == name):
            first = " ".join(page_texts(output.path)[0].split())
            assert [sign for sign in SIGNS[name] if sign not in first] == []


@pytest.mark.parametrize("name", ["back-pain-guide", "research-summary"])
def test_pretend_needles_are_shown_beside_real_ones(text_of, name):
    """No benefit is shown without what usual care and pretend needles did."""
    text = text_of(name, "GB")
    assert re.search(r"29 in 100 .*39 in 100 .*44 in 100 ", text)
    assert re.search(r"27 in 100 with usual treatment 44 in 100 with pretend acupuncture 48 in 100 with real", text)


@pytest.mark.parametrize("name", HANDOUTS)
def test_what_no_study_found_is_not_printed(text_of, name):
    """Claims that were judged wrong, overstated or unproved are nowhere."""
    text = text_of(name, "GB").lower()
    wrong = r"endorphin|inflammation|root cause|60 in 100|65 ?%|kidney health|immune response|painless|guarantee"
    assert not re.search(wrong, text)


def test_the_sciatica_guide_shows_one_trial_for_what_it_is(text_of):
    """Pretend needles stand beside real ones, the trial is one in one country, and NICE says no."""
    text = text_of("sciatica-guide", "GB")
    assert re.search(r"fell by 31 with real needles and by 15 with pretend ones\. These are averages", text)
    assert "One trial in one country is too little to be sure" in text
    assert "not to offer acupuncture for low back pain, with or without sciatica" in text


def test_the_knee_guide_is_about_osteoarthritis_alone(text_of):
    """It covers no other arthritis, and says that needles added nothing to exercise and advice."""
    text = text_of("knee-osteoarthritis-guide", "GB")
    assert "osteoarthritis, not other kinds of arthritis" in text
    assert "they added nothing to exercise and advice" in text
    assert "Pretend needles did about as well as real ones, or better" in text


@pytest.mark.parametrize(
    ("country", "line"),
    [("GB", "NICE advises the NHS"), ("US", "Medicare does not pay"), ("AU", "In England, NICE says not to offer")],
)
def test_the_knee_guide_says_what_experts_say_there(text_of, country, line):
    """Those for and those against stand side by side, with what the country has of its own."""
    text = text_of("knee-osteoarthritis-guide", country)
    assert all(said in text for said in (line, "conditional, not firm, advice", "could not recommend"))


@pytest.mark.parametrize("name", ["headache-guide", "neck-pain-guide"])
def test_where_no_number_was_checked_no_benefit_is_counted(text_of, name):
    """Real needles stand beside pretend ones in words; the only counts are those of what can go wrong."""
    text = text_of(name, "GB")
    assert "Real needles did a little better than pretend ones" in text
    assert "We do not know how many people it helps" in text
    counted = re.findall(r"[\d,]+ in 10[\d,]*", text[: text.index("What can go wrong")])
    assert counted == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("headache-guide", "That means up to 10 visits in 5 to 8 weeks"),
        ("neck-pain-guide", "We know of no advice on neck pain alone that we could check"),
    ],
)
def test_head_and_neck_guides_say_what_experts_say_elsewhere(text_of, name, said):
    """A country with no verified advice of its own prints whose advice it is, and what was not found."""
    for country in ("US", "AU"):
        assert "In England, NICE says to consider" in text_of(name, country)
        assert said in text_of(name, country)
