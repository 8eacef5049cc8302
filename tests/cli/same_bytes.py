#!/usr/bin/env python3
"""The same pages give the same ledger: with 1, 2 and 8 threads, in any order, in one run or several."""
import os
import random
import sqlite3
import sys

from cases import PAGES, Program, exports, flood, run_tests, same, scratch, write_jsonl

readout = Program(sys.argv[1])
RUN_TABLES = {'run', 'run_count', 'passed_over', 'carrier'}


def dump(ledger):
    """Every table but those of the runs and of the word index, in the order of its key."""
    db = sqlite3.connect(ledger)
    out = {}
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        if table in RUN_TABLES or '_words' in table:
            continue
        columns = [c[1] for c in db.execute('PRAGMA table_info(%s)' % table) if c[1] != 'run']
        out[table] = db.execute('SELECT %s FROM %s' % (', '.join('"%s"' % c for c in columns), table)).fetchall()
    db.close()
    return out


def make(folder, name, files, *flags):
    ledger = os.path.join(folder, name)
    for file in files:
        answer = readout('run', '-l', ledger, *flags, *file)
        assert answer.code == 0, answer.err
    check = readout('check', '-l', ledger)
    same(check.code, 0, check.out)
    return exports(readout, ledger), dump(ledger)


def all_ways_give_one_ledger():
    with scratch() as folder:
        pages = [line for line in open(PAGES, encoding='utf-8')]
        flood_file = os.path.join(folder, 'flood.jsonl')
        write_jsonl(flood_file, flood(150))
        pages += open(flood_file, encoding='utf-8').readlines()

        def write(name, lines):
            path = os.path.join(folder, name)
            open(path, 'w', encoding='utf-8').writelines(lines)
            return path

        straight = write('a.jsonl', pages)
        shuffled = pages[:]
        random.Random(7).shuffle(shuffled)
        mixed = write('b.jsonl', shuffled)
        first, second = write('c.jsonl', shuffled[:70]), write('d.jsonl', shuffled[70:])
        want = make(folder, '1', [[straight]], '-j', '1')
        assert want[0]['events'].count('\n') > 20 and want[0]['stories'].count('\n') == len(pages)
        for name, files, flags in (('2', [[straight]], ('-j', '2')), ('8', [[straight]], ('-j', '8')), ('shuffled', [[mixed]], ('-j', '8')),
                                   ('two files', [[second, first]], ('-j', '2')), ('two runs', [[first], [second]], ()), ('twice', [[straight], [mixed]], ())):
            got = make(folder, name.replace(' ', '-'), files, *flags)
            for what in want[0]:
                assert got[0][what] == want[0][what], 'the export of %s differs: %s' % (what, name)
            for table in want[1]:
                assert got[1][table] == want[1][table], 'table %s differs: %s' % (table, name)


def filters_give_the_same_bytes_with_any_number_of_threads():
    for command in ('article', 'events', 'quotes', 'document', 'stories'):
        want = readout(command, '-j', '1', '--json', PAGES).out
        for threads in ('2', '8'):
            assert readout(command, '-j', threads, '--json', PAGES).out == want, command


run_tests([all_ways_give_one_ledger, filters_give_the_same_bytes_with_any_number_of_threads])
