"""What `rolescope eval` prints: figures of agreement by variable, errors, bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from rolescope.evaluation.agreement import Agreement
from rolescope.evaluation.bars import Bar
from rolescope.evaluation.figure import GOLD, Figure, Topic
from rolescope.evaluation.part import Part
from rolescope.evaluation.retest import TEXTS_DIFFER
from rolescope.evaluation.sides import Side
from rolescope.evaluation.skills import SKILLS
from rolescope.terminal.plain import harmless, new_table

MEASURES = {
    "accuracy": "accuracy", "cohen_kappa": "kappa", "krippendorff_alpha": "alpha", "gwet_ac1": "AC1",
    "macro_f1": "macro-F1",
}  # fmt: skip
OF_A_VALUE = ("precision", "recall", "f1")
HELD = (*OF_A_VALUE, "cohen_kappa", "krippendorff_alpha", "gwet_ac1")
MATCHES = {"IoU ≥ .5": "", "exact span": "exact span", "any overlap": "any overlap"}
KINDS = {"all": "", "named technologies": "named technologies", "lower-case practices": "lower-case practices"}
_SPAN_MEASURES = ("precision", "recall", "section_accuracy")
_SAID = {
    ("years_min", "accuracy"): "years: the same number, or none",
    ("pay", "recall"): "pay: found where the text states it",
    ("pay", "precision"): "pay: right where found",
    ("responsibilities", "recall"): "duties: gold sentences found",
    ("use_cases", "recall"): "use cases: gold sentences found",
}
_TOP = 12
_QUOTE = 100

Named = Mapping[tuple[Topic, str], Figure]


def print_agreement(console: Console, agreement: Agreement, errors: int) -> None:
    """All that was compared; of each variable up to `errors` cases in which the two differ."""
    if agreement.gold:
        gold = agreement.gold
        console.print(
            f"{gold.postings} labelled postings of {gold.employers} employers; coder {gold.coder}; "
            f"annotators: {harmless(gold.annotators)}; intervals: bootstrap of employers",
            highlight=False,
        )
        if gold.several:
            console.print(
                f"{gold.several} further labels of the same postings: the adjudicated one counts, else that of the "
                "annotator first by name",
                highlight=False,
            )
        _print_parts(console, gold.parts, errors, ("gold", "the coder"))
        _print_coincidences(console, "Annotators with each other", gold.among_annotators)
    if agreement.coders:
        coders = agreement.coders
        console.print(
            f"{coders.postings} postings of {coders.employers} employers that both code; "
            f"reference (rows): {harmless(str(coders.first))}; against it: {harmless(str(coders.second))}",
            highlight=False,
        )
        _print_parts(console, coders.parts, errors, _names(coders.first, coders.second))
    _print_coincidences(console, "The coder on duplicates (families of postings)", agreement.families)


def print_bars(console: Console, bars: Sequence[Bar]) -> None:
    """Each bar with its figure, and those that are missed once more."""
    table = new_table("Bars", "figure", "minimum", "found", "interval", "")
    for bar in bars:
        found = bar.figure.interval
        value = "none" if found.value is None else f"{found.value:.3f}"
        table.add_row(
            harmless(bar.figure.name),
            f"{bar.minimum:.3f}",
            value,
            _limits(bar.figure),
            "met" if bar.is_met else "MISSED",
        )
    console.print(table)
    for bar in bars:
        if not bar.is_met:
            found = bar.figure.interval
            value = f"not defined ({found.note})" if found.value is None else f"{found.value:.3f}"
            line = f"missed: {harmless(bar.figure.name)} is {value}, minimum {bar.minimum:g}"
            console.print(line, highlight=False, soft_wrap=True)
    console.print(f"{sum(bar.is_met for bar in bars)} of {len(bars)} bars are met", highlight=False)


def _names(first: Side, second: Side) -> tuple[str, str]:
    """What two coders are called in a line: by their names where these differ."""
    told = (first.coder, second.coder) if first.coder != second.coder else (str(first), str(second))
    return harmless(told[0]), harmless(told[1])


def short(value: float | None) -> str:
    """A figure of agreement with two digits.

    Examples
    --------
    >>> short(0.853), short(1.0), short(-0.021), short(None)
    ('.85', '1.00', '-.02', 'none')
    """
    if value is None:
        return "none"
    said = f"{value:.2f}"
    return said.replace("0.", ".", 1) if said.startswith(("0.", "-0.")) else said


def _print_parts(console: Console, parts: Sequence[Part], errors: int, names: tuple[str, str]) -> None:
    for show in (_choices, _values, _facts, _spans, _held, _frequent_skills):
        table = show(parts)
        if table.row_count:
            console.print(table)
    for part in parts:
        if part.variable == SKILLS and part.confusion:
            console.print(_sections(part))
        if part.n_uncoded:
            console.print(
                f"{harmless(part.variable)}: {part.n_uncoded} postings could not be compared", highlight=False
            )
    _print_notes(console, parts)
    if errors:
        _print_errors(console, parts, errors, names)


def _choices(parts: Iterable[Part]) -> Table:
    """Coefficients of each variable with one value a posting; intervals below them."""
    table = new_table("Choices and flags", "", "n", *MEASURES.values())
    for part in parts:
        named = _by_name(part)
        for topic in dict.fromkeys(topic for topic, measure in named if measure == "gwet_ac1"):
            if topic.value is None and (topic, "accuracy") in named:
                title = f"· {topic.subset}" if topic.subset else topic.variable
                found = [named[topic, measure] for measure in MEASURES]
                table.add_row(harmless(title), str(found[0].n), *(_with_limits(figure) for figure in found))
    return table


def _values(parts: Iterable[Part]) -> Table:
    """Each value of a choice: its figures, and what the coder said in its place."""
    table = new_table("By value", "", "reference", "precision", "recall", "F1", "coder said")
    table.columns[-1].justify = "left"
    for part in parts:
        if part.confusion is None or part.variable == SKILLS:
            continue
        table.add_row(harmless(part.variable))
        named = _by_name(part)
        for value, counts in zip(part.confusion.values, part.confusion.counts.tolist(), strict=True):
            topic = next((topic for topic, _ in named if topic.value == value), None)
            if topic is None and not sum(counts):
                continue
            figures = ["" if topic is None else _with_limits(named[topic, measure]) for measure in OF_A_VALUE]
            said = sorted(zip(counts, part.confusion.values, strict=True), key=lambda pair: -pair[0])
            shown = ", ".join(f"{name} {count}" for count, name in said if count)
            table.add_row(harmless(f"· {value}"), str(sum(counts)), *figures, harmless(shown))
    return table


def _facts(parts: Iterable[Part]) -> Table:
    table = new_table("Facts and sentences", "", "figure", "interval", "right / of")
    for part in parts:
        for figure in part.figures:
            said = _SAID.get((part.variable, figure.measure))
            if said and figure.topic.subset is None and figure.topic.value is None and figure.right is not None:
                table.add_row(said, short(figure.interval.value), _limits(figure), f"{figure.right} / {figure.n}")
    return table


def _spans(parts: Iterable[Part]) -> Table:
    """Spans of skills: measures and kinds down, ways to match across."""
    table = new_table("Skills: quotes of the text", "", "of", "IoU ≥ .5", "exact span", "any overlap")
    for part in parts:
        gold = [f for f in part.figures if f.topic.comparison == GOLD and f.topic.value is None]
        named = {(figure.topic.subset or "", figure.measure): figure for figure in gold}
        for measure in _SPAN_MEASURES:
            for kind, words in KINDS.items():
                found = [named.get((", ".join(filter(None, (match, words))), measure)) for match in MATCHES.values()]
                if found[0] is None or part.variable != SKILLS:
                    continue
                cells = ("" if figure is None else _with_limits(figure) for figure in found)
                table.add_row(f"{measure.replace('_', ' ')}, {kind}", str(found[0].n), *cells)
    return table


def _held(parts: Iterable[Part]) -> Table:
    """Which postings hold which value, over all values."""
    table = new_table("Postings that hold a value", "", "n", "precision", "recall", "F1", "kappa", "alpha", "AC1")
    for part in parts:
        named = _by_name(part)
        for topic in dict.fromkeys(topic for topic, _ in named):
            if topic.value is None and (topic, "f1") in named:
                found = [named[topic, measure] for measure in HELD]
                table.add_row(harmless(part.variable), str(found[1].n), *(_with_limits(figure) for figure in found))
    return table


def _frequent_skills(parts: Iterable[Part]) -> Table:
    """The skills that the reference has most often."""
    table = new_table("Frequent skills", "", "reference", "precision", "recall", "F1")
    for part in parts:
        named = _by_name(part)
        topics = dict.fromkeys(topic for topic, _ in named if topic.value is not None)
        for topic in list(topics)[:_TOP] if part.variable == SKILLS else []:
            found = [named[topic, measure] for measure in OF_A_VALUE]
            table.add_row(harmless(topic.value or ""), str(found[1].n), *(_with_limits(figure) for figure in found))
    return table


def _sections(part: Part) -> Table:
    assert part.confusion is not None
    table = new_table("Sections of found skills (rows: gold)", "", *part.confusion.values)
    for row, counts in zip(part.confusion.values, part.confusion.counts.tolist(), strict=True):
        table.add_row(row, *map(str, counts))
    return table


def _print_coincidences(console: Console, title: str, figures: Sequence[Figure]) -> None:
    """Share of agreeing pairs and alpha by variable; of skills the mean Jaccard index."""
    measures = {"agreement": "agreement", "krippendorff_alpha": "alpha", "jaccard": "Jaccard"}
    shown = [measure for measure in measures if any(figure.measure == measure for figure in figures)]
    table = new_table(title, "", "n", *(measures[measure] for measure in shown))
    named = {(figure.topic, figure.measure): figure for figure in figures}
    for topic in dict.fromkeys(figure.topic for figure in figures):
        found = [named.get((topic, measure)) for measure in shown]
        label = f"{topic.variable}, {TEXTS_DIFFER}" if topic.subset else topic.variable
        n = next(str(figure.n) for figure in found if figure)
        table.add_row(harmless(label), n, *("" if figure is None else _with_limits(figure) for figure in found))
    if table.row_count:
        console.print(table)


def _print_notes(console: Console, parts: Iterable[Part]) -> None:
    """Why a figure of all values is not defined."""
    for part in parts:
        undefined: dict[str, list[str]] = {}
        for figure in part.figures:
            if figure.interval.value is None and figure.topic.value is None:
                undefined.setdefault(figure.interval.note or "", []).append(figure.name)
        for note, names in undefined.items():
            console.print(f"not defined, {note}: {harmless(', '.join(names))}", highlight=False)


def _print_errors(console: Console, parts: Iterable[Part], errors: int, names: tuple[str, str]) -> None:
    for part in parts:
        for miss in part.misses[:errors]:
            quotes = [harmless(" ".join(quote.split())[:_QUOTE]) for quote in (miss.reference_quote, miss.said_quote)]
            sides = [
                f"{name}: {harmless(value[:_QUOTE])}{f' “{quote}”' if quote else ''}"
                for name, value, quote in zip(names, (miss.reference, miss.said), quotes, strict=True)
            ]
            line = f"{harmless(part.variable)} {harmless(miss.source_id)}, {'; '.join(sides)}"
            console.print(line, highlight=False, soft_wrap=True)
        for title, counts in (("missed", part.missed), ("wrong", part.wrong)):
            worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:errors]
            if worst:
                said = ", ".join(f"{name} {count}" for name, count in worst)
                console.print(f"{harmless(part.variable)} {title}: {harmless(said)}", highlight=False)


def _by_name(part: Part) -> Named:
    return {(figure.topic, figure.measure): figure for figure in part.figures}


def _with_limits(figure: Figure) -> str:
    limits = _limits(figure)
    return f"{short(figure.interval.value)}\n{limits}" if limits else short(figure.interval.value)


def _limits(figure: Figure) -> str:
    low, high = figure.interval.low, figure.interval.high
    return "" if low is None or high is None else f"{short(low)}–{short(high)}"
