#!/usr/bin/env python3
"""Writes the tables of docs/performance.md: budget, measured, met or missed, from what was measured last.

    benches/table.py --measure    all benches and the window, on a quiet machine; most of an hour
    benches/table.py              the tables anew, from what is under target/
    benches/table.py --check      no file is written; exit code 1 if a budget is missed

What every row is comes from ROWS below: a row for each work, the figure it is measured by, its budget. Only what stands
between the markers of the document is replaced; a row that was not measured keeps what it said, with its date.
Python 3.9 or later, nothing else.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Optional, Union

ROOT = Path(__file__).resolve().parent.parent

SECOND, MILLI, MICRO = 1.0, 1e-3, 1e-6


@dataclass(frozen=True)
class Row:
    """One line of a table. A figure is `criterion:ID` (median, seconds), `window:RUN:FIELD` (of bench-ui: seconds, MB,
    per cent, frames) or `printed:BENCH:PART:LABEL` (what a bench prints under the heading PART). Of two figures the row
    is the first divided by the second."""

    table: str
    work: str
    figure: Union[str, "tuple[str, str]"]
    budget: Optional[float] = None
    unit: str = "time"


def rows():
    yield Row("core", "read a saved page of 500 kB into segments", "criterion:import a 500 kB page", 150 * MILLI)
    yield Row("core", "sentences of one paragraph", "criterion:sentences of a paragraph")
    yield Row("core", "open a project of 10,000 segments, its integrity check in it",
              "criterion:open 10,000 segments", 300 * MILLI)
    yield Row("core", "write a new project of 10,000 segments", "criterion:write a new file of 10,000 segments")
    yield Row("core", "back up 10,000 segments, on a worker", "criterion:back up 10,000 segments")
    yield Row("core", "see that they are backed up already, on a worker",
              "criterion:see that 10,000 segments are backed up already")
    yield Row("core", "open and repair 10,000 segments, two pages lost",
              "criterion:open and repair 10,000 segments, two pages lost")
    yield Row("core", "one durable edit, on the disk", "criterion:one durable edit", 10 * MILLI)
    yield Row("core", "the same through the saver", "criterion:one durable edit through the saver", 10 * MILLI)
    yield Row("core", "one keystroke: edit, history, changes", "criterion:one keystroke: edit, history, changes")
    yield Row("core", "export 10,000 segments to Word", "criterion:export 10,000 segments/docx", 1 * SECOND)
    yield Row("core", "export 10,000 segments to PDF", "criterion:export 10,000 segments/pdf", 5 * SECOND)
    yield Row("core", "export 10,000 segments to XLIFF 1.2", "criterion:export 10,000 segments/xliff", 300 * MILLI)
    yield Row("core", "export 10,000 segments to XLIFF 2.1", "criterion:export 10,000 segments/xliff2", 300 * MILLI)
    yield Row("core", "export 10,000 segments to OpenDocument", "criterion:export 10,000 segments/odt")
    yield Row("core", "export 10,000 segments to Excel", "criterion:export 10,000 segments/xlsx")
    yield Row("core", "export 10,000 segments to TMX", "criterion:export 10,000 segments/tmx")
    yield Row("core", "export 10,000 segments to a web page", "criterion:export 10,000 segments/html")

    yield Row("glossary", "index 100,000 terms", "criterion:glossary/index 100,000 terms", 300 * MILLI)
    yield Row("glossary", "the same with daachorse, plain strings", "criterion:glossary/daachorse: 100,000 sources")
    yield Row("glossary", "find them in an article of 1,500 words, all at once",
              "criterion:glossary/1,500 words at once", 1 * MILLI)
    yield Row("glossary", "the same, each sentence by itself", "criterion:glossary/1,500 words, each sentence alone",
              1 * MILLI)
    yield Row("glossary", "the same with daachorse, folding in it",
              "criterion:glossary/daachorse: 1,500 words, with folding")
    yield Row("glossary", "find them in 1.1 MB", "criterion:glossary/1.1 MB at once", 30 * MILLI)
    yield Row("glossary", "the same 1.1 MB with daachorse, folding in it",
              "criterion:glossary/daachorse: 1.1 MB, with folding")
    yield Row("glossary", "other spellings in 1,500 words, on a worker",
              "criterion:glossary/other spellings in 1,500 words")
    yield Row("glossary", "memory of the index of 100,000 terms", "printed:glossary_memory::their index", 60, "MB")
    yield Row("glossary", "memory of the terms themselves", "printed:glossary_memory::100,000 terms", None, "MB")
    yield Row("glossary", "one term changed in an index of 100,000", "criterion:glossary/one term changed in place",
              1 * MILLI)
    yield Row("glossary", "look a selection up among 100,000 terms, on a worker", "criterion:glossary/look up Arabic")
    window = "criterion:glossary window, 100,000 terms"
    yield Row("glossary", "a key press in the search of the glossary window, first letter, to the rows drawn",
              f"{window}/first letter, Arabic", 16 * MILLI)
    yield Row("glossary", "the same, second letter", f"{window}/second letter, Arabic", 16 * MILLI)
    yield Row("glossary", "the same, nothing left", f"{window}/nothing found", 16 * MILLI)
    for column in ["Arabic", "English", "Kind"]:
        yield Row("glossary", f"sort 100,000 rows by {column}", f"criterion:glossary table/sort by {column}")
    yield Row("glossary", "remove 10,000 terms and put them back",
              "criterion:glossary table/10,000 terms removed and put back")
    yield Row("glossary", "check a draft of 300 characters for spelling", "criterion:spelling/a draft of 300 characters")
    yield Row("glossary", "read a dictionary, on a worker", "criterion:spelling/read the dictionary")
    yield Row("glossary", "suggestions for a word, on a worker", "criterion:spelling/suggestions")

    yield Row("text", "a key press in a paragraph of 2,000 Arabic letters: new layout, with all a caret needs",
              "criterion:text_layout/a key press, 2000 letters", 1 * MILLI)
    for letters in [2000, 300]:
        yield Row("text", f"the same, {letters:,} letters, to parley alone",
                  (f"criterion:text_layout/a key press, {letters} letters",
                   f"criterion:text_layout/parley alone, {letters} letters"), 1.3, "×")
    yield Row("text", "the same text again, from the cache", "criterion:text_layout/found again, 2000 letters")
    yield Row("text", "100 clicks into 2,000 letters", "criterion:text_hit/100 clicks into 2,000 letters")
    yield Row("text", "the rectangles of a selection of 2,000 letters", "criterion:text_hit/the selection of 2,000 letters")
    yield Row("text", "a whole frame of a field with 2,000 letters, painting included",
              "criterion:text_frame/a field of 2,000 letters")
    yield Row("text", "a whole frame of a field with 1 MB", "criterion:text_frame/a field of 1 MB", 100 * MILLI)
    yield Row("text", "the first frame of it, of a paste", "criterion:text_frame/the first frame of 1 MB", 100 * MILLI)

    for units, median, p95 in [(10_000, None, None), (100_000, 0.15 * MILLI, 1 * MILLI), (500_000, 0.5 * MILLI, 3 * MILLI)]:
        of = f"printed:memory:{units} units"
        yield Row("memory", f"fuzzy look-up in {units:,} units, median", f"{of}:fuzzy look-up: median", median)
        yield Row("memory", f"fuzzy look-up in {units:,} units, p95", f"{of}:fuzzy look-up: p95", p95)
        yield Row("memory", f"with units and fragments in {units:,}, median",
                  f"{of}:whole look-up with units and fragments: median")
        yield Row("memory", f"every one of {units:,} units with rapidfuzz, median",
                  f"{of}:rapidfuzz, every unit: median")
        yield Row("memory", f"a TMX of {units:,} units searchable", f"{of}:searchable after",
                  3 * SECOND if units == 500_000 else None)
        yield Row("memory", f"{units:,} units opened again", f"{of}:opened again in",
                  0.5 * SECOND if units == 500_000 else None)

    yield Row("window", "start to the first frame with the sample in it, to a bare window",
              ("window:sample:first_content_ms", "window:bare:first_frame_ms"), 1.25, "×")
    yield Row("window", "start to the first frame, 10,000 segments", "window:10000:first_content_ms")
    yield Row("window", "a frame while scrolling 10,000 segments, p99, building", "window:10000:scroll_build.p99", 2 * MILLI)
    yield Row("window", "the same, whole", "window:10000:scroll.p99")
    yield Row("window", "a key press in 10,000 segments, p50, building", "window:10000:typing_build.p50", 1 * MILLI)
    yield Row("window", "a key press in 10,000 segments, p99, building", "window:10000:typing_build.p99", 2 * MILLI)
    yield Row("window", "a key press in 10,000 segments, p99, whole", "window:10000:typing.p99")
    yield Row("window", "a jump to rows never shown, p99, building", "window:10000:jump_build.p99", 4 * MILLI)
    yield Row("window", "a jump to rows never shown, p99, whole", "window:10000:jump.p99")
    yield Row("window", "scrolling 10,000 segments to scrolling 100, p99, building",
              ("window:10000:scroll_build.p99", "window:100:scroll_build.p99"), 1.1, "×")
    yield Row("window", "a key press in 10,000 segments to one in 100, p99, building",
              ("window:10000:typing_build.p99", "window:100:typing_build.p99"), 1.1, "×")
    yield Row("window", "frames in three idle seconds", "window:10000:idle_frames", 0, "frames")
    yield Row("window", "processor while idle", "window:10000:idle_cpu_percent", 0.05, "%")
    yield Row("window", "memory with the sample, to a bare window", ("window:sample:resident_mb", "window:bare:resident_mb"),
              1.5, "×")
    yield Row("window", "memory with 10,000 segments", "window:10000:resident_mb", None, "MB")


ROWS = list(rows())


class Figures:
    """What was measured: criterion's estimates, and what `--measure` left in target/figures."""

    def __init__(self, criterion: Path, left: Path):
        self.medians = {}
        for path in criterion.glob("**/new/estimates.json"):
            # The folder's name has lost some characters of the identity; benchmark.json has them all.
            identity = json.loads((path.parent / "benchmark.json").read_text())["full_id"]
            median = json.loads(path.read_text())["median"]["point_estimate"]
            self.medians[identity] = (median * 1e-9, date.fromtimestamp(path.stat().st_mtime))
        self.reports, self.printed = {}, {}
        for path in left.glob("window-*.json"):
            reports = json.loads(path.read_text())
            on = date.fromtimestamp(path.stat().st_mtime)
            self.reports[path.stem[len("window-"):]] = (reports if isinstance(reports, list) else [reports], on)
        for path in left.glob("*.txt"):
            self.printed[path.stem] = (path.read_text(), date.fromtimestamp(path.stat().st_mtime))

    def of(self, figure):
        """The value and the day of it, or `None`."""
        if isinstance(figure, tuple):
            first, second = map(self.of, figure)
            return (first[0] / second[0], min(first[1], second[1])) if first and second and second[0] else None
        source, rest = figure.split(":", 1)
        if source == "criterion":
            return self.medians.get(rest)
        if source == "window":
            run, field = rest.split(":")
            reports, on = self.reports.get(run, ([], None))
            values = [value for value in (window_value(report, field) for report in reports) if value is not None]
            return (statistics.median(values), on) if values else None
        bench, part, label = rest.split(":", 2)
        text, on = self.printed.get(bench, ("", None))
        value = printed_value(text, part, label)
        return None if value is None else (value, on)


def window_value(report, field):
    value = report
    for name in field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    is_time = field.endswith("_ms") or "." in field
    return value if value is None or not is_time else value * MILLI


def printed_value(text, part, label):
    """The number behind `label` (or behind `label: … name`, where the label ends with a name) below the heading `part`."""
    if part:
        # From its heading to the next line that is not indented.
        found = re.search(rf"^{re.escape(part)}\n((?:[ \t].*\n?)*)", text, re.MULTILINE)
        text = found.group(1) if found else ""
    start, _, name = label.partition(": ")
    between = rf": .*?\b{re.escape(name)} " if name else r":? "
    found = re.search(rf"\b{re.escape(start)}{between}([\d.]+) ?(ns|µs|ms|s|MB)", text)
    if not found:
        return None
    scale = {"ns": 1e-9, "µs": MICRO, "ms": MILLI, "s": SECOND, "MB": 1}
    return float(found.group(1)) * scale[found.group(2)]


def shown(value, unit):
    """Three digits that matter, in the unit in which a reader would say it."""
    if unit == "time":
        unit, scale = next(
            ((name, scale) for name, scale in [("s", SECOND), ("ms", MILLI), ("µs", MICRO)] if value >= scale), ("ns", 1e-9))
        value /= scale
    value = round(value, 6)
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


HEAD = "| work | budget | measured | | on |\n|---|---|---|---|---|\n"


def table_of(name, figures, before):
    """The lines of a table. What was not measured keeps its line from `before`, by its work and budget."""
    lines = []
    for row in (row for row in ROWS if row.table == name):
        budget = "–" if row.budget is None else shown(row.budget, row.unit)
        found = figures.of(row.figure)
        if found:
            value, on = found
            verdict = "" if row.budget is None else "met" if value <= row.budget else "**missed**"
            cells = [shown(value, row.unit), verdict, on.isoformat()]
        else:
            cells = before.get((row.work, budget), ["not measured", "", ""])
        lines.append(f"| {row.work} | {budget} | " + " | ".join(cells) + " |")
    return HEAD + "\n".join(lines).replace("|  |", "| |").replace("|  |", "| |") + "\n"


def lines_of(table):
    """The rows of a table as it stands, by work and budget."""
    found = {}
    for line in table.splitlines()[2:]:
        work, budget, *cells = (cell.strip() for cell in line.strip()[1:-1].split("|"))
        found[work, budget] = cells
    return found


def machine():
    def first(pattern, text, otherwise):
        found = re.search(pattern, text, re.MULTILINE)
        return found.group(1).strip() if found else otherwise

    def said(*command):
        try:
            return subprocess.run(command, capture_output=True, text=True, check=False).stdout
        except OSError:
            return ""

    def file(path):
        return Path(path).read_text() if Path(path).is_file() else ""

    model = first(r"^Model name:\s*(.+)$", said("env", "LC_ALL=C", "lscpu"), platform.processor() or platform.machine())
    kilobytes = int(first(r"^MemTotal:\s*(\d+)", file("/proc/meminfo"), "0"))
    system = first(r'^PRETTY_NAME="?([^"\n]+)', file("/etc/os-release"), platform.platform())
    memory = f", {kilobytes / 1_048_576:.0f} GiB" if kilobytes else ""
    rust = said("rustc", "--version").strip() or "rustc unknown"
    return f"{model}, {os.cpu_count()} cores{memory}; {system}, {platform.system()} {platform.release()}; {rust}.\n"


def replaced(document, name, make):
    """The document with what stands between the markers of `name` made anew."""
    begin, end = f"<!-- {name}: written by benches/table.py -->\n", f"<!-- end of {name} -->"
    if document.count(begin) != 1 or document.count(end) != 1:
        sys.exit(f"docs/performance.md needs the markers of “{name}” once: {begin.strip()} and {end}")
    head, rest = document.split(begin)
    before, tail = rest.split(end)
    return head + begin + make(before.strip("\n")) + end + tail


def measure(left: Path):
    """Runs everything, one after the other. The window is opened on the display there is, or on one of Xvfb."""
    left.mkdir(parents=True, exist_ok=True)
    for bench in ["article", "project", "glossary", "glossary_table", "glossary_window", "spelling", "text", "export"]:
        subprocess.run(["cargo", "bench", "--locked", "--bench", bench], cwd=ROOT, check=True)
    for bench in ["glossary_memory", "memory"]:
        ran = subprocess.run(["cargo", "bench", "--locked", "--bench", bench], cwd=ROOT, check=True, text=True,
                             stdout=subprocess.PIPE)
        (left / f"{bench}.txt").write_text(ran.stdout)
    subprocess.run(["cargo", "build", "--locked", "--release"], cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    program = [str(target / "release" / "tarjuman"), "bench-ui"]
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not has_display:
        if not shutil.which("xvfb-run"):
            sys.exit("there is no display and no xvfb-run: the window was not measured")
        os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
        program = ["xvfb-run", "-a", "-s", "-screen 0 2600x1700x24"] + program
    # Starts and memory are taken five times, for the median; frames are many by themselves.
    for run, arguments, times in [("bare", ["--bare"], 5), ("sample", [], 5), ("100", ["--segments", "100"], 1),
                                  ("10000", ["--segments", "10000"], 1)]:
        reports = []
        for _ in range(times):
            ran = subprocess.run(program + arguments, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
            reports.append(json.loads(ran.stdout))
        (left / f"window-{run}.json").write_text(json.dumps(reports))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--measure", action="store_true", help="run all benches and the window first")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit code 1 if a budget is missed")
    arguments.add_argument("--document", type=Path, default=ROOT / "docs/performance.md")
    arguments.add_argument("--target", type=Path, default=Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")))
    asked = arguments.parse_args()
    if asked.measure:
        measure(asked.target / "figures")
    figures = Figures(asked.target / "criterion", asked.target / "figures")
    missed = [row for row in ROWS if row.budget is not None and (found := figures.of(row.figure)) and found[0] > row.budget]
    unmeasured = [row for row in ROWS if figures.of(row.figure) is None]
    for row in missed:
        print(f"missed: {row.work}: {shown(figures.of(row.figure)[0], row.unit)} of {shown(row.budget, row.unit)}")
    print(f"{len(ROWS) - len(unmeasured)} of {len(ROWS)} rows measured, {len(missed)} budgets missed")
    if asked.check:
        sys.exit(1 if missed else 0)
    document = asked.document.read_text()
    if len(unmeasured) < len(ROWS):
        document = replaced(document, "machine", lambda _: machine())
    for name in dict.fromkeys(row.table for row in ROWS):
        document = replaced(document, name, lambda before, name=name: table_of(name, figures, lines_of(before)))
    asked.document.write_text(document)


if __name__ == "__main__":
    main()
