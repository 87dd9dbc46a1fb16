"""The grade of texts that were counted by hand."""

import pytest

from handouts.readability.grade import Count, count, leaving_out
from handouts.readability.sentences import sentences

# Each with its words in syllables, sentence by sentence, and the grade worked out from
# 0.39 * words / sentences + 11.8 * syllables / words - 15.59.
BY_HAND = [
    (
        "The cat sat on the mat.",  # 1 sentence, 6 words of 1 syllable
        Count(1, 6, 6),
        -1.45,  # 0.39 * 6 = 2.34; 11.8 * 6 / 6 = 11.8; 2.34 + 11.8 - 15.59
    ),
    (
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
        Count(1, 13, 24),  # the Aus-tra-lian pla-ty-pus is see-ming-ly a hy-brid of a mam-mal and rep-ti-lian crea-ture
        11.26,  # the textbook example, 11.3: 0.39 * 13 = 5.07; 11.8 * 24 / 13 = 21.785; 5.07 + 21.785 - 15.59 = 11.265
    ),
    (
        "We count each needle out. Then we plan the next step with you.",
        Count(2, 13, 14),  # 5 words with need-le: 6 syllables; 8 words of 1
        -0.35,  # 0.39 * 13 / 2 = 2.535; 11.8 * 14 / 13 = 12.708; 2.535 + 12.708 - 15.59 = -0.347
    ),
    (
        "Acupuncture is safe when a trained person does it.",
        Count(1, 9, 13),  # ac-u-punc-ture 4, per-son 2, and 7 words of 1
        4.96,  # 0.39 * 9 = 3.51; 11.8 * 13 / 9 = 17.044; 3.51 + 17.044 - 15.59 = 4.964
    ),
    (
        "Medication may increase the probability of subcutaneous haemorrhage.",
        Count(1, 8, 22),  # 4 + 1 + 2 + 1 + 5 + 1 + 5 + 3
        19.98,  # 0.39 * 8 = 3.12; 11.8 * 22 / 8 = 32.45; 3.12 + 32.45 - 15.59
    ),
    (
        "Call us on 020 7946 0182 before 8.30. It costs £60, or 5% less for an ICD.",
        Count(2, 17, 20),  # 8 words with be-fore: 9; 9 words with I-C-D: 11; each figure is 1
        1.61,  # 0.39 * 17 / 2 = 3.315; 11.8 * 20 / 17 = 13.882; 3.315 + 13.882 - 15.59 = 1.607
    ),
    (
        "Is it safe, e.g. for my well-being? Yes.",
        Count(2, 8, 11),  # is it safe e-g for my well-be-ing: 7 words, 10 syllables; yes
        2.19,  # 0.39 * 8 / 2 = 1.56; 11.8 * 11 / 8 = 16.225; 1.56 + 16.225 - 15.59 = 2.195
    ),
]


def counted(text, *explained):
    """What all sentences of a text count together."""
    return sum((count(sentence, leaving_out(explained)) for sentence in sentences(text)), Count())


@pytest.mark.parametrize(("text", "by_hand"), [(text, by_hand) for text, by_hand, _ in BY_HAND])
def test_the_counts_are_those_made_by_hand(text, by_hand):
    """Sentences, words and syllables are counted as a person counts them."""
    assert counted(text) == by_hand


@pytest.mark.parametrize(("text", "grade"), [(text, grade) for text, _, grade in BY_HAND])
def test_the_grade_is_that_worked_out_by_hand(text, grade):
    """The formula gives what pencil and paper give."""
    assert counted(text).grade == pytest.approx(grade, abs=0.006)


def test_nothing_has_no_grade():
    """Where no word is counted, the grade is 0 and nothing is divided by it."""
    assert (Count().grade, counted("We talk").grade) == (0, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [("Get ready", 0), ("Your first visit", 0), ("Tell us if…", 0), ("Get ready.", 2), ("What it feels like", 4)],
)
def test_labels_do_not_flatter(text, words):
    """Three words or fewer without an end mark count nothing; with one, or from four words on, they count."""
    assert counted(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "A pneumothorax is rare.",
        "A Pneumothorax is rare.",
        "PNEUMOTHORAX, a pneumothorax’s sign, is rare.",
        "A {clinic.name} is rare.",
        "Pneumothoraxes, a {clinic.visits.first} is rare.",
    ],
)
def test_what_is_explained_is_left_out(text):
    """Words that the handout explains count nothing, in any case and number, nor do values of the clinic."""
    plain = counted("A sign, is rare." if "sign" in text else "A is rare.")
    assert counted(text, "pneumothorax") == plain


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("blood thinner", "You take blood  thinners now."),
        ("biopsy", "You take biopsies now."),
        ("kidney", "You take kidneys now."),
        ("C++ (new)", "You take C++ (new) now."),
        ("moxa", "You take moxa, now."),
    ],
)
def test_explained_phrases_are_found_as_plurals(phrase, text):
    """Phrases with spaces, plurals in -s, -es and -ies and phrases with signs are left out whole."""
    assert counted(text, "unused", phrase) == counted("You take now.")


def test_part_of_a_word_is_not_what_was_explained():
    """Where "moxa" is explained, "moxabustion" and "electromoxa" are not."""
    assert counted("We use moxabustion and electromoxa.", "moxa") == counted("We use moxabustion and electromoxa.")


def test_a_sentence_of_explained_words_is_none():
    """A sentence that has nothing else does not make the others look shorter."""
    assert counted("Moxibustion. You may feel warm.", "moxibustion") == counted("You may feel warm.")


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("10-15", 2),
        ("10,000", 1),
        ("MRI", 3),
        ("GPs", 2),
        ("NHS’s", 3),
        ("a.m.", 2),
        ("and/or", 2),
        ("hello@linden.example", 1),
        ("https://linden.example/booking", 1),
        ("linden.example", 1),
        ("medicine.", 3),
        ("(“medicine”)", 3),
        ("you…medicine", 4),
        ("BL23", 1),
    ],
)
def test_what_is_no_plain_word_has_its_rule(word, syllables):
    """Figures and addresses count one, capitals and e.g. are spelt out, and what a stroke divides adds up."""
    assert counted(f"{word} is it.").syllables == 2 + syllables
