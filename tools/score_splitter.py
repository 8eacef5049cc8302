#!/usr/bin/env python3
"""Score sentence boundaries and tokens of `readout document` on flattened CoNLL-U treebanks.

    score_splitter.py [--bin build/readout] [--paragraphs] [--errors N] TREEBANK.conllu...

Every document (`# newdoc`) is written as one text: its `# text` lines joined by a blank, or with --paragraphs by an empty line where
`# newpar` stands. Prints precision, recall and F1 of sentence end positions and of tokens. Standard library only.
"""
import argparse, json, subprocess, sys


def documents(path, paragraphs):
    docs, doc, first_par = [], None, True
    sentence, par = None, False
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# newdoc') or doc is None:
            doc = {'text': '', 'ends': set(), 'tokens': set()}
            docs.append(doc)
            par = False
        if line.startswith('# newpar'):
            par = True
        elif line.startswith('# text = '):
            text = line[9:]
            if doc['text']:
                doc['text'] += '\n\n' if par and paragraphs else ' '
            sentence, at, begin, skip_to, par = text, 0, len(doc['text']), 0, False
            doc['text'] += text
            doc['ends'].add(begin + len(text.rstrip()))
        elif line and line[0].isdigit():
            c = line.split('\t')
            if '-' in c[0] or '.' in c[0]:
                continue
            found = sentence.find(c[1], at)
            if found < 0 or found > at + 3:
                continue
            doc['tokens'].add((begin + found, begin + found + len(c[1])))
            at = found + len(c[1])
    return [d for d in docs if d['text']]


def predict(binary, docs):
    lines = ''.join(json.dumps({'id': str(i), 'text': d['text']}, ensure_ascii=False) + '\n' for i, d in enumerate(docs))
    run = subprocess.run([binary, 'document', '--from', 'jsonl', '--keep-all', '-'], input=lines.encode(), stdout=subprocess.PIPE)
    out = [[c.split('\t')[1] for c in s.split('\n') if c and c[0].isdigit() and c.split('\t')[0].isdigit()]
           for s in run.stdout.decode().split('\n\n') if s.strip()]
    k = 0
    for d in docs:  # the output has no document marks: consume sentences until the text is used up
        d['got_ends'], d['got_tokens'], at = set(), set(), 0
        rest = len(d['text'].rstrip())
        while k < len(out) and at < rest:
            ok = True
            for form in out[k]:
                found = d['text'].find(form, at)
                if found < 0 or d['text'][at:found].strip():
                    ok = False
                    break
                d['got_tokens'].add((found, found + len(form)))
                at = found + len(form)
            if not ok:
                break
            d['got_ends'].add(at)
            k += 1


def f1(gold, got):
    tp = len(gold & got)
    p, r = 100 * tp / max(1, len(got)), 100 * tp / max(1, len(gold))
    return p, r, 2 * p * r / max(1e-9, p + r)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', default='build/readout')
    parser.add_argument('--paragraphs', action='store_true')
    parser.add_argument('--errors', type=int, default=0)
    parser.add_argument('treebanks', nargs='+')
    a = parser.parse_args()
    for path in a.treebanks:
        docs = documents(path, a.paragraphs)
        predict(a.bin, docs)
        mark = lambda key: {(i, x) for i, d in enumerate(docs) for x in d[key]}
        print('%-32s sentences P %.1f R %.1f F1 %.1f   tokens P %.2f R %.2f F1 %.2f' % (
            (path.rsplit('/', 1)[-1],) + f1(mark('ends'), mark('got_ends')) + f1(mark('tokens'), mark('got_tokens'))))
        shown = 0
        for i, d in enumerate(docs):
            for kind, xs in (('missed end', d['ends'] - d['got_ends']), ('wrong end', d['got_ends'] - d['ends'])):
                for x in sorted(xs):
                    if shown < a.errors:
                        print('  %-10s %s ¶ %s' % (kind, d['text'][max(0, x - 50):x].replace('\n', '/'), d['text'][x:x + 40].replace('\n', '/')))
                        shown += 1
            for kind, xs in (('missed', d['tokens'] - d['got_tokens']),):
                for b, e in sorted(xs):
                    if shown < 2 * a.errors:
                        print('  %-10s [%s] in %s' % (kind, d['text'][b:e], d['text'][max(0, b - 15):e + 15].replace('\n', '/')))
                        shown += 1


main()
