#!/usr/bin/env python3
"""Trains title.weights and authors.weights: which of a page's claims is its title, which names wrote it. Python 3 standard library only.

  train_choice.py titles|authors --features BIN --pages DIR [--folds N] [--epochs N] [--l2 X] [--out FILE]

BIN is the article_features program of the build tree; DIR holds sets of pages with the truth about them, as for train.py.
Titles: one of all candidates is right (softmax over the candidates of a page). Authors: every name stands alone (logistic), and
only pages whose authors are known count. L2 prior, AdaGrad. With --folds the pages are split by site and the figures are those of
pages whose site was not trained on.
"""
import argparse, collections, gzip, json, math, os, random, re, subprocess, sys, tempfile, unicodedata

def key(s): return ''.join(c for c in unicodedata.normalize('NFKC', s or '').casefold() if c.isalnum())
def name_keys(x):
    if isinstance(x, str): x = re.split(r'\s*;\s*', x)
    return {k for k in map(key, x or []) if k}

def read_pages(a):
    jobs, tmp = [], tempfile.mkdtemp()
    for s in ('fundus', 'trafilatura', 'wcxb'):
        for line in open('%s/%s/truth.jsonl' % (a.pages, s), encoding='utf-8'):
            r = json.loads(line)
            truth = {key(r.get('title'))} - {''} if a.kind == 'titles' else name_keys(r.get('authors') or r.get('author'))
            if not truth and (a.kind == 'titles' or s != 'trafilatura' or a.none <= 0): continue
            f = os.path.join(tmp, '%s-%s' % (s, r['id'])); open(f, 'wb').write(gzip.open('%s/%s' % (a.pages, r['page'])).read())
            jobs.append((s, r, f, truth))
    out = subprocess.run([a.features, a.kind, a.data], input=''.join('%s\t%s\n' % (r.get('url') or '', f) for s, r, f, t in jobs).encode(), stdout=subprocess.PIPE, check=True).stdout.decode('utf-8', 'replace')
    pages = []
    for (s, r, f, truth), dump in zip(jobs, out.split('\x1e\n')):
        rows = [l.split('\t') for l in dump.split('\n') if l]
        names = [name_keys([x[1]]) for x in rows]; good = set(truth)
        if a.kind == 'authors':  # sets that give a list of names as one line
            line = r.get('authors') or r.get('author') or ''
            for v in line if isinstance(line, list) else [line]: good |= name_keys(re.split(r'[,;/|]| and | und | et | y | e ', v))
        pages.append({'set': s, 'site': r['site_key'], 'id': r['id'], 'truth': truth, 'features': [x[0].split() for x in rows],
                      'right': [bool(n & good) for n in names], 'texts': [x[1] for x in rows], 'keys': names, 'url': r.get('url'), 'weight': a.none if not truth else a.news if s == 'fundus' else 1.0})
    return pages

def train(pages, a):
    w, g2 = collections.defaultdict(float), collections.defaultdict(lambda: 1e-8); rnd = random.Random(7)
    pages = [p for p in pages if p['features'] and (a.kind == 'authors' or any(p['right']))]
    for epoch in range(a.epochs):
        rnd.shuffle(pages)
        for p in pages:
            grad = collections.defaultdict(float)
            scores = [w['bias'] + sum(w[f] for f in fs) for fs in p['features']]
            if a.kind == 'titles':
                m = max(scores); e = [math.exp(s - m) for s in scores]; z = sum(e); zr = sum(x for x, r in zip(e, p['right']) if r)
                deltas = [x / z - (x / zr if r else 0) for x, r in zip(e, p['right'])]
            else: deltas = [1 / (1 + math.exp(-max(-30, min(30, s)))) - r for s, r in zip(scores, p['right'])]
            for d, fs in zip(deltas, p['features']):
                if abs(d) < 1e-6: continue
                for f in fs: grad[f] += p['weight'] * d
                if a.kind == 'authors': grad['bias'] += p['weight'] * d
            for f, v in grad.items():
                v += a.l2 * w[f]; g2[f] += v * v; w[f] -= a.rate * v / math.sqrt(g2[f])
    return dict(w)

# What a page marks as its author: only such a name may stand alone when none is likely (authors.cc).
MARKED = set("linked meta label rel item class-author class-byline by-near by-last".split())

def choose(p, w, a):
    scores = [w.get('bias', 0) + sum(w.get(f, 0) for f in fs) for fs in p['features']]
    if not scores: return []
    if a.kind == 'titles': return [max(range(len(scores)), key=lambda i: (scores[i], -i))]
    best = max((i for i in range(len(scores)) if MARKED & set(p['features'][i])), key=lambda i: (scores[i], -i), default=-1)
    return [i for i, s in enumerate(scores) if s > 0 or (i == best and s > a.least)]

def report(pages, chosen, a, worst=0):
    for s in sorted({p['set'] for p in pages}):
        rows = [(p, c) for p, c in zip(pages, chosen) if p['set'] == s and p['truth']]; none = sum(1 for p, c in zip(pages, chosen) if p['set'] == s and not p['truth'] and c)
        if a.kind == 'titles': print('  %-12s %4d pages  exact %.4f  a right candidate on %.4f' % (s, len(rows), sum(any(p['right'][i] for i in c) for p, c in rows) / len(rows), sum(any(p['right']) for p, c in rows) / len(rows)))
        else:
            tp = fp = fn = top = 0
            for p, c in rows:
                own = set().union(*[p['keys'][i] for i in c]) if c else set(); all_ = set().union(*p['keys']) if p['keys'] else set()
                tp += len(own & p['truth']); fp += len(own - p['truth']); fn += len(p['truth'] - own); top += len(all_ & p['truth'])
            print('  %-12s %4d pages  P %.4f R %.4f F1 %.4f  names among the candidates %.4f; %d pages of none have one' % (s, len(rows), tp / max(1, tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn), top / (tp + fn), none))

def main():
    p = argparse.ArgumentParser(); p.add_argument('kind', choices=('titles', 'authors')); p.add_argument('--features', required=True); p.add_argument('--pages', required=True)
    p.add_argument('--data', default='data/article'); p.add_argument('--folds', type=int, default=0); p.add_argument('--epochs', type=int, default=40); p.add_argument('--l2', type=float, default=0.002)
    p.add_argument('--rate', type=float, default=0.15); p.add_argument('--news', type=float, default=1.5); p.add_argument('--none', type=float, default=0.1); p.add_argument('--least', type=float, default=-2.0); p.add_argument('--out'); p.add_argument('--misses', action='store_true')
    a = p.parse_args(); pages = read_pages(a)
    if a.folds:
        sites = sorted({p['site'] for p in pages}); random.Random(3).shuffle(sites); fold = {s: i % a.folds for i, s in enumerate(sites)}; chosen = [None] * len(pages)
        for k in range(a.folds):
            w = train([p for p in pages if fold[p['site']] != k], a)
            for i, p in enumerate(pages):
                if fold[p['site']] == k: chosen[i] = choose(p, w, a)
        print('held-out sites, %d folds' % a.folds); report(pages, chosen, a)
        if a.misses:
            for p, c in zip(pages, chosen):
                if set().union(*[p['keys'][i] for i in c]) != p['truth'] if c else True:
                    print('---', p['set'], p['id'], p['url'], sorted(p['truth']))
                    for i in range(len(p['texts'])): print('   ', '*' if i in c else ' ', '+' if p['right'][i] else ' ', p['texts'][i][:120], '|', ' '.join(p['features'][i]))
    if a.out:
        w = train(pages, a); print('all pages, as trained on'); report(pages, [choose(p, w, a) for p in pages], a)
        with open(a.out, 'w', encoding='utf-8') as f:
            f.write('# Weights of the features of %s, trained by data/article/train/train_choice.py; see README.md. FEATURE <tab> weight\n' % a.kind)
            for k in sorted(w): f.write('%s\t%.3f\n' % (k, w[k])) if abs(w[k]) >= 0.0005 else None
if __name__ == '__main__': main()
