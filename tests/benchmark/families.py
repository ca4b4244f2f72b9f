#!/usr/bin/env python3
"""What each family of scenarios costs on one target, in processor time, as ratios within one run on one machine:

    families.py [--by folder|rfc] [--program build/release/smtpspec] [--rounds 1] TARGET [ID ...]

Each family, the scenarios of one folder (client/rfc5321) or of one RFC, is played by a run of its own. Its cost is the user and
system time of the harness and of all that it started, the target's included. What a run costs that plays the cheapest family's
first case alone is taken off: starting and looking around. Printed for each family, the dearest first: its share of the sum, how
many cases it played, and what one of them costs over what one costs on average. Processes that a target leaves to others to wait
for are counted where the kernel has groups for processor time (cgroup v2 or cpuacct) and they may be made; else this is said.

What is to be judged has been fetched (fixtures/fetch TARGET). Cases that do not apply cost next to nothing and are not counted.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import sys
import tempfile

import ratios

# Where groups can be made, the file that tells their time, and how many of its units a second has.
GROUPS = [("/sys/fs/cgroup", "cpu.stat", 1e6), ("/sys/fs/cgroup/cpuacct", "cpuacct.usage", 1e9)]


class Group:
    """Processes and all that they start, whoever waits for it."""

    def __init__(self):
        self.folder = None
        for root, told_in, units in GROUPS:
            folder = pathlib.Path(root) / f"smtpspec-families-{os.getpid()}"
            try:
                folder.mkdir()
            except OSError:
                continue
            self.folder, self.told_in, self.units = folder, folder / told_in, units
            if self.told_in.exists() and (folder / "cgroup.procs").exists():
                return
            self.leave()

    def leave(self):
        if self.folder:
            with contextlib.suppress(OSError):
                self.folder.rmdir()
        self.folder = None

    def join(self):
        if self.folder:
            (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def seconds(self):
        words = self.told_in.read_text().split()
        return int(words[-1] if len(words) == 1 else words[words.index("usage_usec") + 1]) / self.units


def run(program, group, options):
    """The cases that were played, and the processor seconds that it took."""
    with tempfile.TemporaryDirectory() as folder:
        before = group.seconds() if group.folder else 0
        results, used = ratios.run(program, pathlib.Path(folder), *options, preexec_fn=group.join)
        taken = group.seconds() - before if group.folder else used
    cases = results["cases"]
    return [one for one in cases if not one["id"].startswith("watch/") and one["outcome"] != "not applicable"], taken


def family_of(case, by):
    if by == "folder":
        return case["id"].rpartition("/")[0]
    rfc = case["clause"]["rfc"]
    return f"RFC {rfc}" if rfc else case["clause"]["entry"].partition("/")[0]


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("target")
    asked.add_argument("ids", nargs="*", metavar="ID", help="only these, as `smtpspec run` selects")
    asked.add_argument("--by", choices=["folder", "rfc"], default="folder")
    asked.add_argument("--rounds", type=int, default=1, help="the least of so many is taken")
    asked.add_argument("--program", type=pathlib.Path, default=ratios.SOURCE / "build" / "release" / "smtpspec")
    given = asked.parse_args()
    program, group = given.program.resolve(), Group()
    if not group.folder:
        print("no group for processor time can be made: what nobody waited for is not counted")

    def cost(ids):
        return min(run(program, group, ["--target", given.target, *ids])[1] for _ in range(given.rounds))

    try:
        families = collections.defaultdict(list)
        for case in run(program, group, ["--target", given.target, *given.ids])[0]:
            families[family_of(case, given.by)].append(case["id"])
        if not families:
            sys.exit(f"{given.target} is judged by none of these")
        start = cost([next(iter(families.values()))[0]])
        costs = {name: max(cost(ids) - start, 0) for name, ids in families.items()}
    finally:
        group.leave()

    whole, cases = sum(costs.values()), sum(map(len, families.values()))
    print(f"{'family':24}{'share':>7}{'cases':>7}{'per case':>10}")
    for name, taken in sorted(costs.items(), key=lambda one: -one[1]):
        number = len(families[name])
        print(f"{name:24}{taken / whole:7.1%}{number:7}{taken / number / (whole / cases):10.2f}")
    print(f"{'all':24}{1:7.1%}{cases:7}{1:10.2f}   {whole:.1f} s of processor, and {start:.1f} s for each start")


if __name__ == "__main__":
    main()
