#!/usr/bin/env python3
"""Trains the weights of the line model for flattened text (flat_lines.weights). Python 3 standard library only.

  train_text.py --trainer BIN --pages DIR [--folds N] [--seeds 7,8] [--out FILE]

BIN is the train_flat program of the build tree; it cuts the lines, makes the features and grows the trees. This script labels the
lines: keep when their words stand in the true body, drop when none do, open in between. DIR holds sets of pages as train.py has
them; sets with flat.jsonl.gz give the text as it is there, the other ones are flattened here. With --folds the pages are split by
site, and the figures are those of the engine's own choice (src/article/flat_choice.cc) on pages whose site was not trained on.
"""
import argparse, collections, gzip, json, os, subprocess, tempfile
from flatten import flatten
from train import label_body, shingle_f

def read_pages(a, folder):
    rows = []
    for s in a.sets.split(','):
        given = '%s/%s/flat.jsonl.gz' % (a.pages, s)
        flat = {r['id']: r['text'] for r in map(json.loads, gzip.open(given, 'rt', encoding='utf-8'))} if os.path.exists(given) else None
        for r in map(json.loads, open('%s/%s/truth.jsonl' % (a.pages, s), encoding='utf-8')):
            if r.get('body') is None or (flat is not None and r['id'] not in flat): continue
            text = flat[r['id']] if flat is not None else flatten(gzip.open('%s/%s' % (a.pages, r['page'])).read())
            f = os.path.join(folder, '%s-%s' % (s, r['id'])); open(f, 'w', encoding='utf-8').write(text)
            rows.append({'set': s, 'file': f, 'site': r['site_key'], 'body': r['body'], 'id': r['id'], 'url': r.get('url'), 'scored': flat is not None})
    cut = subprocess.run([a.trainer, 'lines', a.data], input='\n'.join(r['file'] for r in rows).encode() + b'\n', stdout=subprocess.PIPE, check=True)
    for r, lines in zip(rows, cut.stdout.decode('utf-8', 'replace').split('\x1e\n')):
        r['lines'] = lines.split('\n')[:-1]
        r['labels'] = ''.join('?' if l is None else str(l) for l in label_body(r['lines'], r['body']))
    return rows

def main():
    ap = argparse.ArgumentParser(); ap.add_argument('--trainer', required=True); ap.add_argument('--pages', required=True); ap.add_argument('--sets', default='aeb,fundus,wcxb')
    ap.add_argument('--data', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
    ap.add_argument('--folds', type=int, default=0); ap.add_argument('--seeds', default='7'); ap.add_argument('--worst', type=int, default=0); ap.add_argument('--out')
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = read_pages(a, folder); jobs = ''.join('%s\t%s\t1\t%s\t%d\n' % (r['file'], r['site'], r['labels'], r['scored']) for r in rows).encode()
        def call(mode, folds, seed): return subprocess.run([a.trainer, mode, a.data, str(folds), seed], input=jobs, stdout=subprocess.PIPE, check=True).stdout.decode()
        total = collections.defaultdict(list)
        for seed in a.seeds.split(',') if a.folds else []:
            by = collections.defaultdict(list)
            for r, line in zip(rows, call('folds', a.folds, seed).split('\n')):
                if not r['scored']: continue
                P, R = shingle_f(r['body'], '\n'.join(l for l, mark in zip(r['lines'], line.split()) if mark.endswith('+')))
                by[r['set']].append((P, R, r['id'], r['url']))
            for s, found in sorted(by.items()):
                P = sum(x[0] for x in found) / len(found); R = sum(x[1] for x in found) / len(found); total[s].append(2 * P * R / (P + R))
                print('seed %s %-8s n %d F1 %.4f P %.4f R %.4f' % (seed, s, len(found), total[s][-1], P, R), flush=True)
                for x in sorted(found, key=lambda x: x[0] + x[1])[:a.worst]: print('    %.2f %.2f %s %s' % (x[0], x[1], x[2][:20], x[3]))
        for s, f in sorted(total.items()): print('mean %s %.4f' % (s, sum(f) / len(f)))
        if a.out:
            weights = call('model', 0, a.seeds.split(',')[0])
            with open(a.out, 'w', encoding='utf-8') as f:
                f.write('# Weights of the line model for flattened text: PART <tab> tree, PART being the first or the second pass. A tree is a number (log odds\n'
                        '# of keep) or (feature<bound tree tree). Features: src/article/flat_features.cc. Written by train/train_text.py, see README.md.\n' + weights)
if __name__ == '__main__': main()
