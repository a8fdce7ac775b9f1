"""Whether a text is still in the language of its source."""

from __future__ import annotations

from tqcheck.languages import language
from tqcheck.text.scripts import count


def is_untranslated(text: str, source: str, target: str, share: float = 0.5) -> bool:
    """Whether more than `share` of the letters are in a script of `source` that `target` lacks.

    Names, code and addresses stay in Latin letters whatever the language around them, so that
    Latin letters must also be prose of the source language.
    """
    source_scripts, target_scripts = language(source).scripts, language(target).scripts
    # Chinese and Japanese share most of their letters: only identification tells them apart.
    if source_scripts[0] not in target_scripts or set(source_scripts) <= set(target_scripts):
        letters = count(text)
        foreign = {
            name: n
            for name, n in letters.items()
            if name in source_scripts and name not in target_scripts
        }
        if sum(foreign.values()) <= share * sum(letters.values()):
            return False
        if list(foreign) != ["Latin"]:
            return True
    from tqcheck.text.identification import identify

    return identify(text, target, source).language == language(source).code
