"""How a tree becomes a model: what is wrong is said at its own place, with what to write instead."""

import pytest

from handouts.model.clinic import Clinic
from handouts.model.handout import Handout
from handouts.reading import MappingNode, Place, ScalarNode, read
from handouts.shaping import shape
from tests.heads import HEAD

TAIL = HEAD  # the blocks come first, so that their lines in a test count from 1
CLINIC = "name: Linden\ncountry: GB\ncontact: {phone: 020 7946 0182}\n"


@pytest.fixture
def shaped(tmp_path):
    """Shape this YAML as a model, and give the model and the findings as `line:column code: message`."""

    def shape_text(text, model=Handout):
        path = tmp_path / "sheet.yaml"
        path.write_text(text, "utf-8")
        made, findings = shape(read(path, "sheet.yaml").tree, model)
        return made, [f"{finding.line}:{finding.column} {finding.code}: {finding.message}" for finding in findings]

    return shape_text


@pytest.fixture
def problems(shaped):
    """What is said of a YAML file that cannot be shaped."""

    def problems_of(text, model=Handout):
        made, findings = shaped(text, model)
        assert made is None
        return findings

    return problems_of


@pytest.fixture
def block(shaped):
    """The one block of a handout, which holds this YAML."""

    def block_of(text):
        made, findings = shaped(with_block(text))
        assert findings == []
        return made.blocks[0]

    return block_of


def with_block(text):
    """A handout with one block `a`, whose further keys begin on line 3, column 5."""
    return f"blocks:\n  - id: a\n    {text}\n{TAIL}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"blocks: [{{id: a, text: x}}]\ntitel: x\n{TAIL}", "2:1 'titel' is not a key of a handout; 'title'"),
        (with_block("text: x\n    headin: y"), "4:5 'headin' is not a key of a block; 'heading'"),
        (with_block("txt: x"), "3:5 'txt' is not a key of a block; 'text'"),
        (with_block("list: {items: [x], mark: dot}"), "3:24 'mark' is not a key of a list; 'marker'"),
        (with_block("steps: [{title: x, text: y, minute: 5}]"), "3:33 'minute' is not a key of a step; 'minutes'"),
        (with_block("emergency: {signs: [x], sey: y}"), "3:29 'sey' is not a key of an emergency; 'say'"),
    ],
)
def test_unknown_key_has_its_own_place_and_the_nearest_one(problems, text, said):
    """A key that was mistyped stands at its own line and column, and the right one is named."""
    place, rest = said.split(" ", 1)
    words, meant = rest.rsplit(" ", 1)
    assert problems(text) == [f"{place} unknown-key: {words} did you mean {meant}?"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("contakt: x", "4:1 unknown-key: 'contakt' is not a key of a clinic; did you mean 'contact'?"),
        ("brand: {colour: red}", "4:9 unknown-key: 'colour' is not a key of a brand; did you mean 'color'?"),
        ("brand:\n  logos: a.svg", "5:3 unknown-key: 'logos' is not a key of a brand; did you mean 'logo'?"),
        ("visits: {frist: x}", "4:10 unknown-key: 'frist' is not a key of visits; did you mean 'first'?"),
        ("brand: {fonts: {txt: x}}", "4:17 unknown-key: 'txt' is not a key of fonts; did you mean 'text'?"),
    ],
)
def test_unknown_key_of_a_clinic_has_its_own_place(problems, line, said):
    """The keys of the clinic's own file are checked as those of a handout."""
    assert problems(CLINIC + line, Clinic) == [said]


def test_misspelt_key_is_not_said_to_be_missing_too(problems):
    """A key that must be there and was mistyped is one mistake."""
    text = with_block("steps: [{titel: x, text: y}]")
    assert problems(text) == ["3:14 unknown-key: 'titel' is not a key of a step; did you mean 'title'?"]


def test_unknown_key_with_no_near_one_names_all(problems):
    """Where no key is near, the message says which there are."""
    (said,) = problems(with_block("text: {body: x, zzz: y}"))
    assert said == "3:21 unknown-key: 'zzz' is not a key of a text; there is body"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (with_block("text: x").replace("title: A sheet\n", ""), "1:1 missing-key: 'title' is missing from a handout"),
        (TAIL, "1:1 missing-key: 'blocks' is missing from a handout"),
        (f"blocks:\n  - text: x\n{TAIL}", "2:5 missing-key: 'id' is missing from a block"),
        (with_block("steps: [{title: x}]"), "3:13 missing-key: 'text' is missing from a step"),
        (with_block("callout: {tone: caution}"), "3:14 missing-key: 'text' is missing from a callout"),
        (with_block("emergency: {}"), "3:16 missing-key: 'signs' is missing from an emergency"),
        (with_block("image: {file: a.png}"), "3:12 missing-key: 'alt' is missing from an image"),
    ],
)
def test_missing_key_is_named_where_it_belongs(problems, text, said):
    """A key that must be there is named at the mapping that lacks it."""
    (found,) = problems(text)
    assert found.startswith(f"{said}; write '")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (with_block("list: {items: x}"), "3:19 wrong-type: 'items'"),
        (with_block("do_and_dont: {do: [x], dont: y}"), "3:34 wrong-type: 'dont'"),
        (f"blocks: x\n{TAIL}", "1:9 wrong-type: 'blocks'"),
        (f"blocks:\n  a: {{text: x}}\n{TAIL}", "2:3 wrong-type: 'blocks'"),
    ],
)
def test_list_is_asked_for_where_something_else_stands(problems, text, place):
    """A text or a mapping where a list belongs is told how lists are written."""
    assert problems(text) == [f"{place} must be a list; write each entry on a line of its own after '- '"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (with_block("heading: [x, y]"), "3:14 wrong-type: 'heading'"),
        (with_block("list: [x, [y]]"), "3:15 wrong-type: 'list'"),
        (with_block("text: {body: [x]}"), "3:18 wrong-type: 'body'"),
    ],
)
def test_text_is_asked_for_where_a_list_stands(problems, text, place):
    """A list where a text belongs is named."""
    assert problems(text) == [f"{place} must be one text, not a list"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (with_block("heading: {a: b}"), "3:14 wrong-type: 'heading' must be a text; put quotes around a text that"),
        (with_block("list: [Note: x]"), "3:12 wrong-type: 'list' must be a text; put quotes around a text that"),
        (with_block("list:\n      - Note: x"), "4:9 wrong-type: 'list' must be a text; put quotes around a text that"),
    ],
)
def test_text_is_asked_for_where_a_mapping_stands(problems, text, said):
    """A text that holds ': ' is a mapping to YAML; the advice is to put quotes around it."""
    assert problems(text) == [f"{said} holds ': '"]


def test_text_that_begins_with_a_brace_needs_quotes(problems):
    """A value in braces that YAML reads as a mapping is told of the missing quotes."""
    assert problems(with_block("heading: {clinic.name: x}")) == [
        "3:14 wrong-type: 'heading' must be a text; put quotes around a text that begins with '{'"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [("heading: {clinic.name}", "3:15"), ("text: {clinic.name}", "3:12"), ("list: [{clinic.name}]", "3:13")],
)
def test_text_in_braces_without_quotes_is_never_taken(problems, text, place):
    """A value in braces without quotes is refused where it stands, and told of the quotes."""
    found = problems(with_block(text))
    assert found[0].startswith(f"{place} wrong-type: put quotes around a text that begins with '{{'")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("brand: red", "4:8 wrong-type: 'brand' must hold 'key: value' lines"),
        ("contact: [x]", "4:10 wrong-type: 'contact' must hold 'key: value' lines"),
        ("checks: [x]", "4:9 wrong-type: 'checks' must hold 'key: value' lines"),
        ("sample: perhaps", "4:9 wrong-type: 'sample' must be true or false"),
        ("sample: yes", "4:9 wrong-type: 'sample' must be true or false"),
        ("sample: no", "4:9 wrong-type: 'sample' must be true or false"),
        ("sample: [x]", "4:9 wrong-type: 'sample' must be true or false"),
    ],
)
def test_other_shapes_are_asked_for(problems, line, said):
    """A mapping or a yes-or-no is asked for where something else stands."""
    clinic = (
        CLINIC if not line.startswith("contact") else CLINIC.replace("contact: {phone: 020 7946 0182}", "sample: false")
    )
    assert problems(clinic + line, Clinic) == [said]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("two", "'pages' must be a whole number"),
        ("1.5", "'pages' must be a whole number"),
        ("[2]", "'pages' must be a whole number"),
        ("0", "'pages' must be at least 1"),
        ("41", "'pages' must be at most 40"),
        ("9" * 5000, "'pages' must be a whole number, and a smaller one"),
    ],
)
def test_numbers_are_whole_and_in_their_range(problems, pages, said):
    """A number word, a fraction or a number out of range is refused at its place."""
    text = with_block("text: x").replace("pages: 4", f"pages: {pages}")
    assert problems(text) == [f"10:8 wrong-type: {said}"]


@pytest.mark.parametrize("name", ["contact", "references"])
def test_a_component_that_needs_no_key_is_told_how_it_is_written(problems, name):
    """An empty one is whole as soon as it says so."""
    assert problems(with_block(f"{name}:")) == [f"3:5 missing-key: '{name}' is empty; write '{name}: {{}}'"]


def test_a_key_that_was_not_indented_belongs_under_the_one_beside_it(problems):
    """Several components have items; the one that is meant is written above."""
    [line] = [
        line for line in problems(with_block("steps:\n    items: [{title: A, text: b}]")) if "unknown-key" in line
    ]
    assert line.endswith("'items' is not a key of a block; indent it by two spaces under 'steps'")


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        (with_block("heading:\n    text: x"), "3:5", "heading"),
        (with_block("text: ~"), "3:5", "text"),
        (with_block("steps:\n      - title: x\n        minutes: null\n        text: y"), "5:9", "minutes"),
        (with_block("text: x") + "subtitle:\n", "11:1", "subtitle"),
    ],
)
def test_empty_value_is_named_at_its_key(problems, text, place, key):
    """A key with nothing behind it is named once, at the key, even where it could be left out."""
    assert problems(text) == [f"{place} missing-key: '{key}' is empty; write a value or delete the line"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (with_block("list:\n      - x\n      -\n      - y"), "5:8"),
        (with_block("list: [x, ~]"), "3:15"),
        (with_block("emergency: {signs: [x, null]}"), "3:28"),
    ],
)
def test_empty_entry_is_named_at_its_place(problems, text, place):
    """An entry of a list with nothing in it is named where it stands."""
    assert problems(text) == [f"{place} missing-key: this entry is empty; write something or delete the line"]


def test_colour_without_quotes_is_an_empty_value(problems):
    """YAML reads `#17594a` as a comment, and the advice is about quotes."""
    (said,) = problems(f"{CLINIC}brand:\n  color: #17594a\n", Clinic)
    assert said.startswith("5:3 missing-key: 'color' is empty;")
    assert said.endswith("a value that begins with '#' needs quotes")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (with_block('text: ""'), "3:11 missing-key: 'text' is empty; write something there"),
        (with_block('text: "  "'), "3:11 missing-key: 'text' is empty; write something there"),
        (with_block("list: []"), "3:11 missing-key: 'list' is empty; write something there"),
        (f"blocks: []\n{TAIL}", "1:9 missing-key: 'blocks' is empty; write something there"),
    ],
)
def test_a_text_or_a_list_must_hold_something(problems, text, said):
    """An empty text in quotes and an empty list are named."""
    assert problems(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("callout: {text: x, tone: loud}", "3:30 wrong-type: 'tone' must be caution or reassurance, not 'loud'"),
        ("list: {items: [x], marker: star}", "3:32 wrong-type: 'marker' must be dot or ring, not 'star'"),
        ("checklist: {items: [x], columns: 3}", "3:38 wrong-type: 'columns' must be 1 or 2, not '3'"),
        ("text: x\n    place: [flow]", "4:12 wrong-type: 'place' must be flow or foot"),
        ("page_break: yes", "3:17 wrong-type: 'page_break' must be true, not 'yes'"),
    ],
)
def test_one_of_several_words_is_asked_for(problems, text, said):
    """Where only some words are right, all of them are named."""
    assert problems(with_block(text)) == [said]


def test_enumerated_words_of_a_clinic_are_named(problems):
    """A paper and a severity that do not exist are told those that do."""
    assert problems(f"{CLINIC}papers: [a4, a5]\nchecks: {{page-budget: of}}", Clinic) == [
        "4:14 wrong-type: 'papers' must be a4 or letter or a3 or tabloid, not 'a5'",
        "5:23 wrong-type: 'page-budget' must be error or warning or note or off, not 'of'",
    ]


def test_all_problems_of_a_file_are_found_at_once(problems):
    """One pass names what is wrong at the top, in blocks and in their components."""
    blocks = "blocks:\n  - {id: A, text: x}\n  - {id: b, list: {items: x}}\n  - id: c\n    steps:\n      - titel: y\n"
    found = problems(blocks + TAIL.replace("guide", "poster").replace("pages: 4", "pages: four"))
    assert sorted(said.split(":")[0] + said.split(" ")[1] for said in found) == [
        "13wrong-type:",
        "2wrong-type:",
        "3wrong-type:",
        "6missing-key:",
        "6unknown-key:",
        "8wrong-type:",
    ]


def test_empty_values_are_found_beside_other_problems(problems):
    """A key with nothing behind it hides no problem on another line."""
    found = problems(with_block("heading:\n    txt: x"))
    assert [said.split(":")[0] for said in found if "heading" in said or "txt" in said] == ["3", "4"]


def test_empty_values_are_found_beside_problems_of_the_same_line(problems):
    """A key with nothing behind it hides no problem that stands on its own line."""
    found = problems(with_block("steps: [{title: , minutes: ten, text: y}]"))
    assert [said.split("; ")[0] for said in found] == [
        "3:14 missing-key: 'title' is empty",
        "3:32 wrong-type: 'minutes' must be minutes, such as 5 or 10-15",
    ]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("text: x", "text: {body: x}"),
        ("list: [x, y]", "list: {items: [x, y]}"),
        ("steps: [{title: x, text: y}]", "steps: {items: [{title: x, text: y}]}"),
        ("checklist: [x]", "checklist: {items: [x]}"),
        ("callout: x", "callout: {text: x}"),
        ("question_and_answer: [{question: x, answer: y}]", "question_and_answer: {items: [{question: x, answer: y}]}"),
    ],
)
def test_short_form_equals_the_long_form(block, short, long):
    """A component in its short form is the same component."""
    assert block(short) == block(long)


@pytest.mark.parametrize("text", ["emergency: [x]", "contact: x", "image: a.png", "table: [x]", "do_and_dont: [x]"])
def test_a_component_without_short_form_asks_for_keys(problems, text):
    """A bare text or list is refused where it could mean several things."""
    (said,) = problems(with_block(text))
    assert said.endswith("must hold 'key: value' lines")


@pytest.mark.parametrize(
    ("minutes", "shortest", "longest"),
    [("5", 5, 5), ("10-15", 10, 15), ("10 – 15", 10, 15), ("010", 10, 10), ("7-7", 7, 7)],
)
def test_minutes_are_one_number_or_two(block, minutes, shortest, longest):
    """Minutes are written as one time or as the shortest and the longest."""
    (step,) = block(f"steps: [{{title: x, text: y, minutes: {minutes}}}]").steps.items
    assert step.minutes == (shortest, longest)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("15-10", "must begin with the shorter time: 10-15"),
        ("ten", "must be minutes, such as 5 or 10-15"),
        ("-5", "must be minutes, such as 5 or 10-15"),
        ("5 min", "must be minutes, such as 5 or 10-15"),
        ("1-2-3", "must be minutes, such as 5 or 10-15"),
        ("1.5", "must be minutes, such as 5 or 10-15"),
        ("[5]", "must be minutes, such as 5 or 10-15"),
    ],
)
def test_other_minutes_are_refused(problems, minutes, said):
    """What is no time, or a time the wrong way round, says how minutes are written."""
    text = with_block(f"steps: [{{title: x, text: y, minutes: {minutes}}}]")
    assert problems(text) == [f"3:42 wrong-type: 'minutes' {said}"]


def test_an_id_stands_once(sheet):
    """Two blocks with one id are refused at the second one, for a patch could not tell them apart."""
    result = sheet("- {id: a, text: x}\n- {id: b, text: y}\n- text: z\n  id: a")
    said = "content/sheet.yaml:12:9: error: duplicate-key: an earlier block has the id 'a' too; give each its own"
    assert (result.code, [line for line in result.problems if ": error: " in line]) == (3, [said])


@pytest.mark.parametrize("name", ["A b", "Steps", "steps_2", "-a", "a--b", "é"])
def test_an_id_is_small_letters_digits_and_hyphens(problems, name):
    """An id can stand in a link and in a style sheet."""
    (said,) = problems(f"blocks:\n  - {{id: {name}, text: x}}\n{TAIL}")
    assert said.startswith("2:10 wrong-type: 'id' must be small letters, digits and hyphens, such as get-ready")


def test_a_block_holds_one_component(problems):
    """Two components in one block are named."""
    assert problems(with_block("list: [x]\n    text: y")) == [
        "2:5 wrong-type: the block 'a' holds text and list; make two blocks of it"
    ]


def test_a_block_shows_something(problems):
    """A block without a component is told which there are."""
    (said,) = problems(with_block("heading: x"))
    assert said.startswith("2:5 wrong-type: the block 'a' shows nothing; write one of text, list, ")
    assert "emergency" in said


@pytest.mark.parametrize(
    ("rows", "said"),
    [("[[x, y], [x]]", "row 2 has 1 cells"), ("[[x, y, z]]", "row 1 has 3 cells")],
)
def test_a_row_is_as_wide_as_its_table(problems, rows, said):
    """A row of the wrong width is named by its number."""
    text = with_block(f"table: {{columns: [a, b], rows: {rows}}}")
    assert problems(text) == [f"3:12 wrong-type: {said}, but there are 2 columns"]


def test_a_table_has_at_most_four_columns(problems):
    """Five columns do not fit on a page."""
    said = "3:22 wrong-type: 'columns' must have at most 4 entries"
    assert said in problems(with_block("table: {columns: [a, b, c, d, e], rows: [[1, 2, 3, 4, 5]]}"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("languages: [english]", "'languages' must be a language tag, such as en or zh-Hans, not 'english'"),
        ("contact: {phone: ring us}", "'phone' must be a phone number, such as 020 7946 0182, not 'ring us'"),
        ("checks: {text-overflow: off}", "'checks' must leave 'text-overflow' alone: it guards the patient"),
        ("checks: {page-bugdet: off}", "'checks' must name checks, and 'page-bugdet' is none; did you mean"),
        ("name: |\n  a\n  b", "'name' must stand on one line"),
        ("brand: {color: reddish}", "'color' must be a colour, such as teal"),
        ("contact: {phone: (---)}", "'phone' must be a phone number, such as 020 7946 0182, not '(---)'"),
        (
            "contact: {phone: 020, booking: a.example}",
            "'booking' must be a whole web address, such as https://linden.example/book, not 'a.example'",
        ),
    ],
)
def test_values_of_a_clinic_say_how_they_are_written(problems, line, said):
    """A phone, a language, a check or an address that is none is told how it looks."""
    key = line.split(":")[0]
    kept = "".join(f"{other}\n" for other in CLINIC.splitlines() if not other.startswith(f"{key}:"))
    (found,) = problems(kept + line, Clinic)
    assert f"wrong-type: {said}" in found


@pytest.mark.parametrize("month", ["2026", "2026-13", "2026-1", "11/2026", "2026-11-01", "November"])
def test_months_are_a_year_and_a_month(problems, month):
    """A date of review that is no month is refused."""
    text = with_block("text: x").replace("2028-11", month)
    assert problems(text) == [
        f"9:12 wrong-type: 'review_by' must be a year and a month, such as 2026-11, not '{month}'"
    ]


def test_a_key_that_lost_its_indent_is_told_where_it_belongs():
    """A phone number that slid out of `contact:` is not just an unknown key."""
    place = Place("clinic.yaml", 1, 1)
    tree = MappingNode(place)
    tree.put("phone", ScalarNode.at(place, "020"), place)
    messages = [finding.message for finding in shape(tree, Clinic)[1]]
    assert "'phone' is not a key of a clinic; indent it by two spaces under 'contact'" in messages


def test_a_review_before_the_writing_is_refused(problems):
    """The month of review comes after the month of writing."""
    text = with_block("text: x").replace("review_by: 2028-11", "review_by: 2020-01")
    assert any("'review_by' is 2020-01, before it was written" in said for said in problems(text))
