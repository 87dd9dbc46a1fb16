"""Records that somebody approves the words of handouts as they are now, at the end of approvals.yaml."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from handouts.approvals import approval_of, approvals_in
from handouts.dates import today
from handouts.desk import Desk
from handouts.errors import Unusable, WrongUse
from handouts.findings import Finding
from handouts.model.approval import LONGEST_NAME, Approval
from handouts.plan import chosen
from handouts.practice import Practice
from handouts.project import APPROVALS_FILE, Project
from handouts.writing import Records

_HEAD = """\
# Who approved which words, the latest last. `handouts approve` adds to this file.
# An approval holds for the words with its fingerprint alone: change a word of the handout, and it is a draft again.
# Keep this file with your content, and do not change what stands here.
approvals:
"""
_PLAIN = ("handout", "language", "country", "region", "words", "date")


def approve(project: Project, names: Sequence[str], by: str, role: str) -> list[Approval]:
    """Record that `by`, in that role, approves these handouts; give the records that are new.

    Raises:
        WrongUse: there is no clinic's folder, a handout is not there, or a name or role is none.
        Unusable: a handout has errors, or the file was damaged.
        CannotWrite: the file cannot be written.
    """
    if project.root is None:
        raise WrongUse("approve needs a clinic's folder, and no content/clinic.yaml is here or in any folder above")
    by, role = _line("by", by), _line("role", role)
    desk, names = Desk(project), chosen(project, names)
    desk.read(names)
    studio, errors = desk.studio, [error for name in names for error in desk.errors(name) if error.code != "draft"]
    if errors or studio is None:
        raise Unusable(dict.fromkeys(errors))
    approvals = [_approval(desk, studio.practice, name, by, role) for name in names]
    new = [each for each in approvals if not _is_known(each, desk.approvals)]
    if new:
        path = project.root / APPROVALS_FILE
        Records(project.root, project.called).renew(APPROVALS_FILE, lambda held: _with(path, held, new))
    return new


def _line(option: str, text: str) -> str:
    """A name or a role on one line."""
    line = " ".join(text.split())
    if not line:
        raise WrongUse(f"--{option} is empty; write who has read the words, and in which role")
    if len(line) > LONGEST_NAME or not line.isprintable():
        raise WrongUse(f"--{option} must be a name or a role of {LONGEST_NAME} letters at most")
    return line


def _approval(desk: Desk, practice: Practice, name: str, by: str, role: str) -> Approval:
    manuscript = desk.manuscripts[name]
    handout, clinic = manuscript.handout, practice.clinic
    if not manuscript.words:
        raise WrongUse(f"'{name}' is written in '{handout.language}', in which the clinic does not print")
    return Approval(
        handout=name,
        title=manuscript.plain_title(practice),
        version=handout.version,
        language=handout.language,
        country=clinic.country,
        region=clinic.region,
        words=manuscript.words,
        by=by,
        role=role,
        date=today(),
    )


def _is_known(approval: Approval, approvals: Sequence[Approval]) -> bool:
    """Whether the last approval of these words is by the same person already."""
    known = approval_of(approvals, approval.handout, approval.words)
    return known is not None and (known.by, known.role) == (approval.by, approval.role)


def _with(path: Path, held: bytes | None, new: Sequence[Approval]) -> bytes:
    """What the file held, which stays as it is, with the new records at its end."""
    if held is None:
        return (_HEAD + _as_yaml(new, "  ")).encode()
    known = approvals_in(path, lambda _: held)
    indent = re.search(rb"^( *)- ", held, re.MULTILINE)
    text = _as_yaml(new, indent[1].decode() if indent else "  ")
    grown = held + (b"" if held.endswith(b"\n") else b"\n") + text.encode()
    try:
        is_whole = approvals_in(path, lambda _: grown) == [*known, *new]
    except Unusable:
        is_whole = False
    if not is_whole:
        message = "is laid out so that nothing can be added at its end; begin each approval with '- ' on its own line"
        raise Unusable([Finding("wrong-type", message, APPROVALS_FILE)])
    return grown


def _as_yaml(approvals: Sequence[Approval], indent: str) -> str:
    lines: list[str] = []
    for approval in approvals:
        said = approval.model_dump(exclude_none=True)
        first, *rest = (
            f"{key}: {value if key in _PLAIN else json.dumps(value, ensure_ascii=False)}" for key, value in said.items()
        )
        lines += [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
    return "\n".join(lines) + "\n"
