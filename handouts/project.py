"""A project: a clinic's folder laid over the shipped library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NoReturn

from handouts.errors import Unusable, WrongUse
from handouts.findings import Finding

FOLDERS = ("content", "templates", "styles")
CLINIC = "content/clinic.yaml"
ORIGINALS = ".handouts/shipped"
"""Where a clinic's folder keeps the shipped files as they were when its own were made from them."""
APPROVALS_FILE = "approvals.yaml"
APPROVALS = "approval:"
"""What the names of facts begin with that tell the approvals of a handout, or of all where no name follows."""
NOT_HANDOUTS = ("acupoints", "clinic", "evidence")
_UNREADABLE = "unreadable"


def library() -> Path:
    """The folder of the shipped library: inside an installed package, or the checkout around it."""
    package = Path(__file__).resolve().parent
    bundled = package / "bundled"
    return bundled if bundled.is_dir() else package.parent


Facts = Mapping[str, str | None]
"""What a sheet was made from: the name of each file that was looked for, and the SHA-256 of what it held.

A file that was not there has none, and one that may not be read is `unreadable`. Shipped files stand after `shipped:`;
a name that ends with a slash is a folder, and its digest is that of the names in it. After `approval:` stands the name
of a handout; its digest is that of who approved it. `added:words` are those of the clinic's own templates and styles.
"""


@dataclass(frozen=True)
class Project:
    """Where each file of a build comes from.

    `root` is the clinic's folder, or nothing where only the shipped library is built; `start` is the folder
    the command was given in. Files are named by their path relative to the project, with slashes, such as
    `content/clinic.yaml`. Each file is read once: whatever is saved meanwhile, a build sees one state of it.
    """

    root: Path | None
    start: Path
    shipped: Path
    _read: dict[Path, bytes] = field(default_factory=dict, compare=False, repr=False)
    _uses: dict[str, Path | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def at(cls, start: Path, chosen: Path | None = None) -> Project:
        """The project in `chosen`, or else the nearest one upwards from `start`.

        Raises:
            WrongUse: `chosen`, or a `start` that has a content folder, holds no content/clinic.yaml.
            Unusable: it may not be looked for.
        """
        nearest = chosen or start
        if (chosen or (start / "content").is_dir()) and not _has(nearest, CLINIC):
            misnamed = "rename content/clinic.yml" if _has(nearest, "content/clinic.yml") else ""
            advice = misnamed or "go to your clinic's folder, or make one: handouts new my-clinic"
            raise WrongUse(f"'{nearest}' is no clinic's folder: it holds no {CLINIC}; {advice}")
        folders = [chosen] if chosen else [start, *start.parents]
        root = next((folder for folder in folders if _has(folder, CLINIC)), None)
        return cls(root and root.resolve(), start, root.resolve() if root and is_program(root) else library())

    @property
    def output(self) -> Path:
        """The folder the PDFs go to."""
        return (self.root or self.start) / "build"

    @property
    def approvals(self) -> Path | None:
        """The file that says who approved which words, or whatever is there in its place; nothing where nothing is."""
        path = self.root and self.root / APPROVALS_FILE
        return path if path and _is_there(path) else None

    def apart(self) -> Project:
        """This project with a record of its own of what is looked for from now on."""
        return replace(self, _uses={})

    def facts(self) -> Facts:
        """What was looked for since this record began, and what was there."""
        return {name: self._digest(name, path) for name, path in sorted(self._uses.items())}

    def digest(self, name: str) -> str | None:
        """What a fact of that name says now."""
        layer, _, file = name.rpartition(":")
        folder = self.shipped if layer == "shipped" else self.root
        if folder is None:
            return None
        try:
            path = folder / file if name.endswith("/") else _inside(folder, file)
        except PermissionError:
            return _UNREADABLE
        return _UNREADABLE if path is None and _is_there(folder / file) else self._digest(name, path)

    def _digest(self, name: str, path: Path | None) -> str | None:
        if path is None:
            return None
        try:
            is_folder = name.endswith("/")
            held = "\n".join(_names_in(path)).encode("utf-8", "surrogateescape") if is_folder else self.read(path)
        except PermissionError:
            return _UNREADABLE
        except OSError:
            return None
        return sha256(held).hexdigest()

    def read(self, path: Path) -> bytes:
        """What a file held when this build read it first.

        Raises:
            OSError: it cannot be read.
        """
        if path not in self._read:
            self._read[path] = path.read_bytes()
        return self._read[path]

    def find(self, name: str) -> Path | None:
        """The file of that name: the clinic's own, else the shipped one, else nothing."""
        return self.own(name) or self.shipped_file(name)

    def own(self, name: str) -> Path | None:
        """The clinic's own file of that name, if it has one.

        Raises:
            Unusable: something of that name is there, but it is no file inside the project, or may not be looked for.
        """
        path = _found(self.root, name) if self.root else None
        if self.root and path is None and ".." not in Path(name).parts and _is_there(self.root / name):
            message = "is no file inside the clinic's folder; put the file itself there, not a link or a folder"
            raise Unusable([Finding("unreadable-file", message, name)])
        return self._noted(name, path)

    def shipped_file(self, name: str) -> Path | None:
        """The shipped file of that name, if there is one."""
        return self._noted(f"shipped:{name}", _found(self.shipped, name))

    def folder(self, name: str) -> Path | None:
        """A folder of the clinic's own, such as `styles/fonts/`, of which every file may be looked at.

        Raises:
            Unusable: nobody may look into it.
        """
        if self.root is None or self.root == self.shipped:
            return None
        try:
            _names_in(self.root / name)
        except PermissionError as error:
            _refuse(name.rstrip("/"), error)
        return self._noted(name, self.root / name)

    def _noted(self, name: str, path: Path | None) -> Path | None:
        self._uses[name] = path
        return path

    def called(self, path: Path) -> str:
        """How a message names a file: relative to the project; a shipped file by its whole path."""
        if self.root and path.is_relative_to(self.root):
            return path.relative_to(self.root).as_posix()
        return str(path)

    def handouts(self) -> list[str]:
        """The names of all handouts, shipped ones and the clinic's own, in alphabetical order.

        Raises:
            Unusable: a folder of them may not be read.
        """
        for layer, folder in (("", self.root), ("shipped:", self.shipped)):
            self._noted(f"{layer}content/", folder and folder / "content")
        misnamed = self.misnamed()
        names = {path.stem for path in self._content_files() if self.called(path) not in misnamed}
        return sorted(names - set(NOT_HANDOUTS))

    def misnamed(self) -> list[str]:
        """The clinic's own content files that no handout is read from, because their names do not fit."""
        own = _listed(self.root / "content", "content") if self.root else []
        yaml = (path for path in own if path.suffix.lower() in (".yaml", ".yml"))
        return [self.called(path) for path in yaml if not re.fullmatch(r"[a-z0-9-]+\.yaml", path.name)]

    def _content_files(self) -> Iterator[Path]:
        for folder in filter(None, (self.root, self.shipped)):
            yield from (path for path in _listed(folder / "content", "content") if path.suffix == ".yaml")


def _inside(folder: Path, name: str) -> Path | None:
    """The file `name` below one of a project's folders; a link that leads out of the folder counts as absent.

    Raises:
        PermissionError: nobody can say whether it is there.
    """
    try:
        path = (folder / name).resolve()
        inside = any(path.is_relative_to(folder.resolve() / part) for part in FOLDERS)
        return path if inside and S_ISREG(path.stat().st_mode) else None
    except PermissionError:
        raise
    except (OSError, ValueError, RuntimeError):  # a name no file can have, or links in a circle
        return None


def _found(folder: Path, name: str) -> Path | None:
    try:
        return _inside(folder, name)
    except PermissionError as error:
        _refuse(name, error)


def _has(folder: Path, name: str) -> bool:
    """Whether a folder that may be a project has that file; unlike the others below, it may be a link."""
    try:
        return S_ISREG((folder / name).stat().st_mode)
    except PermissionError as error:
        _refuse(name, error)
    except (OSError, ValueError):
        return False


def _listed(folder: Path, name: str) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        _refuse(name, error)


def _refuse(name: str, error: OSError) -> NoReturn:
    message = f"cannot be read ({error.strerror}); allow it to be read, along with the folders it is in"
    raise Unusable([Finding("unreadable-file", message, name)]) from error


def is_file(path: Path) -> bool:
    """Whether a file is there, and no folder or pipe; what may not be looked at counts as absent."""
    try:
        return S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_program(folder: Path) -> bool:
    """Whether a folder is that of this program, or of another one like it."""
    return is_file(folder / "handouts" / "project.py")


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_there(path: Path) -> bool:
    try:
        return bool(path.lstat())
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
