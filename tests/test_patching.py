"""How a clinic's patch is laid over a handout: what it changes, what it may not, and where its mistakes stand."""

import re

import pytest

from handouts.errors import Unusable
from handouts.manuscript import read_manuscript
from handouts.project import Project

GUIDE = """\
title: Shipped title
subtitle: Shipped subtitle
kind: guide
label: Guide
version: "1.0"
written: 2026-11
review_by: 2028-11
pages: 2
blocks:
  - id: steps
    heading: Steps
    note: Shipped note
    list: [one, two]
  - {id: ask-us, text: Ask}
  - id: get-help
    required: true
    emergency: {signs: [Chest pain]}
"""


@pytest.fixture
def project(tmp_path):
    """A clinic's folder over a library with one handout, `guide`."""
    library, own = tmp_path / "library", tmp_path / "clinic"
    for folder in (library, own):
        (folder / "content").mkdir(parents=True)
    (library / "content" / "guide.yaml").write_text(GUIDE, "utf-8")
    return Project(root=own, start=own, shipped=library)


@pytest.fixture
def patched(project):
    """The handout that comes out when this patch, named `guide` or otherwise, lies over the shipped guide."""

    def patch(changes, name="guide", extends="guide"):
        write(project, name, f"extends: {extends}\n{changes}")
        return read_manuscript(project, name, None).handout

    return patch


@pytest.fixture
def refused(patched, project):
    """What is said of a patch that is refused, as `file:line:column code: message`."""

    def findings_of(changes, name="guide", extends="guide"):
        with pytest.raises(Unusable) as error:
            patched(changes, name, extends)
        return [worded(project, finding) for finding in error.value.findings]

    return findings_of


def write(project, name, text):
    (project.root / "content" / f"{name}.yaml").write_text(text, "utf-8")


def worded(project, finding):
    """A finding as one line; the folder of a shipped file is called `library`."""
    file = finding.file.replace(str(project.shipped), "library")
    return f"{file}:{finding.line}:{finding.column} {finding.code}: {finding.message}"


def ids(handout):
    return [block.id for block in handout.blocks]


def test_empty_patch_changes_nothing(patched, project):
    """A file that only says `extends` is the shipped handout."""
    handout = patched("")
    (project.root / "content" / "guide.yaml").unlink()
    assert handout == read_manuscript(project, "guide", None).handout


def test_keys_of_the_handout_are_replaced(patched):
    """A key at the top takes the place of the shipped one, and the others stay."""
    handout = patched("title: Our title\npages: 3\n")
    assert (handout.title, handout.subtitle, handout.pages) == ("Our title", "Shipped subtitle", 3)


def test_keys_of_a_block_are_replaced(patched):
    """A key of a block takes the place of the shipped one, and the block's other keys stay."""
    block = patched("blocks: {steps: {heading: Our steps}}").blocks[0]
    assert (block.heading, block.note, block.list.items) == ("Our steps", "Shipped note", ["one", "two"])


def test_list_of_a_component_is_replaced_whole(patched):
    """A list in the patch takes the place of the shipped one; nobody has to count entries."""
    assert patched("blocks: {steps: {list: {items: [three]}}}").blocks[0].list.items == ["three"]


def test_other_component_takes_the_place_of_the_shipped_one(patched):
    """A block that gets another component loses the one it had, and keeps its frame."""
    block = patched("blocks: {steps: {text: Our words}}").blocks[0]
    assert (block.kind, block.text.body, block.heading) == ("text", "Our words", "Steps")


def test_key_that_a_block_did_not_have_is_added(patched):
    """A patch can give a block what it lacked."""
    assert patched("blocks: {ask-us: {heading: Ask}}").blocks[1].heading == "Ask"


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_null_takes_a_key_away(patched, nothing):
    """A key that may be left out, at the top or in a block, is gone when a patch sets it to nothing."""
    handout = patched(f"subtitle: {nothing}\nblocks:\n  steps:\n    heading: {nothing}\n")
    assert (handout.subtitle, handout.blocks[0].heading, handout.blocks[0].note) == (None, None, "Shipped note")


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_null_removes_a_block(patched, nothing):
    """A block that is set to nothing is gone."""
    assert ids(patched(f"blocks:\n  ask-us: {nothing}\n")) == ["steps", "get-help"]


@pytest.mark.parametrize(
    ("changes", "order"),
    [
        ("new: {after: steps, text: x}", ["steps", "new", "ask-us", "get-help"]),
        ("new: {before: steps, text: x}", ["new", "steps", "ask-us", "get-help"]),
        ("new: {after: get-help, text: x}", ["steps", "ask-us", "get-help", "new"]),
        ("new: {after: steps, text: x}, newer: {after: new, text: y}", ["steps", "new", "newer", "ask-us", "get-help"]),
        ("steps: {after: ask-us}", ["ask-us", "steps", "get-help"]),
        ("get-help: {before: steps}", ["get-help", "steps", "ask-us"]),
        ("steps: {after: get-help, heading: x}", ["ask-us", "get-help", "steps"]),
        ("steps: {before: ask-us}", ["steps", "ask-us", "get-help"]),
        ("new: {after: steps, text: x}, ask-us: null", ["steps", "new", "get-help"]),
    ],
)
def test_blocks_are_put_after_or_before_others(patched, changes, order):
    """A new block is put, and a shipped or required one is moved, to where the patch says."""
    assert ids(patched(f"blocks: {{{changes}}}")) == order


def test_moved_block_keeps_what_it_shows(patched):
    """A block that is moved is the same block, changed only where the patch says so."""
    block = patched("blocks: {steps: {after: get-help, heading: Last}}").blocks[2]
    assert (block.heading, block.list.items) == ("Last", ["one", "two"])


def test_patch_may_have_another_name(patched, project):
    """A handout of the clinic's own name extends a shipped one, which stays as it is."""
    assert patched("title: Ours", name="our-guide").title == "Ours"
    assert read_manuscript(project, "guide", None).handout.title == "Shipped title"


def test_patch_of_the_same_name_lies_over_the_shipped_file(patched):
    """A file that extends its own name means the shipped handout."""
    assert patched("title: Ours", name="guide", extends="guide").title == "Ours"


def test_patches_can_be_laid_over_patches(patched, project):
    """A handout extends the clinic's own handout, which extends the shipped one."""
    write(project, "middle", "extends: guide\ntitle: Middle\nblocks: {ask-us: null}\n")
    handout = patched("subtitle: Top", name="top", extends="middle")
    assert (handout.title, handout.subtitle, ids(handout)) == ("Middle", "Top", ["steps", "get-help"])


def test_file_without_extends_takes_the_place_of_the_shipped_one(project):
    """A whole file of the same name is no patch."""
    write(project, "guide", GUIDE.replace("Shipped title", "Ours"))
    assert read_manuscript(project, "guide", None).handout.title == "Ours"


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_required_block_cannot_be_removed(refused, nothing):
    """What keeps patients safe stays, and the line to delete is named."""
    said = "content/guide.yaml:4:3 required-block: the block 'get-help' keeps patients safe and cannot be removed;"
    assert refused(f"blocks:\n  ask-us: null\n  get-help: {nothing}\n") == [f"{said} delete this line"]


@pytest.mark.parametrize("required", ["false", "null"])
def test_required_block_stays_required(refused, required):
    """No patch takes the mark from a block that keeps patients safe."""
    found = refused(f"blocks:\n  get-help:\n    required: {required}\n")
    said = "content/guide.yaml:4:5 required-block: the block 'get-help' keeps patients safe and must stay"
    assert f"{said} 'required: true'" in found


@pytest.mark.parametrize("required", ["yes", "no", "maybe", "True", "[true]"])
def test_required_is_true_or_false(refused, required):
    """Whether a block is required is said in no other words, which might be taken for the wrong one."""
    assert refused(f"blocks:\n  get-help:\n    required: {required}\n") == [
        "content/guide.yaml:4:15 wrong-type: 'required' must be true or false"
    ]


@pytest.mark.parametrize(("name", "place"), [("get-help", ""), ("steps", ""), ("new", "\n    after: steps")])
def test_block_keeps_its_id(refused, name, place):
    """No block gets another id in a patch, under which a required one could be removed."""
    said = f"content/guide.yaml:4:5 unknown-key: the id of a block is the key above, '{name}'; delete this line"
    assert refused(f"blocks:\n  {name}:\n    id: help{place}\n    heading: x\n") == [said]


@pytest.mark.parametrize(
    "change",
    [
        "{emergency: {signs: []}}",
        "{emergency: null}",
        "{emergency: {signs: [Something else]}}",
        "{text: All is well}",
        "{page_break: true}",
    ],
)
def test_required_block_cannot_be_emptied(refused, change):
    """A required block still says what it said, whatever a patch does."""
    assert all(said.startswith("content/guide.yaml:2:") for said in refused(f"blocks: {{get-help: {change}}}"))


def test_required_block_can_be_added_to(patched):
    """A clinic may say more in a block that keeps patients safe, and head it with its own words."""
    emergency = "{signs: [A fit, Chest  pain], same_day: [Fever], note: Do not wait}"
    block = patched(f"blocks: {{get-help: {{heading: Help, emergency: {emergency}}}}}").blocks[2]
    assert (block.heading, block.emergency.signs) == ("Help", ["A fit", "Chest  pain"])
    assert (block.emergency.same_day, block.emergency.note) == (["Fever"], "Do not wait")


@pytest.mark.parametrize("component", ["list: [Chest pain]", "text: Chest pain", "checklist: [Chest pain]"])
def test_required_block_stays_of_its_kind(refused, component):
    """The same texts in another component, which nobody takes for an emergency, are refused at its key."""
    said = "content/guide.yaml:4:5 required-block: the block 'get-help' keeps patients safe"
    assert refused(f"blocks:\n  get-help:\n    {component}\n") == [f"{said} and must stay of the kind 'emergency'"]


@pytest.mark.parametrize(
    "emergency",
    [
        "{signs: [A fit], same_day: [Chest pain]}",
        "{signs: [A fit], note: Chest pain}",
        "{signs: [No Chest pain]}",
        "{signs: [Chest, pain]}",
    ],
)
def test_each_text_of_a_required_block_stays_in_its_place(refused, emergency):
    """A sign to call for at once cannot become one that has time, or part of another text."""
    said = "content/guide.yaml:4:5 required-block: the block 'get-help' keeps patients safe and must still say"
    assert refused(f"blocks:\n  get-help:\n    emergency: {emergency}\n") == [
        f"{said} 'Chest pain' in its place; only add to it"
    ]


@pytest.mark.parametrize("note", ["Wait", "Do not wait in vain"])
def test_note_of_a_required_block_is_not_replaced(refused, project, note):
    """A text that stands alone in its place has no room for more, and stays as it is."""
    shipped = project.shipped / "content" / "guide.yaml"
    shipped.write_text(GUIDE.replace("[Chest pain]}", "[Chest pain], note: Do not wait}"), "utf-8")
    (said,) = refused(f"blocks: {{get-help: {{emergency: {{signs: [Chest pain], note: {note}}}}}}}")
    assert said.endswith("must still say 'Do not wait' in its place; only add to it")


ASKED = (
    GUIDE
    + """\
  - id: asked
    required: true
    tick_questions: {items: [Are you pregnant?]}
  - id: seen
    required: true
    tick_questions: {items: [Are you ill?], answers: [No, Maybe]}
"""
)
CHANGED = {
    "asked:\n    tick_questions:\n      answers: [No, Not sure]": "keeps patients safe and must leave out 'answers'",
    "seen:\n    tick_questions:\n      answers: [No, Maybe, Yes]": "must keep 'answers' as it is: No, Maybe",
    "seen:\n    tick_questions:\n      answers: null": "must keep 'answers' as it is: No, Maybe",
    "get-help:\n    emergency:\n      same_day_call: doctor": "must keep 'same_day_call' as it is: clinic",
}


@pytest.mark.parametrize("change", CHANGED)
def test_answers_and_whom_to_call_stay(refused, project, change):
    """No patch takes the box for yes from a question, or the patient from the one to call."""
    (project.shipped / "content" / "guide.yaml").write_text(ASKED, "utf-8")
    (said,) = refused(f"subtitle: Ours\nblocks:\n  {change}\n")
    assert said.startswith("content/guide.yaml:6:7 required-block: the block '")
    assert said.endswith(CHANGED[change])


NESTED = (
    GUIDE
    + """\
  - id: rest
    required: true
    steps: [{title: Lie, minutes: 10-15, text: Rest.}, {title: Rise, text: Rest.}]
  - id: health
    required: true
    tick_questions: {items: [{question: "Are you  ill?", then: Call us.}]}
  - id: places
    required: true
    chart: {points: [LI4], table: true}
  - id: notes
    required: true
    log: {columns: [Day], rows: 5}
"""
)


@pytest.fixture
def guarded(refused, project):
    """What is said of the required blocks of a patch over a guide in which they are lists of more than texts."""

    def findings_of(changes):
        (project.shipped / "content" / "guide.yaml").write_text(NESTED, "utf-8")
        return [said.partition("required-block: ")[2] for said in refused(changes) if "required-block" in said]

    return findings_of


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("rest: {steps: [{title: Lie, minutes: 10-20, text: Rest.}, {title: Rise, text: Rest.}]}", "still say '10–15'"),
        ("rest: {steps: [{title: Lie, minutes: 10-15, text: Rest.}]}", "still say 'Rise'"),
        ("health: {tick_questions: {items: [{question: Are you ill?, then: Do.}]}}", "still say 'Call us.'"),
        ("places: {chart: {points: [LI4], table: false}}", "keep 'table' as it is: true"),
        ("notes: {log: {columns: [Day], rows: 2}}", "keep 'rows' as it is: 5"),
    ],
)
def test_what_a_required_block_lost_is_named_and_nothing_else(guarded, changes, said):
    """Of an item that changed, only what is gone is told; of a number or a switch, which one it is."""
    [told] = guarded(f"blocks: {{{changes}}}\n")
    assert f"must {said}" in told


def test_an_item_that_changed_and_lost_no_word_is_named(guarded):
    """A step that says more than it did is named by its first text, since there is no other to name."""
    steps = "[{title: Lie, minutes: 10-15, text: Rest.}, {title: Rise, minutes: 5, text: Rest.}]"
    assert "must still say 'Rise'" in guarded(f"blocks: {{rest: {{steps: {steps}}}}}\n")[0]


def test_white_space_in_an_item_is_free(patched, project):
    """A question of a required block may be broken into lines in another way, like any other of its texts."""
    (project.shipped / "content" / "guide.yaml").write_text(
        NESTED.replace("chart: {points: [LI4], table: true}", "text: Here"), "utf-8"
    )
    block = patched(
        "blocks: {health: {tick_questions: {items: [{question: Are you ill?, then: Call   us.}]}}}\n"
    ).blocks[4]
    assert block.tick_questions.items[0].then == "Call   us."


def test_what_says_when_to_get_help_comes_no_later(refused, project):
    """A patch cannot put the warning signs behind what they stood before."""
    ship(project, GUIDE + "  - {id: contact, text: Us}\n")
    said = "content/guide.yaml:3:13 required-block: the block 'get-help' says when to get help and must stay before"
    assert refused("blocks:\n  get-help: {after: contact}\n") == [f"{said} 'contact'"]


def test_what_says_when_to_get_help_may_come_earlier(patched, project):
    """Warning signs may stand before others, and blocks of the clinic's own anywhere."""
    ship(project, GUIDE + "  - {id: contact, text: Us}\n")
    blocks = patched("blocks: {get-help: {before: steps}, own: {before: get-help, text: Ours}}").blocks
    assert [block.id for block in blocks] == ["own", "get-help", "steps", "ask-us", "contact"]


@pytest.mark.parametrize(
    ("change", "at"), [("heading: Help", "4:5"), ("heading: null", "4:5"), ("emergency: {signs: null}", "4:16")]
)
def test_what_a_required_block_lost_is_named_in_the_patch(refused, project, change, at):
    """The line is one that the clinic can mend, and none of the shipped file."""
    ship(project, GUIDE.replace("    emergency:", "    heading: Get help\n    emergency:"))
    [said] = refused(f"blocks:\n  get-help:\n    {change}\n")
    assert said.startswith(f"content/guide.yaml:{at}")


def ship(project, text):
    """Let the shipped guide be another one."""
    (project.shipped / "content" / "guide.yaml").write_text(text, "utf-8")


def test_language_of_required_blocks_stays(refused):
    """A patch cannot choose another language, whose words the clinic writes itself, for the shipped warnings."""
    said = "content/guide.yaml:2:11 required-block: 'language' chooses the words of the warnings and must stay 'en'"
    assert refused("language: de") == [f"{said}; delete this line"]


def test_too_few_answers_are_told_how_many_are_needed(refused):
    """A list with an entry is not called empty."""
    change = "blocks: {ask-us: {tick_questions: {items: [Are you well?], answers: [one]}}}"
    assert [said.partition(" ")[2] for said in refused(change)] == [
        "wrong-type: 'answers' must have at least 2 entries"
    ]


def test_required_block_that_lost_a_text_is_told_which(refused):
    """What a block must still say is named at the patch's own component."""
    said = "content/guide.yaml:2:21 required-block: the block 'get-help' keeps patients safe and must still say"
    assert refused("blocks: {get-help: {emergency: {signs: [A fit]}}}") == [
        f"{said} 'Chest pain' in its place; only add to it"
    ]


def test_required_block_of_a_patched_patch_cannot_be_removed(refused, project):
    """A required block is safe from a second patch as well."""
    write(project, "middle", "extends: guide\nblocks: {get-help: {heading: Help}}\n")
    (said,) = refused("blocks: {get-help: null}", name="top", extends="middle")
    assert said.startswith("content/top.yaml:2:10 required-block: the block 'get-help'")


def test_whole_file_keeps_the_required_blocks(project):
    """A file that takes the shipped one's place without `extends` must hold its required blocks too."""
    write(project, "guide", GUIDE[: GUIDE.index("  - id: get-help")])
    with pytest.raises(Unusable) as error:
        read_manuscript(project, "guide", None)
    assert [worded(project, finding).split(" and ")[0] for finding in error.value.findings] == [
        "content/guide.yaml:1:1 required-block: the block 'get-help' keeps patients safe"
    ]


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ("list: [Chest pain]", "must stay of the kind 'emergency'"),
        ("emergency: {signs: [A fit], same_day: [Chest pain]}", "must still say 'Chest pain' in its place"),
    ],
)
def test_whole_file_keeps_what_the_required_blocks_say(project, component, said):
    """A file without `extends` is compared with the shipped one, and named at its own component."""
    write(project, "guide", GUIDE.replace("emergency: {signs: [Chest pain]}", component))
    with pytest.raises(Unusable) as error:
        read_manuscript(project, "guide", None)
    (found,) = (worded(project, finding) for finding in error.value.findings)
    line = GUIDE[: GUIDE.index("emergency:")].count("\n") + 1
    assert found.startswith(f"content/guide.yaml:{line}:5 required-block: the block 'get-help' keeps patients safe")
    assert said in found


def test_clinic_can_require_a_block_of_its_own(patched):
    """A patch may make a block required that was not."""
    assert patched("blocks: {ask-us: {required: true}}").blocks[1].required


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("stpes: null", "2:10 unknown-reference: there is no block 'stpes'; did you mean 'steps'?"),
        ("ask: {heading: x}", "2:10 unknown-reference: there is no block 'ask'; did you mean 'ask-us'?"),
        (
            "new: {after: stpes, text: x}",
            "2:23 unknown-reference: there is no other block 'stpes'; did you mean 'steps'?",
        ),
        (
            "steps: {before: gethelp}",
            "2:26 unknown-reference: there is no other block 'gethelp'; did you mean 'get-help'?",
        ),
        (
            "steps: {after: steps}",
            "2:25 unknown-reference: there is no other block 'steps'; there is ask-us, get-help",
        ),
        ("zzz: null", "2:10 unknown-reference: there is no block 'zzz'; there is ask-us, get-help, steps"),
    ],
)
def test_unknown_block_is_told_the_nearest(refused, changes, said):
    """An id that no block has stands at its own place, with the one that was meant or all there are."""
    assert refused(f"blocks: {{{changes}}}") == [f"content/guide.yaml:{said}"]


def test_removed_block_is_no_neighbour(refused):
    """A block that the patch has removed is no place to put another."""
    (said,) = refused("blocks: {ask-us: null, new: {after: ask-us, text: x}}")
    assert "there is no other block 'ask-us'" in said


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("new: {after: steps, before: get-help, text: x}", "2:30"),
        ("ask-us: {before: steps, after: get-help}", "2:19"),
    ],
)
def test_block_stands_after_or_before_another(refused, change, place):
    """A block that is put in two places is refused at its 'before', even where both would be the same."""
    found = refused(f"blocks: {{{change}}}")
    assert [said.rpartition(": ")[2] for said in found] == ["write 'after' or 'before', not both"]
    assert found[0].startswith(f"content/guide.yaml:{place} wrong-type: ")


@pytest.mark.parametrize(("side", "place"), [("after", "2:23"), ("before", "2:24")])
@pytest.mark.parametrize("neighbour", ["[steps]", "{steps: ask-us}"])
def test_neighbour_is_one_block(refused, side, place, neighbour):
    """A list or a mapping of neighbours is told that one id is wanted."""
    assert refused(f"blocks: {{new: {{{side}: {neighbour}, text: x}}}}") == [
        f"content/guide.yaml:{place} wrong-type: '{side}' must be the id of one block"
    ]


@pytest.mark.parametrize(("name", "meant"), [("parking", ""), ("get-hlp", ", or did you mean 'get-help'?")])
def test_new_block_must_say_where_it_goes(refused, name, meant):
    """A new block without `after` or `before` is told the id of the last block, and that of one it may be meant for."""
    said = f"'{name}' goes: 'after: get-help', with the id of a block{meant}"
    assert refused(f"blocks:\n  {name}: {{text: Behind the chemist.}}\n") == [
        f"content/guide.yaml:3:3 missing-key: say where the new block {said}"
    ]


@pytest.mark.parametrize("blocks", ["[{id: steps}]", "text", "null"])
def test_blocks_of_a_patch_are_named_by_their_id(refused, blocks):
    """A patch that gives blocks as a whole handout does is told how a patch names them."""
    said = "content/guide.yaml:2:9 wrong-type: 'blocks' of a patch must name blocks by their id;"
    assert refused(f"blocks: {blocks}") == [said + " write 'steps: {heading: …}'"]


@pytest.mark.parametrize("change", ["text", "[heading]"])
def test_change_of_a_block_holds_keys(refused, change):
    """A block that is set to a text or a list is told what to write."""
    (said,) = refused(f"blocks: {{steps: {change}}}")
    assert said.startswith("content/guide.yaml:2:17 wrong-type: 'steps' must hold the keys to replace")


def test_unknown_handout_is_told_the_nearest(refused):
    """A patch of a handout that is not there names the one that was meant."""
    assert refused("", name="ours", extends="giude") == [
        "content/ours.yaml:1:10 unknown-reference: there is no handout 'giude' to extend; did you mean 'guide'?"
    ]


@pytest.mark.parametrize("extends", ["[guide]", "{guide: x}"])
def test_a_patch_extends_one_handout(refused, extends):
    """A list or a mapping behind `extends` is refused."""
    assert refused("", extends=extends) == [
        "content/guide.yaml:1:10 wrong-type: 'extends' must be the name of one handout"
    ]


@pytest.mark.parametrize("extends", ["../../outside", "{}/outside", ""])
def test_a_patch_extends_nothing_outside(refused, project, extends):
    """What `extends` names is a handout of the project or the library, never another file."""
    (project.root.parent / "outside.yaml").write_text(GUIDE, "utf-8")
    (said,) = refused("", name="ours", extends=extends.format(project.root.parent.as_posix()))
    assert said.startswith("content/ours.yaml:1:")
    assert "unknown-reference: there is no handout" in said


@pytest.mark.parametrize("extends", ["clinic", "evidence"])
def test_only_a_handout_can_be_extended(refused, project, extends):
    """The clinic's own file stands in the same folder and is no handout."""
    write(project, extends, GUIDE)
    (said,) = refused("", name="ours", extends=extends)
    assert said.startswith(f"content/ours.yaml:1:10 unknown-reference: there is no handout '{extends}' to extend")


@pytest.mark.parametrize("length", [1, 2, 3])
def test_patches_in_a_circle_are_refused(project, length):
    """Patches that extend each other, or themselves, come to an end."""
    for number in range(length):
        write(project, f"round-{number}", f"extends: round-{(number + 1) % length}\n")
    with pytest.raises(Unusable) as error:
        read_manuscript(project, "round-0", None)
    assert worded(project, error.value.findings[0]).startswith(
        f"content/round-{length - 1}.yaml:1:10 unknown-reference: 'round-0' extends itself in a circle; name a handout"
    )


def test_mistakes_of_the_patch_stand_in_the_patch(refused):
    """Keys, values and new blocks of a patch are named at the patch's own lines."""
    found = refused("titel: x\npages: many\nblocks:\n  steps:\n    headin: x\n  new: {after: steps, txt: y, list: x}\n")
    assert sorted(said.split(": ")[0] for said in found) == [
        "content/guide.yaml:2:1 unknown-key",
        "content/guide.yaml:3:8 wrong-type",
        "content/guide.yaml:6:5 unknown-key",
        "content/guide.yaml:7:23 unknown-key",
        "content/guide.yaml:7:37 wrong-type",
    ]


def test_mistakes_of_the_handout_stand_in_the_shipped_file(refused, project):
    """What is wrong in the shipped file is named there, whatever the patch changes."""
    shipped = project.shipped / "content" / "guide.yaml"
    shipped.write_text(GUIDE.replace("note: Shipped note", "nota: x").replace("pages: 2", "pages: two"), "utf-8")
    found = refused("title: Ours\nblocks: {steps: {heading: Ours}}")
    assert [said.split(" ")[0] for said in sorted(found)] == [
        "library/content/guide.yaml:12:5",
        "library/content/guide.yaml:8:8",
    ]


def test_mistake_that_is_patched_over_is_gone(patched, project):
    """A shipped value that the patch replaces is not looked at."""
    shipped = project.shipped / "content" / "guide.yaml"
    shipped.write_text(GUIDE.replace("pages: 2", "pages: two"), "utf-8")
    assert patched("pages: 3").pages == 3


def test_all_mistakes_of_a_patch_are_found_at_once(refused):
    """A patch with several mistakes is told all of them in one pass."""
    found = refused("blocks: {get-help: null, zzz: null, steps: x, new: {text: x}}\npages: x\n")
    codes = sorted(said.split(": ")[0].split(" ")[1] for said in found)
    assert codes == ["missing-key", "required-block", "unknown-reference", "wrong-type", "wrong-type"]


def test_duplicate_keys_of_a_patch_are_found(refused):
    """A key that stands twice in a patch is named at its second place."""
    (said,) = refused("title: a\ntitle: b\n")
    assert said.startswith("content/guide.yaml:3:1 duplicate-key: 'title' stands twice, first on line 2")


def test_keys_of_a_component_are_changed_singly(patched):
    """A patch changes one sentence of a component; what it does not name stays."""
    block = patched("blocks: {get-help: {emergency: {note: Do not wait.}}}").blocks[-1]
    assert (block.emergency.note, block.emergency.signs) == ("Do not wait.", ["Chest pain"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("title: null", "'title' is needed"), ("blocks: {ask-us: {text: null}}", "a block must show something")],
)
def test_what_a_handout_needs_cannot_be_taken_away(refused, text, said):
    """The patch is told at its own line."""
    (only,) = refused(text + "\n")
    assert re.match(rf"content/guide.yaml:2:\d+ missing-key: {said}", only)


def test_a_patch_that_forgot_extends_is_told_once(clinic, command):
    """Blocks named by their ids are a patch; without `extends:` one line says what to write."""
    (clinic / "content" / "first-visit-guide.yaml").write_text("blocks:\n  steps: {heading: Our steps}\n", "utf-8")
    result = command("check", "first-visit-guide")
    (said,) = result.problems
    assert said.startswith("content/first-visit-guide.yaml:1:1: error: missing-key: this names blocks as a patch does")
    assert (result.code, said.endswith("write 'extends: first-visit-guide' above them")) == (3, True)


def test_changed_block_stands_at_its_change(project):
    """What the finished page makes of a changed block is said at the patch; what it left alone stands where it did."""
    write(project, "guide", "extends: guide\nblocks:\n  steps:\n    heading: Ours\n")
    changed, kept, _ = read_manuscript(project, "guide", None).tree["blocks"]
    assert (changed.place.file, changed.place.line) == ("content/guide.yaml", 4)
    assert str(project.shipped) in kept.place.file


def test_required_block_is_kept_under_another_name(refused):
    """A handout of the clinic's own name still says what the shipped one that it extends must say."""
    (said,) = refused("blocks: {get-help: {emergency: {signs: [A fit]}}}", name="ours")
    assert said.startswith("content/ours.yaml:2:21 required-block: ")
    assert "must still say 'Chest pain'" in said
