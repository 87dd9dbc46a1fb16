"""`reading-grade`, `long-sentence`, `long-paragraph`, `long-list`: what is said of a handout in English, and where."""

import pytest

from handouts.model.handout import Handout
from handouts.practice import read_practice
from handouts.project import Project
from handouts.readability import check
from handouts.reading import read
from handouts.shaping import shape
from tests.heads import HEAD

TWENTY = "You can say stop at any time, for any reason, and then we will take all of the needles out."
LONG = TWENTY.replace("You", "Here you")
HARD = (
    "Immediate communication regarding complications facilitates appropriate intervention. Practitioners anticipate "
    "individual physiological variability. Alternative positioning prevents unnecessary discomfort. "
)
EASY = "We talk. You rest. We see you out. You go home and eat. "
SEVEN = ", ".join(f"Do {number}" for number in range(7))
EIGHT = f"{SEVEN}, Do 7"


@pytest.fixture
def found(clinic):
    """What the check finds in a handout with these blocks: `line:column: code: message`."""

    def check_blocks(blocks, head=HEAD):
        path = clinic / "content" / "sheet.yaml"
        path.write_text(f"{head}blocks:\n{blocks}\n", "utf-8")
        tree = read(path, "sheet.yaml").tree
        handout, problems = shape(tree, Handout)
        assert problems == []
        values = read_practice(Project.at(clinic)).values("en")
        return [
            f"{one.line}:{one.column}: {one.code}: {one.message}" for one in check(handout, tree, tree.place, values)
        ]

    return check_blocks


@pytest.fixture
def codes(found):
    """The codes of what the check finds, in order."""
    return lambda *words: [line.split(": ")[1] for line in found(*words)]


def text(words):
    """A block with one text."""
    return f'- {{id: a, text: "{words}"}}'


# --- the grade ---


def test_hard_words_are_graded_above_six(found):
    """One finding at the top of the file names the grade, and the three sentences that raise it most, hardest first.

    Hard: 3 sentences, 7 + 5 + 5 words, 28 + 25 + 18 syllables. Easy: 16 sentences, 52 words of one syllable.
    0.39 * 69 / 19 = 1.416; 11.8 * 123 / 69 = 21.035; 1.416 + 21.035 - 15.59 = 6.86.
    """
    (line,) = [line for line in found(f"- id: a\n  text: {HARD}\n- {{id: b, text: {EASY * 4}}}") if "grade" in line]
    assert line == (
        "1:1: reading-grade: reads at US grade 6.9, above 6; use shorter words and sentences, first in "
        "'Immediate communication regarding complications …' (line 10), "
        "'Practitioners anticipate individual …' (line 10), "
        "'Alternative positioning prevents unnecessary …' (line 10); "
        "hard words that the handout explains belong under 'explains'"
    )


def test_only_what_raises_the_grade_is_named(found):
    """Neither a label, which counts nothing, nor an easy sentence stands among those to be rewritten."""
    hard = "Immediate communication regarding complications facilitates appropriate intervention, " * 5
    (line,) = [line for line in found(f'- {{id: a, heading: Label, text: "{hard[:-2]}. We talk."}}') if "grade" in line]
    assert "first in 'Immediate communication regarding complications …' (line 9); hard words" in line


def test_what_is_explained_lowers_the_grade(codes):
    """Words under `explains` do not count, in whichever country's spelling the sheet is printed."""
    words = "Leukaemia is bad luck. " * 12
    assert "reading-grade" in codes(text(words))
    assert "reading-grade" not in codes(text(words), f"{HEAD}explains: [leukaemia]\n")


def test_explained_words_are_found_in_the_spelling_of_the_country(clinic, codes):
    """Where "anaemia" is printed as "anemia", what is explained as "anaemia" is explained."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("country: GB", "country: US"), "utf-8")
    assert "reading-grade" not in codes(text("Anaemia is bad luck. " * 12), f"{HEAD}explains: [anaemia]\n")


@pytest.mark.parametrize(("more", "graded"), [("Complications.", False), ("Uncomfortable complications.", True)])
def test_a_few_words_have_no_grade(codes, more, graded):
    """Under thirty words a single one would decide; 7 x 4 words and one more are not graded, and with two they are."""
    words = "Uncomfortable complications necessitate intervention. " * 7
    assert ("reading-grade" in codes(text(words + more))) is graded


@pytest.mark.parametrize(("longer", "graded"), [(3, False), (4, True)])
def test_six_is_not_above_six(codes, longer, graded):
    """The grade counts as it is printed, with one decimal.

    Ten sentences of 4 words: 0.39 * 4 - 15.59 = -14.03. Syllables: 5 * 9 of the first, then 3 * 5 + 2 * 4, or
    4 * 5 + 1 * 4: together 68 or 69. 11.8 * 68 / 40 = 20.06, grade 6.03; 11.8 * 69 / 40 = 20.355, grade 6.3.
    """
    words = "We plan medicine intervention. " * 5 + "We talk about it. " * longer + "We take it slow. " * (5 - longer)
    assert ("reading-grade" in codes(text(words))) is graded


def test_citations_are_no_words(found):
    """A citation changes neither the grade nor the length of a sentence."""
    assert found(text(f"{TWENTY[:-1]} [@S01] [@S01.any].")) == []
    assert "21 words" in found(text(f"{TWENTY[:-1]} [@S01] now."))[0]


# --- sentences ---


def test_a_long_sentence_is_said_at_its_place(found):
    """More than twenty words are one finding each, which quotes the beginning and counts."""
    (line,) = found(f'- id: a\n  text: "We talk. {LONG}"')
    assert line == (
        "10:9: long-sentence: the sentence 'Here you can say stop at any time, for any …' has 21 words, more than 20; "
        "make two of it"
    )


def test_twenty_words_are_not_too_long(found):
    """The limit itself is allowed."""
    assert found(text(TWENTY)) == []


@pytest.mark.parametrize(
    "block",
    [
        "{id: a, heading: LONG, text: Rest.}",
        "{id: a, note: LONG, text: Rest.}",
        "{id: a, list: [Rest., LONG]}",
        "{id: a, checklist: {items: [Rest.], after: LONG}}",
        "{id: a, question_and_answer: [{question: Why?, answer: LONG}]}",
        "{id: a, table: {columns: [A, B], rows: [[A, LONG]]}}",
        "{id: a, emergency: {signs: [LONG]}}",
        "{id: a, steps: [{title: We talk, text: LONG}]}",
        "{id: a, tick_questions: [LONG]}",
    ],
)
def test_every_text_of_a_block_is_read(codes, block):
    """Headings, notes, entries, answers, cells and signs may be no longer than other sentences."""
    assert codes("- " + block.replace("LONG", f'"{LONG}"')) == ["long-sentence"]


def test_values_are_one_word(found):
    """How a clinic is called decides nothing: a value is one word, and quoted as it was written."""
    assert found(text(f"{{clinic.name}}: {TWENTY}".replace("You can ", "you "))) == []
    (line,) = found(text(f"{{clinic.name}}: {TWENTY}"))
    assert "'{clinic.name}: You can say stop at any time, for …' has 21 words" in line


def test_a_broken_line_is_one_sentence(found):
    """A backslash at a line's end does not end the sentence."""
    assert "21 words" in found("- id: a\n  text: |\n    Here\\\n    " + TWENTY)[0]


def test_contact_is_not_judged(codes):
    """What invites to call is no sentence of the handout, but a heading above it is."""
    assert codes(f'- {{id: a, contact: {{invite: "{LONG}", scan: "{LONG}"}}}}') == []
    assert codes(f'- {{id: a, heading: "{LONG}", contact: {{}}}}') == ["long-sentence"]


# --- paragraphs ---


def test_a_long_paragraph_is_said_at_its_place(found):
    """More than three sentences are one finding, which quotes the first of them and counts."""
    assert found('- id: a\n  text: "Lie still. We talk. You rest. You go."') == [
        "10:9: long-paragraph: the paragraph 'Lie still.' has 4 sentences, more than 3; divide it, or leave some out"
    ]


def test_blank_lines_divide_paragraphs(codes):
    """Each paragraph of a text may have three sentences."""
    paragraph = "Lie still. We talk. You rest."
    assert codes(f"- id: a\n  text: |\n    {paragraph}\n\n    {paragraph}") == []


def test_an_answer_is_a_paragraph(found):
    """An answer of four sentences is too long, at its own place."""
    (line,) = found("- id: a\n  question_and_answer:\n  - question: Why?\n    answer: No. Yes. No. Yes.")
    assert line.startswith("12:13: long-paragraph: the paragraph 'No.' has 4 sentences")


# --- lists ---


@pytest.mark.parametrize(
    ("block", "column"),
    [
        ("list: [{}]", 9),
        ("list: {{items: [{}]}}", 17),
        ("do_and_dont: {{do: [{}], dont: [No]}}", 21),
        ("do_and_dont: {{do: [Yes], dont: [{}]}}", 34),
    ],
)
def test_a_long_list_is_said_at_its_place(found, block, column):
    """More than seven entries are one finding where the list begins."""
    assert found("- id: a\n  " + block.format(SEVEN)) == []
    assert found("- id: a\n  " + block.format(EIGHT)) == [
        f"10:{column}: long-list: this list has 8 entries, more than 7; make two of it, or leave some out"
    ]


@pytest.mark.parametrize("block", ["steps: [{}]", "question_and_answer: [{}]"])
def test_long_rows_of_steps_and_questions_are_lists(codes, block):
    """Steps and questions are taken in one after the other, as lists are."""
    entry = "{title: We talk, text: Yes}" if "steps" in block else "{question: Why?, answer: Yes}"
    assert codes("- id: a\n  " + block.format(", ".join([entry] * 8))) == ["long-list"]


@pytest.mark.parametrize(
    "block",
    [
        "emergency: {{signs: [{0}], same_day: [{0}]}}",
        "checklist: [{0}]",
        "tick_questions: [{0}]",
        "consent_statements: [{0}]",
        "field_lines: [{0}]",
        "chart: [BL23, BL24, BL25, BL26, BL27, BL28, BL29, BL30]",
        "acupoint_table: [BL23, BL24, BL25, BL26, BL27, BL28, BL29, BL30]",
        "frequency_scale: {{facts: [{{fact: S01.any}}], unknown: [{0}]}}",
        "table: {{columns: [A], rows: [[A], [B], [C], [D], [E], [F], [G], [H]]}}",
    ],
)
def test_what_is_ticked_or_looked_up_may_be_long(codes, block):
    """Emergency signs, checklists, forms, acupoints, facts and tables have as many entries as they need."""
    assert codes("- id: a\n  " + block.format(EIGHT)) == []


# --- languages ---


@pytest.mark.parametrize(("language", "judged"), [("en", True), ("en-GB", True), ("de", False), ("enm", False)])
def test_only_english_is_judged(found, language, judged):
    """The rules are those of English, wherever it is spoken."""
    assert bool(found(text(HARD * 4), f"{HEAD}language: {language}\n")) is judged


def test_the_shipped_guide_is_easy_to_read(clinic):
    """The guide for the first visit keeps the rules itself."""
    project = Project.at(clinic)
    path = project.shipped_file("content/first-visit-guide.yaml")
    tree = read(path, "content/first-visit-guide.yaml").tree
    handout, _ = shape(tree, Handout)
    assert check(handout, tree, tree.place, read_practice(project).values("en")) == []
