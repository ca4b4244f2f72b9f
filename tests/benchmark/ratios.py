#!/usr/bin/env python3
"""What judging costs, each time beside what is judged or what moves the same octets, in one run on one machine:

    ratios.py [--client curl ...] [--program build/release/smtpspec] [suite content sessions clients]

suite      the whole suite against the reference server: its time over that of its slowest case
content    a gibibyte through BDAT, in clear and inside TLS: its speed over that of a bare socket, or of OpenSSL over one
sessions   one message each, sixteen at a time: sessions per second over those of Postfix's smtp-source on the same smtp-sink
clients    processor seconds of judging a client over those of the bare client doing as many submissions

The last two take what has been fetched (fixtures/fetch postfix curl ...); what is missing is said, and left out.
"""

import argparse
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
FIXTURES = pathlib.Path(os.environ.get("SMTPSPEC_FIXTURES") or SOURCE / "build" / "fixtures")
ROUNDS = 3
GIBIBYTE = 1024 * 1024 * 1024
BLOCK = 256 * 1024
SESSIONS = 1000  # as many as --repeat takes
AT_A_TIME = 16
LARGE = """# A content of one gibibyte is accepted.
requirement rfc3030/2-9
judges server
given recipient{in_tls}

C: BDAT {{octets big}} LAST
C: <big>
S: 250

content big of {size} octets
"""
ONE_MESSAGE = """# A message is accepted.
requirement rfc5321/4.1.1.4-2
judges server
given data

C: <body> stuffed
C: .
S: 250

content body of 500 octets
"""
MESSAGE = "From: <sender@client.test>\nTo: <alice@mx.test>\nSubject: a submission\n\nOne line.\n"
# One submission each, inside the client's root, of a message at the standard input.
BARE = {
    "curl": "curl --silent --url smtp://127.0.0.1:$PORT/client.test --mail-from sender@client.test"
            " --mail-rcpt alice@mx.test --upload-file -",
    "msmtp": "msmtp --file=/dev/null --host=127.0.0.1 --port=$PORT --from=sender@client.test alice@mx.test",
    "nodemailer": "node -e \"require('/opt/node_modules/nodemailer').createTransport({host: '127.0.0.1',"
                  " port: $PORT, ignoreTLS: true}).sendMail({from: 'sender@client.test', to: 'alice@mx.test',"
                  " raw: require('fs').readFileSync(0)}, (error) => process.exit(error ? 1 : 0))\"",
    "smtplib": "python3 -c \"import smtplib, sys; smtplib.SMTP('127.0.0.1', $PORT).sendmail('sender@client.test',"
               " 'alice@mx.test', sys.stdin.read())\"",
    "swaks": "swaks --server 127.0.0.1 --port $PORT --from sender@client.test --to alice@mx.test --data - --silent 3",
}


def say(name, ratio, words):
    print(f"{name:22}{ratio:6.2f}  {words}", flush=True)


def leave_out(name, why):
    print(f"{name:22}     -  {why}", flush=True)


class Server:
    """Another process that listens, until the block ends."""

    def __init__(self, command, port):
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = port

    def __enter__(self):
        for _ in range(500):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        self.__exit__()
        sys.exit(f"{self.process.args[0]} does not listen")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def reference(program, *options):
    port = free_port()
    return Server([program, "serve", "--port", str(port), "--discard", *options], port)


def run(program, folder, *options, **how):
    """The results of a run, and the processor seconds that it took with all that it started; `how` is Popen's."""
    path = folder / "results.json"
    process = subprocess.Popen([program, "run", "--quiet", "--json", path, *options], cwd=SOURCE,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"smtpspec run {' '.join(map(str, options))} ended with {process.returncode}:\n{said}")
    return json.loads(path.read_text()), used.ru_utime + used.ru_stime


def only_case(results):
    case = next(case for case in results["cases"] if not case["id"].startswith("watch/"))
    if case["outcome"] != "pass":
        sys.exit(f"{case['id']}: {case['outcome']}: {case['note']}")
    return case


def measure_suite(program, folder, _):
    best = None
    for _ in range(ROUNDS):
        results, _ = run(program, folder)
        taken = results["duration_us"] / 1e6
        slowest = max(case["duration_us"] for case in results["cases"]) / 1e6
        if best is None or taken < best[0]:
            best = (taken, slowest)
    say("suite", best[0] / best[1], "of its slowest case: {:.2f} s, {:.2f} s".format(*best))


def swallow(listener, context):
    connection, _ = listener.accept()
    if context:
        connection = context.wrap_socket(connection, server_side=True)
    room, left = bytearray(BLOCK), GIBIBYTE
    while left > 0:
        left -= connection.recv_into(room)
    connection.sendall(b"250\r\n")
    connection.close()


def certificate(folder):
    path = folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=mx.test",
                    "-keyout", path, "-out", folder / "only.pem"], check=True, capture_output=True)
    path.write_text(path.read_text() + (folder / "only.pem").read_text())
    return path


def bare_copy(tls, folder):
    """A gibibyte from one process to another, in seconds."""
    server = client = None
    if tls:
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(certificate(folder))
        client = ssl._create_unverified_context()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        child = os.fork()
        if child == 0:
            swallow(listener, server)
            os._exit(0)
        connection = socket.create_connection(listener.getsockname())
        if tls:
            connection = client.wrap_socket(connection)
        block = memoryview(bytes(range(256)) * (BLOCK // 256))
        begin = time.perf_counter()
        for _ in range(GIBIBYTE // BLOCK):
            connection.sendall(block)
        connection.recv(100)
        taken = time.perf_counter() - begin
        os.waitpid(child, 0)
        return taken


def measure_content(program, folder, _):
    path = folder / "large.smtp"
    with reference(program, "--size-limit", "0") as server:
        for tls, name, other in [(False, "content", "a bare socket"),
                                 (True, "content inside TLS", "OpenSSL over a socket")]:
            path.write_text(LARGE.format(in_tls=" in tls" if tls else "", size=GIBIBYTE))
            ours, bare = [], []
            for _ in range(ROUNDS):
                bare.append(bare_copy(tls, folder))
                results, _ = run(program, folder, "--connect", f"127.0.0.1:{server.port}", "--set",
                                 "recipient=alice@mx.test", "--scenarios", path, "--max-content", "2G")
                ours.append(only_case(results)["duration_us"] / 1e6)
            say(name, min(bare) / min(ours), f"of the speed of {other}: {min(ours):.2f} s, {min(bare):.2f} s")


def of_postfix(tool):
    """The command of one of Postfix's tools, with the libraries that it came with."""
    root = FIXTURES / "roots" / "postfix"
    places = ["usr/lib/postfix", "lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu"]
    libraries = ":".join(str(root / place) for place in places)
    return [root / "lib64" / "ld-linux-x86-64.so.2", "--library-path", libraries, root / "usr" / "sbin" / tool]


def measure_sessions(program, folder, _):
    if not (FIXTURES / "roots" / "postfix" / "usr" / "sbin" / "smtp-sink").exists():
        return leave_out("sessions", "fixtures/fetch postfix brings smtp-sink and smtp-source")
    path = folder / "message.smtp"
    path.write_text(ONE_MESSAGE)
    port = free_port()
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    ours, others = [], []
    with Server([*of_postfix("smtp-sink"), *user, f"127.0.0.1:{port}", "1000"], port):
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            subprocess.run([*of_postfix("smtp-source"), "-s", str(AT_A_TIME), "-m", str(SESSIONS), "-l", "500", "-f",
                            "sender@client.test", "-t", "alice@mx.test", f"127.0.0.1:{port}"], check=True)
            others.append(SESSIONS / (time.perf_counter() - begin))
            results, _ = run(program, folder, "--connect", f"127.0.0.1:{port}", "--set", "recipient=alice@mx.test",
                             "--repeat", str(SESSIONS), "--jobs", str(AT_A_TIME), "--scenarios", path)
            only_case(results)
            ours.append(SESSIONS / (results["duration_us"] / 1e6))
    say("sessions", max(ours) / max(others), f"of smtp-source's: {max(ours):.0f} and {max(others):.0f} a second")


def bare_submissions(client, port, times):
    """Processor seconds of the client alone, in its own system, with a shell that starts it."""
    loop = f"n=0; while [ $n -lt {times} ]; do {BARE[client]} >/dev/null 2>&1 </tmp/message || exit 1; n=$((n + 1)); done"
    enter = ('mount --bind /dev "$ROOT/dev" && mount -t tmpfs none "$ROOT/tmp" && '
             'printf %s "$MESSAGE" >"$ROOT/tmp/message" && exec chroot "$ROOT" /bin/sh -c "$LOOP"')
    own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    environment = dict(os.environ, ROOT=str(FIXTURES / "roots" / client), LOOP=loop, MESSAGE=MESSAGE, PORT=str(port),
                       HOME="/tmp", PATH="/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin")
    process = subprocess.Popen(["unshare", *own, "--mount", "sh", "-c", enter], env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return None if process.returncode else used.ru_utime + used.ru_stime


def submissions_in(results):
    cases = [case for case in results["cases"] if not case["id"].startswith("watch/")]
    return sum(any(entry["kind"] == "connected" for entry in case["transcript"]["entries"]) for case in cases)


def measure_clients(program, folder, clients):
    ours = bare = 0
    for client in clients or BARE:
        name = f"client {client}"
        if client not in BARE:
            leave_out(name, f"a bare command is known for {', '.join(BARE)}")
            continue
        if not (FIXTURES / "roots" / client / ".complete").exists():
            leave_out(name, f"fixtures/fetch {client}")
            continue
        results, judging = run(program, folder, "--target", client)
        times = submissions_in(results)
        with reference(program) as server:
            alone = bare_submissions(client, server.port, times)
        if alone is None:
            leave_out(name, "the bare client does not submit here")
            continue
        say(name, judging / alone,
            f"of the bare client: {judging:.2f} s and {alone:.2f} s of processor, {times} submissions")
        ours, bare = ours + judging, bare + alone
    if bare:
        say("clients", ours / bare, f"of the bare clients: {ours:.2f} s and {bare:.2f} s of processor")


MEASURES = {"suite": measure_suite, "content": measure_content, "sessions": measure_sessions, "clients": measure_clients}


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("measures", nargs="*", metavar="suite|content|sessions|clients")
    asked.add_argument("--client", action="append", help="only this one; may be said again")
    asked.add_argument("--program", type=pathlib.Path, default=SOURCE / "build" / "release" / "smtpspec")
    given = asked.parse_args()
    unknown = set(given.measures) - set(MEASURES)
    if unknown:
        asked.error(f"there is no measure '{unknown.pop()}'")
    with tempfile.TemporaryDirectory() as folder:
        for name in given.measures or MEASURES:
            MEASURES[name](given.program.resolve(), pathlib.Path(folder), given.client)


if __name__ == "__main__":
    main()
