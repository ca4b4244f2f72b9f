"""What can be said about the examples for CI systems without those systems: examples_offline.py FOLDER

They are YAML, their shell has no syntax error, and what is collected is what was written. Prints what is wrong and ends
with 1, or with 0. reports/examples/check asks the readers themselves, which have to be fetched.
"""

import fnmatch
import pathlib
import re
import subprocess
import sys

import yaml

wrong = []


def expect(what, right):
    if not right:
        wrong.append(what)


def check_shell(where, script):
    # GitHub puts its own expressions in before the shell sees them.
    script = re.sub(r"\$\{\{[^}]*\}\}", "expression", script)
    said = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
    expect(f"{where}: {said.stderr.strip()}", said.returncode == 0)


def without_variables(text):
    return re.sub(r"\$\{\{[^}]*\}\}|\$\w+", "X", text)


def check_collected(where, paths, scripts):
    """Each path or pattern names a file that one of the scripts mentions."""
    words = [word.strip('"') for script in scripts for word in without_variables(script).split()]
    for path in paths:
        expect(f"{where}: nobody writes {path}",
               any(fnmatch.fnmatch(word, without_variables(path)) for word in words))


def github(path):
    jobs = yaml.safe_load(path.read_text())["jobs"]
    for name, job in jobs.items():
        where = f"{path.name}, {name}"
        expect(f"{where}: waits for a job that is not there", job.get("needs", name) in jobs)
        scripts = [step["run"] for step in job["steps"] if "run" in step]
        for script in scripts:
            check_shell(where, script)
        for step in job["steps"]:
            expect(f"{where}: a step does one thing: {step}", ("run" in step) != ("uses" in step))
            expect(f"{where}: no version: {step}", "@" in step.get("uses", "@"))
            if step.get("uses", "").startswith("actions/upload-artifact"):
                expect(f"{where}: a failure would not be kept", step.get("if") == "${{ !cancelled() }}")
                check_collected(where, step["with"]["path"].strip().splitlines(), scripts)


def gitlab(path):
    document = yaml.safe_load(path.read_text())
    for name, job in document.items():
        if not isinstance(job, dict) or "script" not in job:
            continue
        where = f"{path.name}, {name}"
        expect(f"{where}: no such stage", job["stage"] in document["stages"])
        expect(f"{where}: extends what is not there", job.get("extends", name) in document)
        check_shell(where, "\n".join(document.get(job.get("extends"), {}).get("before_script", []) + job["script"]))
        artifacts = job["artifacts"]
        expect(f"{where}: a failure would not be kept", artifacts["when"] == "always")
        paths = artifacts["paths"] + [artifacts["reports"]["junit"]] if "reports" in artifacts else artifacts["paths"]
        check_collected(where, paths, job["script"])


def jenkins(path):
    text = path.read_text()
    scripts = text.split("'''")[1::2]
    expect(f"{path.name}: no script", scripts)
    for script in scripts:
        check_shell(path.name, script)
    code = re.sub(r"'''.*?'''|'[^'\n]*'|\"[^\"\n]*\"|//[^\n]*", "", text, flags=re.S)
    expect(f"{path.name}: braces", code.count("{") == code.count("}"))
    check_collected(path.name, re.findall(r"(?:testResults|artifacts): '([^']*)'", text), scripts)


def main(folder):
    examples = pathlib.Path(folder)
    github(examples / "github-workflow.yml")
    gitlab(examples / ".gitlab-ci.yml")
    jenkins(examples / "Jenkinsfile")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
