"""What the command-line tests share: running the program, a scratch folder, made-up floods of pages."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PAGES = os.path.join(HERE, 'data', 'pages.jsonl')
DAMAGED = os.path.join(HERE, 'data', 'damaged.jsonl')
PAIRS = os.path.join(HERE, 'data', 'pairs.jsonl')


class Answer:
    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    def records(self):
        return [json.loads(line) for line in self.out.splitlines() if line]


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)

    def __call__(self, *args, stdin='', env=None, cwd=None):
        environment = {k: v for k, v in os.environ.items() if not k.startswith('READOUT') and k != 'NO_COLOR'}
        environment.update(env or {})
        return Answer(subprocess.run([self.path, *args], input=stdin, capture_output=True, text=True, encoding='utf-8', env=environment, cwd=cwd))


@contextlib.contextmanager
def scratch():
    folder = tempfile.mkdtemp(prefix='readout-test-')
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def flood(n):
    """n pages from the sentences of pages.jsonl: each tenth is a copy of another, so that stories and events are merged."""
    base = [json.loads(line) for line in open(PAGES, encoding='utf-8')]
    sentences = [s + '.' for page in base for s in page['text'].split('. ')]
    pages = []
    for i in range(n):
        picked = [sentences[(i * 7 + k * (3 + i % 5)) % len(sentences)] for k in range(6)]
        text = ' '.join(picked) + ' The talks lasted %d hours and ended with %d signatures.' % (i % 50 + 2, i * 13 % 997)
        if i % 10 == 9:
            text = pages[i - 4]['text'] + ' Share this page.'
        pages.append({'id': 'page-%04d' % i, 'date': '2024-%02d-%02d' % (i % 12 + 1, i % 28 + 1), 'url': 'https://site%d.example/%d' % (i % 7, i), 'text': text})
    return pages


def write_jsonl(path, rows):
    with open(path, 'w', encoding='utf-8') as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + '\n')


EXPORTS = ('events', 'mentions', 'articles', 'stories', 'quotes')


def exports(readout, ledger):
    """Everything a ledger tells, as bytes."""
    return {what: readout('export', '-q', '-l', ledger, what).out for what in EXPORTS}


def run_tests(tests):
    failed = 0
    for test in tests:
        try:
            test()
        except AssertionError as error:
            failed += 1
            print('FAILED %s: %s' % (test.__name__, error))
    print('%d of %d passed' % (len(tests) - failed, len(tests)))
    sys.exit(1 if failed else 0)


def same(got, want, what=''):
    assert got == want, '%s%.300r, not %.300r' % (what and what + ': ', got, want)


def holds(text, part):
    assert part in text, '%r is not in %r' % (part, text[-600:])
