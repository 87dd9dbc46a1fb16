"""Where sentences end and where they only seem to."""

from time import process_time

import pytest

from handouts.readability.sentences import is_closed, sentences, words


@pytest.mark.parametrize(
    "text",
    [
        "Lie still.|Rest.",
        "Does it hurt?|A little.",
        "Stop!|We take them out.",
        "Really?!|Yes.",
        "Call 999.|24 hours a day it is there.",
        "Say “stop.”|We take them out.",
        "(See the back.)|Then call us.",
        "Wait…|Then go.",
        "Wait...|Then go.",
        "Call us at once.|“I had needles” is what you say.",
        "Call {clinic.contact.phone}.|{clinic.name} is open.",
        "We open at 9 a.m.|Monday is full.",
        "We count, rest, etc.|Then you go.",
        "Take vitamin D.|Tell us first.",
        "Is it safe?|No.|People like it.",
        "You and I.|We talk.",
        "Fever, or feeling very ill?|Call a doctor.",
        "1. Sit down.|2. Lie still.",
    ],
)
def test_a_sentence_ends(text):
    """A sentence ends where an end mark, what closes after it, a space and no small letter stand."""
    assert sentences(text.replace("|", " ")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Eat something light, e.g. Toast or rice.",
        "That is, i.e. BL23, in your back.",
        "Ask Dr. Lee at St. Mary's, or Mrs. Hall.",
        "It is about (approx. 5 cm) as long as your thumb.",
        "Read no. 5 on p. 12 first.",
        "A. Practitioner sees you first.",
        "Ask Dr. A. Practitioner or Ann B. Lee.",
        "We open at 8.30 and a visit takes 1.5 hours.",
        "Call 999: do not wait; it is urgent – really.",
        "“Stop!” you say, and we stop.",
        "Wait… then go.",
        "Wait... then go.",
        "Does it hurt (much?) or not.",
        "Does it ache? (or burn) we ask.",
        "Write to hello@linden.example or see linden.example/book.",
        "Tell us first if you…",
        "We talk",
    ],
)
def test_a_sentence_goes_on(text):
    """Abbreviations, initials, decimals, colons, dashes and marks before a small letter end nothing."""
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", ["", " ", "…", "– ?", "* * *"])
def test_marks_alone_are_no_sentence(text):
    """What has no word is no sentence."""
    assert sentences(text) == []


def test_words_are_what_spaces_divide():
    """A word with a hyphen, a figure with its sign and a value in braces are one word each, and a dash is none."""
    text = "A follow-up – at 8.30, for £60 – is with {clinic.name}, and/or me."
    assert len(words(text)) == 11


@pytest.mark.parametrize("text", ["Rest.", "Rest!", "Rest?", "(Rest.)", "Say “rest.”"])
def test_an_end_mark_closes(text):
    """A sentence is whole with its end mark, and with what closes after that."""
    assert is_closed(text)


@pytest.mark.parametrize("text", ["Rest", "Tell us if you…", "Rest:", "No. 5"])
def test_without_an_end_mark_nothing_is_closed(text):
    """An ellipsis leaves a heading open, and so do a colon and nothing at all."""
    assert not is_closed(text)


@pytest.mark.parametrize("text", ["A. " * 3333, "A" + "." * 10_000, "A" * 10_000, "A." * 5_000, "A!)" * 3333])
def test_the_longest_text_is_read_quickly(text):
    """Ten thousand letters are divided in much less than a second, whatever they are."""
    start = process_time()
    assert (len(sentences(text)), process_time() - start < 0.3) == (1, True)
