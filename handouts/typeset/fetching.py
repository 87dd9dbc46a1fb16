"""The one door through which WeasyPrint reads: the project's own and the shipped files, nothing else.

A link such as `file:///styles/print.css` names a file of the project; there is no network.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.greying import greyed
from handouts.project import Project

BASE_URL = "file:///"


_KINDS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


class _Response(URLFetcherResponse):  # type: ignore[misc]  # WeasyPrint has no types
    """Bytes that were read already: WeasyPrint shall not look for them on the machine under the name of the link."""

    path = None


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves files of a project. What it had to refuse is in `findings`, the style sheets it gave in `styles`.

    With `grey`, pictures come in shades of grey.
    """

    def __init__(self, project: Project, *, grey: bool) -> None:
        super().__init__()
        self.project = project
        self.grey = grey
        self.findings: list[Finding] = []
        self.styles: dict[str, str] = {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file that `url` names.

        Raises:
            ValueError: it may not be read; a finding says why.
        """
        if url.startswith("data:"):
            return self._embedded(super().fetch(url, headers))
        name = unquote(urlsplit(url).path).lstrip("/")
        try:
            path = self.project.find(name) if url.startswith("file:///") else None
        except Unusable as error:
            self.findings += error.findings
            raise ValueError(name) from error
        if path is None:
            raise self._refused(url, name)
        data = self.project.read(path)
        if path.suffix == ".css":
            self._remember_style(self.project.called(path), data.decode("utf-8", "replace"))
        kind = _KINDS.get(path.suffix.lower(), "application/octet-stream")
        if self.grey and kind.startswith("image/"):
            kind, data = greyed(data, kind)
        return _Response(url, data, {"Content-Type": kind})

    def _embedded(self, response: URLFetcherResponse) -> URLFetcherResponse:
        """What a link holds itself, such as the photograph inside of a drawing."""
        kind = response.content_type
        if not (self.grey and kind in _KINDS.values() and kind.startswith("image/")):
            return response
        kind, data = greyed(response.read(), kind)
        return _Response(response.url, data, {"Content-Type": kind})

    def _refused(self, url: str, name: str) -> ValueError:
        file, line = self._mention(name.rsplit("/", 1)[-1] if url.startswith("file:///") else url)
        if url.startswith("file:///"):
            message = f"there is no '{name}', neither in the project nor among the shipped files"
        else:
            message = f"'{url}' is outside the project, and nothing is read from there; put the file into the project"
        self.findings.append(Finding("missing-file", message, file, line))
        return ValueError(message)

    def _mention(self, words: str) -> tuple[str | None, int | None]:
        """The style sheet or template that names a file, and the line where it does."""
        for name, text in {**self.styles, **_templates(self.project)}.items():
            if words in text:
                return name, text.count("\n", 0, text.index(words)) + 1
        return None, None

    def _remember_style(self, name: str, text: str) -> None:
        self.styles[name] = text
        if found := re.search(r"unicode-range\s*:", text):
            line = text.count("\n", 0, found.start()) + 1
            message = "'unicode-range' prints wrong letters; use one whole font file for each weight and style"
            self.findings.append(Finding("bad-font", message, name, line))


def _templates(project: Project) -> dict[str, str]:
    folders = (folder for folder in (project.root, project.shipped) if folder)
    found = (path for folder in folders for path in sorted((folder / "templates").rglob("*.html")))
    paths = (path for path in found if path.is_file() and not path.is_symlink())
    return {project.called(path): path.read_text("utf-8", "replace") for path in paths}
