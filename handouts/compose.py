"""Composes the page as HTML: a manuscript meets the templates, the words of its language and the palette."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple, TypedDict
from urllib.parse import quote

import jinja2
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handouts import drawing, markdown
from handouts.dates import told_date
from handouts.errors import Unusable
from handouts.exhibits import Exhibits
from handouts.findings import Finding
from handouts.fonts import css_string
from handouts.imprint import Imprint, imprint_of
from handouts.manuscript import Leaflet, Manuscript
from handouts.model.base import Model
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.model.handout import Handout
from handouts.model.wording import Words, fill, month_name
from handouts.palette import Palette, derive, inked
from handouts.pictures import proportion
from handouts.plates import Plates
from handouts.practice import Practice
from handouts.project import Project
from handouts.sheet import Edition, Paper, Sheet
from handouts.values import Values

TALL = 0.7  # a logo narrower than this part of its height


class Logo(NamedTuple):
    """The printed size of a logo, in mm."""

    width: float
    height: float


class Copy(NamedTuple):
    """One copy of a sheet; what is printed once only has no `name`."""

    name: str | None
    suffix: str
    """What the ids of HTML elements end with: those of the first copy stay as they are."""
    end: str
    """The id of the element that stands at its end."""


class TemplateContext(TypedDict):
    """What a template may use. The filters and functions are those of `_environment`."""

    handout: Handout
    copies: list[Copy]
    clinic: Clinic
    country: Country
    words: Words
    language: str
    """The BCP 47 tag of the page, with the country's spelling: `en-US`."""
    paper: Paper
    edition: Edition
    layout: str
    """The template and the styles that lay the handout out: those of its kind, `poster`, or `large-print`."""
    palette: Palette
    """Colours by token, for drawings; style sheets use `var(--deep)`."""
    given: dict[str, Leaflet]
    """The leaflets that blocks list, by name: each has `title`, `version` and `short`, digits of its fingerprint."""
    imprint: Imprint
    """What makes the printed sheet known again: `imprint.short`, `imprint.fingerprint` and `imprint.status`."""
    modified: str
    """The day the sheet was last changed, such as `2026-11-01`: what SOURCE_DATE_EPOCH says, or else the content."""
    logo: Logo | None
    """How large the clinic's logo is printed, where it has one."""
    font_faces: str
    """The `@font-face` rules of the clinic's own fonts."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Shows templates the fields and properties of the models, and none of the methods pydantic gives them."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401  as Jinja declares it
        if isinstance(obj, Model) or (isinstance(obj, type) and issubclass(obj, Model)):
            model = type(obj)
            return attr in getattr(model, "model_fields", ()) or isinstance(vars(model).get(attr), property)
        return super().is_safe_attribute(obj, attr, value)


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates: each sheet has an environment of its own, and most of its templates like the others."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if one with the same source was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def compose(project: Project, practice: Practice, manuscript: Manuscript, sheet: Sheet, font_faces: str = "") -> str:
    """The HTML of one sheet. Its links lead to files of the project as `file:///styles/print.css` does.

    Raises:
        Unusable: a template is missing or wrong.
    """
    palette = _palette(practice.clinic, sheet.edition)
    context = TemplateContext(
        handout=manuscript.handout,
        copies=_copies(manuscript.handout),
        clinic=practice.clinic,
        country=practice.country,
        words=practice.wordings[sheet.language].words,
        language=_spoken(sheet.language, practice.country),
        paper=sheet.paper,
        edition=sheet.edition,
        layout=_layout(manuscript.handout, sheet),
        palette=palette,
        given={leaflet.name: leaflet for leaflet in manuscript.leaflets},
        imprint=imprint_of(project, practice, manuscript, sheet),
        modified=told_date() or f"{manuscript.handout.written}-01",
        logo=_logo(project, practice.clinic),
        font_faces=font_faces,
    )
    values = practice.values(sheet.language, manuscript.sources)
    exhibits = Exhibits(practice.evidence, practice.country, context["words"], values)
    environment = _environment(project, values, exhibits, palette)
    if manuscript.acupoints:
        environment.globals["acupoints"] = Plates(
            manuscript.acupoints, context["words"], palette, manuscript.handout.audience
        )
    try:
        return environment.get_template(f"{context['layout']}.html").render(context)
    except Unusable:
        raise
    except Exception as error:  # whatever an expression in a template may raise
        finding = _template_finding(project, error)
        if finding is None:
            raise
        raise Unusable([finding]) from error


def _palette(clinic: Clinic, edition: Edition) -> Palette:
    return inked() if edition is Edition.INK_SAVER else derive(clinic.brand.color)


def _layout(handout: Handout, sheet: Sheet) -> str:
    if sheet.edition is Edition.LARGE_PRINT:
        return sheet.edition
    return "poster" if sheet.paper.is_for_the_wall else handout.kind


def _copies(handout: Handout) -> list[Copy]:
    """The copies in order; the dots and capitals in their ids keep them apart from those of blocks."""
    names = enumerate(handout.copies or [None], 1)
    return [Copy(name, f".{number}" if number > 1 else "", f"END.{number}") for number, name in names]


def _spoken(language: str, country: Country) -> str:
    base = country.spelling.split("-", maxsplit=1)[0]
    return country.spelling if language == base else language


def _logo(project: Project, clinic: Clinic) -> Logo | None:
    """The size at which the logo fits the masthead: 60 mm wide at most, 10 mm high, or 14 mm where it is tall."""
    path = project.find(f"content/{clinic.brand.logo}") if clinic.brand.logo else None
    if path is None:
        return None
    ratio = proportion(path, project.read(path))
    height = min(10 if ratio >= TALL else 14, 60 / ratio)
    return Logo(round(height * ratio, 2), round(height, 2))


def _environment(project: Project, values: Values, exhibits: Exhibits, palette: Palette) -> jinja2.Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        path = project.find(f"templates/{name}")
        return (project.read(path).decode(), str(path), None) if path else None

    environment = _Sandbox(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    # Those that ask for their context are worked out for each sheet, even where a template gives a text of its own.
    environment.filters.update(
        inline=jinja2.pass_context(lambda _, text: markdown.inline(text, values)),
        paragraphs=jinja2.pass_context(lambda _, text: markdown.paragraphs(text, values)),
        plain=jinja2.pass_context(lambda _, text: markdown.plain(text, values)),
    )
    environment.filters.update(
        fill=fill,
        month=month_name,
        cite=markdown.cite,
        css_string=css_string,
        asset=lambda name: "file:///" + quote(name),
    )
    environment.globals.update(
        band=lambda width: drawing.band(palette, width),
        cover=lambda width, height: drawing.cover(palette, width, height),
        panel_band=lambda width, panel: drawing.panel_band(palette, width, panel),
        mark=lambda: drawing.mark(palette),
        qr=lambda address, title: drawing.qr(palette, address, title),
        dots=lambda count, title: drawing.dots(palette, count, title),
        evidence=exhibits,
    )
    return environment


def _template_finding(project: Project, error: Exception) -> Finding | None:
    """What a template did wrong and where, or nothing where the error is none of a template's."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _finding(project, f"{error.message}", error.filename, error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    file, line = (frames[-1].filename, frames[-1].lineno) if frames else (None, None)
    if isinstance(error, jinja2.TemplateNotFound):
        return _finding(
            project,
            f"there is no template 'templates/{error.name}'; put it there",
            file or f"templates/{error.name}",
            line,
        )
    if isinstance(error, UnicodeDecodeError):
        return _finding(project, "a template is not UTF-8; save it with the encoding UTF-8", file, line)
    return _finding(project, f"{error}", file, line) if frames else None


def _finding(project: Project, message: str, file: str | None, line: int | None) -> Finding:
    return Finding("template-error", message, project.called(Path(file)) if file else None, line)
