"""How YAML files are read: letter by letter, each with its place, and safe whatever stands in them."""

import pytest
import yaml

from handouts import reading
from handouts.errors import Unusable
from handouts.reading import LARGEST_FILE, SequenceNode, read

NAME = "content/sheet.yaml"

BRACKET = "this bracket is never closed, a ',' is missing after it, or a text in it needs quotes"


@pytest.fixture
def written(tmp_path):
    """Write this text into a file and read it."""

    def read_back(text):
        path = tmp_path / "sheet.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, NAME)

    return read_back


@pytest.fixture
def refused(written):
    """Write this text into a file, have it refused, and give the one finding as `line:column code: message`."""

    def finding_of(text):
        with pytest.raises(Unusable) as error:
            written(text)
        (finding,) = error.value.findings
        assert finding.file == NAME
        return f"{finding.line}:{finding.column} {finding.code}: {finding.message}"

    return finding_of


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    """Read with libyaml, and with PyYAML's own parser where libyaml is missing."""
    monkeypatch.setattr(reading, "_Loader", getattr(yaml, request.param))


@pytest.mark.parametrize(
    "scalar",
    ["9:30", "0123456", "no", "010", "2026-11-01", "1e3", "~", "0x1F", "1_000", "+44", ".5", "on", "null", "8.30–7"],
)
def test_scalars_arrive_as_written(written, scalar):
    """A value without quotes keeps each of its letters."""
    value = written(f"key: {scalar}").tree["key"]
    assert isinstance(value, str)
    assert value == scalar


@pytest.mark.parametrize("key", ["on", "no", "010", "9:30", "~", "1e3", "<<", "="])
def test_keys_arrive_as_written(written, key):
    """A key without quotes keeps each of its letters, and `<<` merges nothing."""
    assert list(written(f"{key}: {{a: b}}").tree) == [key]


@pytest.mark.parametrize(
    ("scalar", "is_null"),
    [("", True), ("~", True), ("null", True), ("# a", True), ('""', False), ("'~'", False), ('"null"', False)],
)
def test_only_a_value_without_quotes_is_nothing(written, scalar, is_null):
    """Nothing at all, `~` and `null` are nothing; the same letters in quotes are a text."""
    assert written(f"key: {scalar}").tree["key"].is_null is is_null


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "way", "place"),
    [
        ("a: x\nbc: y", ["bc"], (2, 5)),
        ("a:\n  b: x", ["a"], (2, 3)),
        ("a:\n  - x\n  - y", ["a", 1], (3, 5)),
        ("a: {b: x, c: [y, zz]}", ["a"], (1, 4)),
        ("a: {b: x, c: [y, zz]}", ["a", "c"], (1, 14)),
        ("a: {b: x, c: [y, zz]}", ["a", "c", 1], (1, 18)),
        ('a: "x"', ["a"], (1, 4)),
        ("a: |\n  x\nb: y", ["a"], (1, 4)),
        ("\n\na: x", [], (3, 1)),
        ("\ufeffa: x", ["a"], (1, 4)),
        ("\ufeffa: x\nb: y", ["b"], (2, 4)),
        ("a: x\r\nb: {c: y}\r\n", ["b", "c"], (2, 8)),
        ("é😀: x", ["é😀"], (1, 5)),
    ],
)
def test_values_know_their_line_and_column(written, text, way, place):
    """A value stands where its first letter or bracket is, counted from 1."""
    node = written(text).tree
    for part in way:
        node = node[part]
    assert node.place == (NAME, *place)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "way", "key", "place"),
    [
        ("a: x\nb: y", [], "b", (2, 1)),
        ("a:\n  - b: x\n    c: y", ["a", 0], "c", (3, 5)),
        ("a: {b: x, c: y}", ["a"], "c", (1, 11)),
        ("\ufeffa: x", [], "a", (1, 1)),
        ("a: x\r\nb:\r\n  c: y", ["b"], "c", (3, 3)),
    ],
)
def test_keys_know_their_line_and_column(written, text, way, key, place):
    """A key has a place of its own, in block and in flow style."""
    node = written(text).tree
    for part in way:
        node = node[part]
    assert node.key_places[key] == (NAME, *place)


def test_byte_order_mark_is_no_part_of_the_first_key(written):
    """A file that Windows saved as UTF-8 with a mark reads like any other."""
    assert written(b"\xef\xbb\xbftitle: x").tree == {"title": "x"}


def test_every_duplicate_key_is_found(written):
    """Each repetition stands at its own place and names the first line; the first value is kept."""
    found = written("a: 1\nb: {c: 2, c: 3}\na: 4\na: 5")
    assert [(finding.line, finding.column, finding.code) for finding in found.findings] == [
        (2, 11, "duplicate-key"),
        (3, 1, "duplicate-key"),
        (4, 1, "duplicate-key"),
    ]
    assert found.findings[2].message == "'a' stands twice, first on line 1; keep one of them"
    assert found.tree == {"a": "1", "b": {"c": "2"}}


def test_duplicate_keys_are_named_beside_what_cannot_be_read(written):
    """A file that is refused further down still says which keys stood twice before."""
    with pytest.raises(Unusable) as error:
        written("a: 1\na: 2\nb: !tag x")
    assert [(finding.line, finding.code) for finding in error.value.findings] == [
        (2, "duplicate-key"),
        (3, "yaml-syntax"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a:\n\tb: x", "2:1"), ("\ta: x", "1:1"), ("a:\n  - x\n\t- y", "3:1"), ("a:\n  b: x\n  \tc: y", "3:3")],
)
def test_tab_is_named_where_it_stands(refused, text, place):
    """A tab that indents is said to be a tab."""
    assert refused(text).startswith(f"{place} yaml-syntax: a tab stands here; YAML indents with spaces")


def test_tab_inside_a_value_is_a_letter(written):
    """Only a tab that indents is wrong."""
    assert written("a: x\ty").tree["a"] == "x\ty"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("a: b: c", 1, "put quotes around a text that holds ': '"),
        ("a: 1\n  b: 2", 2, "put quotes around a text that holds ': '"),
        ("a: @x", 1, "a text cannot begin with this character; put quotes around it"),
        ("a: `x`", 1, "a text cannot begin with this character; put quotes around it"),
        ("a: %x", 1, "a text cannot begin with this character; put quotes around it"),
        ('a: 1\nb: "x\nc: 2\n', 2, "a quote or bracket that was opened is never closed"),
        ("a: [1, 2\nb: 3", 1, BRACKET),
        ("a: [1 2}", 1, BRACKET),
        ("a:\n  b: {c: 1\nd: 2", 2, BRACKET),
        ("a:\n  - x\n y: 2", 3, "this does not line up with the lines above, or a quote or ':' is missing"),
        ("a:\n  b: 1\n c: 2", 3, "this does not line up with the lines above, or a quote or ':' is missing"),
        ('a: "x" y', 1, "this does not line up with the lines above, or a quote or ':' is missing"),
        ("a: 1\nb\nc: 2", 2, "a ':' is missing after this; write 'key: value'"),
        ("a: 1\nb\n", 2, "a ':' is missing after this; write 'key: value'"),
        ('a: "C:\\dir"', 1, "a backslash in double quotes must be doubled; or use single quotes"),
    ],
)
def test_syntax_errors_say_what_to_write(refused, text, line, advice):
    """Each mistake of syntax has its line and its advice, with libyaml and without."""
    said = refused(text)
    assert said.startswith(f"{line}:")
    assert "yaml-syntax: " in said
    assert said.endswith(advice)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "place", "sign"),
    [
        ("text: {clinic.name} x", "1:7", "a text that begins with '{'"),
        ("a: 1\ntext: {clinic.name}, {country.name}\nb: 2", "2:7", "a text that begins with '{'"),
        ("list:\n  - {clinic.contact.phone} x", "2:5", "a text that begins with '{'"),
        ("brand: {color: #17594a}", "1:16", "a value that begins with '#'"),
        ("a: 1\nbrand: {color: #17594a}\nb: 2", "2:16", "a value that begins with '#'"),
    ],
)
def test_missing_quotes_are_named_where_they_belong(refused, text, place, sign):
    """A brace that begins a text, and a colour within braces, are told of the quotes at their own place."""
    assert refused(text) == f"{place} yaml-syntax: put quotes around {sign}"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", "1:5"),
        ('\ufeffa: 1\nb: "x', "2:4"),
        ("é: x\r\né: @", "2:4"),
        ("a: x\nb: [1, 2\nc: 3", "2:4"),
        ("a:\n  x: 1\n  b\n  c: 1", "3:3"),
    ],
)
def test_syntax_errors_have_their_column(refused, text, place):
    """A mistake of syntax stands at its letter, whatever the encoding and the line ends."""
    assert refused(text).startswith(f"{place} yaml-syntax")


def test_alias_stands_for_what_was_marked(written):
    """An alias repeats a text, a list or a mapping."""
    tree = written("a: &text x\nb: &list [y]\nc: [*text, *list]").tree
    assert tree["c"] == ["x", ["y"]]
    assert isinstance(tree["c"][1], SequenceNode)


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: *x", "1:4"), ("a: &x [*x]", "1:8"), ("a: &x {b: *x}", "1:11"), ("a: *x\nb: &x y", "1:4")],
)
def test_alias_needs_a_mark_above(refused, text, place):
    """An alias to nothing, to what comes later or to what it stands in is refused."""
    assert refused(text) == (
        f"{place} yaml-syntax: nothing above is marked '&x'; put quotes around a text that begins with '*'"
    )


def test_aliases_cannot_blow_up(refused):
    """A few lines that stand for a billion texts are refused."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "aliases repeat too much content" in refused("\n".join(lines))


def test_single_texts_may_be_repeated_often(written):
    """A thousand aliases of one text are no danger."""
    assert len(written(f"a: &a x\nb: [{', '.join(['*a'] * 1000)}]").tree["b"]) == 1000


@pytest.mark.parametrize("tag", ["!!python/name:os.system", "!!str", "!!binary", "!own", "!<tag:example,2026:x>"])
def test_tags_are_refused(refused, tag):
    """A tag has no use in content."""
    said = refused(f"a: {tag} x")
    assert said.startswith("1:4 yaml-syntax: the tag '")
    assert said.endswith("has no use here; remove it, or put the text in quotes")


def test_tags_construct_nothing(refused, tmp_path):
    """A tag that would call a function of Python calls nothing."""
    refused(f"a: !!python/object/apply:os.mkdir ['{(tmp_path / 'made').as_posix()}']")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(("size", "readable"), [(LARGEST_FILE, True), (LARGEST_FILE + 1, False)])
def test_files_over_two_megabytes_are_not_read(written, size, readable):
    """A file may have two megabytes and not one byte more."""
    text = b"a: x\n" + b"#" * (size - 5)
    if readable:
        assert written(text).tree == {"a": "x"}
    else:
        with pytest.raises(Unusable, match="is larger than 2 MB"):
            written(text)


def test_nesting_up_to_fifty_is_read(written):
    """Fifty levels are enough for any content."""
    assert written("a: " + "[" * 49 + "x" + "]" * 49).tree


@pytest.mark.parametrize("depth", [50, 100_000])
def test_nesting_over_fifty_is_refused(refused, depth):
    """However deep a file is nested, it is a finding."""
    assert refused("a: " + "[" * depth + "x" + "]" * depth) == "1:54 yaml-syntax: is nested more than 50 deep"


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        ("a: x\nb: café".encode("latin-1"), "2:7", "e9"),
        ("é: café".encode() + b"\xe9", "1:8", "e9"),
        ("a: é".encode("utf-16"), "1:1", "ff"),
        (b"a: \xed\xa0\x80", "1:4", "ed"),
    ],
)
def test_other_encodings_are_named_with_their_place(refused, data, place, byte):
    """A byte that is not UTF-8 is named where it stands."""
    message = f"byte 0x{byte} is not UTF-8; save the file with the encoding UTF-8"
    assert refused(data) == f"{place} unreadable-file: {message}"


@pytest.mark.parametrize(
    ("text", "place", "letter"),
    [
        ("a: \x07", "1:4", "0007"),
        ("a: 1\nb: x\x00y", "2:5", "0000"),
        ("a: é\n\x1b: x", "2:1", "001B"),
        ("\ufeffa: \x07", "1:4", "0007"),
    ],
)
def test_control_character_is_named_where_it_stands(refused, text, place, letter):
    """A character that nobody can see is said by its number."""
    assert refused(text) == f"{place} yaml-syntax: the control character U+{letter} stands here; delete it"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "place", "letter"),
    [
        (r'a: "x\0y"', "1:4", "0000"),
        ('a: 1\nb: ["x", "\\x07"]', "2:10", "0007"),
        (r'a: "\e[1m"', "1:4", "001B"),
        (r'"a\0": x', "1:1", "0000"),
    ],
)
def test_control_character_that_is_written_with_a_backslash_is_refused(refused, text, place, letter):
    """A text in double quotes can name a control character, which no page prints; it stands at the text."""
    assert refused(text) == f"{place} yaml-syntax: the control character U+{letter} is in this text"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_empty_file_is_said_to_be_empty(refused, text):
    """A file without a key says what belongs there."""
    assert refused(text) == "1:1 missing-key: is empty; write 'key: value' lines"


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2", "a: 1\n---\n"])
def test_second_document_is_refused(refused, text):
    """A file holds one document, and the line that begins another is named."""
    assert refused(text) == "2:1 yaml-syntax: a second document begins here; remove the line '---'"


@pytest.mark.parametrize("text", ["---\na: 1", "a: 1\n...\n", "%YAML 1.2\n---\na: 1"])
def test_marks_around_one_document_are_fine(written, text):
    """The marks that YAML allows before and after a document change nothing."""
    assert written(text).tree == {"a": "1"}


@pytest.mark.parametrize(("text", "place"), [("- a\n- b", "1:1"), ("a", "1:1"), ("\n[a]", "2:1")])
def test_a_list_or_a_text_at_the_top_is_refused(refused, text, place):
    """A file holds keys."""
    assert refused(text) == f"{place} wrong-type: must hold 'key: value' lines"


@pytest.mark.parametrize(("text", "place"), [("? [a]\n: b", "1:3"), ("a: {{x}}", "1:5")])
def test_a_key_must_be_a_word(refused, text, place):
    """A list or a mapping cannot be a key, and the advice names the quotes that may be missing."""
    said = refused(text)
    assert said.startswith(f"{place} yaml-syntax: a key must be a word; put quotes around a text that begins with")


def test_missing_file_is_a_finding(tmp_path):
    """A file that went away is named."""
    with pytest.raises(Unusable) as error:
        read(tmp_path / "gone.yaml", NAME)
    assert [(finding.code, finding.file) for finding in error.value.findings] == [("unreadable-file", NAME)]


def test_folder_in_place_of_a_file_is_a_finding(tmp_path):
    """A folder with the name of a file cannot be read."""
    with pytest.raises(Unusable, match="cannot be read: ") as error:
        read(tmp_path, NAME)
    assert error.value.findings[0].code == "unreadable-file"


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("name:Oak\n\n# a note\ncountry: GB\n", (1, 5), "a space is missing after ':'"),
        ("name: 'Rose's'\n", (1, 7), "a text with an apostrophe in it stands in double quotes, or in none"),
        ("name: & Rose\n", (1, 7), "put quotes around a text that begins with '&'"),
    ],
)
def test_common_slips_are_told_where_they_were_made(tmp_path, text, place, advice):
    """What staff mistype most is explained at its own line, even where YAML stumbles later."""
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Unusable) as error:
        read(file, "a.yaml")
    (finding,) = error.value.findings
    assert ((finding.line, finding.column), finding.message) == (place, advice)
