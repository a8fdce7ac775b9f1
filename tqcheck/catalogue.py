"""The catalogue of rules: the list that `tqcheck rules` prints, and a page for each rule."""

from __future__ import annotations

import re

from tqcheck import rules
from tqcheck.errors import TqcheckError
from tqcheck.layouts import examples
from tqcheck.wording import did_you_mean

HOME = "https://github.com/tqcheck/tqcheck"

# The headings of a docstring, and the language of the code under them.
_HEADINGS = {
    "Bad": "text",
    "Good": "text",
    "Reference": "text",
    "Glossary": "csv",
    "Configuration": "toml",
}
# Characters of Markdown and HTML that are text in examples.
_SIGNS = {"&": "&amp;", "<": "&lt;", **{sign: f"\\{sign}" for sign in "\\|*_`"}}


def catalogue() -> str:
    """Every rule with its usual severity, its summary and which fixes it has, one a line."""
    known = [rules.get(name) for name in rules.names()]
    width = max(len(rule.name) for rule in known)
    return "".join(_line(rule, width) for rule in known)


def _line(rule: rules.Rule, width: int) -> str:
    fixes = f" [{_fixes(rule)}]" if rule.fixes else ""
    return f"{rule.name:{width}}  {rule.severity:7}  {rule.summary}{fixes}\n"


def _fixes(rule: rules.Rule) -> str:
    """`safe and unsafe fixes`, or what else it has."""
    return f"{' and '.join(rule.fixes) or 'no'} fixes"


def page(name: str) -> str:
    """One rule's page in Markdown; raises TqcheckError for an unknown name."""
    if name not in rules.names():
        raise TqcheckError(f"unknown rule `{name}`{did_you_mean(name, rules.names())}")
    rule = rules.get(name)
    parts = [
        f"# {rule.name}",
        f"{rule.severity} · on by default · [{_fixes(rule)}](../fixing.md)",
        rule.summary,
        prose(rule),
        *(
            f"## {heading}\n\n{_examples(rule, heading)}"
            for heading in _HEADINGS
            if rule.examples(heading)
        ),
        f"## Settings\n\n{_settings(rule)}",
    ]
    return "\n\n".join(parts) + "\n"


def page_address(name: str) -> str:
    """Where a rule's page is on the web."""
    return f"{HOME}/blob/main/docs/rules/{name}.md"


def prose(rule: rules.Rule) -> str:
    """The part of the docstring between its first line and its examples."""
    return re.split(r"(?m)^Bad:$", rule.docs)[0].split("\n", 1)[1].strip()


def _examples(rule: rules.Rule, heading: str) -> str:
    return "\n\n".join(
        _table(examples.read(example))
        if examples.is_pair(example)
        else f"```{_HEADINGS[heading]}\n{example}```"
        for example in rule.examples(heading)
    )


def _table(pair: examples.Pair) -> str:
    """Source and target side by side, paragraphs beside what they were translated into."""
    rows = [f"| {_cell(source)} | {_cell(target)} |" for source, target in pair.rows]
    return "\n".join([f"| {pair.source} | {pair.target} |", "|---|---|", *rows])


def _cell(paragraphs: list[str]) -> str:
    return "<br>".join(
        "".join(_SIGNS.get(char, char) for char in paragraph) for paragraph in paragraphs
    )


def _settings(rule: rules.Rule) -> str:
    lines = [f"[tool.tqcheck.rules.{rule.name}]", f'severity = "{rule.severity}"']
    for key, value in rule.settings.items():
        literal = str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')
        lines.append(f"{key.replace('_', '-')} = {literal}")
    return "```toml\n" + "\n".join(lines) + "\n```"
