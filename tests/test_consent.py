"""The shipped consent sheet: both copies say all that a patient must be told, and nothing that must not be said."""

import re

import pytest
import yaml

from handouts.batch import Order, build
from handouts.findings import Severity
from handouts.project import Project, library
from handouts.sheet import Paper
from handouts.starting import new_project
from tests.pages import page_texts
from tests.pdf_ua import page_validation, vera_pdf

HANDOUT = "risk-consent-sheet"
PATCH = f"content/{HANDOUT}.yaml"
CLINIC = """\
name: Linden Acupuncture
country: {country}
{more}contact: {{phone: 020 7946 0182}}
visits: {{first: 75 minutes, review_after: 6 visits}}
papers: [a4, letter]
"""

# What a patient must be told or asked, each with words that say it.
ITEMS = {
    "1 whose sheet it is, and how old": [
        "Consent to acupuncture",
        "Version 1.0",
        "Written November 2026",
        "Review by November 2028",
        "Linden Acupuncture",
        "Name and registration or membership",
    ],
    "2 who the patient is": ["Patient’s full name", "Date of birth"],
    "3 what is proposed, ticked one by one": [
        "I agree to have acupuncture with needles.",
        "I also agree to each treatment that I tick here:",
        "Electric current Cups Moxa Trigger points Other:",
        "We add these only if you agree. They may not help more:",
        "Electric current: a small current runs between needles.",
        "Hot cups can burn.",
        "It can burn you",
    ],
    "4 why, and how sure we are": ["Your problem, what we think causes it, how sure we are, and if this may help"],
    "5 what happens, undressing, areas, chaperone": [
        "needles through the skin",
        "You may need to bare some skin",
        "Where the needles go",
        "Clothes to take off",
        "can ask for a chaperone",
    ],
    "6 visits, review, cost, stopping": [
        "Number of visits",
        "We review it after",
        "Cost",
        "If you are no better by then, we stop",
    ],
    "7 benefit in numbers, compared, and not certain": [
        "48 in 100 real",
        "44 in 100 pretend",
        "27 in 100 usual treatment",
        "after 6 months",
        "Real and pretend did about as well. It may not ease your pain.",
    ],
    "8 other choices, and what experts say here": [
        "Exercise",
        "physiotherapy",
        "medicines",
        "talking therapy",
        "wait and see",
        "no treatment at all. Experts differ.",
        "2016 NICE advises the NHS in England. It says not to offer acupuncture",
        "2023 WHO says acupuncture may be offered",
    ],
    "9 common effects, from patients and from doctors": [
        "Patients gave the first two numbers, and doctors the next two.",
        "30 in 100 people after one visit had pain, a bruise or the like",
        "24 in 100 people after one visit felt tired or sleepy",
        "6 in 100 people over a course of about 10 visits bled or bruised",
        "2 in 100 people over a course of about 10 visits had pain",
    ],
    "10 serious risks by name": [
        "1 in 10,000 people over a course of treatment came to serious harm; studies differ widely",
        "1 in 100,000 people over a course of about 10 visits had a collapsed lung; the risk is higher near the lungs",
        "Not known reported, not counted Serious infection; harm to a nerve, the spine or an organ.",
        "Some people have died.",
        "A needle can collapse a lung. The risk is higher with lung disease or chest surgery,",
        "or at the chest, shoulders, neck or upper back.",
        "You may also feel dizzy, sick, faint or worse.",
    ],
    "11 this patient's own risks": ["What matters most to you", "Your own risks: we write which, or “none”"],
    "12 health questions, and what a yes leads to": [
        "Tick one box in each row Yes No Not sure If yes or not sure",
        "Blood thinner, or bleed easily Keep taking it. We take more care.",
        "Pacemaker, ICD, heart device Current only if heart team agrees.",
        "Fits, epilepsy or fainting You lie down. Often no current.",
        "Allergy to metal Often none. We talk first.",
        "Heart valve or immune problem We talk first. Maybe no needles.",
        "Lymph glands out, swollen limb No needles in that arm or leg.",
        "Broken or infected skin No needles there.",
        "Diabetes or numb skin More care with feet and legs.",
        "Lung disease or chest surgery We talk before needles near lungs.",
    ],
    "13 pregnancy, as a question": [
        "Yes No Could be Prefer to discuss Are you pregnant?",
        "traditionally avoided in pregnancy; tell us if you are or may be pregnant",
    ],
    "14 medicines": ["Do not stop or cut down any medicine because of acupuncture", "Medicines you take"],
    "15 driving": ["Do not drive while dizzy or sleepy"],
    "16 warning signs and numbers": [
        "Call 999 now",
        "Chest pain, or hard to breathe",
        "Shoulder or upper back pain that is worse as you breathe in A sudden cough A fit, or fainting after you leave",
        "Sudden, very bad headache",
        "Sudden or spreading weakness or numbness",
        "Say: “I had acupuncture.”",
        "It can start hours later or the next day. Do not wait.",
        "Closed? Call NHS 111.",
        "Call us the same day: 020 7946 0182",
        "Spreading redness (may be harder to see on brown or black skin), heat or pus",
        "Mild new numbness at a needle spot A needle left in",
    ],
    "17 needles used once": ["They are sterile, and each is used only once."],
    "18 the right to ask, refuse and stop": [
        "This supports our talk. It never replaces it. Take your time.",
        "You can ask, take time, and say no.",
        "You can stop at any time, or change your mind later. Your other care stays the same.",
    ],
    "19 language and interpreter": ["Language or format", "Interpreter", "Name and language"],
    "20 who decides": [
        "Under 18, or someone helps you decide? Tell us first. We will talk about who can agree, and listen to you.",
        "Parent or guardian By law I can agree for the patient, who had a say.",
        "Name and link to patient",
    ],
    "21 data": ["ask for our privacy notice", "This sheet allows no photos"],
    "22 complaints, insurer, regulator": [
        "Complaints? Call 020 7946 0182",
        "ask who insures us",
        "In England, no law regulates acupuncturists",
    ],
    "23 signatures": [
        "I have read this sheet, or had it read to me. We talked about benefits, risks, other choices",
        "Patient I decide this myself. I agree to what I ticked under “Your decision”. Sign",
        "Practitioner We talked about the plan, benefits, risks, choices and this patient’s own risks.",
        "Copy given to the patient",
        "Date and time",
    ],
    "24 which leaflets were given": [
        "Leaflets given",
        "Your first visit Version 1.0",
        "Acupuncture and back pain Version 1.0",
        "After your visit Version 1.0",
    ],
    "25 asking again": [
        "a new treatment or area, a change in your health, or after a long gap",
        "Date and time What is new and its risks Patient signs Practitioner signs",
    ],
}

# What no consent sheet may say: a pattern, and words that it must find.
NEVER = {
    "that risks need no telling": (
        r"(not|n’t) (expect|require|need)\b.{0,60}\b(explain|tell|told)",
        "I do not expect the practitioner to explain all risks",
    ),
    "a waiver": (
        r"\bwaive|\brelease (you|us|the)\b|liab(le|ility)|hold harmless|at (my|your) own risk",
        "I release the clinic from all liability",
    ),
    "arbitration": (r"arbitrat|right to (sue|a trial)", "Disputes go to arbitration"),
    "a guarantee": (r"guarantee|\bcures?\b|\bwill (help|heal|work for)\b|\bwe promise\b", "We guarantee results"),
    "that nothing is left to ask": (r"\bno (more |further |other )?questions", "I have no questions"),
    "that nobody is pregnant": (r"\bI am not (and may not be )?pregnant", "I am not pregnant"),
    "that it is safe": (r"\bsafe(ly)?\b|without risk|no risks?\b", "Acupuncture is safe"),
    "how it works": (r"endorphin|\bqi\b|meridian|blood flow|root cause", "It frees endorphins"),
    "rest where help is needed": (r"\brest (if|when|until)|lie down (if|when)", "Rest if you feel breathless"),
    "photos or marketing in one go": (
        r"\b(agree|consent)\b[^.:]{0,40}(photo|film|market|testimonial)",
        "I agree to treatment and photos",
    ),
}
REQUIRED = {
    *("plan", "benefits", "choices", "experts", "risks", "after", "health", "pregnancy", "medicines"),
    *("get-help", "rights", "decision", "own-risks", "signatures"),
}


def printed(folder, country="GB", more=""):
    """Build the sheet for a clinic in a country, on both papers, without an error: its PDFs by paper."""
    new_project(folder, country, library())
    (folder / "content" / "clinic.yaml").write_text(CLINIC.format(country=country, more=more), "utf-8")
    report = build(Project.at(folder, folder), Order([HANDOUT]))
    assert [finding for finding in report.findings if finding.severity is not Severity.NOTE] == []
    return {output.sheet.paper: output.path for output in report.outputs}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """The sheet of a British clinic, by paper."""
    return printed(tmp_path_factory.mktemp("consent") / "clinic")


@pytest.fixture(scope="module")
def copies(pdfs):
    """What each copy says, on both papers."""
    pages = {paper: page_texts(pdf) for paper, pdf in pdfs.items()}
    return [" ".join(half) for texts in pages.values() for half in (texts[: len(texts) // 2], texts[len(texts) // 2 :])]


@pytest.mark.parametrize("item", ITEMS)
def test_a_patient_is_told(copies, item):
    """Each copy says all of an item, whatever page it stands on."""
    plain = [re.sub(r"(?<=[a-z])\d\b", "", copy) for copy in copies]  # without the numbers of sources
    assert [(at, said) for at, copy in enumerate(plain) for said in ITEMS[item] if said not in copy] == []


@pytest.mark.parametrize("never", NEVER)
def test_a_patient_is_never_told(copies, never):
    """No copy says what a consent sheet must not say, and the pattern would find it."""
    pattern, example = NEVER[never]
    assert re.search(pattern, example, re.IGNORECASE)
    assert [re.search(pattern, copy, re.IGNORECASE) for copy in copies] == [None] * 4


@pytest.mark.parametrize("paper", [Paper.A4, Paper.LETTER])
def test_it_is_accessible(pdfs, paper):
    """The sheet keeps the rules of PDF/UA-1 for both validators."""
    assert (page_validation(pdfs[paper]), vera_pdf(pdfs[paper])) == ([], [])


@pytest.mark.parametrize(
    ("country", "more"),
    [
        *((country, "") for country in ("AU", "CA", "DE", "IE", "NZ", "US")),
        *(("US", f"region: {state}\n") for state in ("NY", "TX", "VA", "WA")),
        *(("GB", f"region: {nation}\n") for nation in ("ENG", "WLS", "SCT", "NIR")),
    ],
)
def test_a_copy_takes_four_pages_everywhere(tmp_path, country, more):
    """Whatever a country or a region has to say, two copies of four pages hold it on both papers."""
    pdfs = printed(tmp_path / "clinic", country, more)
    assert [len(page_texts(pdf)) for pdf in pdfs.values()] == [8, 8]


@pytest.mark.parametrize(
    ("page", "together"),
    [
        (1, ["We put thin needles", "Your plan", "48 in 100 real", "2023 WHO says"]),
        (2, ["Risks", "A needle can collapse a lung.", "Your own risks", "Your health", "Are you pregnant?"]),
        (3, ["Get help", "Your rights", "I agree to have acupuncture", "I also agree to each", "Moxa", "Other:"]),
        (4, ["Patient I decide this myself.", "Practitioner", "Leaflets given", "What is new", "Sources"]),
    ],
)
def test_what_belongs_together_stands_on_one_page(pdfs, page, together):
    """A page of every copy, on both papers, holds its whole part: plan, risks and health, agreement, signatures."""
    pages = [text for pdf in pdfs.values() for text in page_texts(pdf)[page - 1 :: 4]]
    assert [[said for said in together if said not in text] for text in pages] == [[]] * 4


def test_the_blocks_that_keep_patients_safe_are_required():
    """What a patient must be told, asked or agree to is all required: from the plan to the signatures."""
    blocks = yaml.safe_load((library() / PATCH).read_text("utf-8"))["blocks"]
    assert {block["id"] for block in blocks if block.get("required")} == REQUIRED


@pytest.mark.parametrize("block", sorted(REQUIRED))
def test_no_patch_removes_a_required_block(clinic, command, block):
    """A clinic that takes such a block away prints nothing."""
    (clinic / PATCH).write_text(f"extends: {HANDOUT}\nblocks:\n  {block}: null\n", "utf-8")
    result = command("build", HANDOUT)
    assert (result.code, result.out) == (3, "")
    assert f"{PATCH}:3:3: error: required-block: the block '{block}' keeps patients safe" in result.err


@pytest.mark.parametrize(
    ("block", "change", "lost"),
    [
        ("risks", "frequency_scale: {facts: [S01.bleeding]}", "S09.sore"),
        ("risks", "frequency_scale: {after: You may feel worse for a while.}", "A needle can collapse a lung"),
        ("pregnancy", "tick_questions: {items: [I am not pregnant.]}", "Are you pregnant?"),
        ("pregnancy", 'tick_questions: {answers: ["Yes", "No"]}', "Could be"),
        ("health", "tick_questions: {items: [Diabetes or numb skin]}", "Blood thinner, or bleed easily"),
        ("plan", "field_lines: {after: We go on until you are better.}", "If you are no better by then"),
        ("benefits", "icon_array: {after: It may ease your pain.}", "Real and pretend did about as well."),
        ("choices", "text: Exercise.", "Or no treatment at all."),
        ("medicines", "field_lines: {before: Tell us about your medicines.}", "Do not stop or cut down any medicine"),
        ("rights", "text: You can ask.", "You can ask, take time, and say no."),
        ("decision", "consent_statements: {agree_to: [Cups]}", "Electric current"),
        ("own-risks", "field_lines: {items: [None]}", "Your own risks"),
        ("signatures", "signatures: [{who: Patient, affirms: I agree.}]", "still say 'I decide this myself."),
        ("get-help", "emergency: {signs: [Sudden headache]}", "Chest pain, or hard to breathe"),
        ("get-help", "emergency: {note: Rest for a while.}", "A needle can collapse a lung."),
    ],
)
def test_no_patch_takes_words_out_of_a_required_block(clinic, command, block, change, lost):
    """A clinic may add to such a block, and what it said before must stay."""
    (clinic / PATCH).write_text(f"extends: {HANDOUT}\nblocks:\n  {block}:\n    {change}\n", "utf-8")
    result = command("build", HANDOUT)
    assert (result.code, result.out) == (3, "")
    assert "error: required-block: " in result.err
    assert lost in result.err
