"""The shipped evidence and what the countries say of it: complete, honest about what was not checked, and in accord."""

import re

import pytest

from handouts.model.country import Country
from handouts.model.evidence import Confidence, Source
from handouts.project import library
from handouts.reading import read
from handouts.shaping import shape

CONTENT = library() / "content"
NATURAL = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
LONGEST_SENTENCE = 20  # words
MOST_SENTENCES = 3
TOPIC = "low-back-pain"

IDS = """
E01 E02 E03 E04 E05 E05b E06 E06c E07 E08 E09 E10 E11 E20 E21 E21b E22 E22b E23 E24 E25 E26 E27 E28
G01 G02 G03 G04 G05 G06 G07 G08 G09 G10
S01 S02 S03 S04 S05 S06 S07 S08 S09 S10 S11 S12 S13 S14 S15 S16 S17 S30 S31 S32 S33 S35 S37 S40 S42 S43
C01 C02 C02x C03 C04 C05 C06 C07 C08 C09 C10 C11 C12 C13 C14 C15
"""
UNCHECKED = {"E05b", "E21b", "E22b", "E26", "S07", "S14", "S33"}
UNCHECKED_FACTS = """
E01.volume-and-doi E07.back-pain E10.author-and-journal E23.withdrawn E24.small
G01.number G02.band G03.migraine-now G05.chronic-grade G08.update
S01.faint S05.no-serious S05.mild-reactions S06.significant S40.injury S40.calf S43.broken-needle
"""
EMERGENCY = {"AU": "000", "CA": "911", "DE": "112", "GB": "999", "IE": "112 or 999", "NZ": "111", "US": "911"}
STATES = ("NY", "TX", "VA", "WA")


def sources():
    """Every shipped source by its id, and what is wrong with the file."""
    reading = read(CONTENT / "evidence.yaml", "content/evidence.yaml")
    shaped = {name: shape(node, Source) for name, node in reading.tree.items()}
    findings = [*reading.findings, *(finding for _, found in shaped.values() for finding in found)]
    return {name: source for name, (source, _) in shaped.items() if source}, findings


EVIDENCE, FINDINGS = sources()
FACTS = {f"{name}.{slug}": (source, fact) for name, source in EVIDENCE.items() for slug, fact in source.facts.items()}
COUNTS = {name: fact for name, (_, fact) in FACTS.items() if fact.count is not None}
BEHIND = {name: found for name, fact in COUNTS.items() if (found := re.search(r"\(([\d,]+) of ([\d,]+)", fact.exact))}


def confidence(name):
    source, fact = FACTS[name]
    return fact.confidence or source.confidence


def country(code):
    file = CONTENT / "countries" / f"{code}.yaml"
    shaped, findings = shape(read(file, file.name).tree, Country)
    assert findings == []
    return shaped


def printed(there):
    """Every text of a country that patients read."""
    yield from (there.regulator, there.form_note)
    yield from (line.text for lines in there.guidelines.values() for line in lines)
    for region in there.regions.values():
        yield from (text for text in (region.regulator, region.form_note) if text)


def test_every_source_is_whole():
    """Every source and every fact has what a printed number needs."""
    assert [str(finding) for finding in FINDINGS] == []
    assert set(EVIDENCE) == set(IDS.split())
    assert [name for name, source in EVIDENCE.items() if not source.facts] == []


def test_fact_names_are_slugs():
    """A citation can name every fact."""
    assert [name for name in FACTS if not re.fullmatch(r"[A-Z]\d\d[a-z]?\.[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_unchecked_sources_never_print():
    """A source from memory stays one, with every fact it has."""
    assert {name for name, source in EVIDENCE.items() if source.confidence is Confidence.MEMORY} == UNCHECKED
    loose = [name for name in FACTS if name.split(".")[0] in UNCHECKED and confidence(name) is not Confidence.MEMORY]
    assert loose == []


def test_unchecked_parts_of_a_source_never_print():
    """Where a source was seen and a part of it was not, that part alone is from memory."""
    found = {name for name in FACTS if confidence(name) is Confidence.MEMORY and name.split(".")[0] not in UNCHECKED}
    assert found == set(UNCHECKED_FACTS.split())


def test_unchecked_details_are_in_no_citation():
    """What nobody checked of a source is not in the line that is printed in the list of sources."""
    e01, e10 = EVIDENCE["E01"], EVIDENCE["E10"]
    assert "172" not in e01.citation
    assert e01.doi is None
    assert not re.search("Comachio|Meridian|2020", e10.citation)
    assert "1.2.8" not in EVIDENCE["G01"].citation
    assert not re.search("withdrawn", EVIDENCE["E23"].citation)


def test_second_hand_facts_say_where_they_were_read():
    """Who reads a second-hand fact can learn who issued it, when, and in whose account it was read."""
    second_hand = {name.split(".")[0] for name in FACTS if confidence(name) is Confidence.SECOND_HAND}
    assert second_hand
    assert [name for name in second_hand if not (EVIDENCE[name].issuer and EVIDENCE[name].read_in)] == []


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_count_agrees_with_its_source(name):
    """The count is the source's own figure, rounded to whole people or treatments."""
    fact = COUNTS[name]
    figure = re.match(r"([\d.,]+) (?:(%)|per ([\d,]+))(?= |$)", fact.exact or "")
    assert figure, fact.exact
    per = 100 if figure[2] else int(figure[3].replace(",", ""))
    assert round(float(figure[1].replace(",", "")) / per * fact.of) == fact.count


@pytest.mark.parametrize("name", sorted(BEHIND))
def test_figure_agrees_with_the_numbers_behind_it(name):
    """Where the source gives how many of how many, the figure follows from them."""
    fact = COUNTS[name]
    figure = re.match(r"([\d.,]+) (?:(%)|per ([\d,]+))", fact.exact)
    per = 100 if figure[2] else int(figure[3].replace(",", ""))
    part, whole = (int(number.replace(",", "")) for number in BEHIND[name].groups())
    digits = len(figure[1].partition(".")[2])
    assert round(part / whole * per, digits) == pytest.approx(float(figure[1].replace(",", "")), abs=0.6 * 10**-digits)


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_count_is_in_plain_words(name):
    """A count is of a round number, and its words leave numbers to it."""
    fact = COUNTS[name]
    assert fact.of in NATURAL
    assert fact.count > 0
    assert not re.search(r"\d", fact.says)
    assert fact.says[0].islower()
    assert not fact.says.endswith(".")


def test_real_and_pretend_are_not_mistaken_for_real():
    """The figure of a trial that counts real and pretend acupuncture together says so wherever it is printed."""
    assert "pretend" in COUNTS["E03.real-and-pretend"].says


def test_every_country_is_looked_at():
    """A country file that is not in the table here was not looked at."""
    assert {file.stem for file in (CONTENT / "countries").glob("*.yaml")} == set(EMERGENCY)


@pytest.mark.parametrize("code", EMERGENCY)
def test_country_has_its_emergency_number(code):
    """The number is the one that calls an ambulance there, in its regions too, and no region takes it for advice."""
    there = country(code)
    assert there.emergency == EMERGENCY[code]
    assert not any(re.search(r"\d", region.out_of_hours or "") for region in there.regions.values())


@pytest.mark.parametrize("code", EMERGENCY)
def test_country_says_who_oversees_and_what_its_form_is_not(code):
    """Every patient learns how to complain, and that a sheet is no talk or not the form of a state."""
    there = country(code)
    for regulator in [there.regulator, *(region.regulator for region in there.regions.values() if region.regulator)]:
        assert "how to complain" in regulator
    assert re.search("talk|not part of this sheet|copy|unwanted effects", there.form_note)


@pytest.mark.parametrize("code", EMERGENCY)
def test_country_shows_that_experts_disagree(code):
    """WHO and a body that says the opposite stand side by side, each from a source with issuer and year."""
    lines = country(code).guidelines[TOPIC]
    issuers = {EVIDENCE[line.fact.split(".")[0]].issuer for line in lines}
    assert {"WHO", "NICE"} <= issuers
    texts = " ".join(line.text for line in lines)
    assert "may be offered" in texts
    assert "not to offer" in texts


@pytest.mark.parametrize("code", EMERGENCY)
def test_every_country_speaks_of_every_topic(code):
    """No handout of a condition lacks what experts say, whatever the country."""
    assert set(country(code).guidelines) == set(country("GB").guidelines)


@pytest.mark.parametrize("code", EMERGENCY)
def test_guidelines_of_a_country_may_be_printed(code):
    """Every line stands on a fact that is there and was not from memory, and names who issued it."""
    for lines in country(code).guidelines.values():
        for line in lines:
            source, _ = FACTS[line.fact]
            assert confidence(line.fact) is not Confidence.MEMORY
            assert source.issuer
            assert source.year
            assert source.issuer in line.text


@pytest.mark.parametrize("code", EMERGENCY)
def test_texts_of_a_country_are_short(code):
    """Patients read short sentences, few at a time."""
    for text in printed(country(code)):
        sentences = re.split(r"(?<=[.!?])\s+", text)
        assert len(sentences) <= MOST_SENTENCES
        assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("state", STATES)
def test_state_form_is_not_this_sheet(state):
    """Where a state has a form of its own, the consent sheet says that it is not it."""
    region = country("US").regions[state]
    assert "Your state’s form is not part of this sheet." in region.form_note
    assert region.credential == "license"


def test_a_licence_is_named_only_where_the_law_gives_one():
    """In the United Kingdom only Wales licenses acupuncturists."""
    there = country("GB")
    assert "licence" not in there.credential
    assert {code for code, region in there.regions.items() if "licence" in (region.credential or "")} == {"WLS"}


def test_northern_ireland_has_no_advice_number():
    """NHS 111 does not cover Northern Ireland, so patients there are sent to a doctor or a hospital."""
    assert country("GB").regions["NIR"].out_of_hours == "a doctor or a hospital"
