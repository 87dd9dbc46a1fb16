"""Findings: what is wrong, how bad it is, and where.

A finding's code decides its severity and the exit code of the command; the clinic may lower some of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means: its severity, its exit code as an error, and whether a clinic may lower it."""

    severity: Severity
    exit_code: int = 1
    may_be_lowered: bool = False


def _rules(codes: str, severity: Severity, exit_code: int = 1, *, may_be_lowered: bool = False) -> dict[str, Rule]:
    return dict.fromkeys(codes.split(), Rule(severity, exit_code, may_be_lowered))


RULES: Mapping[str, Rule] = {
    **_rules("missing-library", Severity.ERROR, 5),
    **_rules("cannot-write", Severity.ERROR, 6),
    **_rules("missing-file bad-image bad-font template-error", Severity.ERROR, 4),
    **_rules("unreadable-file yaml-syntax duplicate-key unknown-key missing-key", Severity.ERROR, 3),
    **_rules("wrong-type unknown-reference required-block emergency-number", Severity.ERROR, 3),
    **_rules("unverified-fact fact-without-source", Severity.ERROR, 3),
    **_rules("text-lost text-overflow missing-glyph not-accessible wrong-paper", Severity.ERROR),
    **_rules("text-overlap small-type low-contrast page-budget", Severity.ERROR, may_be_lowered=True),
    **_rules("unprintable-margin image-resolution stranded-heading fold-crossing", Severity.ERROR, may_be_lowered=True),
    **_rules("style-ignored stale-pdf stale-override placeholder", Severity.WARNING, may_be_lowered=True),
    **_rules("reading-grade long-sentence long-paragraph long-list", Severity.WARNING, may_be_lowered=True),
    **_rules("frequency-without-number mixed-denominators review-overdue", Severity.WARNING, may_be_lowered=True),
    **_rules("draft", Severity.NOTE),
}

# Several kinds at once: the cause that must be mended first decides.
_EXIT_ORDER = (5, 6, 4, 3, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. Lines, columns and pages count from 1; paths are relative to the project."""

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    handout: str | None = None
    page: int | None = None
    severity: Severity | None = None

    def __post_init__(self) -> None:
        if self.severity is None:
            object.__setattr__(self, "severity", RULES[self.code].severity)


def judge(findings: Iterable[Finding], checks: Mapping[str, Severity], *, strict: bool = False) -> list[Finding]:
    """Give each finding the severity that the clinic's `checks` and `--strict` ask for.

    Findings that the clinic switched off are left out. With `strict`, warnings become errors.
    """
    judged = []
    for finding in findings:
        severity = finding.severity
        if RULES[finding.code].may_be_lowered:
            severity = checks.get(finding.code, severity)
        if strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        if severity is not Severity.OFF:
            judged.append(replace(finding, severity=severity))
    return judged


def exit_code(findings: Iterable[Finding]) -> int:
    """0 where no finding is an error, else the exit code of the cause to mend first."""
    codes = {RULES[finding.code].exit_code for finding in findings if finding.severity is Severity.ERROR}
    return next((code for code in _EXIT_ORDER if code in codes), 0)
