"""Words what came of a command, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from handouts.findings import Finding, Severity
from handouts.plan import Output, Report, Status

JSON_VERSION = 1
MOST_ALIKE = 3
_SHARED = ("draft", "stale-pdf")
_UNREAD = dict.fromkeys(("handout", "language", "paper", "edition", "path", "pages", "sha256", "fingerprint"))
_UNREAD |= {"status": Status.FAILED}


def counted(pages: int | None) -> str:
    """How many pages there are, such as `2 pages`."""
    return "1 page" if pages == 1 else f"{pages} pages"


def worded(finding: Finding) -> str:
    """A finding as one line: `content/guide.yaml:14:3: error: unknown-key: 'titel' is not a key`."""
    place = [finding.file or finding.handout, finding.line, finding.column]
    where = ":".join(str(part) for part in place if part is not None)
    page = f" (page {finding.page})" if finding.page else ""
    message = " ".join(finding.message.split())
    line = f"{where}{': ' if where else ''}{finding.severity}: {finding.code}: {message}{page}"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)


def lines(findings: Iterable[Finding]) -> list[str]:
    """Findings as lines, each once. Many drafts share one, and so do many PDFs that are behind since the same day."""
    shared: dict[Finding, list[Finding]] = {}
    for finding in findings:
        reason = replace(finding, file=None, handout=None) if finding.code in _SHARED else finding
        shared.setdefault(reason, []).append(finding)
    return list(dict.fromkeys(line for alike in shared.values() for line in _line_or_lines(alike)))


def _line_or_lines(alike: Sequence[Finding]) -> list[str]:
    first, *others = alike
    if len(alike) <= MOST_ALIKE:
        return [worded(finding) for finding in alike]
    return [f"{worded(first)}; so with {', '.join(str(finding.file or finding.handout) for finding in others)}"]


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
