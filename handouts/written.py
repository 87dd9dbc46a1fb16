"""The texts that the pages of a handout print, and one fingerprint of all of them.

The fingerprint is that of the words as a patient of this country reads them. What differs from clinic to clinic of one
country plays no part: its name, its contact, who treats there, its brand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.exhibits import Exhibits
from handouts.fingerprints import fingerprint
from handouts.manuscript import Leaflet, Manuscript
from handouts.markdown import links, printed
from handouts.model.base import Location, prose, texts
from handouts.model.handout import Block
from handouts.model.wording import Words, fill
from handouts.practice import Practice
from handouts.values import Values

WORDS_OF = {
    "do_and_dont": ("do", "do_not"),
    "steps": ("how_long", "minutes", "minutes_exact", "minutes_range", "total"),
    "emergency": ("say",),
    "icon_array": ("source", "dots"),
    "frequency_scale": ("bands",),
    "fact_table": ("fact_columns",),
    "chart": (
        "views",
        "view_part",
        "chart_shows",
        "named_point",
        "other_side",
        "not_yourself",
        "channel_line",
        "point_columns",
    ),
    "acupoint_table": ("point_columns", "traditional_use"),
    "tick_questions": ("answer_yes", "answer_no", "not_sure", "tick_one", "if_yes"),
    "consent_statements": ("agree_to",),
    "signatures": ("sign", "name", "date_and_time"),
    "leaflets": ("version",),
    "contact": ("questions", "other_formats"),
    "form": ("patient_name", "date_of_birth", "consent_number"),
}
"""The words of the language that a component, or a kind of handout, prints besides those that are looked for."""
_OF_THE_CLINIC = ("clinic.name", "clinic.contact", "clinic.practitioners", "clinic.brand")


@dataclass(frozen=True)
class Script:
    """A handout with all that its texts name and cite."""

    manuscript: Manuscript
    practice: Practice
    values: Values

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return self.practice.wordings[self.manuscript.handout.language].words

    @cached_property
    def exhibits(self) -> Exhibits:
        """The evidence as the page shows it."""
        return Exhibits(self.practice.evidence, self.practice.country, self.words, self.values)

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Every text of the content and the evidence with its location, as plain words; all of them must be printed."""
        for location, text in (*prose(self.manuscript.handout), *self._safety(), *self._evidence()):
            yield location, printed(text, self.values)
        yield from ((at, leaflet.title) for at, leaflet in self._given())

    def versions(self) -> Iterator[tuple[Location, str]]:
        """What must be printed of the leaflets that a form lists, and is no word of that form."""
        for at, leaflet in self._given():
            yield at, fill(self.words.version, leaflet.version)
            yield at, leaflet.short

    def _given(self) -> Iterator[tuple[Location, Leaflet]]:
        known = {leaflet.name: leaflet for leaflet in self.manuscript.leaflets}
        for index, block in enumerate(self.manuscript.handout.blocks):
            if block.leaflets:
                yield from ((("blocks", index), known[name]) for name in block.leaflets.items if name in known)

    def _safety(self) -> Iterator[tuple[Location, str]]:
        """Whom to call, and when: words of the language with the numbers of the country and the clinic."""
        words, country, phone = self.words, self.practice.country, "{clinic.contact.phone}"
        for index, block in enumerate(self.manuscript.handout.blocks):
            if block.emergency:
                yield ("blocks", index), fill(words.call_now, block.emergency.call)
                if block.emergency.same_day:
                    is_doctor = block.emergency.same_day_call == "doctor"
                    closed = words.closed_doctor if is_doctor else words.closed
                    if country.out_of_hours:
                        closed = fill(words.closed_line, country.out_of_hours)
                    same_day = words.same_day_doctor if is_doctor else fill(words.same_day, phone)
                    yield from ((("blocks", index), text) for text in (same_day, closed))
            if block.contact:
                yield ("blocks", index), phone
            if block.pointed and (atlas := self.manuscript.acupoints):
                yield from ((("blocks", index), sign.words) for sign in atlas.signs_of(block.pointed.points).values())

    def _evidence(self) -> Iterator[tuple[Location, str]]:
        """What comes from the evidence: numbers with who was counted, guidelines, and the list of sources."""
        for index, block in enumerate(self.manuscript.handout.blocks):
            at: Location = ("blocks", index)
            for item in block.facts:
                shown = self.exhibits.shown(item)
                yield from ((at, text) for text in (shown.number, "" if item.label else shown.says))
            if block.guidelines:
                lines = self.exhibits.guidelines(block.guidelines.topic)
                yield from ((at, text) for line in lines for text in (str(line.year), line.text))
            if block.references:
                yield from ((at, reference.source.citation) for reference in self.exhibits.references())

    def beside(self) -> Iterator[str]:
        """What pages print beside these texts: addresses, times, pictures in words, who was counted, small words."""
        handout = self.manuscript.handout
        yield from handout.copies
        yield from (address for _, text in prose(handout) for address in links(text))
        yield from self._small_words(handout.kind)
        for block in handout.blocks:
            yield from self._small_words(block.kind)
            yield from (str(step.minutes) for step in block.steps.items if step.minutes) if block.steps else ()
            yield from (block.image.alt,) if block.image else ()
            for item in block.facts:
                shown = self.exhibits.shown(item)
                yield from (shown.about, str(shown.year), str(shown.fact.unit))
            if block.references:
                yield from (reference.about for reference in self.exhibits.references())
            yield from self._points(block)

    def _small_words(self, kind: str) -> Iterator[str]:
        for key in WORDS_OF.get(kind, ()):
            yield from (text for _, text in texts(getattr(self.words, key), str))

    def _points(self, block: Block) -> Iterator[str]:
        if block.pointed and (atlas := self.manuscript.acupoints):
            for code in block.pointed.points:
                point = atlas.points[code]
                yield from (code, point.pinyin, point.traditional, point.plain or "")
                yield atlas.channels[point.channel].name


@dataclass(frozen=True)
class _Anywhere(Values):
    """The values of a country, with the names of those that are each clinic's own."""

    def resolve(self, name: str) -> str:
        return f"{{{name}}}" if name.startswith(_OF_THE_CLINIC) else super().resolve(name)


def words_fingerprint(manuscript: Manuscript, practice: Practice, added: Sequence[str]) -> str:
    """One digest of the words of a handout, in its language and this country and region, and of those that are `added`.

    It tells where in its block a text stands, since what to do is not what not to do, but not which block that is.
    """
    handout, clinic = manuscript.handout, practice.clinic
    known = practice.values(handout.language, manuscript.sources)
    script = Script(manuscript, practice, _Anywhere(clinic, practice.country, known.spelling, known.sources))
    said = [[[*map(str, at[2:] if at[:1] == ("blocks",) else at)], text] for at, text in script.texts()]
    extra = [[*added]] if added else []
    return fingerprint([handout.language, clinic.country, clinic.region, said, [*script.beside()], *extra])
