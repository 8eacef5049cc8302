#!/usr/bin/env python3
"""Hostile and broken inputs among good ones: each gets its clear line and its count, the good records come out, nothing crashes or
takes long.

    run.py READOUT [SECONDS]

Each case is run by itself and must end within SECONDS of processor time (1 by default) and 200 MB, decompression bombs 150. The exit
status is 3 when a record failed, and 0 when none did.
"""
import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import zlib

GOOD = "Turkish ministers met their Greek counterparts in Athens on Monday. They signed an agreement on fishing."
GIGABYTES = 10


def warc_record(number, body, length=None):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"WARC-Target-URI: https://wire.example/{number}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n").encode()
    return head + http + b"\r\n\r\n"


def html(text):
    paragraphs = "".join(f"<p>{text}</p>" for _ in range(4))
    return f"<html><head><title>Talks in Athens</title></head><body><article><h1>Talks in Athens</h1>{paragraphs}</article></body></html>".encode()


def gzip_bomb():
    """10 GB of zeros as one gzip member of 10 MB: a piece that ends at a byte's border, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(16 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08" + bytes(6) + b"\x03" + piece * (GIGABYTES << 10 >> 4) + b"\x03\x00" + bytes(8)


def zstd_frame(window, blocks):
    """A frame of blocks that say one byte 128 KB times over (RFC 8878, section 3.1.1)."""
    block = (1 << 1 | (128 << 10) << 3).to_bytes(3, "little") + b"a"
    return b"\x28\xb5\x2f\xfd\x00" + bytes([window]) + block * blocks + b"\x01\x00\x00"


def bombs(write, good):
    gz = gzip_bomb()
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/b\r\nContent-Length: %d\r\n\r\n"
    last = gzip.compress(warc_record(2, html(GOOD)))
    yield "bomb: page.html.gz", [write("bomb1.html.gz", gz), good], "bomb", True, 3
    yield "bomb: text.txt.gz", [write("bomb1.txt.gz", gz), good], "bomb", True, 3
    yield "bomb: lines.jsonl.gz", [write("bomb1.jsonl.gz", gz), good], "bomb", True, 3
    yield "bomb: gzip in gzip", [write("bomb2.html.gz", gzip.compress(gz, 1)), good], "bomb", True, 3
    yield "bomb: WARC record", [write("bomb1.warc.gz", gzip.compress(head % (GIGABYTES << 30)) + gz + last)], "bomb", True, 3
    small = gz[:len(gz) // 2]
    yield "bomb: body in a WARC", [write("bomb2.warc", head % len(page + small) + page + small + b"\r\n\r\n" + warc_record(2, html(GOOD)))], "bomb", True, 3
    yield "bomb: zstd", [write("bomb.txt.zst", zstd_frame(0x58, GIGABYTES << 13)), good], "bomb", True, 3
    yield "bomb: zstd window", [write("window.txt.zst", zstd_frame(0xff, 1)), good], "zstd-bad", True, 3
    yield "bomb: empty members", [write("empty.txt.gz", gzip.compress(b"") * 1_000_000 + gzip.compress(GOOD.encode()))], "", True, 0
    yield "bomb: empty frames", [write("empty.txt.zst", (b"\x28\xb5\x2f\xfd\x00\x00" + b"\x01\x00\x00") * 1_000_000), good], "", True, 0
    stored = b"\x1f\x8b\x08" + bytes(6) + b"\x03" + b"\x00\xff\xff\x00\x00"
    yield "bomb: broken members", [write("members.warc.gz", stored * 500_000 + bytes(70_000) + last)], "", True, 3
    yield "heads without an end", [write("heads.warc", b"WARC/1.0\r\nWARC-Type: response\r\n" * 300_000 + warc_record(2, html(GOOD)))], "warc-header", True, 3
    yield "lengths over the end", [write("lengths.warc", (head % (60 << 20)) * 100_000 + warc_record(2, html(GOOD)))], "warc-length", True, 3
    yield "half a million broken lines", [write("lines.jsonl", b"{\n" * 500_000), good], "bad-json", True, 3


def html_bombs(write, good):
    """Pages that are linear to read only if nothing is looked at again and again; each stays inside the limits of a page."""
    text = f"<p>{GOOD}</p>".encode()
    pages = {  # made when needed: what this process holds would count as its children's memory
        "2 million div": lambda: b"<div>" * 2_000_000 + text,
        "formatting and links": lambda: b"<font><b><a href=x>" * 20_000 + b"<p>x" * 20_000 + text,
        "a million attributes": lambda: b"<div " + b" ".join(b"a%d=1" % i for i in range(1_000_000)) + b">" + text,
        "attributes everywhere": lambda: (b"<p " + b"a " * 255 + b">x") * 20_000,
        "comment without an end": lambda: text + b"<!-- " + b"never closed " * 800_000,
        "comments in comments": lambda: b"<!-- a -- " * 1_000_000,
        "cut in a tag": lambda: text + b'<a href="http://wire.example/' + b"y" * 5_000_000,
        "quotes without an end": lambda: b"<a b='" * 1_500_000,
        "2 million paragraphs": lambda: b"<p>x" * 2_000_000,
        "half a million items": lambda: b"<ul>" + b"<li><a href=/x>y</a>" * 500_000,
        "half a million tables": lambda: b"<table><tr><td>x" * 500_000,
        "half a million rows": lambda: b"<table>" + b"<tr><td>x<td>y" * 500_000,
        "a million inline elements": lambda: b"<span>x</span> " * 1_000_000,
        "2 million line breaks": lambda: b"x<br>" * 2_000_000,
        "2 million references": lambda: b"<p>" + b"&amp" * 2_000_000,
        "references that are none": lambda: b"<p>" + b"&CounterClockwiseContourIntegra" * 300_000,
        "scripts in scripts": lambda: b"<script><!--<script>" * 500_000,
        "half a million headings": lambda: b"<h1>one two three four</h1>" * 500_000,
        "a title of 8 MB": lambda: b"<title>" + b"a - b | " * 1_000_000 + b"</title>" + text,
        "half a million claims": lambda: b"<meta property=article:tag content=abcdef>" * 250_000 + b"<time datetime=2024-05-06>6 May 2024</time>" * 250_000,
        "JSON-LD a million deep": lambda: b"<script type=application/ld+json>" + b'[{"a":' * 1_000_000 + b"</script>" + text,
        "JSON-LD with 10 MB of text": lambda: b'<script type=application/ld+json>{"@type":"NewsArticle","articleBody":"' + b"word " * 2_000_000 + b'"}</script>' + text,
        "classes of all kinds": lambda: b"".join(b"<div class='a%d-b%d c%d'>text %d of it</div>" % (i, i, i, i) for i in range(150_000)),
        "one paragraph of 10 MB": lambda: b"<p>" + "Привет мир ".encode() * 500_000,
    }
    for name, page in pages.items():
        yield "HTML: " + name, [write("bomb.html", b"<html><body>" + page()), good], "", True, 0


def broken_archives(write):
    """Each of three records; the middle one is hurt, the others come out."""
    records = [warc_record(i, html(GOOD)) for i in range(3)]
    whole = gzip.compress(records[1])
    hurt = {
        "cut": whole[:-40],
        "CRC": whole[:-8] + b"\0\0\0\0" + whole[-4:],
        "length + 2000": gzip.compress(warc_record(1, html(GOOD), len(html(GOOD)) + 2000)),
        "length - 300": gzip.compress(warc_record(1, html(GOOD), len(html(GOOD)) - 300)),
        "length -1": gzip.compress(warc_record(1, html(GOOD), -1)),
        "junk": b"junk" + whole,
    }
    for name, middle in hurt.items():
        yield "WARC: " + name, [write("hurt.warc.gz", gzip.compress(records[0]) + middle + gzip.compress(records[2]))], "hurt.warc.gz", True, 3
    yield "WARC: extra CRLF", [write("crlf.warc", b"\r\n".join(records))], "", True, 0
    yield "WARC: no CRLF", [write("crlf.warc", b"".join(r[:-4] for r in records))], "", True, 0
    yield "WARC: ARC", [write("old.warc.gz", gzip.compress(b"filedesc://a.arc 0.0.0.0 19960923142103 text/plain 76\n1 0 Own\n"))], "not-warc", False, 3
    yield "WARC: error page", [write("page.warc.gz", b"<html><body>404 Not Found</body></html>")], "not-warc", False, 3


def cases(folder):
    """name, files, words that must stand in what is said on stderr, whether the good record must come out, exit status"""
    def write(name, data):
        path = folder / name
        path.write_bytes(data)
        return path

    good = write("good.txt", GOOD.encode())
    yield "empty file", [write("empty.txt", b""), good], "empty", True, 0
    yield "0-byte gzip", [write("zero.warc.gz", b""), good], "zero.warc.gz", True, 3
    record = gzip.compress(warc_record(1, html(GOOD)))
    yield "truncated WARC", [write("cut.warc.gz", record + gzip.compress(warc_record(2, html(GOOD)))[:150])], "cut.warc.gz", True, 3
    yield "PNG named .html", [write("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), good], "picture.html", True, 3
    yield "nested div, 100 KB", [write("deep.html", b"<html><body>" + b"<div>" * 20_000 + GOOD.encode()), good], "", True, 0
    yield "nested div, 1 MB", [write("deeper.html", b"<html><body>" + b"<div>" * 200_000 + GOOD.encode()), good], "", True, 0
    yield "formatting tags", [write("font.html", b"<html><body>" + b"<font><b><a>" * 20_000 + b"<p>x" * 20_000), good], "", True, 0
    yield "a million attributes", [write("attr.html", b"<html><body><div " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">x</div>"), good], "", True, 0
    yield "unclosed comment", [write("comment.html", b"<html><body><p>x</p><!-- " + b"never closed " * 80_000), good], "", True, 0
    yield "50 MB line", [write("line.txt", b"word " * 10_000_000), good], "line.txt", True, 3
    yield "invalid UTF-8", [write("latin.txt", GOOD.encode() + b" \xff\xfe caf\xe9 \xc3"), good], "", True, 0
    lines = [json.dumps({"id": "good", "text": GOOD}), "{not json", '{"id":"x"}', '{"id":"y","text":7}', ""]
    yield "broken JSON lines", [write("bad.jsonl", "\n".join(lines).encode())], "bad.jsonl:2", True, 3
    yield "no such file", [folder / "missing.txt", good], "missing.txt", False, 2
    yield from bombs(write, good)
    yield from html_bombs(write, good)
    yield from broken_archives(write)


def run(args):
    """exit status, what is said, and the processor's seconds: those of all threads, and not of the neighbours"""
    before = os.times()
    process = subprocess.Popen(list(map(str, args)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        out, err = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    after = os.times()
    took = after.children_user + after.children_system - before.children_user - before.children_system
    return process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), took


def main():
    readout, seconds = pathlib.Path(sys.argv[1]).resolve(), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for case, files, words, want_good, want_code in cases(folder):
            # The children's high-water mark only grows, so each case is measured in a child of its own.
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                code, out, err, took = run([readout, "article", "--json", "--no-progress", *files])
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                os.write(writer, json.dumps([code, "Athens" in out, err[:10_000], took, peak]).encode())
                os._exit(0)
            os.close(writer)
            with os.fdopen(reader, "rb") as pipe:
                code, came_out, err, took, peak = json.loads(pipe.read())
            os.waitpid(child, 0)
            problems = []
            if code != want_code:
                problems.append(f"exit {code}, not {want_code}")
            if words and words not in err:
                problems.append(f"stderr does not name {words!r}")
            if want_good and not came_out:
                problems.append("the good record is lost")
            if took > seconds:
                problems.append(f"took {took:.2f} s")
            if peak > (150 if case.startswith("bomb") else 200):
                problems.append(f"took {peak:.0f} MB")
            print(f"{'FAILED' if problems else 'ok':7}{case:24}exit {code}  {took:5.2f} s  {peak:4.0f} MB  {'; '.join(problems)}")
            if problems:
                failures.append(case)
                print("       " + err.strip()[:300].replace("\n", "\n       "))
        rules = folder / "data" / "events" / "rules"
        rules.mkdir(parents=True)
        (rules / "zz_broken.rules").write_text("this is no rule\n", encoding="utf-8")
        code, out, err, took = run([readout, "events", "--data", folder / "data", folder / "good.txt"])
        good = code == 2 and "zz_broken.rules:1" in err
        print(f"{'ok' if good else 'FAILED':7}{'broken rules file':24}exit {code}  {took:5.2f} s  {err.strip()[:120]}")
        if not good:
            failures.append("broken rules file")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
