"""Evidence: what may be cited and shown, and how it is printed."""

import re

import pytest

from handouts.drawing import dots
from handouts.evidence import Evidence
from handouts.exhibits import Exhibits
from handouts.model.evidence import Source
from handouts.model.figures import ShownFact
from handouts.palette import derive
from handouts.practice import read_practice
from handouts.project import Project
from tests.heads import HEAD
from tests.pages import pdf_text
from tests.pdf_ua import outline

SOURCE = """\
X01:
  citation: Nobody N. A study of ours
  year: 2020
  population: 200 people
  comparator: none
  confidence: seen
  facts:
    well: {count: 20, of: 100, unit: people, says: felt well}
    rare: {count: 2, of: 1000, unit: people, says: felt odd}
    later: {count: 30, of: 100, unit: people a year later, says: felt well}
    words: {claim: Some people felt well.}
    doubtful: {count: 90, of: 100, unit: people, says: felt well, confidence: memory}
X02: {citation: A memory, year: 2020, population: people, comparator: none, confidence: memory}
"""
SOURCES = "\n- {id: sources, references: {}}"


@pytest.fixture
def evidence(clinic):
    """Write the clinic's own evidence."""

    def write(text=SOURCE):
        (clinic / "content" / "evidence.yaml").write_text(text, "utf-8")

    write()
    return write


def refusal(result, code="unverified-fact"):
    """The message of the only error, whose code must be this one and end with 3."""
    (problem,) = result.problems
    assert (result.code, f"error: {code}: " in problem) == (3, True)
    return problem


@pytest.mark.usefixtures("evidence")
def test_a_citation_is_numbered_and_listed(sheet, clinic):
    """Sources are numbered in the order of their first citation, and listed with whom they studied."""
    result = sheet('- {id: a, text: "One.[@S09] Two. [@X01][@S09]"}' + SOURCES)
    text = " ".join(pdf_text(clinic / "build" / "sheet.en.a4.pdf").split())
    assert result.code == 0
    assert "One.1 Two.2, 1" in text
    assert re.search(r"1 MacPherson H, Thomas K.*S09 2 Nobody N. A study of ours. 200 people. X01", text)


@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize("between", ["", " ", r"\n  "])
def test_two_citations_are_two_numbers(sheet, clinic, between):
    """However they are written side by side, 1 and 2 never look like 12."""
    sheet(f'- {{id: a, text: "Well.[@S09]{between}[@X01]"}}' + SOURCES)
    assert "Well.1, 2" in " ".join(pdf_text(clinic / "build" / "sheet.en.a4.pdf").split())


@pytest.mark.usefixtures("evidence")
def test_a_fact_is_printed_in_the_words_of_its_source(sheet, clinic):
    """Number, words, who was counted and the number of the source come from the evidence."""
    sheet("- {id: a, icon_array: [X01.well]}" + SOURCES)
    text = " ".join(pdf_text(clinic / "build" / "sheet.en.a4.pdf").split())
    assert "20 in 100 felt well Source 1, 2020: 200 people. Not compared with others." in text


@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize(
    ("block", "named"),
    [
        ('- {id: a, text: "Well.[@X99]"}', "'X99' is no source of content/evidence.yaml"),
        ('- {id: a, text: "Well.[@X01.wel]"}', "'X01.wel' is no fact of content/evidence.yaml; did you mean 'well'?"),
        ('- {id: a, text: "Well.[@X02]"}', "'X02' is from memory"),
        ('- {id: a, text: "Well.[@X01,S02]"}', "'[@X01,S02]' is no citation"),
        ('- {id: a, text: "Well. [@ X01]"}', "'[@ X01]' is no citation"),
        ('- {id: a, text: "Well. [@X01.Well]"}', "'[@X01.Well]' is no citation"),
        ('- {id: a, text: "Well. [S01]"}', "'[S01]' is no citation"),
        ('- {id: a, text: "Well.[@X01.doubtful]"}', "'X01.doubtful' is from memory"),
        ("- {id: a, icon_array: [X01.doubtful]}", "'X01.doubtful' is from memory"),
        ("- {id: a, frequency_scale: [E21b.pretend]}", "'E21b.pretend' is from memory"),
    ],
)
def test_what_is_unknown_or_from_memory_is_not_printed(sheet, block, named):
    """A citation of such a source or fact, in a text or a block, is one error at its line."""
    problem = refusal(sheet(block + SOURCES))
    assert "content/sheet.yaml:9:" in problem
    assert named in problem


def test_a_number_typed_into_a_text_needs_its_source(sheet):
    """Without a citation that has it, a share is one error at the line of its text."""
    problem = refusal(sheet("- {id: a, text: It helps 60 % of all.}"), "fact-without-source")
    assert problem.startswith("content/sheet.yaml:9:19: error: fact-without-source: '60 %' has no source")


def test_a_number_typed_into_a_shipped_handout_by_a_patch_needs_its_source(clinic, command):
    """A patch is held to it like any other text, and the error stands in the patch."""
    patch = "extends: first-visit-guide\nblocks:\n  get-ready: {checklist: [It helps 60 %.]}\n"
    (clinic / "content" / "first-visit-guide.yaml").write_text(patch, "utf-8")
    problem = refusal(command("build", "first-visit-guide"), "fact-without-source")
    assert problem.startswith("content/first-visit-guide.yaml:3:")


def test_a_number_in_an_alternative_text_needs_its_source(sheet, clinic):
    """What is only heard is held to it as well."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'
    (clinic / "content" / "images").mkdir(exist_ok=True)
    (clinic / "content" / "images" / "a.svg").write_text(svg)
    result = sheet("- {id: a, image: {file: images/a.svg, alt: 60 % get well}}")
    assert "'60 %' has no source" in refusal(result, "fact-without-source")


def test_sources_that_are_cited_must_be_listed(sheet):
    """A handout that cites and has no list of sources is refused."""
    result = sheet('- {id: a, text: "Well.[@S01]"}')
    assert "cites sources that it lists nowhere" in refusal(result, "fact-without-source")


@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize(
    ("block", "named"),
    [
        ("- {id: a, icon_array: [X01.rare]}", "'X01.rare' counts in 1,000; dots show facts that count in 100"),
        ("- {id: a, fact_table: [X01.words]}", "'X01.words' is a claim in words"),
        ("- {id: a, icon_array: [S01.any, X01.well]}", "'X01.well' is of another source than the dots beside it"),
    ],
)
def test_what_is_shown_as_a_count_must_be_one(sheet, block, named):
    """Dots show counts of 100, and tables and scales show counts."""
    assert named in refusal(sheet(block + SOURCES), "wrong-type")


@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize(
    "block",
    [
        "- {id: a, fact_table: [X01.well, X01.rare]}",
        "- {id: a, icon_array: [X01.well, X01.later]}",
        '- {id: a, list: ["20 in 100 felt well. [@X01]", "2 in 1,000 felt odd. [@X01]"]}',
    ],
)
def test_numbers_side_by_side_must_count_alike(sheet, block):
    """Other denominators, or other people, in one block are a warning."""
    result = sheet(block + SOURCES)
    (problem,) = result.problems
    assert (result.code, "content/sheet.yaml:9:5: warning: mixed-denominators" in problem) == (0, True)


def test_a_word_for_how_often_without_a_number_is_a_warning(sheet):
    """It stands at its text, and `--strict` refuses it."""
    block = "- {id: a, text: Bruises are common.}"
    (problem,) = sheet(block).problems
    assert problem.startswith("content/sheet.yaml:9:19: warning: frequency-without-number: 'common' means")
    assert sheet(block, HEAD, "--strict").code == 1


def test_own_evidence_leaves_the_shipped_sources_alone(sheet, evidence):
    """A clinic adds sources; one with a shipped id is an error at its line."""
    evidence(SOURCE.replace("X02:", "S01:"))
    problem = refusal(sheet("- {id: a, text: Hello.}"), "duplicate-key")
    assert problem.startswith("content/evidence.yaml:13:1: error: duplicate-key: 'S01' is a shipped source")


def test_a_copy_of_the_shipped_evidence_changes_nothing(sheet, command):
    """`handouts override` may copy the file, so that sources can be added to it."""
    assert command("override", "content/evidence.yaml").code == 0
    assert sheet('- {id: a, text: "Well.[@S01]"}' + SOURCES).code == 0


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("confidence: seen", "confidence: sure", "'confidence' must be seen or calculated or second-hand or memory"),
        ("confidence: seen", "confidence: second-hand", "a second-hand source needs 'issuer' and 'read_in'"),
        ("count: 20", "count: 200", "'count' is 200, more than the 100 that were counted"),
        (", says: felt odd", "", "a fact needs 'count', 'of', 'unit' and 'says', or a 'claim' in words"),
        ("unit: people, says: felt odd", "unit: people, says: felt odd, claim: x", "a fact is a count or a claim"),
        ("  year: 2020\n", "", "'year' is missing from a source"),
        ("  population: 200 people\n", "", "'population' is missing from a source"),
        ("says: felt odd", "says: felt odd and 97 in 100 were cured", "'97 in 100' stands beside the number of a fact"),
        ("population: 200 people", "population: 95 % of all people", "'95 %' stands beside the number of a fact"),
        ("says: felt odd", 'says: "felt odd {clinic.name}"', "a source's own words are plain"),
        ("says: felt odd", 'says: "felt odd [@S01]"', "a source's own words are plain"),
        ("words: {", "wo_rds: {", "'wo_rds' cannot be cited"),
        ("X02:", "X 02!:", "'X 02!' cannot be cited"),
        (
            "confidence: memory}\nX02",
            "confidence: second-hand}\nX02",
            "the fact 'doubtful' is second-hand; write under",
        ),
        (
            "comparator: none, confidence: memory}",
            "comparator: none, confidence: memory, facts: {a: {claim: b, confidence: seen}}}",
            "the fact 'a' cannot be 'seen' in a source from memory",
        ),
    ],
)
def test_what_is_wrong_with_own_evidence_is_told(sheet, evidence, old, new, named):
    """Each mistake in content/evidence.yaml is an error there."""
    evidence(SOURCE.replace(old, new, 1))
    result = sheet("- {id: a, text: Hello.}")
    assert result.code == 3
    assert any(problem.startswith("content/evidence.yaml:") and named in problem for problem in result.problems)


def test_evidence_builds_anew_only_those_who_cite_it(sheet, clinic, command, evidence):
    """A changed source is a reason to build a handout that cites, and none for one that does not."""
    sheet('- {id: a, text: "Well.[@X01]"}' + SOURCES)
    (clinic / "content" / "plain.yaml").write_text(HEAD + "blocks: [{id: a, text: Hello.}]\n", "utf-8")
    command("build", "sheet", "plain")
    evidence(SOURCE.replace("A study of ours", "A study of theirs"))
    said = command("build", "sheet", "plain", "--explain")
    assert "sheet.en.a4.pdf: was built, because content/evidence.yaml changed" in said.err
    assert "plain.en.a4.pdf: is up to date" in said.err


def test_guidelines_are_those_of_the_country(sheet, clinic):
    """Each line has its year; another country prints its own."""
    blocks = "- {id: a, guidelines: low-back-pain}" + SOURCES
    sheet(blocks)
    here = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("country: GB", "country: US\npapers: [a4]"), "utf-8")
    sheet(blocks)
    there = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert "2016" in here
    assert "Medicare" in there
    assert "Medicare" not in here


def test_a_topic_without_guidelines_is_an_error(sheet):
    """It names the country and the nearest topic."""
    problem = refusal(sheet("- {id: a, guidelines: low-backpain}"), "unknown-reference")
    assert "United Kingdom has no guidelines on 'low-backpain'; did you mean 'low-back-pain'?" in problem


def test_a_region_changes_what_differs_there(sheet, clinic):
    """Northern Ireland has no NHS 111, and Wales licenses."""
    blocks = '- {id: a, emergency: {signs: [Pain], same_day: [Fever]}}\n- {id: b, text: "{country.credential}"}'
    file = clinic / "content" / "clinic.yaml"
    text = file.read_text("utf-8")
    for region, said in (("NIR", "Closed? Call a doctor or a hospital."), ("WLS", "licence")):
        file.write_text(text.replace("country: GB", f"country: GB\nregion: {region}"), "utf-8")
        assert sheet(blocks).code == 0
        assert said in " ".join(pdf_text(clinic / "build" / "sheet.en.a4.pdf").split())


def test_an_unknown_region_is_an_error(sheet, clinic):
    """It stands at its line, with the nearest region."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("country: GB", "country: GB\nregion: WLE"), "utf-8")
    problem = refusal(sheet("- {id: a, text: Hello.}"), "unknown-reference")
    assert "'WLE' is no region of United Kingdom; did you mean 'WLS'?" in problem


@pytest.mark.parametrize("emergency", ["", "emergency: the usual one\n", 'emergency: "999!"\n'])
def test_a_country_without_an_emergency_number_is_an_error(sheet, clinic, emergency):
    """No sheet is printed for it."""
    countries = clinic / "content" / "countries"
    countries.mkdir()
    country = f"name: Nowhere\n{emergency}spelling: en-GB\npaper: a4\nregulator: Ask us.\nform_note: A talk.\n"
    (countries / "NW.yaml").write_text(country, "utf-8")
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("country: GB", "country: NW"), "utf-8")
    problem = refusal(sheet("- {id: a, text: Hello.}"), "emergency-number")
    assert problem.startswith("content/countries/NW.yaml:")


def test_the_same_day_may_be_a_doctors(sheet, clinic):
    """A block about a symptom sends patients to a doctor, not to the clinic."""
    sheet("- {id: a, emergency: {signs: [Pain], same_day: [Fever], same_day_call: doctor}}")
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert "See a doctor the same day" in text
    assert "Call us the same day" not in text


@pytest.mark.parametrize("count", [0, 6, 100])
def test_as_many_dots_are_filled_as_are_counted(count):
    """Of 100 dots, those that the fact counts are filled."""
    palette = derive("#17594a")
    groups = re.findall(r'<g fill="([^"]*)"[^>]*>(.*?)</g>', dots(palette, count, ""))
    assert [(fill, drawn.count("<circle")) for fill, drawn in groups] == [
        (palette["deep"], count),
        ("#fff", 100 - count),
    ]


def test_dots_are_told_to_those_who_do_not_see_them(sheet, clinic):
    """The alternative text has the number of the fact."""
    sheet("- {id: a, icon_array: [S01.bleeding]}" + SOURCES)
    assert "Alt=100 dots, 6 of them filled" in outline((clinic / "build" / "sheet.en.a4.pdf").read_bytes())


@pytest.mark.parametrize(
    ("count", "of", "band"),
    [
        (10, 100, "very_common"),
        (9, 100, "common"),
        (1, 100, "common"),
        (9, 1000, "uncommon"),
        (1, 1000, "uncommon"),
        (9, 10_000, "rare"),
        (1, 10_000, "rare"),
        (9, 100_000, "very_rare"),
    ],
)
def test_a_fact_stands_in_its_band(clinic, count, of, band):
    """The bands are those of CIOMS: from 1 in 10, 1 in 100, 1 in 1,000 and 1 in 10,000 on."""
    practice = read_practice(Project.at(clinic))
    fact = {"count": count, "of": of, "unit": "people", "says": "felt odd"}
    about = {"citation": "N", "year": "2020", "population": "p", "comparator": "none", "confidence": "seen"}
    sources = Evidence({"X01": Source.model_validate(about | {"facts": {"odd": fact}})})
    words = practice.wordings["en"].words
    exhibits = Exhibits(sources, practice.country, words, practice.values("en", ("X01",)))
    assert [each.key for each in exhibits.bands([ShownFact(fact="X01.odd")], [])] == [band]


def test_a_scale_runs_from_the_most_frequent_to_what_nobody_counted(sheet, clinic):
    """The order is that of the numbers, in whatever order the facts were written."""
    facts = "{facts: [S02.collapsed-lung, S01.pain, S01.bleeding], unknown: [Harm]}"
    sheet(f"- {{id: a, frequency_scale: {facts}}}" + SOURCES)
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert re.search(r"Common .*6 in 100 .*2 in 100 .*Very rare .*1 in 100,000 .*Not known .*Harm", text)


@pytest.mark.parametrize(
    ("comparator", "said"), [("none", "Not compared with others."), ("usual care", "Compared with: usual care.")]
)
def test_a_row_of_facts_says_who_was_asked_and_where(sheet, clinic, evidence, comparator, said):
    """The words, the number with that of its source, who was counted, and what they were compared with."""
    evidence(SOURCE.replace("comparator: none", f"comparator: {comparator}", 1))
    sheet("- {id: a, fact_table: [X01.well]}" + SOURCES)
    assert f"felt well 20 in 1001 200 people. {said}" in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A study of ours", "A study of 95 % of us"),
        ("comparator: none\n", "comparator: 95 % of us\n"),
        ("unit: people,", "unit: 95 % of people,"),
        ("year: 2020\n", "year: 2020\n  time: 95 % later\n"),
    ],
)
def test_no_printed_word_of_a_source_brings_a_number(sheet, evidence, old, new):
    """Whatever is printed beside a count brings no other number: the citation, the comparator, the unit, the time."""
    evidence(SOURCE.replace(old, new, 1))
    problem = refusal(sheet("- {id: a, text: Hello.}"), "fact-without-source")
    assert "'95 %' stands beside the number of a fact" in problem


def test_the_name_of_a_copy_claims_no_number(sheet):
    """What every page of a copy says is held to the rule for numbers."""
    result = sheet("- {id: a, text: Hello.}", HEAD + "copies: [95 % cured, Clinic copy]\n")
    assert "'95 %' has no source" in refusal(result, "fact-without-source")


def test_no_handout_brings_an_emergency_number_of_its_own(sheet):
    """Whom to call at once is decided by the country alone."""
    problem = refusal(sheet('- {id: a, emergency: {call: "111", signs: [Pain]}}'), "emergency-number")
    assert problem.startswith("content/sheet.yaml:9:31: error: emergency-number: 'call' must be")
