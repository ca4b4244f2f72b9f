#!/usr/bin/env python3
"""Many results from a few: many_results.py [--targets 10] [--cases 500] FOLDER RESULTS.json...

Writes FOLDER/target-N.json as `smtpspec run --json` would have: each target's cases are those of one of the given files,
with their transcripts, again and again under further names until there are enough. Always the same from the same files.
"""

import argparse
import copy
import itertools
import json
import pathlib


def many_cases(cases, count):
    """The first round as it is; from the second on the ids end in its number."""
    scenarios = [case for case in cases if not case["id"].startswith("watch/")]
    for number, case in zip(range(count), itertools.cycle(scenarios)):
        again = copy.copy(case)
        if number >= len(scenarios):
            again["id"] += f"-{number // len(scenarios) + 1}"
        yield again


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("results", nargs="+", type=pathlib.Path)
    asked.add_argument("--targets", type=int, default=10)
    asked.add_argument("--cases", type=int, default=500)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    runs = [json.loads(path.read_text()) for path in given.results]
    for number, run in zip(range(1, given.targets + 1), itertools.cycle(runs)):
        other = dict(run, target=f"target-{number}", cases=sorted(many_cases(run["cases"], given.cases),
                                                                 key=lambda case: case["id"]))
        (given.folder / f"target-{number}.json").write_text(json.dumps(other, ensure_ascii=False))


if __name__ == "__main__":
    main()
