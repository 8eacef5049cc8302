#!/usr/bin/env python3
"""Trains data/article/dates.weights: which of the days a page names is that of its publication. Python 3 standard library only.

    train_dates.py --features build/src/article/date_features --pages DIR [--data data/article] [--out FILE] [--folds N] [--l2 X]

A log-linear model over the days of one page and "none of them", fitted by adaptive gradient steps with L2. Pages come from the
open sets fundus, trafilatura, htmldate and wcxb; a page in several sets counts once a label. Sites never stand on both sides of a
fold. --folds reports accuracy by set and calibration on held-out sites; --misses lists what was chosen wrongly there.
"""
import argparse, gzip, hashlib, json, math, os, re, subprocess, tempfile

SETS = ('fundus', 'trafilatura', 'htmldate', 'wcxb')


def read_pages(a):
    """[(set, site, url, id, labelled day, [(day, features, sources)])]"""
    labels, files = [], {}
    tmp = tempfile.mkdtemp(prefix='dates-')
    for s in SETS:
        for line in open(f'{a.pages}/{s}/truth.jsonl', encoding='utf-8'):
            r = json.loads(line)
            if not r.get('date'): continue
            key = r['page']
            if key not in files:
                name = f'{tmp}/{len(files)}.html'
                with open(name, 'wb') as f: f.write(gzip.open(f'{a.pages}/{key}').read())
                files[key] = (name, r.get('url') or '')
            labels.append((s, r.get('site_key') or r['id'], key, r['id'], str(r['date'])[:10]))
    text = ''.join(f'{u}\t{n}\n' for n, u in files.values())
    out = subprocess.run([a.features, a.data], input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
    days, page = [], []
    for line in out.split('\n'):
        if line == 'END':
            days.append(page)
            page = []
        elif line:
            day, feats, sources = line.split('\t')
            page.append((day, feats.split(), sources))
    for n, _ in files.values(): os.remove(n)
    os.rmdir(tmp)
    of = dict(zip(files, days))
    return [(s, site, files[key][1], i, day, of[key]) for s, site, key, i, day in labels]


def prior():
    """What we hold before any page is seen; L2 draws to it, so that a rare feature (a label in a language of few pages) keeps its sense."""
    P = {}
    def put(fam, d):
        for k, v in d.items(): P['%s:%d' % (fam, k)] = v

    put('json', {0: 1.5, 1: .3, 2: .8, 4: -1.5, 5: .3, 7: -.5, 8: -.5, 9: -.5, 10: -.5, 11: -1})
    put('meta', {1: 1.2, 2: 1.2, 3: .8, 4: .8, 5: .3, 6: .2})
    put('meta-changed', {k: -.3 for k in range(1, 6)})
    put('meta-named', {0: .8, 1: .5, 2: -.3, 3: .2})
    put('item', {0: 1, 4: 1, 10: .6, 13: .8, 12: -.8})
    put('item-changed', {k: -.3 for k in range(14)})
    put('time-where', {0: .8, 1: .4, 3: -.5, 4: .8, 9: -.8, 10: .5, 12: -.8})
    put('time-role', {1: .5, 2: -.3})
    put('url', {0: 1.8, 1: 1.5, 2: .4, 3: -.3, 4: -1})
    put('shown-where', {0: .5, 1: .4, 3: -.6, 4: .6, 9: -.6, 10: .3})
    for p in range(6):
        put('shown-role', {5 * p + 1: .7, 5 * p + 2: -.2, 5 * p + 3: .1, 5 * p + 4: -1.5})
        put('shown-hint', {4 * p: .4, 4 * p + 1: .4, 4 * p + 2: .3})
        put('shown-shape', {5 * p: .4, 5 * p + 1: .4, 5 * p + 2: .1, 5 * p + 4: -.4})
        put('shown-order', {4 * p: .3, 4 * p + 2: -.2, 4 * p + 3: -.4})
    put('shown-order', {24: .3, 26: -.1, 27: -.2, 28: -.3})
    put('shown-away', {**{k: -.6 for k in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)}, 1: -1, 8: -1})
    put('script', {0: .5, 1: .2, 3: -.3, 4: -.3, 5: -.3, 6: -.3, 7: -.4, 8: -.5})
    put('title-line', {0: .6})
    put('given', {0: 1})
    put('range', {1: -1.2, 2: -.4})
    put('utc', {0: -.2, 1: .2, 2: -.7, 3: .7})
    put('reading', {0: .3, 1: -.7})
    put('to-shown', {0: .4})
    put('none', {0: 1})
    return P


def probabilities(w, page):
    scores = [sum(w.get(f, 0.) for f in feats) for _, feats, _ in page] + [w.get('none:0', 0.)]
    m = max(scores)
    e = [math.exp(x - m) for x in scores]
    t = sum(e)
    return [x / t for x in e]


def train(rows, l2, epochs):
    """One weight a page however many sets label it; labels that are no day of the page count for none."""
    P = prior()
    w, g2, count = dict(P), {}, {}
    for r in rows: count[r[2], r[3]] = count.get((r[2], r[3]), 0) + 1
    n = len(rows)
    for epoch in range(epochs):
        step = .05 if epoch < epochs * .6 else .015
        grad = {}
        for _, _, url, i, label, page in rows:
            weight = 1. / count[url, i]
            p = probabilities(w, page)
            right = next((k for k, d in enumerate(page) if d[0] == label), len(page))
            for k in range(len(p)):
                d = weight * (p[k] - (k == right))
                if abs(d) < 1e-5: continue
                for f in (page[k][1] if k < len(page) else ('none:0',)): grad[f] = grad.get(f, 0.) + d
        for f in set(grad) | set(w):
            d = grad.get(f, 0.) / n + l2 * (w.get(f, 0.) - P.get(f, 0.))
            g2[f] = .9 * g2.get(f, d * d) + .1 * d * d
            w[f] = w.get(f, 0.) - step * d / (math.sqrt(g2[f]) + 1e-6)
    return w


def choose(w, page):
    if not page: return None, 0.
    p = probabilities(w, page)[:-1]
    k = max(range(len(p)), key=p.__getitem__)
    return page[k], p[k]


def fold_of(site, folds): return int(hashlib.sha1(site.encode()).hexdigest(), 16) % folds


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--features', required=True)
    p.add_argument('--pages', required=True)
    p.add_argument('--data', default='data/article')
    p.add_argument('--out')
    p.add_argument('--folds', type=int, default=0)
    p.add_argument('--l2', type=float, default=.0015)
    p.add_argument('--epochs', type=int, default=120)
    p.add_argument('--misses', action='store_true')
    a = p.parse_args()
    rows = read_pages(a)
    if a.folds:
        right, total, reach, bins = {}, {}, {}, [[0, 0] for _ in range(10)]
        for f in range(a.folds):
            w = train([r for r in rows if fold_of(r[1], a.folds) != f], a.l2, a.epochs)
            for s, site, url, i, label, page in rows:
                if fold_of(site, a.folds) != f: continue
                got, sure = choose(w, page)
                ok = got is not None and got[0] == label
                right[s] = right.get(s, 0) + ok
                total[s] = total.get(s, 0) + 1
                reach[s] = reach.get(s, 0) + any(d[0] == label for d in page)
                b = bins[min(9, int(sure * 10))]
                b[0] += ok
                b[1] += 1
                if a.misses and not ok:
                    print(f'## {s} {i} {url}\n   label {label}')
                    q = probabilities(w, page)
                    for k in sorted(range(len(page)), key=lambda k: -q[k])[:3] + [k for k, d in enumerate(page) if d[0] == label]:
                        print(f'   {page[k][0]} {q[k]:.3f} [{page[k][2].strip()}] ' + ' '.join(f'{x}={w.get(x, 0):.2f}' for x in page[k][1]))
        for s in SETS: print(f'{s:12} right {right[s]}/{total[s]} = {right[s] / total[s]:.4f}, the labelled day is named: {reach[s] / total[s]:.4f}')
        print('confidence:', '  '.join(f'{k / 10:.1f}-: {b[0]}/{b[1]}={b[0] / b[1]:.2f}' for k, b in enumerate(bins) if b[1]))
    w = train(rows, a.l2, a.epochs)
    for s in SETS:
        mine = [r for r in rows if r[0] == s]
        print(f'{s:12} on its own training data {sum((choose(w, r[5])[0] or [0])[0] == r[4] for r in mine) / len(mine):.4f}')
    if a.out:
        with open(a.out, 'w', encoding='utf-8') as f:
            f.write('# Weights of the days a page names: FAMILY <tab> bin <tab> weight. Written by train/train_dates.py; figures only, CC0.\n')
            key = lambda x: (x.rpartition(':')[0], int(x.rpartition(':')[2]))
            for x in sorted(w, key=key):
                if abs(w[x]) >= .005: f.write('%s\t%s\t%.3f\n' % (*x.rsplit(':', 1), w[x]))


if __name__ == '__main__': main()
