"""A headless Chromium, told what to do through its debugging pipe: needs nothing but Python's own library.

    with Browser() as browser:
        page = browser.page("file:///tmp/report.html")
        page.evaluate("document.title")
"""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time

QUIET = ["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-extensions", "--mute-audio",
         # The pages are ours; as root, and in containers, there is neither a sandbox nor much shared memory.
         "--no-sandbox", "--disable-dev-shm-usage"]
DEADLINE = 60  # seconds; a ceiling for one command, never an assertion


def program():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


class Browser:
    """One process with a profile of its own; both are gone at the end."""

    def __init__(self, *options):
        self._profile = tempfile.mkdtemp(prefix="smtpspec-chromium-")
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()
        command = [program(), *QUIET, *options, "--remote-debugging-pipe",
                   "--user-data-dir=" + self._profile, "about:blank"]
        # The pipe is read at descriptor 3 and written at 4.
        shell = ["/bin/sh", "-c", f'exec "$@" 3<&{to_browser} 4>&{from_browser}', "chromium", *command]
        self._process = subprocess.Popen(shell, pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._count = 0
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.command("Browser.close")
        except (EOFError, OSError, TimeoutError):
            pass
        try:
            self._process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _message(self, until):
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("Chromium does not answer")
            octets = os.read(self._from, 1 << 20)
            if not octets:
                raise EOFError("Chromium has ended")
            self._buffer += octets
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def command(self, method, session=None, **parameters):
        """What the browser answers; raises if it refuses."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": parameters}
        if session:
            asked["sessionId"] = session
        octets = json.dumps(asked).encode() + b"\0"
        while octets:
            octets = octets[os.write(self._to, octets):]
        until = time.monotonic() + DEADLINE
        while True:
            message = self._message(until)
            if message.get("id") == self._count:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            if "method" in message:
                self.events.append(message)

    def wait_for(self, method, session):
        """The parameters of the next such event of the session; those before it are used up."""
        until = time.monotonic() + DEADLINE
        while True:
            while self.events:
                event = self.events.pop(0)
                if event["method"] == method and event.get("sessionId") == session:
                    return event["params"]
            message = self._message(until)
            if "method" in message:
                self.events.append(message)

    def page(self, url, **how):
        return Page(self, url, **how)


class Page:
    """A tab. `trouble` collects what the console and the network had to say."""

    def __init__(self, browser, url, scripts=True, width=1400, height=900, scheme=None):
        self._browser = browser
        target = browser.command("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.trouble = []
        self.requests = []
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.command(domain + ".enable")
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                     mobile=False)
        self.command("Emulation.setScriptExecutionDisabled", value=not scripts)
        if scheme:
            self.command("Emulation.setEmulatedMedia",
                         features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.go(url)

    def command(self, method, **parameters):
        answer = self._browser.command(method, self._session, **parameters)
        self._collect()
        return answer

    def _collect(self):
        for event in self._browser.events:
            if event.get("sessionId") != self._session:
                continue
            said = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                details = said["exceptionDetails"]
                self.trouble.append(details.get("exception", {}).get("description", details["text"]))
            elif event["method"] == "Log.entryAdded":
                self.trouble.append(said["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled" and said["type"] in ("error", "warning"):
                self.trouble.append(str([one.get("value") for one in said["args"]]))
            elif event["method"] == "Network.requestWillBeSent":
                self.requests.append(said["request"]["url"])
        self._browser.events = [event for event in self._browser.events
                                if event["method"] in ("Page.loadEventFired", "Page.frameNavigated")]

    def go(self, url):
        """Until everything is loaded."""
        self._browser.events = []
        self.command("Page.navigate", url=url)
        self._browser.wait_for("Page.loadEventFired", self._session)
        self.command("Runtime.evaluate", expression="0")

    def evaluate(self, expression):
        """The value of a JavaScript expression; promises are waited for."""
        answer = self.command("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def key(self, key, text=None):
        self.command("Input.dispatchKeyEvent", type="keyDown", key=key, **({"text": text} if text else {}))
        self.command("Input.dispatchKeyEvent", type="keyUp", key=key)

    def click(self, selector):
        """With the mouse, in the middle of the first such element (of its first line), once it stands still there."""
        place = f"""(() => {{
            const found = document.querySelector({json.dumps(selector)});
            found.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const box = found.getClientRects()[0];
            const at = box && [box.x + box.width / 2, box.y + box.height / 2];
            return at && found.contains(document.elementFromPoint(...at)) ? at : null;
        }})()"""
        until = time.monotonic() + DEADLINE
        before, at = None, self.evaluate(place)
        while at is None or at != before:
            if time.monotonic() > until:
                raise TimeoutError("not to be clicked: " + selector)
            self.command("Page.captureScreenshot")  # a frame is drawn, and scrolled to where it is to be
            before, at = at, self.evaluate(place)
        x, y = at
        for kind in ["mousePressed", "mouseReleased"]:
            self.command("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screenshot(self, path, whole=False):
        import base64
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
