#!/usr/bin/env python3
"""kill -9 at random moments: the ledger stays whole, and running again gives what an undisturbed run gives."""
import os
import random
import subprocess
import sys
import time

from cases import Program, exports, flood, run_tests, same, scratch, write_jsonl

readout = Program(sys.argv[1])
KILLS = 20


def killed_runs_leave_a_whole_ledger():
    choose = random.Random(11)
    with scratch() as folder:
        pages = os.path.join(folder, 'pages.jsonl')
        write_jsonl(pages, flood(300))
        clean = os.path.join(folder, 'clean.readout')
        begun = time.time()
        same(readout('run', '-l', clean, pages).code, 0)
        seconds = time.time() - begun
        want = exports(readout, clean)
        torn, turn = 0, 0
        ledger = os.path.join(folder, 'killed-0.readout')
        while torn < KILLS and turn < 6 * KILLS:
            turn += 1
            p = subprocess.Popen([readout.path, 'run', '-q', '-l', ledger, pages])
            try:
                p.wait(timeout=choose.uniform(0.01, 0.8) * seconds)
                ended = True
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()
                torn += 1
                ended = False
            if os.path.exists(ledger):
                check = readout('check', '-l', ledger)
                # 2: killed before the schema was committed; nothing is there yet, and nothing is broken.
                assert check.code in (0, 2), 'after kill %d: %s%s' % (torn, check.out, check.err)
            # A few kills on one file, then a new one, so that fresh, half-filled and finished ledgers are all hit.
            if ended or torn % 4 == 3 or torn == KILLS:
                same(readout('run', '-q', '-l', ledger, pages).code, 0)
                check = readout('check', '-l', ledger)
                same(check.code, 0, check.out)
                got = exports(readout, ledger)
                for what in want:
                    assert got[what] == want[what], 'the export of %s differs after kills' % what
                ledger = os.path.join(folder, 'killed-%d.readout' % turn)
        print('%d runs killed in %d' % (torn, turn))
        same(torn, KILLS)


run_tests([killed_runs_leave_a_whole_ledger])
