#!/usr/bin/env python3
"""How long an HTML report takes in a headless Chromium: page_speed.py PAGE.html

In milliseconds: until the page can be used, and for a filter, a search, a case beside the matrix, each up to the next frame.
"""

import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from chromium import Browser  # noqa: E402

ROUNDS = 3
FORM = "const form = document.querySelector('form.filters'); "
SET = FORM + "form.elements.%s.value = '%s'; form.dispatchEvent(new Event('input'))"
SCENES = {
    "those that fail": FORM + "form.querySelector('[data-outcome=fail]').click()",
    "all again": FORM + "form.querySelector('[type=reset]').click()",
    "the first search": SET % ("q", "limit"),
    "another search": SET % ("q", "limits"),
    "in transcripts": FORM + "form.elements.deep.click()",
    "another in transcripts": SET % ("q", "synchron"),
    "all once more": FORM + "form.querySelector('[type=reset]').click()",
    "a case": "document.querySelector('.matrix td a').click()",
    "the next": "location.hash = document.querySelectorAll('.matrix tbody th a')[100].hash",
    "no case": "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))",
}


def measure(page, action):
    return page.evaluate(f"""(async () => {{
        const begin = performance.now();
        {{ {action} }}
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
        return performance.now() - begin;
    }})()""")


def main(path):
    url = pathlib.Path(path).resolve().as_uri()
    times = {}
    with Browser() as browser:
        for _ in range(ROUNDS):
            page = browser.page(url)
            loaded = "performance.getEntriesByType('navigation')[0]."
            for name in ["domInteractive", "loadEventEnd"]:
                times.setdefault(name, []).append(page.evaluate(loaded + name))
            for name, action in SCENES.items():
                times.setdefault(name, []).append(measure(page, action))
            if page.trouble:
                sys.exit("\n".join(page.trouble))
            page.command("Page.close")
    for name, taken in times.items():
        print(f"{name:24}{min(taken):8.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
