"""Formulas of the documentation as MathML, which browsers draw themselves: a hook of `mkdocs build`.

It knows the part of TeX that the pages use; a command that it does not know ends the build.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.S)
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S")
GREEK = {"Delta": "Δ", "alpha": "α", "delta": "δ", "theta": "θ", "sigma": "σ", "beta": "β", "lambda": "λ", "pi": "π", "rho": "ρ"}
SIGNS = {
    "cdot": "·",
    "cap": "∩",
    "cup": "∪",
    "ge": "≥",
    "le": "≤",
    "in": "∈",
    "pm": "±",
    "propto": "∝",
    "{": "{",
    "}": "}",
}
SPACES = {",": 0.17, ";": 0.28, "quad": 1, "qquad": 2}
FUNCTIONS = ("log", "max", "min")
ACCENTS = {"hat": "^", "tilde": "~", "widehat": "^", "bar": "¯"}


def on_page_content(html: str, **_: Any) -> str:
    """Draw the formulas of a page."""
    return FORMULA.sub(lambda found: mathml(unescape(found[3]), display=found[2] == "["), html)


def mathml(tex: str, *, display: bool) -> str:
    """A formula as a MathML element.

    Raises
    ------
    ValueError
        Where it has a command that is not known here.
    """
    row = Formula(tex).row(end=None)
    return f'<math display="{"block" if display else "inline"}">{row}</math>'


class Formula:
    """Reads a formula from left to right.

    Parameters
    ----------
    tex
        Its source.
    """

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._tokens = TOKEN.findall(tex)[::-1]

    def row(self, end: str | None) -> str:
        """Everything up to a token, which is taken too."""
        parts = []
        while self._tokens and self._tokens[-1] != end:
            parts.append(self._scripted())
        if end is not None:
            self._tokens.pop()
        return f"<mrow>{''.join(parts)}</mrow>"

    def _scripted(self) -> str:
        over = self._tokens[-1] in (r"\sum", r"\max", r"\min", r"\underbrace")
        base, below, above = self._atom(), "", ""
        while self._tokens and self._tokens[-1] in "_^":
            if self._tokens.pop() == "_":
                below = self._argument()
            else:
                above = self._argument()
        names = ("munder", "mover", "munderover") if over else ("msub", "msup", "msubsup")
        if below and above:
            return f"<{names[2]}>{base}{below}{above}</{names[2]}>"
        if below or above:
            name = names[0] if below else names[1]
            return f"<{name}>{base}{below}{above}</{name}>"
        return base

    def _argument(self) -> str:
        r"""A group or one sign: of a number its first digit (TeX reads `\tfrac12` as one half)."""
        number = self._tokens[-1]
        if number.isdigit() and len(number) > 1:
            self._tokens[-1:] = [number[1:], number[0]]
        return self._atom()

    def _atom(self) -> str:
        token = self._tokens.pop()
        if token == "{":
            return self.row(end="}")
        if token.startswith("\\"):
            return self._command(token[1:])
        name = "mn" if token[0].isdigit() else "mi" if token.isalpha() else "mo"
        stretch = ' stretchy="false"' if token in "()[]|" else ""
        return f"<{name}{stretch}>{escape('−' if token == '-' else token)}</{name}>"

    def _command(self, name: str) -> str:
        if name in ("frac", "tfrac"):
            return f"<mfrac>{self._argument()}{self._argument()}</mfrac>"
        if name == "sqrt":
            return f"<msqrt>{self._argument()}</msqrt>"
        if name == "underbrace":
            return f"<munder>{self._argument()}<mo>⏟</mo></munder>"
        if name in ACCENTS:
            return f'<mover accent="true">{self._argument()}<mo>{ACCENTS[name]}</mo></mover>'
        if name in ("mathrm", "text"):
            return f"<mtext>{escape(self._words())}</mtext>"
        if name == "left":
            left = self._tokens.pop()
            inside = self.row(end=r"\right")
            return f"<mrow><mo>{escape(left)}</mo>{inside}<mo>{escape(self._tokens.pop())}</mo></mrow>"
        if name == "sum":
            return "<mo>∑</mo>"
        if name in FUNCTIONS:
            return f"<mi>{name}</mi>"
        if name in GREEK:
            return f"<mi>{GREEK[name]}</mi>"
        if name in SIGNS:
            return f"<mo>{escape(SIGNS[name])}</mo>"
        if name in SPACES:
            return f'<mspace width="{SPACES[name]}em"/>'
        raise ValueError(f"a formula has \\{name}, which scripts/site_math.py does not know: {self._tex!r}")

    def _words(self) -> str:
        """Text of a group, whose spaces count: it is read off the source."""
        depth, taken = 0, []
        while True:
            token = self._tokens.pop()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                break
            taken.append(token)
        inside = "".join(taken[1:])
        spaced = re.search(r"\s*".join(map(re.escape, inside)), self._tex)
        return spaced[0] if spaced else inside
