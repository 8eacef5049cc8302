#!/usr/bin/env python3
"""Hostile and broken inputs among good ones: each gets its clear line and its count, the good records come out, nothing crashes or
takes long.

    run.py READOUT [SECONDS]

Each case is run by itself and must end within SECONDS (1 by default; `make test` allows for a busy machine) and 200 MB.
"""
import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

GOOD = "Turkish ministers met their Greek counterparts in Athens on Monday. They signed an agreement on fishing."
MEGABYTES = 200


def warc_record(number, body, length=None):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"WARC-Target-URI: https://wire.example/{number}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n").encode()
    return head + http + b"\r\n\r\n"


def html(text):
    paragraphs = "".join(f"<p>{text}</p>" for _ in range(4))
    return f"<html><head><title>Talks in Athens</title></head><body><article><h1>Talks in Athens</h1>{paragraphs}</article></body></html>".encode()


def cases(folder):
    """name, files, words that must stand in what is said on stderr, whether the good record must come out"""
    def write(name, data):
        path = folder / name
        path.write_bytes(data)
        return path

    good = write("good.txt", GOOD.encode())
    yield "empty file", [write("empty.txt", b""), good], "empty", True
    yield "0-byte gzip", [write("zero.warc.gz", b""), good], "zero.warc.gz", True
    record = gzip.compress(warc_record(1, html(GOOD)))
    yield "truncated WARC", [write("cut.warc.gz", record + gzip.compress(warc_record(2, html(GOOD)))[:150])], "cut.warc.gz", True
    yield "PNG named .html", [write("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), good], "picture.html", True
    yield "nested div, 100 KB", [write("deep.html", b"<html><body>" + b"<div>" * 20_000 + GOOD.encode()), good], "", True
    yield "nested div, 1 MB", [write("deeper.html", b"<html><body>" + b"<div>" * 200_000 + GOOD.encode()), good], "", True
    yield "formatting tags", [write("font.html", b"<html><body>" + b"<font><b><a>" * 20_000 + b"<p>x" * 20_000), good], "", True
    yield "a million attributes", [write("attr.html", b"<html><body><div " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">x</div>"), good], "", True
    yield "unclosed comment", [write("comment.html", b"<html><body><p>x</p><!-- " + b"never closed " * 80_000), good], "", True
    yield "50 MB line", [write("line.txt", b"word " * 10_000_000), good], "line.txt", True
    yield "invalid UTF-8", [write("latin.txt", GOOD.encode() + b" \xff\xfe caf\xe9 \xc3"), good], "", True
    yield "gzip bomb", [write("bomb.html.gz", gzip.compress(b"\0" * (300 << 20), 9)), good], "bomb.html.gz", True
    lines = [json.dumps({"id": "good", "text": GOOD}), "{not json", '{"id":"x"}', '{"id":"y","text":7}', ""]
    yield "broken JSON lines", [write("bad.jsonl", "\n".join(lines).encode())], "bad.jsonl:2", True
    yield "no such file", [folder / "missing.txt", good], "missing.txt", False


def run(args, seconds):
    started = time.monotonic()
    process = subprocess.Popen(list(map(str, args)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        out, err = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    took = time.monotonic() - started
    return process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), took


def main():
    readout, seconds = pathlib.Path(sys.argv[1]).resolve(), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for case, files, words, want_good in cases(folder):
            # The children's high-water mark only grows, so each case is measured in a child of its own.
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                code, out, err, took = run([readout, "article", "--json", "--no-progress", *files], seconds)
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                os.write(writer, json.dumps([code, "Athens" in out, err[:10_000], took, peak]).encode())
                os._exit(0)
            os.close(writer)
            with os.fdopen(reader, "rb") as pipe:
                code, came_out, err, took, peak = json.loads(pipe.read())
            os.waitpid(child, 0)
            problems = []
            if code < 0 or code not in (0, 1, 2, 3):
                problems.append(f"exit {code}")
            if words and words not in err:
                problems.append(f"stderr does not name {words!r}")
            if want_good and not came_out:
                problems.append("the good record is lost")
            if took > seconds:
                problems.append(f"took {took:.2f} s")
            if peak > MEGABYTES:
                problems.append(f"took {peak:.0f} MB")
            print(f"{'FAILED' if problems else 'ok':7}{case:24}exit {code}  {took:5.2f} s  {peak:4.0f} MB  {'; '.join(problems)}")
            if problems:
                failures.append(case)
                print("       " + err.strip()[:300].replace("\n", "\n       "))
        rules = folder / "data" / "events" / "rules"
        rules.mkdir(parents=True)
        (rules / "zz_broken.rules").write_text("this is no rule\n", encoding="utf-8")
        code, out, err, took = run([readout, "events", "--data", folder / "data", folder / "good.txt"], seconds)
        good = code == 2 and "zz_broken.rules:1" in err
        print(f"{'ok' if good else 'FAILED':7}{'broken rules file':24}exit {code}  {took:5.2f} s  {err.strip()[:120]}")
        if not good:
            failures.append("broken rules file")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
