"""What tests do with the files of a clinic's folder."""

import hashlib


def write(file, text):
    """Put a text into a file, and make the folders above it where they are missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def change(file, old, new):
    """Put other words into a file, which must hold the old ones."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def files_in(folder):
    """The digest of every file below a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
