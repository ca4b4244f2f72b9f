"""The HTML report in a headless Chromium: html_in_chromium.py COMPARED.html HOSTILE.html

The pages are those of tests/unit/reports/html_sample.hpp. Prints what is wrong and ends with 1, or with 0.
"""

import re
import sys
import time

from chromium import Browser

CASE = "rfc1870/declared-size-over-limit"
ROWS = "[...document.querySelectorAll('.matrix tbody tr:not(.group)')].filter(row => row.offsetHeight > 0).length"
CASES = "[...document.querySelectorAll('.case')].filter(one => one.offsetHeight > 0).map(one => one.id)"
IN_MATRIX = "document.activeElement.closest('.matrix') !== null"
GROUND = "getComputedStyle(document.body).backgroundColor"
wrong = []


def expect(what, got, wanted=True):
    if got != wanted:
        wrong.append(f"{what}: expected {wanted!r}, got {got!r}")


def shows(what, page, expression, wanted=True):
    """What a page does upon a click it does in its own time: asked again until it is so, or for ten seconds."""
    until = time.monotonic() + 10
    while (got := page.evaluate(expression)) != wanted and time.monotonic() < until:
        pass
    expect(what, got, wanted)


def nothing_wrong_in(page, what):
    expect(f"console, {what}", page.trouble, [])
    expect(f"requests, {what}", [url for url in page.requests if not url.startswith("file:")], [])


def go_to(page, fragment):
    page.evaluate(f"location.hash = '{fragment}'")


def filters(page):
    rows = page.evaluate(ROWS)
    failing = page.evaluate("document.querySelectorAll('.matrix tr:has(td.fail)').length")
    shows("the form is there", page, "document.querySelector('form.filters').offsetHeight > 0")
    expect("some rows fail, some do not", 0 < failing < rows)
    page.click("[data-outcome=fail]")
    shows("rows that fail", page, ROWS, failing)
    shows("their number in words", page, "document.querySelector('output').textContent",
          f"{failing} of {rows} cases")
    shows("the address of the filter", page, "location.hash", "#?outcome=fail")
    page.click("button[type=reset]")
    shows("all rows again", page, ROWS, rows)
    page.click("input[type=search]")
    for letter in "chunk -data":
        page.key(letter, letter)
    shows("rows with a word and without another", page, ROWS, 1)
    page.click("button[type=reset]")
    for choice, count in [("change=regressed", 1), ("change=any", 5), ("rfc=rfc5321", 4), ("level=MUST&q=noop", 1),
                          ("target=aiosmtpd&outcome=pass", 2), ("tag=limits&outcome=unstable", 1)]:
        go_to(page, "?" + choice)
        shows(f"rows of #?{choice}", page, ROWS, count)
    go_to(page, "?target=aiosmtpd")
    shows("columns of one target", page,
          "[...document.querySelectorAll('.matrix thead th')].filter(one => one.offsetWidth).map(one => one.textContent)",
          ["Rule", "aiosmtpd"])
    page.click("button[type=reset]")
    shows("no filter, no address", page, "location.hash", "")
    for nonsense in ["%", "?outcome=%zz&target=nobody", "no/such-case", "-matrix"]:
        go_to(page, nonsense)
    go_to(page, "?q=no-such-word")
    shows("no row has the word", page, ROWS, 0)
    go_to(page, "")
    shows("rows behind nonsense", page, ROWS, rows)
    nothing_wrong_in(page, "filters")


def what_breaks(page):
    chip = f".broken a[href='#{CASE}@postfix']"
    expect("what breaks stands before the matrix",
           page.evaluate(f"document.querySelector(\"{chip}\").getBoundingClientRect().top + scrollY < "
                         "document.querySelector('.matrix').getBoundingClientRect().top + scrollY"))
    page.click(chip)
    shows("who breaks a rule leads to the case", page, CASES, [CASE])
    page.key("Escape")
    shows("and back", page, CASES, [])
    page.click(".by-rfc a")
    shows("an RFC leads into the matrix", page, "document.querySelector('.matrix').getBoundingClientRect().top < innerHeight")
    nothing_wrong_in(page, "what breaks")


def a_case(page):
    shows("no case beside the matrix", page, CASES, [])
    page.click(f".matrix a[href='#{CASE}@postfix']")
    shows("the permanent link", page, "location.hash", f"#{CASE}@postfix")
    shows("the case beside the matrix", page, CASES, [CASE])
    shows("its transcript", page, "document.querySelector('.selected .t').offsetHeight > 0")
    shows("the focus", page, "document.activeElement.tagName", "H3")
    page.key("n", "n")
    shows("another case", page, CASES + f".filter(id => id !== '{CASE}').length", 1)
    shows("which needs a person", page, "document.querySelector('.selected').classList.contains('bad')")
    page.key("Escape")
    shows("no case any more", page, CASES, [])
    nothing_wrong_in(page, "a case")


def keys_in_the_matrix(page):
    shows("the focus is back", page, IN_MATRIX)
    before = page.evaluate("document.activeElement.href")
    page.key("ArrowDown")
    shows("an arrow goes on", page, f"{IN_MATRIX} && document.activeElement.href !== '{before}'")
    shows("stops for the tab key", page,
          "[...document.querySelectorAll('.matrix tbody a')].filter(one => one.tabIndex === 0).length", 1)
    page.key("/", "/")
    shows("the search has the focus", page, "document.activeElement.name", "q")
    nothing_wrong_in(page, "keys")


def copying(page):
    go_to(page, CASE)
    shows("the case", page, CASES, [CASE])
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }; 0")
    page.click(".selected .part button.issue")
    shows("something is copied", page, "typeof window.copied", "string")
    text = page.evaluate("window.copied")
    for words in ["A MAIL command that declares more", "https://www.rfc-editor.org/rfc/rfc1870#section-6.1",
                  "-->   0.002  S: 250-2.1.0 Ok", "smtpspec run --target postfix " + CASE]:
        expect(f"copied as Markdown: {words}", words in text)
    go_to(page, "")
    nothing_wrong_in(page, "copying")


# The least contrast between a word and its ground, as WCAG 2 defines it.
CONTRAST = """(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const luminance = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!colour.endsWith(', 0)') && colour !== 'transparent') return colour;
    }
    return getComputedStyle(document.documentElement).colorScheme === 'dark' ? '#000' : '#fff';
  };
  let least = 99;
  for (const one of document.querySelectorAll('.s, td a, th a, small, code, dt, dd, .t b, .t i, .t u, .level, p, button, h3')) {
    const [a, b] = [luminance(getComputedStyle(one).color), luminance(ground(one))];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
})()"""


def light_and_dark(browser, url):
    grounds = []
    for scheme in ["light", "dark"]:
        page = browser.page(url, scheme=scheme)
        grounds.append(page.evaluate(GROUND))
        contrast = page.evaluate(CONTRAST)
        expect(f"contrast of {contrast:.2f} in {scheme} is 4.5 at least", contrast >= 4.5)
    expect("light and dark differ", grounds[0] != grounds[1])
    page.click(".theme")
    shows("the switch goes to light", page, GROUND, grounds[0])
    page.click(".theme")
    shows("and to dark", page, "document.documentElement.dataset.theme", "dark")
    page.go(url)
    shows("dark is kept", page, "document.documentElement.dataset.theme", "dark")
    page.evaluate("localStorage.clear()")


def as_it_was_written(page, path):
    with open(path, encoding="utf-8") as file:
        body = file.read().split("</head>", 1)[1]
    written = len(re.findall("<[a-z]", body))
    expect("the browser makes of it what was written", page.evaluate("document.querySelectorAll('body, body *').length"),
           written)


def without_scripts(browser, url):
    page = browser.page(url, scripts=False)
    as_it_was_written(page, url.removeprefix("file://"))
    part = "rfc1870/no-value@postfix"
    folded = f"!document.getElementById('{part}').closest('details').open"
    box = f"document.getElementById('{part}').getBoundingClientRect()"
    shows("no form", page, "document.querySelector('form.filters').offsetHeight", 0)
    shows("all cases", page, "[...document.querySelectorAll('.case')].every(one => one.offsetHeight > 0)")
    shows("a part is folded", page, folded)
    page.click(f".matrix a[href='#{part}']")
    shows("a link unfolds it", page, folded, False)
    shows("and leads there", page, f"{box}.top >= 0 && {box}.top < innerHeight")
    nothing_wrong_in(page, "without scripts")


def by_link(browser, url):
    page = browser.page(url + "#" + CASE)
    shows("a link opens its case", page, CASES, [CASE])
    page.command("Emulation.setEmulatedMedia", media="print")
    bad = page.evaluate("[...document.querySelectorAll('.case.bad')].map(one => one.id)")
    shows("on paper: what needs a person", page, CASES, bad)
    nothing_wrong_in(page, "on paper")


def narrow(browser, url):
    page = browser.page(url, width=400, height=800)
    page.click(f".matrix a[href='#{CASE}']")
    shows("a narrow page shows the case alone", page, "document.querySelector('.cases').offsetWidth >= 380")
    nothing_wrong_in(page, "narrow")


def many_targets(browser, url):
    page = browser.page(url)
    page.evaluate("""for (const row of document.querySelectorAll('.matrix tr'))
        for (let count = 0; count < 16; ++count) row.append(row.lastElementChild.cloneNode(true))""")
    sideways = "document.documentElement.scrollWidth > innerWidth"
    for width in [1400, 400]:
        page.command("Emulation.setDeviceMetricsOverride", width=width, height=300, deviceScaleFactor=1, mobile=False)
        shows(f"the matrix scrolls in its own box, {width}", page,
              "(box => box.scrollWidth > box.clientWidth)(document.querySelector('.sheet'))")
        shows(f"the page does not scroll sideways, {width}", page, sideways, False)
        shows(f"the head of the matrix stays in sight, {width}", page, """(() => {
            const box = document.querySelector('.sheet');
            box.scrollTo(300, 200);
            const [head, outer] = [box.querySelector('thead th'), box].map(one => one.getBoundingClientRect());
            return box.scrollTop > 0 && Math.abs(head.top - outer.top) < 2 && Math.abs(head.left - outer.left) < 2;
        })()""")
    nothing_wrong_in(page, "many targets")


def hostile(browser, url):
    for scripts in [True, False]:
        page = browser.page(url, scripts=scripts)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        everything = "[...document.querySelectorAll('*')]"
        shows("nobody else's script ran", page, "window.owned === undefined")
        shows("scripts", page, "document.scripts.length", 1)
        shows("pictures", page, "document.images.length", 0)
        shows("attributes that run", page,
              everything + ".flatMap(one => [...one.attributes]).filter(one => one.name.startsWith('on')).length", 0)
        shows("links elsewhere", page,
              "[...document.links].filter(one => !['file:', 'https:'].includes(one.protocol)).length", 0)
        nothing_wrong_in(page, "hostile")


def main(compared, hostile_page):
    with Browser() as browser:
        url = "file://" + compared
        page = browser.page(url)
        nothing_wrong_in(page, "at the start")
        filters(page)
        what_breaks(page)
        a_case(page)
        keys_in_the_matrix(page)
        copying(page)
        for scene in [light_and_dark, without_scripts, by_link, narrow, many_targets]:
            scene(browser, url)
        hostile(browser, "file://" + hostile_page)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
