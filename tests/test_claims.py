"""Numbers that claim something: which are seen, and what backs them."""

import pytest

from handouts.claims import cited_sentences, mixed, unnumbered, unsourced
from handouts.evidence import Evidence
from handouts.model.evidence import Source
from handouts.numbers import claims
from handouts.reading import Place

HERE = Place("content/sheet.yaml", 3, 5)
EVIDENCE = Evidence(
    {
        "S01": Source.model_validate(
            {
                "citation": "Witt 2009",
                "year": "2009",
                "population": "patients in Germany",
                "comparator": "none",
                "confidence": "seen",
                "facts": {
                    "bleeding": {
                        "count": 6,
                        "of": 100,
                        "unit": "people",
                        "says": "bled",
                        "exact": "6.1 % (13,983 of 229,230; 95 % CI 5 to 7)",
                    },
                    "worse": {"count": 60, "of": 100, "unit": "people", "says": "x", "confidence": "memory"},
                    "odd": {
                        "count": 9,
                        "of": 100,
                        "unit": "people",
                        "says": "felt odd",
                        "exact": "9 % (at least 30 % odder)",
                    },
                    "pain": {"count": 29, "of": 100, "unit": "people", "says": "felt pain"},
                    "half": {"claim": "A claim in words that names 70 %."},
                },
            }
        ),
    }
)


def found(text: str) -> list[str]:
    return [finding.message for finding in unsourced(text, EVIDENCE, HERE)]


@pytest.mark.parametrize(
    "text",
    [
        "It helps 60 %.",
        "It helps 60%.",
        "It helps 60 per cent.",
        "It helps sixty percent.",
        "It helps 60 **%** of people.",
        "It helps 6\u200b0 %.",
        "It helps ６０ ％.",
        "It helps 6 in 10.",
        "It helps 6 out of 10.",
        "It helps six in ten.",
        "It helps 6 in every 10.",
        "It helps 6 per 1,000 people.",
        "It helps 60 of 100 people.",
        "It helps 2 of the 229,230 patients.",
        "It helps one in a million.",
        "It works 3 times better.",
        "It helps half of people.",
        "It helps two thirds of patients.",
        "It helps 95 people in 100.",
        "It helps nine patients out of ten.",
        "One person in ten bled.",
        "Out of ten patients, nine recover.",
        "Of 100 patients, 95 got better.",
        "9 got better out of 10.",
        "9 got better in every 10.",
        "95 of 100 got better.",
        "It helped 95 of our last 100 patients.",
        "It helps 9-in-10.",
        "It helps nine-out-of-ten.",
        "We are rated 6/10.",
        "It helps 95/100.",
        "It helps 95 among 100.",
        "It helps nine from ten.",
        "It helps one in a dozen.",
        "It helps fifteen per cent.",
        "It helps eighteen in twenty.",
        "It harms zero in 1000.",
        "It harms none in 1,000.",
        "It helps 95+ %.",
        "It helps 95 (ninety-five) per cent.",
        "It helps 95 or so per cent.",
        "It helps 95 pct.",
        "It helps 95 ‰.",
        "It helps %95.",
        "It helps 95\ufe0f %.",
        "It helps 95\u3164%.",
        "It helps two-thirds of patients.",
        "It helps ⅔ of patients.",
        "It helps half of all our patients.",
        "Half got better.",
        "It helps every second patient.",
        "Relief is threefold.",
        "It works 3x.",
        "It is twice as likely to help.",
        "It doubles your chance.",
        "It helps 1.000.000,5 %.",
        "It harmed 1 in one hundred people.",
        "It harmed 1 in 2,000 people.",
        "It harmed 1 in 2000 people.",
        "It harmed 1 in two thousand.",
        "Of 2000 patients, 3 bled.",
        "It helps 60\u034f per cent.",
        "It helps 6\u1160 in 10.",
    ],
)
def test_a_number_that_claims_how_often_needs_a_source(text):
    """Each way of writing a share of people is seen, in digits, in words, and with marks between."""
    (message,) = found(text)
    assert "has no source" in message


@pytest.mark.parametrize(
    "text",
    [
        "Allow 75 minutes.",
        "It costs £60.",
        "Call 020 7946 0182 or 999.",
        "We open at 8.30 in the morning.",
        "Come 2 times a week.",
        "Breathe in 3 times per hour.",
        "Written in 2026, in 4 parts.",
        "The next 3 of the steps are short.",
        "People aged 65 or over.",
        "Page 2 of 4.",
        "One in the hand.",
        "We charge 50 % of the fee.",
        "You get 10 % off a course of six.",
        "It costs £60 per 45 minutes.",
        "It costs £60 in 2027.",
        "We use 70 % alcohol.",
        "The gown is 100 % cotton.",
        "We are number 12 in 1998.",
        "Book 10 in 2 weeks.",
        "Take 1 per 2 days.",
        "It is 2 in 1.",
        "Most people come six times.",
        "Breathe out slowly 5 times.",
        "We ask you three times.",
        "Do it 3 times daily.",
        "The grid is 12/24.",
        "We set 5 needles in 10 points.",
        "Take 2 in 24 hours.",
        "We saw 5 in 10 thousand hours.",
        "We were 12 people in 2019.",
    ],
)
def test_durations_prices_phones_dates_and_counts_need_no_source(text):
    """What claims nothing about treatment is left alone."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Some 6 in 100 bled.[@S01]",
        "Some 6 in 100 bled. [@S01] Others not.",
        "6.1 % [@S01]",
        "29 % felt pain. [@S01]",
        "Twenty-nine in a hundred. [@S01]",
    ],
)
def test_a_number_is_backed_by_the_source_its_sentence_cites(text):
    """The citation may stand before the full stop or after it."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Some 7 in 100 bled. [@S01]", "a number that the source does not have"),
        ("Some 60 in 100 felt worse. [@S01]", "a fact from memory"),
        ("Some 70 % felt well. [@S01]", "a number inside a claim in words"),
        ("Some 95 % felt well. [@S01]", "the width of an interval"),
        ("Some 30 % felt odd. [@S01]", "a threshold"),
        ("Ninety-nine in 100 felt odd. [@S01]", "the end of a longer number"),
        ("Some 6 in 100 thousand bled. [@S01]", "the beginning of a longer number"),
    ],
)
def test_a_source_backs_no_number_but_its_own(text, why):
    """A citation beside a number is not enough: the source must have counted it."""
    (message,) = found(text)
    assert "is no fact of S01" in message, why


def test_a_cited_fact_backs_its_own_number_alone():
    """Another fact of the same source is not what was cited."""
    (message,) = found("Some 6 in 100 felt odd. [@S01.odd]")
    assert "is no fact of S01.odd" in message


def test_a_citation_backs_its_own_sentence_alone():
    """The number of the next sentence needs a source of its own."""
    assert len(found("Some bled. [@S01] Some 6 in 100 had pain.")) == 1


def test_the_place_is_that_of_the_text():
    """The finding stands where the text stands."""
    (finding,) = unsourced("60 %", EVIDENCE, HERE)
    assert (finding.file, finding.line, finding.column) == HERE


def test_sentences_keep_their_citations_and_their_decimals():
    """A full stop inside a number ends nothing, and a citation belongs to what stands before it."""
    text = "It rose by 8.6 points. [@S01][@S09] “Yes.” Then (it fell.) Well…\n\nNew"
    assert cited_sentences(text) == [
        "It rose by 8.6 points[@S01][@S09].",
        "“Yes.”",
        "Then (it fell.)",
        "Well...",
        "New",
    ]


@pytest.mark.parametrize("text", ["This is rare.", "Bruises are very common.", "It is unlikely to hurt."])
def test_a_word_for_how_often_needs_a_number(text):
    """Words alone mean something else to everybody."""
    (finding,) = unnumbered(text, HERE)
    assert finding.code == "frequency-without-number"


@pytest.mark.parametrize(
    "text",
    [
        "This is rare: 1 in 10,000 people. [@S03]",
        "Whether it is rare is not known.",
        "How often it happens is unknown.",
    ],
)
def test_a_word_for_how_often_may_stand_with_its_number(text):
    """A number in the sentence is enough, and so is that nobody knows it."""
    assert list(unnumbered(text, HERE)) == []


def test_numbers_side_by_side_count_in_one_denominator():
    """Counts in hundreds beside counts in thousands cannot be compared."""
    (finding,) = mixed(["6 in 100 bled", "7 in 1,000 felt faint"], HERE)
    assert finding.message.startswith("numbers in 100 and in 1,000 stand side by side")
    assert list(mixed(["6 in 100 bled", "2 in 100 had pain"], HERE)) == []


@pytest.mark.parametrize("text", ["1.2.3,4 in 10", "1,,2 %", "9.9.9 times more", "0 in 0", "1 in 0.0"])
def test_numbers_that_are_none_bring_nothing_down(text):
    """Whatever digits and points stand there, the text is read to its end."""
    assert isinstance(claims(text), list)


def test_every_claim_keeps_what_was_written():
    """The message can quote the number as it stands in the text."""
    assert [claim.written for claim in claims("60 % and 6 out of 10")] == ["6 out of 10", "60 %"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("seventy-five per cent", ("percent", 75, 0)),
        ("twenty five per cent", ("percent", 25, 0)),
        ("one hundred per cent", ("percent", 100, 0)),
        ("one in two hundred", ("ratio", 1, 200)),
        ("1 in one hundred people", ("ratio", 1, 100)),
        ("5 in 10 thousand", ("ratio", 5, 10_000)),
        ("2 of 10 thousand patients", ("ratio", 2, 10_000)),
        ("2 in 1.5 million", ("ratio", 2, 1_500_000)),
        ("one in two hundred and fifty thousand", ("ratio", 1, 250_000)),
        ("a hundred and five in two thousand three hundred", ("ratio", 105, 2300)),
        ("one in two dozen", ("ratio", 1, 24)),
        ("one in a hundred", ("ratio", 1, 100)),
        ("no-one in ten", ("ratio", 0, 10)),
        ("sixteen in every 100", ("ratio", 16, 100)),
        ("between five and nine per cent", ("percent", 9, 0)),
        ("twenty-five times more", ("times", 25, 0)),
    ],
)
def test_a_number_is_read_whole(text, meaning):
    """Number words are added and multiplied as they are said, and digits may go on in words."""
    assert [claim.meaning for claim in claims(text)] == [meaning]


def test_parts_are_told_apart_by_their_words():
    """A third is not twice as much, however it is spelt."""
    third, hyphened, twice = (claims(text)[0] for text in ("One third of people", "one-third of people", "twice the"))
    assert third.meaning == hyphened.meaning != twice.meaning
