"""Words what came of a command, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from handouts.findings import Finding, Severity
from handouts.plan import Output, Report, Status

JSON_VERSION = 1
MOST_ALIKE = 3  # lines that say the same of different PDFs
_UNREAD = dict.fromkeys(("handout", "language", "paper", "edition", "path", "pages", "sha256", "fingerprint"))
_UNREAD |= {"status": Status.FAILED}


def worded(finding: Finding) -> str:
    """A finding as one line: `content/guide.yaml:14:3: error: unknown-key: 'titel' is not a key`."""
    place = [finding.file or finding.handout, finding.line, finding.column]
    where = ":".join(str(part) for part in place if part is not None)
    page = f" (page {finding.page})" if finding.page else ""
    message = " ".join(finding.message.split())
    line = f"{where}{': ' if where else ''}{finding.severity}: {finding.code}: {message}{page}"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)


def lines(findings: Iterable[Finding]) -> list[str]:
    """Findings as lines, each once; of many PDFs that are behind for one reason, the first stands for all."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for number, finding in enumerate(findings):
        is_one_of_many = finding.code == "stale-pdf"
        alike.setdefault((finding.code, finding.message if is_one_of_many else str(number)), []).append(finding)
    said = (
        [f"{worded(group[0])} (and so are {len(group) - 1} more)"] if len(group) > MOST_ALIKE else map(worded, group)
        for group in alike.values()
    )
    return list(dict.fromkeys(chain.from_iterable(said)))


def explained(output: Output, path: str) -> str:
    """Why a sheet was built, or that it was not."""
    if not output.reasons:
        return f"{path}: is up to date"
    done = {Status.BUILT: "was built", Status.CHECKED: "was checked"}.get(output.status, "could not be built")
    reasons = [*output.reasons[:3], *([f"{len(output.reasons) - 3} more"] if len(output.reasons) > 3 else [])]  # noqa: PLR2004
    return f"{path}: {done}, because {'; '.join(reasons)}"


def report_json(report: Report, called: Callable[[Path], str]) -> str:
    """What became of an order, as one JSON document. `called` names a path as the project does.

    Of a handout that could not be read nobody knows the sheets; it has one row, with nulls.
    """
    outputs = [_output(output, called) for output in report.outputs]
    told = {None, *(output.sheet.handout for output in report.outputs)}
    failed = {finding.handout for finding in report.findings if finding.severity is Severity.ERROR}
    outputs += [_UNREAD | {"handout": name} for name in sorted(filter(None, failed - told))]
    return _document(outputs=outputs, findings=report.findings)


def rows_json(name: str, rows: Iterable[Mapping[str, Any]], findings: Sequence[Finding]) -> str:
    """A list of rows under `name`, as one JSON document."""
    return _document(**{name: [*rows]}, findings=findings)


def _document(*, findings: Sequence[Finding], **parts: Any) -> str:  # noqa: ANN401  whatever JSON can hold
    said = {"version": JSON_VERSION, **parts, "findings": [asdict(finding) for finding in findings]}
    return json.dumps(said, indent=1)


def _output(output: Output, called: Callable[[Path], str]) -> dict[str, Any]:
    return {
        **asdict(output.sheet),
        "path": called(output.path),
        "pages": output.pages,
        "sha256": output.sha256,
        "fingerprint": output.fingerprint,
        "status": output.status,
    }
