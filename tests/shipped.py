"""The handouts that come with the program, and a clinic that prints them."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.project import Project, library
from handouts.starting import new_project

HANDOUTS = (
    "acupoint-chart",
    "aftercare-sheet",
    "back-pain-guide",
    "clinic-brochure",
    "first-visit-guide",
    "headache-guide",
    "how-acupuncture-works",
    "knee-osteoarthritis-guide",
    "neck-pain-guide",
    "pain-management-plan",
    "research-summary",
    "risk-consent-sheet",
    "sciatica-guide",
    "techniques-guide",
)
# Every kind and every component that a shipped handout has is in one of these.
ONE_OF_EACH = (
    "acupoint-chart",
    "back-pain-guide",
    "clinic-brochure",
    "first-visit-guide",
    "research-summary",
    "risk-consent-sheet",
)
# As much as a clinic may have to say there.
CONTACT = """phone: 020 7946 0182
  email: hello@linden.example
  web: linden.example
  booking: https://linden.example/book
  address: [14 Linden Row, Harrow Green, HG3 2QT]
  hours: {Mon–Thu: 8.30–7, Friday: 8.30–4, Saturday: 9–1}"""


def clinic_in(folder: Path, country: str) -> Project:
    """A new clinic in that country, which prints the shipped handouts as they are on both papers."""
    new_project(folder, country, library())
    (folder / "content" / "first-visit-guide.yaml").unlink()
    file = folder / "content" / "clinic.yaml"
    text = re.sub(r"phone: .*", CONTACT, file.read_text("utf-8"))
    file.write_text(text + "papers: [a4, letter]\n", "utf-8")
    return Project.at(folder, folder)
