"""The server in its own processes: reload, stop, and what strangers send, under load."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from server.serve import STOP_SECONDS
from tests.server.glossaries import write
from tests.server.running import ROOT, Load, Running, free_port

PAGE = b"<p>Training a LoRA on a checkpoint with a VAE, in words enough for a page." * 400
HTML = {"Content-Type": "text/html"}


class Uploads(Load):
    """Pages that take a while to annotate."""

    def _one(self):
        status, _, body = self.send("POST", "/v1/annotate?density=page", PAGE, HTML)
        return status, len(body)


class KeptOpen(Load):
    """Requests that share a connection as long as it lasts, as browsers and proxies do it."""

    def _run(self):
        self.connection = None
        super()._run()

    def _one(self):
        with self.server.connect() as connection, connection.makefile("rb") as answers:
            for number in range(1000):
                if self._end.is_set():
                    return 200, None
                request_id = self.next_id()
                head = f"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-ID: {request_id}\r\n\r\n"
                connection.sendall(head.encode())
                status, headers = read_head(answers)
                answers.read(int(headers["content-length"]))
                self.answered.add(request_id)
                self.answers[status] += 1
                assert status in (200, 503), number
                if headers.get("connection") == "close":
                    break
        return "closed", None


def read_head(answers):
    line = answers.readline()
    if not line:
        raise ConnectionAbortedError("no answer")
    headers = {}
    while (field := answers.readline()) not in (b"\r\n", b""):
        name, _, value = field.decode().partition(":")
        headers[name.lower()] = value.strip()
    return int(line.split()[1]), headers


def own(folder, text):
    return write(folder, "own", ("lora", "LoRA", text))


@pytest.mark.parametrize("by", ["signal", "file"])
def test_a_reload_under_load_fails_no_request_and_reaches_every_worker(tmp_path, by):
    folder = own(tmp_path / "own", "Text 0.")
    seconds = 0 if by == "signal" else 0.05
    with Running(GLOSSARIES=folder, RATE_LIMIT="", RELOAD_SECONDS=seconds) as server:
        with Load(server, threads=3) as load:
            for number in range(1, 4):
                own(folder, f"Text {number}.")
                if by == "signal":
                    server.process.send_signal(signal.SIGHUP)
                new = f"Text {number}.".encode()
                # Each worker has its own count: as many answers as make both likely to have spoken.
                server.until(lambda new=new: answers_all(server, new))
            server.until(lambda: load.count > 300)
        assert set(load.answers) == {200}, load.answers
        told = {json.loads(body)["terms"][0]["definition"] for body in load.bodies}
        assert "Text 3." in told
        assert told <= {f"Text {number}." for number in range(4)}


def answers_all(server, text):
    return all(text in server.get("/v1/terms/lora")[2] for _ in range(12))


def test_a_bad_glossary_is_refused_under_way_and_health_says_so(tmp_path):
    folder = own(tmp_path / "own", "Text 0.")
    with Running(workers=1, GLOSSARIES=folder, RELOAD_SECONDS=0.05) as server:
        (folder / "words.yaml").write_text("- id: lora\n  label: [")
        server.until(lambda: b"words.yaml" in server.get("/healthz")[2])
        assert b"Text 0." in server.get("/v1/terms/lora")[2]
        assert "glossaries not reloaded, the old ones stay" in server.output
        own(folder, "Mended.")
        server.until(lambda: b"Mended." in server.get("/v1/terms/lora")[2])


@pytest.mark.parametrize("load_of", [Load, Uploads, KeptOpen])
def test_a_stop_under_load_loses_no_request_that_was_taken(load_of):
    with (
        Running(RATE_LIMIT="", RATE_LIMIT_POST="") as server,
        load_of(server, threads=8) as load,
    ):
        server.until(lambda: load.answers[200] > 40)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
        time.sleep(0.05)
    # The kernel takes connections up to the last moment; whose request nobody has read by then has
    # to send it elsewhere, as one does who is refused. Each that was taken up is answered.
    unread = {
        "ConnectionAbortedError",
        "ConnectionResetError",
        "RemoteDisconnected",
        "BrokenPipeError",
    }
    assert set(load.answers) <= {200, 503, "closed", "refused", *unread}, load.answers
    assert sum(load.answers[why] for why in unread) <= load.threads
    taken = load.taken()
    assert len(taken) > 40
    assert taken <= load.answered
    assert load.answers["refused"] > 0


SLOW_WORKER = """
import sys, time
from server import serve
ready = serve.worker
def worker():
    print("a worker begins", flush=True)
    time.sleep(600)
serve.worker = worker
serve.serve(["--workers", "2", "--port", sys.argv[1]])
"""


def test_workers_that_are_not_ready_yet_stop_at_once():
    command = [sys.executable, "-c", SLOW_WORKER, str(free_port())]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(2):
            assert process.stdout.readline() == "a worker begins\n"
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        try:
            # Workers that took no notice would be waited for, as long as a request may take.
            assert process.wait(STOP_SECONDS - 5) == 0
        finally:
            process.kill()


def test_a_server_about_to_stop_says_so_to_load_balancers():
    with Running(workers=1, STOP_DELAY=1) as server:
        server.process.send_signal(signal.SIGTERM)
        server.until(lambda: server.get("/healthz")[0] == 503)
        status, headers, body = server.get("/healthz")
        assert (status, headers["Connection"]) == (503, "close")
        assert json.loads(body)["status"] == "closing"
        assert server.get("/v1/define?text=LoRA")[0] == 200
        assert server.process.wait(30) == 0


def test_a_worker_that_dies_is_replaced():
    with Running(workers=1) as server:
        server.until(lambda: '"/healthz"' in server.output)
        line = next(line for line in server.output.splitlines() if '"/healthz"' in line)
        worker = json.loads(line)["worker"]
        os.kill(worker, signal.SIGKILL)
        server.until(server._answers)
        assert json.loads(server.get("/healthz")[2])["status"] == "ok"


def send(server, *parts, pause=0.05):
    """Send bytes as they are; return all that is answered."""
    with server.connect() as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        answered = b""
        while received := connection.recv(65536):
            answered += received
            if complete(answered):
                break
    return answered


def complete(answered):
    head, found, body = answered.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
    return bool(found and lengths) and len(body) >= int(lengths[0].split(b":")[1])


def post(length=None, *more, path="/v1/annotate"):
    lines = [f"POST {path} HTTP/1.1", "Host: x", "Content-Type: text/plain", *more]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.fixture(scope="module")
def strict():
    """A server with little patience, and one worker: what hangs it hangs it for all."""
    settings = {"BODY_SECONDS": 0.5, "MAX_CONTENT_LENGTH": 1000, "RATE_LIMIT_POST": ""}
    with Running(workers=1, **settings) as server:
        yield server


def test_slow_bodies_are_given_up_and_hold_nobody_up(strict):
    slow = [strict.connect() for _ in range(60)]
    try:
        for connection in slow:
            connection.sendall(post(100) + b"a L")
        for _ in range(5):
            assert strict.get("/v1/define?text=LoRA")[0] == 200
            assert strict.request("POST", "/v1/annotate", b"a LoRA", {"Content-Type": "text/plain"})
        for connection in slow:
            answered = b"".join(iter(lambda c=connection: c.recv(65536), b""))
            assert answered.startswith(b"HTTP/1.1 408 ")
            assert b"did not arrive within 0.5 seconds" in answered
    finally:
        for connection in slow:
            connection.close()


def test_slow_heads_and_idle_connections_hold_nobody_up(strict):
    held = [strict.connect() for _ in range(200)]
    try:
        for number, connection in enumerate(held):
            connection.sendall(b"GET /v1/define HTT"[: number % 18])
        for _ in range(5):
            assert strict.get("/v1/define?text=LoRA")[0] == 200
    finally:
        for connection in held:
            connection.close()


@pytest.mark.parametrize(
    ("parts", "status", "said"),
    [
        ([post(1001), b"x" * 1001], 413, "1,000 bytes at most"),
        ([post(10**15)], 413, "1,000 bytes at most"),
        (
            [post(None, "Transfer-Encoding: chunked"), b"3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n"],
            413,
            "1,000 bytes at most",
        ),
        (
            [post(None, "Transfer-Encoding: chunked"), b"3\r\na L\r\n", b"3\r\noRA\r\n0\r\n\r\n"],
            200,
            '"LoRA"',
        ),
        ([post(6), b"a", b" ", b"LoRA"], 200, '"LoRA"'),
        ([post(6, "Expect: 100-continue")], 100, ""),
        ([post(None)], 200, "[]"),
        ([post(-1)], 400, ""),
        ([post("1e3")], 400, ""),
        ([post(3, "Transfer-Encoding: gzip")], 400, ""),
        ([b"NONSENSE\r\n\r\n"], 400, ""),
        ([b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"], 414, ""),
        ([b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 5000 + b"\r\n"], 431, ""),
    ],
)
def test_odd_requests_are_answered_and_the_service_goes_on(strict, parts, status, said):
    answered = send(strict, *parts)
    assert answered.startswith(b"HTTP/1.1 %d " % status), answered[:200]
    assert said.encode() in answered
    assert strict.get("/healthz")[0] == 200


def test_a_sender_who_leaves_before_the_end_is_forgotten(strict):
    for _ in range(20):
        with strict.connect() as connection:
            connection.sendall(post(500) + b"a LoRA")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert strict.get("/healthz")[0] == 200
    assert strict.request("POST", "/v1/annotate", b"a", {"Content-Type": "text/plain"})[0] == 200


def test_metrics_count_the_requests_of_all_workers():
    with Running(workers=2, RATE_LIMIT="") as server:
        for _ in range(40):
            server.get("/v1/define?text=LoRA")
        counted = [
            line
            for line in server.get("/metrics")[2].decode().splitlines()
            if line.startswith("glosslight_request_seconds_count") and "/v1/define" in line
        ]
        assert [float(line.split()[-1]) for line in counted] == [40]
        server.until(lambda: server.output.count('"/v1/define"') == 40)
        workers = {
            json.loads(line)["worker"]
            for line in server.output.splitlines()
            if '"/v1/define"' in line
        }
        assert len(workers) == 2


def test_each_worker_counts_requests_for_itself_in_memory():
    with Running(workers=2, RATE_LIMIT="5 per hour") as server:
        statuses = [server.get("/v1/define?text=x")[0] for _ in range(60)]
    # At least what is allowed, at most that for each worker.
    assert 5 <= statuses.count(200) <= 10
    assert set(statuses) == {200, 429}


def test_a_wrong_setting_stops_it_at_once_with_the_reason(tmp_path):
    server = Running(GLOSSARIES=tmp_path / "none")
    assert server.process.wait(30) == 1
    server.__exit__()
    assert "cannot be read as a folder" in server.output
    assert "Traceback" not in server.output
