"""`image-resolution`: pictures printed larger than their pixels allow."""

from __future__ import annotations

from dataclasses import replace

from handouts.findings import Finding
from handouts.inspection import PlacedImage
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.shaping import node_at

LEAST_DPI = 200


def check(job: Job) -> list[Finding]:
    """A finding for the coarsest picture of every block; that of the clinic's logo at its line."""
    pictures = [(number, image) for number, page in enumerate(job.pages, 1) for image in page.images]
    coarse = [_fault(job, number, image) for number, image in pictures if round(image.dpi) < LEAST_DPI]
    findings = worst(job, "image-resolution", [fault for fault in coarse if fault.block])
    return findings + [_at_logo(job, finding) for finding in worst(job, "image-resolution", _elsewhere(coarse))]


def _fault(job: Job, page: int, image: PlacedImage) -> Fault:
    block = job.block_at(page, image.area)
    blocks = {block.id: block for block in job.manuscript.handout.blocks}
    shown = blocks[block].image if block in blocks else None
    name = f"'content/{shown.file}'" if shown else "a picture"
    fits = int(image.width * image.dpi / LEAST_DPI)
    message = (
        f"{name} has {image.dpi:.0f} dots an inch, {image.width:.0f} mm wide as it is printed, and needs {LEAST_DPI}; "
        f"print it at most {fits} mm wide, or save it with more pixels"
    )
    return Fault(page, block, 1 / max(image.dpi, 1), message)


def _elsewhere(faults: list[Fault]) -> list[Fault]:
    return [fault for fault in faults if not fault.block]


def _at_logo(job: Job, finding: Finding) -> Finding:
    """A finding of a picture outside of all blocks: it is in the logo where the clinic has one."""
    if not job.practice.clinic.brand.logo:
        return finding
    place = node_at(job.practice.tree, ("brand", "logo")).place
    message = finding.message.partition(";")[0] + "; save it with more pixels, or as an SVG"
    return replace(finding, message=message, file=place.file, line=place.line, column=place.column)
