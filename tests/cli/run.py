#!/usr/bin/env python3
"""The command line from outside. run.py PART PROGRAM, with PART one of filters, articles, streams, ledger."""
import gzip
import itertools
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

from cases import DAMAGED, HERE, PAGES, PAIRS, Program, flood, holds, run_tests, same, scratch, write_jsonl

PART, readout = sys.argv[1], Program(sys.argv[2])
INPUT = [json.loads(line) for line in open(PAGES, encoding='utf-8')]
TEXTS = {page['id']: page['text'] for page in INPUT}


# ---- filters: the records of docs/formats/records.md

def spans_in(value):
    if isinstance(value, dict):
        if 'begin' in value and 'text' in value:
            yield value
        for v in value.values():
            yield from spans_in(v)
    elif isinstance(value, list):
        for v in value:
            yield from spans_in(v)


def articles_come_back_in_order():
    answer = readout('article', '--from', 'jsonl', '--json', PAGES)
    same(answer.code, 0)
    same([r['id'] for r in answer.records()], [p['id'] for p in INPUT])
    holds(answer.err, 'read 10 = 10 kept + 0 skipped + 0 failed')


def every_span_equals_its_slice():
    n = 0
    for command in ('events', 'quotes'):
        for record in readout(command, '--from', 'jsonl', '--json', '--keep-all', '-', stdin=open(PAGES, encoding='utf-8').read()).records():
            raw = TEXTS[record['article']].encode()
            for span in spans_in(record):
                same(raw[span['begin']:span['end']].decode(), span['text'], record['id'])
                n += 1
    assert n > 20, 'only %d spans' % n


def events_have_the_shape_that_others_read():
    events = readout('events', '--json', PAGES).records()
    assert len(events) >= 5, len(events)
    for e in events:
        for key in ('id', 'article', 'type', 'mode', 'context', 'status', 'cameo', 'quad', 'intensity', 'actor', 'recipient', 'date', 'place', 'trigger', 'evidence', 'rule', 'score'):
            assert key in e, key
        assert e['rule'] and isinstance(e['actor'], list) and e['date']['precision']


def stories_find_copy_and_rewrite():
    stories = {r['article']: r for r in readout('stories', '--json', PAGES).records()}
    same(sorted(stories), sorted(TEXTS))
    same(stories['copy-1']['story'], stories['wire-1']['story'])
    same(stories['rewrite-1']['story'], stories['wire-1']['story'])
    assert stories['gas-1']['story'] != stories['wire-1']['story']
    same(stories['copy-1']['event_date'], '2024-05-23', 'the copy carries a false date')


def pairs_are_compared_in_order():
    answer = readout('compare', '--from', 'jsonl', '--json', PAIRS)
    same(answer.code, 0)
    same([r['id'] for r in answer.records()], ['p1', 'p2', 'p3'])
    second = answer.records()[1]
    assert any(link['relation'] == 'only_a' for link in second['links'])


def two_files_differ_or_do_not():
    with scratch() as folder:
        for name in ('wire-1', 'rewrite-1'):
            open(os.path.join(folder, name + '.txt'), 'w').write(TEXTS[name])
        a, b = os.path.join(folder, 'wire-1.txt'), os.path.join(folder, 'rewrite-1.txt')
        same(readout('compare', a, b).code, 1)
        same(readout('compare', '--keep-all', a, a).code, 0)


def document_prints_conllu_json_and_trees():
    conllu = readout('document', PAGES).out
    rows = [line.split('\t') for line in conllu.splitlines() if line and line[0] != '#']
    assert rows and all(len(row) == 10 for row in rows)
    again = readout('document', '--from', 'conllu', '-', stdin=conllu).out
    same([r.split('\t')[1] for r in again.splitlines() if '\t' in r], [r[1] for r in rows], 'tokens given are kept')
    for record in readout('document', '--json', PAGES).records():
        raw = record['text'].encode()
        for sentence in record['sentences']:
            for token in sentence['tokens']:
                same(raw[token['begin']:token['end']].decode(), token['text'])
    holds(readout('document', '--draw', PAGES).out, '└─ ')
    assert readout('document', '--format', 'text', PAGES).code == 0


def people_get_eighty_columns():
    for args in (('article',), ('events',), ('quotes',), ('stories',), ('events', '--explain'), ('article', '--format', 'text'), ('document', '--format', 'text')):
        out = readout(*args, PAGES).out
        assert out, args
        for line in out.splitlines():
            assert len(line) <= 80 or args[-1] == '--explain', '%s: %s' % (args, line)
        assert '\x1b' not in out, args


def explain_shows_tree_mentions_and_rules():
    answer = readout('explain', 'Israel recalled its ambassador from Norway.')
    same(answer.code, 0)
    for word in ('Tree', 'Mentions', 'Rules called up', 'Events', 'ISR', 'NOR'):
        holds(answer.out, word)
    holds(readout('actors', 'find', 'Angela Merkel', '--at', '2015-07-14').out, 'DEU')
    same(readout('actors', 'find', 'Nobody of That Name').code, 1)
    same(readout('rules', 'try', 'The weather was mild.').code, 1)
    holds(readout('rules', 'new', 'consult.handshake').out, 'rule consult.handshake CONSULT')


# ---- article: templates, folders, formats

SITE = [json.loads(line) for line in open(os.path.join(HERE, 'data', 'site.jsonl'), encoding='utf-8')]
PROMO, BIOGRAPHY = 'Our evening letter', 'The writer covers ports'


def lines_of(pages):
    return ''.join(json.dumps(page) + '\n' for page in pages)


def texts_of(pages, *flags):
    answer = readout('article', '--from', 'jsonl', '--json', *flags, '-', stdin=lines_of(pages))
    same(answer.code, 0)
    return {r['id']: r for r in answer.records()}


def what_recurs_on_a_site_is_left_out():
    want = texts_of(SITE)
    for record in want.values():
        assert PROMO not in record['text'] and BIOGRAPHY not in record['text'], record['text']
        assert any(note['kind'] == 'site-template' for note in record['notes'])
    holds(want['trains']['text'], 'most of them at weekends.\n\nA tender')
    for order in itertools.permutations(SITE):
        same(texts_of(order), want, 'another order')
    for threads in ('1', '2', '8'):
        same(texts_of(SITE, '-j', threads), want, threads + ' threads')
    with scratch() as folder:
        path = os.path.join(folder, 'site.jsonl')
        open(path, 'w').write(lines_of(SITE))
        same({r['id']: r for r in readout('article', '--json', path).records()}, want, 'a file')
        with open(path) as file:
            done = subprocess.run([readout.path, 'article', '--from', 'jsonl', '--json', '-q', '-'], stdin=file, capture_output=True, text=True)
        same({r['id']: r for r in map(json.loads, done.stdout.splitlines())}, want, 'a file as standard input')
        one = readout('events', '-q', '--json', path).out
        same(readout('events', '-q', '--json', '-j', '1', path).out, one)
        ledger = os.path.join(folder, 'n.readout')
        readout('run', '-q', '-l', ledger, path)
        same({r['carrier_id']: r['text'] for r in readout('export', '-l', ledger, 'articles').records()}, {i: r['text'] for i, r in want.items()})


def what_recurs_stays_when_asked_or_alone():
    for flags in (('--no-templates',), ('--keep-all',)):
        for page, record in zip(SITE, texts_of(SITE, *flags).values()):
            same(record['text'], page['text'], flags[0])
    for page in SITE:
        same(texts_of([page])[page['id']]['text'], page['text'], 'a page alone')
        again = dict(page, id='again', url=page['url'] + '?from=feed')
        for record in texts_of([page, again, page]).values():
            same(record['text'], page['text'], 'an article met twice')


def a_folder_gives_a_file_a_page():
    with scratch() as folder:
        pages, out = os.path.join(folder, 'pages'), os.path.join(folder, 'deep', 'out')
        os.makedirs(os.path.join(pages, 'sub'))
        for name, page in (('a.txt', 'lock'), ('sub/a.txt', 'maps'), ('sub/b.txt.gz', 'storm'), ('-x.txt', 'trains')):
            text = next(p['text'] for p in SITE if p['id'] == page).encode()
            open(os.path.join(pages, name), 'wb').write(gzip.compress(text) if name.endswith('.gz') else text)
        open(os.path.join(pages, 'empty.html'), 'w').close()
        open(os.path.join(pages, 'cut.html.gz'), 'wb').write(gzip.compress(b'<p>x</p>' * 99999)[:-40])
        for form, ending in (('text', '.txt'), ('markdown', '.md'), ('json', '.json')):
            answer = readout('article', '--format', form, '--output-dir', out, pages)
            same(answer.code, 3)
            same(answer.out, '')
            holds(answer.err, '4 files in ' + out)
            holds(answer.err, 'read 6 = 4 kept + 1 skipped (empty 1) + 1 failed (')
            names = sorted(name for name in os.listdir(out) if name.endswith(ending))
            same(len(names), 4, str(names))
            for name in names:
                holds(open(os.path.join(out, name), encoding='utf-8').read(), {'b': 'A storm closed', 'x': 'night trains'}.get(name.split('.')[0], ' '))
        same(sorted(os.listdir(folder)), ['deep', 'pages'])
        path = os.path.join(folder, 'all.json')
        readout('article', '--json', '-o', path, os.path.join(pages, '*.txt'))
        same(len(open(path).read().splitlines()), 2)
        same(readout('article', '-o', path, '--output-dir', out, pages).code, 2)
        open(os.path.join(folder, 'file'), 'w').close()
        same(readout('article', '--output-dir', os.path.join(folder, 'file'), pages).code, 2)


def names_of_pages_lead_nowhere_else():
    with scratch() as folder:
        out = os.path.join(folder, 'out')
        ids = ['../up', '/abs', '..', '-rf', 'a\nb', 'a/b', 'A/B', 'CON', '.hidden', 'x' * 400]
        answer = readout('article', '--from', 'jsonl', '-q', '--output-dir', out, '-', stdin=lines_of(dict(SITE[0], id=i) for i in ids))
        same(answer.code, 0, answer.err)
        same(os.listdir(folder), ['out'])
        same(len(os.listdir(out)), len(ids))
        assert all(not name.startswith(('.', '-')) for name in os.listdir(out)), os.listdir(out)


def explain_shows_each_block():
    html = '<html><head><title>A lock</title></head><body><nav><a href=/>Home</a></nav><article><h1>A lock</h1>%s</article></body></html>' % \
        ''.join('<p>%s</p>' % p for p in SITE[0]['text'].split('\n\n'))
    for form, page in (('html', html), ('text', 'Home\nMenu\nSearch\n\n' + SITE[0]['text'] + '\n\nShare this page\nRelated stories\n- One\n- Two\n')):
        answer = readout('article', '--from', form, '--explain', '--json', '-', stdin=page)
        same(answer.code, 0)
        record = answer.records()[0]
        kept = [block['text'] for block in record['blocks'] if block['kept']]
        assert all(text in record['text'] for text in kept) and len(kept) >= 5, kept
        dropped = [block for block in record['blocks'] if not block['kept']]
        assert dropped and all(block['reason'] for block in dropped)
        for block in record['blocks']:
            same(page.encode()[block['page_begin']:block['page_end']].decode(), block['text'])
        out = readout('article', '--from', form, '--explain', '-', stdin=page).out
        holds(out, '\n+ ')
        holds(out, '\n- ')
        assert all(len(line) <= 80 for line in out.splitlines())
    holds(readout('article', '--from', 'jsonl', '--explain', '-', stdin=lines_of(SITE)).out, 'site-template')
    same(readout('article', '--explain', '--format', 'markdown', PAGES).code, 2)


def pages_that_are_no_articles_are_counted():
    teasers = ''.join('<h3><a href="/news/%d">%s number %d</a></h3><p>%s</p>' % (i, p['title'], i, p['text'].split('\n\n')[0]) for i, p in enumerate(SITE * 3))
    page = '<html><head><title>%s</title></head><body>%s</body></html>'
    rows = [{'id': 'home', 'url': 'https://paper.example/', 'html': page % ('The Paper', teasers)},
            {'id': 'search', 'url': 'https://paper.example/search?q=lock', 'html': page % ('lock', teasers)},
            {'id': 'gone', 'url': 'https://paper.example/old', 'html': page % ('Page not found', '<h1>Page not found</h1><p>Try the front page, or write to us about it.</p>')},
            {'id': 'check', 'url': 'https://paper.example/x', 'html': page % ('Just a moment...', '<p>Verifying you are human. This may take a few seconds, please be patient.</p>')},
            {'id': 'story', 'url': 'https://paper.example/y', 'html': page % ('A lock', '<h1>A lock</h1>' + ''.join('<p>%s</p>' % p for p in SITE[0]['text'].split('\n\n')))}]
    reasons = {'home': 'home-page', 'search': 'search-results', 'gone': 'error-page', 'check': 'bot-check'}
    answer = readout('article', '--from', 'jsonl', '--json', '-v', '-', stdin=lines_of(rows))
    same(answer.code, 0)
    same([r['id'] for r in answer.records()], ['story'])
    holds(answer.err, 'read 5 = 1 kept + 4 skipped (bot-check 1, error-page 1, home-page 1, search-results 1) + 0 failed')
    for reason in reasons.values():
        holds(answer.err, 'passed over, ' + reason)
    answer = readout('article', '--from', 'jsonl', '--json', '--keep-all', '-', stdin=lines_of(rows))
    same([(r['id'], r.get('refusal')) for r in answer.records()], [(r['id'], reasons.get(r['id'])) for r in rows])
    holds(answer.err, 'read 5 = 5 kept + 0 skipped + 0 failed')
    same(readout('events', '--from', 'jsonl', '-', stdin=lines_of(rows[:1])).code, 1)
    with scratch() as folder:
        ledger = os.path.join(folder, 'n.readout')
        done = readout('run', '--json', '--from', 'jsonl', '-l', ledger, '-', stdin=lines_of(rows))
        same(done.records()[0]['skipped'], {reason: 1 for reason in sorted(reasons.values())})
        same(readout('check', '-l', ledger).code, 0)


def standard_input_is_put_by():
    text = open(os.path.join(HERE, 'data', 'site.jsonl')).read()
    answer = readout('article', '--from', 'jsonl', '--json', '-', stdin=text, env={'TMPDIR': '/no/such/folder'})
    same(answer.code, 2)
    holds(answer.err, '--no-templates')
    same(readout('article', '--from', 'jsonl', '--json', '--no-templates', '-', stdin=text, env={'TMPDIR': '/no/such/folder'}).code, 0)
    with scratch() as folder:
        same(readout('article', '--from', 'jsonl', '--json', '-', stdin=text, env={'TMPDIR': folder}).code, 0)
        same(os.listdir(folder), [], 'nothing is left behind')


def leaning_moves_the_bar():
    size = {flag: len(readout('article', '-q', '--from', 'jsonl', '--no-templates', *flag, '-', stdin=open(PAGES).read()).out) for flag in ((), ('--precision',), ('--recall',))}
    assert size['--precision',] <= size[()] <= size['--recall',], size


# ---- streams: help, errors, exit codes, terminals

def help_everywhere():
    bare = readout()
    same(bare.code, 2)
    assert len(bare.out.splitlines()) <= 11
    overview = readout('--help')
    same(overview.code, 0)
    for command in ('article', 'document', 'events', 'quotes', 'stories', 'compare', 'run', 'show', 'explain', 'export', 'rules', 'actors', 'check', 'doctor', 'train'):
        holds(overview.out, '\n  ' + command)
        text = readout(command, '--help')
        same(text.code, 0)
        assert text.out.index('\n  readout ' + command) < text.out.index('Usage:'), 'examples come first'
        same(readout('help', command).out, text.out)
    holds(overview.out, '130 interrupted')
    holds(readout('--version').out, 'readout ')
    holds(readout('man').out, '.TH READOUT 1')
    for shell in ('bash', 'zsh', 'fish'):
        holds(readout('completion', shell).out, 'max-errors')


def bash_takes_the_completion():
    script = readout('completion', 'bash').out + '\nCOMP_WORDS=(readout ev); COMP_CWORD=1; _readout; echo "${COMPREPLY[*]}"\n' \
        'COMP_WORDS=(readout run --on-error s); COMP_CWORD=3; _readout; echo "${COMPREPLY[*]}"\nCOMP_WORDS=(readout events --js); COMP_CWORD=2; _readout; echo "${COMPREPLY[*]}"\n'
    done = subprocess.run(['bash', '-c', script], capture_output=True, text=True)
    same(done.stdout, 'events\nskip stop\n--json\n', done.stderr)


def complaints_go_to_stderr_and_help():
    for args, code, words in ((('evnets',), 2, 'did you mean `readout events`?'), (('events', '--jsno', PAGES), 2, 'did you mean --json?'),
                              (('events', '/no/such/file'), 2, 'no such file'), (('article', '--draw', PAGES), 2, '--draw is not for article'),
                              (('export', 'evnts'), 2, 'events, mentions'), (('run', '--shard', '9/3', PAGES), 2, 'K/N'),
                              (('show',), 2, 'readout show --help'), (('check', '-l', '/no/such.readout'), 2, 'readout run')):
        answer = readout(*args)
        same(answer.code, code, ' '.join(args))
        same(answer.out, '', ' '.join(args))
        holds(answer.err, words)


def damage_is_counted_and_the_rest_comes_out():
    answer = readout('article', '--json', DAMAGED)
    same(answer.code, 3)
    same([r['id'] for r in answer.records()], ['norway-1', 'vote-1'])
    holds(answer.err, 'read 4 = 2 kept + 0 skipped + 2 failed (bad-json 1, no-content 1)')
    holds(answer.err, 'damaged.jsonl:2')
    same(readout('article', '-q', '--json', DAMAGED).err, '')


def nothing_found_is_one():
    same(readout('events', '--from', 'text', '--keep-all', '-', stdin='The lakes were full.').code, 1)


def standard_input_needs_no_dash_when_piped():
    same(readout('article', '--from', 'jsonl', '--json', stdin=open(PAGES).read()).code, 0)


def a_closed_pipe_ends_quietly():
    done = subprocess.run(['bash', '-c', '"$0" events --json "$@" | head -n 1 >/dev/null; echo "${PIPESTATUS[0]}"', readout.path] + [PAGES] * 60, capture_output=True, text=True)
    same(done.stdout.strip(), '0')
    same(done.stderr, '')


def a_full_disk_is_told():
    if not os.path.exists('/dev/full'):
        return
    done = subprocess.run([readout.path, 'article', '--json', PAGES], stdout=open('/dev/full', 'w'), stderr=subprocess.PIPE, text=True)
    same(done.returncode, 2)
    holds(done.stderr, 'cannot write the output')


def a_record_comes_out_as_soon_as_it_is_ready():
    for threads in ('1', '2'):
        p = subprocess.Popen([readout.path, 'article', '--from', 'jsonl', '--json', '-q', '--no-templates', '-j', threads, '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for page in INPUT[:4]:
            p.stdin.write((json.dumps(page) + '\n').encode())
            p.stdin.flush()
            ready, _, _ = select.select([p.stdout], [], [], 10)
            assert ready, 'nothing came out with %s threads' % threads
            same(json.loads(p.stdout.readline())['id'], page['id'])
        p.stdin.close()
        same(p.wait(), 0)


def on_terminal(args, env=None):
    """Standard output and error on a terminal of 72 columns."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.pop('NO_COLOR', None)
        os.environ.update({'TERM': 'xterm', **(env or {})})
        os.execv(readout.path, [readout.path, *args])
    out = b''
    while True:
        try:
            part = os.read(fd, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    return out.decode('utf-8', 'replace'), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def colour_is_for_terminals():
    try:
        os.close(os.openpty()[0])
    except OSError:
        print('no terminals on this machine: the colour test is left out')
        return
    assert '\x1b[1m' in on_terminal(['article', PAGES])[0]
    assert '\x1b[1m' not in on_terminal(['article', PAGES], {'NO_COLOR': '1'})[0]
    assert '\x1b[1m' not in on_terminal(['article', '--color', 'never', PAGES])[0]
    assert '\x1b[1m' not in on_terminal(['article', PAGES], {'TERM': 'dumb'})[0]
    assert '\x1b[1m' in readout('article', '--color', 'always', PAGES).out
    assert '\x1b[1m' in readout('article', '--color', 'always', PAGES, env={'NO_COLOR': '1'}).out


def no_input_on_a_terminal_is_told():
    out, code = on_terminal(['events'])
    same(code, 2)
    holds(out, 'no input')


# ---- ledger

def run_show_export_check():
    with scratch() as folder:
        ledger = os.path.join(folder, 'n.readout')
        first = readout('run', '-l', ledger, PAGES)
        same(first.code, 0)
        holds(first.err, 'read 10 = 10 kept + 0 skipped + 0 failed')
        again = readout('run', '--json', '-l', ledger, PAGES)
        same(again.code, 0)
        same(again.records()[0]['already'], 10)
        same(readout('check', '-l', ledger).code, 0)
        events = readout('export', '-l', ledger, 'events').records()
        same([e['id'] for e in events], sorted(e['id'] for e in events))
        told_twice = [e for e in events if e['n_reports'] > 1]
        assert told_twice and all(e['n_independent'] <= e['n_reports'] for e in events)
        reports = readout('export', '-l', ledger, 'mentions').records()
        same(len(reports), sum(e['n_reports'] for e in events))
        assert len({r['event'] for r in reports}) == len(events)
        for kind, row in (('events', events[0]), ('articles', readout('export', '-l', ledger, 'articles').records()[0]), ('quotes', readout('export', '-l', ledger, 'quotes').records()[0])):
            shown = readout('show', '-l', ledger, row['id'][:14])
            same(shown.code, 0, kind)
            holds(shown.out, row['id'])
            same(readout('show', '--json', '-l', ledger, row['id']).records()[0]['id'], row['id'])
        holds(readout('show', '-l', ledger, 'wire-1').out, 'Weimar')
        story = readout('export', '-l', ledger, 'stories').records()[0]['story']
        same(readout('show', '-l', ledger, story).code, 0)
        same(readout('show', '-l', ledger, 'feedfacefeed').code, 1)
        same(readout('events', '--json', '--keep-all', PAGES).code, 0)


def tables_have_their_columns():
    with scratch() as folder:
        env = {'READOUT_LEDGER': os.path.join(folder, 'n.readout')}
        readout('run', PAGES, env=env)
        rows = [line.split('\t') for line in readout('export', 'events', '--as', 'polecat', env=env).out.splitlines()]
        assert len(rows) > 5 and all(len(row) == 40 for row in rows), [len(r) for r in rows]
        same(rows[0][5], 'Quad Code')
        assert {row[5] for row in rows[1:]} <= {'VERBAL COOPERATION', 'MATERIAL COOPERATION', 'VERBAL CONFLICT', 'MATERIAL CONFLICT'}
        assert all(cell != '' for row in rows for cell in row), 'unknown is None, never empty'
        import csv
        import io
        for what in ('events', 'mentions', 'articles', 'stories', 'quotes'):
            table = list(csv.reader(io.StringIO(readout('export', what, '--format', 'csv', env=env).out, newline='')))
            assert len(table) > 1 and all(len(row) == len(table[0]) for row in table), what
            same(len(readout('export', what, '--format', 'tsv', env=env).out.splitlines()), len(table), what)
            same(len(readout('export', what, env=env).records()), len(table) - 1, what)
        path = os.path.join(folder, 'out.csv')
        same(readout('export', 'events', '--format', 'csv', '-o', path, env=env).code, 0)
        same(open(path).read(), readout('export', 'events', '--format', 'csv', env=env).out)
        assert not os.path.exists(path + '.part')


def filters_of_run_are_counted():
    with scratch() as folder:
        ledger = os.path.join(folder, 'n.readout')
        answer = readout('run', '--json', '-l', ledger, '--url-filter', 'press.example', '--date-from', '2023-01-01', PAGES)
        same(answer.records()[0]['skipped'], {'date-range': 2, 'url-filter': 4})
        holds(answer.err, 'read 10 = 4 kept + 6 skipped (date-range 2, url-filter 4) + 0 failed')
        same(readout('check', '-l', ledger).code, 0)
        readout('run', '-l', ledger, '--dry-run', PAGES)
        same(len(readout('export', '-l', ledger, 'articles').records()), 4, 'a dry run writes nothing')
        kept = [len(readout('run', '--json', '--dry-run', '--shard', '%d/3' % k, PAGES).records()) and
                readout('run', '--json', '--dry-run', '--shard', '%d/3' % k, PAGES).records()[0]['kept'] for k in (1, 2, 3)]
        same(sum(kept), 10, 'shards')


def too_many_errors_stop():
    with scratch() as folder:
        ledger = os.path.join(folder, 'n.readout')
        same(readout('run', '-l', ledger, DAMAGED).code, 3)
        same(readout('run', '-l', ledger, '--max-errors', '1', DAMAGED).code, 4)
        same(readout('run', '-l', ledger, '--max-errors', '10%', DAMAGED).code, 4)
        same(readout('run', '-l', ledger, '--max-errors', '60%', DAMAGED).code, 3)
        same(readout('run', '-l', ledger, '--on-error', 'stop', DAMAGED).code, 4)
        same(readout('check', '-l', ledger).code, 0)


def what_is_no_ledger_is_refused():
    with scratch() as folder:
        path = os.path.join(folder, 'n.readout')
        open(path, 'w').write('<html>' * 100)
        for args in (('check',), ('export', 'events'), ('run', PAGES), ('show', 'x')):
            same(readout(args[0], '-l', path, *args[1:]).code, 5, args[0])
        same(open(path).read(), '<html>' * 100)
        os.remove(path)
        import sqlite3
        db = sqlite3.connect(path)
        db.execute('CREATE TABLE bookmarks (url)')
        db.commit()
        db.close()
        same(readout('run', '-l', path, PAGES).code, 5)
        os.remove(path)
        readout('run', '-l', path, PAGES)
        db = sqlite3.connect(path)
        db.execute('PRAGMA user_version = 99')
        db.commit()
        db.close()
        answer = readout('export', '-l', path)
        same(answer.code, 5)
        holds(answer.err, 'newer')


def a_busy_ledger_is_told():
    with scratch() as folder:
        path = os.path.join(folder, 'n.readout')
        readout('run', '-l', path, PAGES)
        import sqlite3
        db = sqlite3.connect(path, isolation_level=None)
        db.execute('BEGIN IMMEDIATE')
        same(readout('check', '-l', path).code, 0, 'reading goes on while another writes')
        same(readout('run', '-l', path, DAMAGED).code, 5)
        db.execute('ROLLBACK')
        db.close()


def a_damaged_ledger_never_crashes_the_reader():
    import random
    choose = random.Random(5)
    with scratch() as folder:
        whole, torn = os.path.join(folder, 'n.readout'), os.path.join(folder, 'torn.readout')
        readout('run', '-l', whole, PAGES)
        good = open(whole, 'rb').read()
        for turn in range(30):
            bad = bytearray(good)
            for _ in range(choose.choice((1, 8, 200))):
                bad[choose.randrange(100 if turn % 3 == 0 else 4096, len(bad))] = choose.randrange(256)
            if turn % 5 == 4:
                bad = bad[:choose.randrange(100, len(bad))]
            open(torn, 'wb').write(bad)
            for args in (('check',), ('export', 'events'), ('export', 'quotes'), ('show', 'wire-1'), ('run', PAGES)):
                # Bytes that are no text may come out of a torn file.
                done = subprocess.run([readout.path, args[0], '-l', torn, *args[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                assert done.returncode in (0, 1, 2, 5), '%s after damage %d: exit %d' % (args[0], turn, done.returncode)


def interrupt_leaves_it_resumable():
    with scratch() as folder:
        pages, ledger = os.path.join(folder, 'p.jsonl'), os.path.join(folder, 'n.readout')
        write_jsonl(pages, flood(1500))
        p = subprocess.Popen([readout.path, 'run', '-l', ledger, pages], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 20
        while time.time() < deadline and not os.path.exists(ledger + '-wal'):
            time.sleep(0.01)
        time.sleep(0.1)
        p.send_signal(signal.SIGINT)
        err = p.communicate()[1]
        same(p.returncode, 130, err)
        holds(err, 'run the same command again')
        same(readout('check', '-l', ledger).code, 0)
        same(readout('run', '-l', ledger, pages).code, 0)
        same(len(readout('export', '-l', ledger, 'articles').records()), 1500)
        same(readout('check', '-l', ledger).code, 0)


def doctor_tells_what_is_there():
    facts = {(r['group'], r['name']): r['value'] for r in readout('doctor', '--json').records()}
    for key in (('program', 'version'), ('data', 'checksum'), ('libraries', 'SQLite'), ('libraries', 'ledger format'), ('limits', 'record')):
        assert facts.get(key), key


PARTS = {
    'filters': [articles_come_back_in_order, every_span_equals_its_slice, events_have_the_shape_that_others_read, stories_find_copy_and_rewrite, pairs_are_compared_in_order,
                two_files_differ_or_do_not, document_prints_conllu_json_and_trees, people_get_eighty_columns, explain_shows_tree_mentions_and_rules],
    'articles': [what_recurs_on_a_site_is_left_out, what_recurs_stays_when_asked_or_alone, a_folder_gives_a_file_a_page, names_of_pages_lead_nowhere_else,
                 explain_shows_each_block, pages_that_are_no_articles_are_counted, standard_input_is_put_by, leaning_moves_the_bar],
    'streams': [help_everywhere, bash_takes_the_completion, complaints_go_to_stderr_and_help, damage_is_counted_and_the_rest_comes_out, nothing_found_is_one,
                standard_input_needs_no_dash_when_piped, a_closed_pipe_ends_quietly, a_full_disk_is_told, a_record_comes_out_as_soon_as_it_is_ready, colour_is_for_terminals,
                no_input_on_a_terminal_is_told],
    'ledger': [run_show_export_check, tables_have_their_columns, filters_of_run_are_counted, too_many_errors_stop, what_is_no_ledger_is_refused, a_busy_ledger_is_told,
               a_damaged_ledger_never_crashes_the_reader,
               interrupt_leaves_it_resumable, doctor_tells_what_is_there],
}
run_tests(PARTS[PART])
