"""What can be said about the GitHub Action, the GitLab component, the Jenkins step and the recipe of the image without those
systems: packaging_offline.py PROJECT PROGRAM

What they name is there, their shell has no syntax error, and the step of the Action that judges is run as GitHub would, with the
program in the place of the one from the cache. Prints what is wrong and ends with 1, or with 0.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

from examples_offline import check_collected, check_shell, expect, wrong


def action(document):
    steps = document["runs"]["steps"]
    ids = {step["id"] for step in steps if "id" in step}
    text = yaml.safe_dump(document)
    for name in re.findall(r"steps\.([a-z]+)\.outputs", text):
        expect(f"action.yml: no step {name}", name in ids)
    for name in re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", text):
        expect(f"action.yml: no input {name}", name in document["inputs"])
    for name, one in document["inputs"].items():
        expect(f"action.yml: nobody reads the input {name}", f"inputs.{name} " in text)
        expect(f"action.yml: {name} says nothing of itself", one.get("description"))
    for step in steps:
        expect(f"action.yml: a step does one thing: {step}", ("run" in step) != ("uses" in step))
        expect(f"action.yml: no version: {step}", "@" in step.get("uses", "@"))
        if "run" in step:
            expect(f"action.yml: no shell: {step}", step.get("shell") == "bash")
            check_shell("action.yml", step["run"])


def judged_by_action(document, program, **inputs):
    """Exit code, outputs and the folder's files of the step that judges."""
    step = next(step for step in document["runs"]["steps"] if step.get("id") == "judge")
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "smtpspec/bin").mkdir(parents=True)
        (place / "smtpspec/bin/smtpspec").symlink_to(program)
        environment = dict(os.environ, RUNNER_TEMP=folder, GITHUB_OUTPUT=str(place / "outputs"))
        for name, value in step["env"].items():
            given = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]
            environment[name] = inputs.get(given, document["inputs"][given]["default"])
        said = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder,
                              env=environment, capture_output=True, text=True)
        outputs = dict(line.split("=", 1) for line in (place / "outputs").read_text().splitlines())
        report = place / environment["REPORT"]
        return said.returncode, outputs, sorted(one.name for one in report.glob("*"))


def action_judges(document, program):
    code, outputs, files = judged_by_action(document, program, select="rfc1870/size-zero* rfc1870/size-is-declared-once")
    expect(f"the Action says {code}, {outputs}", (code, outputs.get("exit-code")) == (0, "0"))
    expect(f"its verdict is {outputs}", "judged 2 of 2 scenarios" in outputs.get("verdict", ""))
    expect(f"it writes {files}", files == ["junit.xml", "report.html", "results.json"])
    code, outputs, _ = judged_by_action(document, program, select="rfc1870/size-is-declared-once", strict="true",
                                        options="--fault accepts-size-twice")
    expect(f"of a server that does not conform the Action says {code}, {outputs}",
           (code, outputs.get("exit-code")) == (1, "1"))
    code, outputs, _ = judged_by_action(document, program, set="recipient=a@b.test\nno setting")
    expect(f"of a wrong setting the Action says {code}, {outputs}", (code, outputs.get("exit-code")) == (2, "2"))


def component(path):
    spec, jobs = yaml.safe_load_all(path.read_text())
    text = path.read_text()
    for name in re.findall(r"\$\[\[ inputs\.([a-z]+) \]\]", text):
        expect(f"{path.name}: no input {name}", name in spec["spec"]["inputs"])
    for name in spec["spec"]["inputs"]:
        expect(f"{path.name}: nobody reads the input {name}", f"inputs.{name} " in text)
    job = jobs["smtpspec"]
    script = re.sub(r"\$\[\[[^]]*\]\]", "input", "\n".join(job["script"]))
    check_shell(path.name, script)
    expect(f"{path.name}: a failure would not be kept", job["artifacts"]["when"] == "always")
    check_collected(path.name, job["artifacts"]["paths"] + [job["artifacts"]["reports"]["junit"]], [script])


def jenkins(path):
    text = path.read_text()
    script = re.sub(r"\$\{\w+\}", "options", text.split('"""')[1])
    check_shell(path.name, script)
    check_collected(path.name, re.findall(r"(?:testResults|artifacts): '([^']*)'", text), [script])
    code = re.sub(r'""".*?"""|\'[^\'\n]*\'|"[^"\n]*"|//[^\n]*', "", text, flags=re.S)
    expect(f"{path.name}: braces", code.count("{") == code.count("}"))


def containerfile(path, dev):
    text = path.read_text().replace("\\\n", " ")
    stages = re.findall(r"^FROM \S+ AS (\w+)$", text, flags=re.M)
    for name in re.findall(r"--from=(\w+)", text):
        expect(f"{path.name}: no stage {name}", name in stages)
    for script in re.findall(r"^RUN (.*)$", text, flags=re.M):
        check_shell(path.name, script)
    for command in re.findall(r"/dev (\w+)", text):
        expect(f"{path.name}: ./dev knows no {command}", re.search(rf"^  ([a-z |]* )?{command}( [a-z |]*)?\)$", dev, flags=re.M))
    users = re.findall(r"^USER (\w+)$", text, flags=re.M)
    expect(f"{path.name}: it runs as root", users and users[-1] != "root")


def main(project, program):
    place = pathlib.Path(project)
    document = yaml.safe_load((place / "action.yml").read_text())
    action(document)
    action_judges(document, program)
    component(place / "templates/smtpspec.yml")
    jenkins(place / "packaging/jenkins/vars/smtpspec.groovy")
    containerfile(place / "packaging/Containerfile", (place / "dev").read_text())
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
