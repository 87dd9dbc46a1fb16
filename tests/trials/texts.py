"""Words and texts for the trials, each as an author writes it and as a page must show it."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st

# Our fonts have every letter of these, and of no script below.
PRINTABLE = {
    "Latin": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâäåãæçčđéèêëğıİîïłñóôöøœřşßšťŧúüûýžþð",
    "Vietnamese": "ăâđêôơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỵỷỹạảịỉĩọỏụủũ",
    "pinyin": "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜbpmfdtnlgkhjqxzcsrwy",
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩἀἄἡῆῥῶᾳ",
    "Cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўћђџАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "Han": "合谷足三里内關关太沖冲陽陵泉百會会神門门心肺肾腎气血",
    "figures": "0123456789.,:;!?%+=()/–—…“”‘’«»£€°½¼²³·•→≤≥×÷±",
}
FOREIGN = {
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "Thai": "กขคงจฉชซญดตถทนบปผฝพฟมยรลวสหอเแโ",
    "Devanagari": "अआइईकखगघचजटडतदनपबमयरलवशसह",
    "emoji": "😀😷💉🩺👍🏽❤️🇬🇧👩‍⚕️☎",
    "other Han": "針灸龍龜鑫日本語한국어かなカナ",
    "private": "\ue000\U000f0000\uffff\ufffc\ufffd",
}
UNSEEN = "\u200e\u202a\u202c\u202d\u2066\u2068\u2069\u200b\u200c\u200d\u2060\ufeff\xad"
TURNING = "\u200f\u202b\u202e\u2067"  # they turn Latin letters round, which is no page for a patient
ODD_SPACES = "\xa0\u2009\u2028\u2029\u3000\x85\u034f\u061c\u3164"
WORDS = (
    "acupuncture needle a I Straße naïve l’après-midi O'Neill don't 10–15 £60 8.30–4 Größe Đà châm cứu xuéwèi "
    "ἀκμή Ελληνικά ακρόπολη Привет иглы 合谷 足三里 № ½ m² e\u0301 o\u0302\u0301 A\u030a "
    "self-care mother-in-law well\u2011known Körper παθο\xadλογία"
)
LONG_WORDS = (
    "electroencephalographically pseudohypoparathyroidism Donaudampfschifffahrtsgesellschaftskapitän "
    "σπληνοηπατομεγαλία Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch psycho\xadneuro\xadimmuno\xadlogical"
)
LIGATURES = "ﬁ ﬂ oﬃce ǅ ǈ ŉ ĳ Ǆ ẞ"
# What YAML, HTML, Jinja and Markdown would each like to read as something else.
HOSTILE = (
    "null ~ yes no on 0123 0x1F 9:30 1e3 2026-11-01 key: - -- --- ... # #x &a *b !tag %x @x `x` | > ? : , [] {} [x] ] "
    "' \" '' \\ a\\b \\n \\* <b>bold</b> <i> </p> <!-- --> ]]> &amp; &#65; &lt; <script>alert(1)</script> <br/> "
    "{%x%} {{x}} {x} {{ }} {# $x ${x} %s ~~x~~ _x_ __x__ snake_case_word *x* **x** ***x*** 5*3 ` ``` ^ == << <<: *: "
    "http://m.example m.example a@m.example javascript:x"
)
# None stands among the words above, for then a link need not print it.
ADDRESSES = (
    "https://linden.example/book",
    "http://linden.example",
    "https://linden.example/a_b/c*d?e=f&g=h",
    "https://linden.example/" + "long" * 20,
    "mailto:hello@linden.example",
    "tel:+442079460182",
)


class Passage(NamedTuple):
    """A text as it is written in Markdown, and the letters that must be printed for it."""

    source: str
    shown: str


def words(alphabets: dict[str, str] = PRINTABLE) -> st.SearchStrategy[str]:
    """Words that fit into any column, some with letters in them that nobody sees."""
    alphabet, known = st.sampled_from(sorted(alphabets.values())), st.sampled_from(WORDS.split())
    drawn = alphabet.flatmap(lambda letters: st.text(letters, min_size=1, max_size=8))
    seen = st.one_of(known, known, drawn, st.sampled_from(HOSTILE.split()))
    unseen = st.sampled_from(UNSEEN)
    mixed = st.builds(lambda word, sign, at: word[:at] + sign + word[at:], seen, unseen, st.integers(0, 12))
    return st.one_of(seen, seen, seen, seen, mixed)


def long_words() -> st.SearchStrategy[str]:
    """Words of up to 80 letters among shorter ones."""
    repeated = st.builds(lambda word, times: (word * times)[:80], words(), st.integers(2, 40))
    return st.one_of(words(), words(), words(), st.sampled_from(LONG_WORDS.split()), repeated)


def strange_words() -> st.SearchStrategy[str]:
    """Words of every script, most of which no font of ours can print, and words of nothing to be seen."""
    nothing = st.text(ODD_SPACES + UNSEEN, min_size=1, max_size=3)
    known, sign = st.sampled_from(f"{WORDS} {LIGATURES}".split()), st.sampled_from(ODD_SPACES + TURNING)
    return st.one_of(words(), words(FOREIGN), nothing, st.builds("{}{}{}".format, known, sign, known))


def passages(word: st.SearchStrategy[str], most: int = 6, *, links: bool = True) -> st.SearchStrategy[Passage]:
    """Runs of Markdown: plain words, emphasis and links, with spaces or line ends between them."""
    plain = word.map(_plain)
    runs = [plain, plain, plain, plain.map(lambda run: _marked(run, "*")), plain.map(lambda run: _marked(run, "**"))]
    link = st.builds(_linked, plain, st.sampled_from(ADDRESSES))
    run = st.one_of(*runs, link) if links else st.one_of(*runs)
    space = st.sampled_from([" ", " ", " ", "  ", "\n", " \\\n"])
    return st.builds(_joined, st.lists(run, min_size=1, max_size=most), space)


def long_passages(word: st.SearchStrategy[str]) -> st.SearchStrategy[Passage]:
    """Texts of one word up to about 300 words, in one paragraph or in several."""
    repeated = st.builds(
        lambda passage, times, space: _joined([passage] * times, space),
        passages(word, 12),
        st.integers(1, 25),
        st.sampled_from([" ", "\n\n"]),
    )
    return st.one_of(passages(word, 12), repeated)


def _plain(word: str) -> Passage:
    return Passage(re.sub(r"([\\*_\[\]{}])", r"\\\1", word), word)


def _marked(run: Passage, mark: str) -> Passage:
    """Emphasis around a run; Markdown knows no emphasis that begins or ends with a space."""
    is_marked = run.source == run.source.strip() and run.source[:1].isalpha() and run.source[-1:].isalpha()
    return Passage(f"{mark}{run.source}{mark}", run.shown) if is_marked else run


def _linked(run: Passage, address: str) -> Passage:
    printed = re.sub(r"^(https?://|mailto:|tel:)|/$", "", address)
    return Passage(f"[{run.source}]({address})", f"{run.shown} ({printed})")


def _joined(runs: list[Passage], space: str) -> Passage:
    return Passage(space.join(run.source for run in runs), " ".join(run.shown for run in runs))
