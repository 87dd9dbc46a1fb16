"""The syllables of words: those of the dictionary, and those that only spelling tells."""

from importlib.resources import files

import pytest
import yaml

from handouts.project import library
from handouts.readability.syllables import count_by_rule, syllables

SHIPPED = files("handouts.readability")
KNOWN = """
a 1, the 1, we 1, you 1, are 1, once 1, needle 2, needles 2, medicine 3, medicines 3, every 3, little 2, table 2,
people 2, breathe 1, breathing 2, walked 1, needed 2, bruised 1, bruises 2, handled 2, tried 1, tries 1, worried 2,
studies 2, dishes 2, changes 2, boxes 2, pieces 2, used 1, prescribed 2, sterilised 3, dizziness 3, careless 2,
movement 2, likely 2, physically 4, basically 3, doctor 2, area 3, idea 3, quiet 2, fluent 2, video 3, museum 3,
usual 3, equal 2, nation 2, special 2, media 3, period 3, spasm 2, rhythm 2, asthma 2, acupuncture 4, diabetes 4,
pregnant 2, pneumonia 3, epilepsy 4, poem 2, create 2, created 3, isn't 2, didn’t 2, nurse's 2, patients’ 2, café 2,
naïve 2, Michael 2, Washington 3, McDonald 3, London 2
"""
BRITISH = """
centre 2, litres 2, fibre 2, colour 2, tumours 2, organise 3, organised 3, specialised 3, programme 2, ageing 2,
anaemia 4, anaesthetic 4, diarrhoea 4, haematoma 4, haemorrhage 3, oedema 3, oesophagus 4, foetus 2, leukaemia 4,
paediatric 4, gynaecologist 5, orthopaedic 4, theatre 3, tyre 1, physiotherapist 6, paracetamol 5
"""
UNKNOWN = "acupuncturists 5, moxibustion 4, acupoint 3, electroacupuncture 7, contraindication 6, apixaban 4, qi 1"


def pairs(text):
    """The words of a table above, each with its number."""
    return [(word, int(count)) for word, count in (entry.split() for entry in text.split(","))]


@pytest.mark.parametrize(("word", "count"), pairs(KNOWN) + pairs(BRITISH) + pairs(UNKNOWN))
def test_a_word_has_its_syllables(word, count):
    """Plain, inflected and British words, contractions and names have the syllables that one hears."""
    assert syllables(word) == count


def test_british_words_have_the_syllables_of_american_ones():
    """A sheet has the same grade in every country whose spelling we know."""
    words = yaml.safe_load((library() / "content" / "languages" / "en.yaml").read_text("utf-8"))["spellings"]["en-US"]
    assert {british: syllables(british) for british in words} == {here: syllables(us) for here, us in words.items()}


def test_a_word_that_the_rules_get_wrong_comes_from_the_dictionary():
    """Spelling alone would say that "create" has one syllable."""
    assert (count_by_rule("create", syllables), syllables("create")) == (1, 2)


def test_what_is_built_on_such_a_word_needs_no_entry_of_its_own():
    """The rules ask for the shorter word: "recreations" is not in the dictionary."""
    assert count_by_rule("abalones", syllables) == syllables("abalone") == 4


def test_the_data_holds_what_the_rules_get_wrong_and_no_more():
    """Each line is a word and its syllables, in the order of the alphabet, and none that the rules would say too."""
    lines = [line.split() for line in (SHIPPED / "syllables.txt").read_text("utf-8").splitlines()]
    assert lines == sorted(lines)
    assert [word for word, count in lines if count_by_rule(word, syllables) == int(count)] == []


def test_the_licence_of_the_data_lies_beside_it():
    """Whoever passes the data on passes on what its makers ask for."""
    assert "Carnegie Mellon University" in (SHIPPED / "BSD-CMUdict.txt").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "'", "brr", "足三里", "x"])
def test_whatever_is_said_has_a_syllable(text):
    """What has no vowel is at least one sound."""
    assert syllables(text) == 1


@pytest.mark.parametrize("part", ["'", "ly", "over", "'s", "ness", "a"])
def test_endless_words_end_the_count(part):
    """Ten thousand letters without a space are counted, and quickly."""
    assert syllables("a" + part * 5000) < 60
