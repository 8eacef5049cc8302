#!/usr/bin/env python3
"""Trains the weights of the block model for HTML (html_blocks.weights). Python 3 standard library only.

  train.py html|text --features BIN --pages DIR [--folds N] [--epochs N] [--out FILE]

BIN is the article_features program of the build tree. DIR holds sets of pages with the truth about their text, in the form of
the evaluation sets: DIR/SET/truth.jsonl and the pages it names. A block is labelled keep when its words stand in the true body,
drop when none do, and is left open in between; pages of which only snippets are known label the blocks that hold them.
The model is a linear-chain CRF with states keep and drop; open blocks are summed out (partial likelihood), L2 prior, AdaGrad.
With --folds the pages are split by site and the figures are those of pages whose site was not trained on.
"""
import argparse, collections, gzip, json, math, os, random, re, subprocess, sys, tempfile
TOK = re.compile(r'\w+')

# For labels, scripts without blanks are cut into characters.
FINE = re.compile(r'[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|[^\W\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+')

def tokens(s): return TOK.findall(s or '')
def fine(s): return FINE.findall(s or '')
def grams(t, n=4): return collections.Counter(tuple(t[i:i + n]) for i in range(0, max(1, len(t) - n + 1))) if t else collections.Counter()

def label_body(texts, body):
    true = fine(body); g4 = set(grams(true)); lines = {tuple(fine(l)) for l in body.split('\n') if l.strip()}
    labels = []
    for text in texts:
        t = fine(text)
        if not t: labels.append(None); continue
        if len(t) < 5: labels.append(1 if tuple(t) in lines else 0); continue
        own = grams(t); hit = sum(n for g, n in own.items() if g in g4) / sum(own.values())
        labels.append(1 if hit >= .75 else 0 if hit <= .25 else None)
    # Of a text that stands on the page several times only the one nearest to the rest of the body counts.
    kept = [i for i, l in enumerate(labels) if l == 1 and len(fine(texts[i])) >= 8]
    if kept:
        mid = kept[len(kept) // 2]; where = collections.defaultdict(list)
        for i, l in enumerate(labels):
            if l == 1: where[tuple(fine(texts[i]))].append(i)
        for at in where.values():
            if len(at) > 1:
                best = min(at, key=lambda i: abs(i - mid))
                for i in at:
                    if i != best: labels[i] = None if len(fine(texts[i])) >= 8 else 0
    return labels

def label_snippets(texts, with_, without):
    flat = [re.sub(r'\s+', ' ', t) for t in texts]; labels = [None] * len(texts)
    for group, value in ((without, 0), (with_, 1)):
        for s in group:
            s = re.sub(r'\s+', ' ', s).strip()
            hits = [i for i, t in enumerate(flat) if s and s in t]
            if value == 1 and len(hits) > 1: hits = hits[:0]
            for i in hits: labels[i] = value
    return labels

def read_pages(a):
    jobs, tmp = [], tempfile.mkdtemp()
    sets = ('aeb', 'fundus', 'wcxb', 'trafilatura') if a.kind == 'html' else ('aeb', 'fundus')
    for s in sets:
        flat = {}
        if a.kind == 'text': flat = {r['id']: r['text'] for r in map(json.loads, gzip.open('%s/%s/flat.jsonl.gz' % (a.pages, s), 'rt', encoding='utf-8'))}
        for line in open('%s/%s/truth.jsonl' % (a.pages, s), encoding='utf-8'):
            r = json.loads(line); f = os.path.join(tmp, '%s-%s' % (s, r['id']))
            if a.kind == 'html': data = gzip.open('%s/%s' % (a.pages, r['page'])).read()
            else:
                if r['id'] not in flat: continue
                data = flat[r['id']].encode()
            open(f, 'wb').write(data); jobs.append((s, r, f))
    out = subprocess.run([a.features, a.kind, a.data], input=''.join('%s\t%s\n' % (r.get('url') or '', f) for s, r, f in jobs).encode(), stdout=subprocess.PIPE, check=True).stdout.decode('utf-8', 'replace')
    pages = []
    for (s, r, f), dump in zip(jobs, out.split('\x1e\n')):
        rows = [l.split('\t', 2) for l in dump.split('\n') if l]
        texts = [x[2] for x in rows]
        labels = label_body(texts, r['body']) if r.get('body') is not None else label_snippets(texts, r.get('with') or [], r.get('without') or [])
        pages.append({'set': s, 'site': r['site_key'], 'id': r['id'], 'links': [int(x[0]) for x in rows], 'features': [x[1].split() for x in rows], 'labels': labels, 'texts': texts,
                      'weight': 1.0 if r.get('body') is not None else a.weak})
    return pages

def logadd(x, y): return max(x, y) + math.log1p(math.exp(-abs(x - y)))
NEG = -1e30
def forward_backward(scores, links, T, allowed):
    """Marginals of keep and of the transitions; allowed[i] is None, 0 or 1."""
    n = len(scores); F = [None] * n; B = [None] * n
    own = [(0. if allowed[i] != 1 else NEG, scores[i] if allowed[i] != 0 else NEG) for i in range(n)]
    F[0] = own[0]
    for i in range(1, n):
        t = T[links[i]]; a, b = F[i - 1]
        F[i] = (logadd(a + t[0][0], b + t[1][0]) + own[i][0], logadd(a + t[0][1], b + t[1][1]) + own[i][1])
    B[-1] = (0., 0.)
    for i in range(n - 2, -1, -1):
        t = T[links[i + 1]]; a, b = B[i + 1][0] + own[i + 1][0], B[i + 1][1] + own[i + 1][1]
        B[i] = (logadd(t[0][0] + a, t[0][1] + b), logadd(t[1][0] + a, t[1][1] + b))
    Z = logadd(*F[-1])
    keep = [math.exp(min(0., F[i][1] + B[i][1] - Z)) for i in range(n)]
    pair = []
    for i in range(1, n):
        t = T[links[i]]
        pair.append([[math.exp(min(0., F[i - 1][x] + t[x][y] + own[i][y] + B[i][y] - Z)) for y in (0, 1)] for x in (0, 1)])
    return keep, pair

def decode(scores, links, T, bias=0.):
    best = [0., scores[0] + bias]; back = []
    for i in range(1, len(scores)):
        t = T[links[i]]; own = (0., scores[i] + bias); row = []; nxt = []
        for y in (0, 1):
            x = 1 if best[1] + t[1][y] > best[0] + t[0][y] else 0
            row.append(x); nxt.append(best[x] + t[x][y] + own[y])
        back.append(row); best = nxt
    s = 1 if best[1] > best[0] else 0; out = [s]
    for row in reversed(back): s = row[s]; out.append(s)
    return out[::-1]

def train(pages, epochs, l2, seed=1):
    W = collections.defaultdict(float); G = collections.defaultdict(lambda: 1e-2)
    T = [[[0.3, -0.3], [-0.3, 0.3]] for _ in range(4)]; GT = [[[1., 1.], [1., 1.]] for _ in range(4)]
    rnd = random.Random(seed); order = [p for p in pages if p['labels'] and any(l is not None for l in p['labels'])]
    A = collections.defaultdict(float); steps = 0
    for e in range(epochs):
        rnd.shuffle(order); rate = .25 / (1 + .35 * e)
        for p in order:
            f, links, n = p['features'], p['links'], len(p['features'])
            scores = [sum(map(W.__getitem__, x)) for x in f]
            free, fp = forward_backward(scores, links, T, [None] * n)
            held, hp = forward_backward(scores, links, T, p['labels'])
            grad = collections.defaultdict(float)
            for i in range(n):
                d = held[i] - free[i]
                if abs(d) > 1e-4:
                    for x in f[i]: grad[x] += d
            for x, d in grad.items():
                d = d * p['weight'] - l2 * W[x]; G[x] += d * d; W[x] += rate * d / math.sqrt(G[x])
            for i in range(1, n):
                k = links[i]
                for x in (0, 1):
                    for y in (0, 1):
                        d = (hp[i - 1][x][y] - fp[i - 1][x][y]) * p['weight']
                        if abs(d) > 1e-4: GT[k][x][y] += d * d; T[k][x][y] += .3 * rate * d / math.sqrt(GT[k][x][y])
        if e >= epochs // 2:
            for x, w in W.items(): A[x] += w
            steps += 1
    return {x: w / steps for x, w in A.items()}, T

def shingle_f(true, pred):
    a, b = grams(tokens(true)), grams(tokens(pred)); tp = sum((a & b).values()); fp = sum(b.values()) - tp; fn = sum(a.values()) - tp
    return (tp / (tp + fp) if tp + fp else 0., tp / (tp + fn) if tp + fn else 0.)
def report(pages, keeps, truth):
    by = collections.defaultdict(list); sn = [0, 0, 0, 0]
    for p, keep in zip(pages, keeps):
        seen, text = set(), []
        for t, k in zip(p['texts'], keep):
            if k and not (len(tokens(t)) >= 8 and t in seen): text.append(t); seen.add(t)
        r = truth[p['set'], p['id']]; pred = '\n'.join(text)
        if r.get('body') is not None:
            P, R = shingle_f(r['body'], pred); by[p['set']].append((P, R, p['id'], r.get('url')))
        else:
            n = re.sub(r'\s+', ' ', pred)
            for s in r.get('with') or []: ok = re.sub(r'\s+', ' ', s).strip() in n; sn[0] += ok; sn[1] += not ok
            for s in r.get('without') or []: bad = re.sub(r'\s+', ' ', s).strip() in n; sn[2] += bad; sn[3] += not bad
    for s, rows in sorted(by.items()):
        P = sum(r[0] for r in rows) / len(rows); R = sum(r[1] for r in rows) / len(rows)
        print('  %-12s n %d F1 %.4f P %.4f R %.4f' % (s, len(rows), 2 * P * R / (P + R), P, R))
    if sn[0]: print('  snippets F1 %.4f (tp %d fn %d fp %d)' % (2 * sn[0] / (2 * sn[0] + sn[1] + sn[2]), *sn[:3]))
    return by

def main():
    ap = argparse.ArgumentParser(); ap.add_argument('kind', choices=('html', 'text')); ap.add_argument('--features', required=True); ap.add_argument('--pages', required=True)
    ap.add_argument('--data', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')); ap.add_argument('--folds', type=int, default=0)
    ap.add_argument('--epochs', type=int, default=12); ap.add_argument('--l2', type=float, default=.02); ap.add_argument('--weak', type=float, default=.5); ap.add_argument('--out'); ap.add_argument('--worst', type=int, default=0)
    a = ap.parse_args(); pages = read_pages(a); truth = {}
    for s in {p['set'] for p in pages}:
        for line in open('%s/%s/truth.jsonl' % (a.pages, s), encoding='utf-8'):
            r = json.loads(line); truth[s, r['id']] = r
    print('%d pages, %d blocks' % (len(pages), sum(len(p['texts']) for p in pages)))
    report_oracle = [[1 if l == 1 else 0 for l in p['labels']] for p in pages]
    print('labels themselves:'); report(pages, report_oracle, truth)
    def run(p, W, T):  # as the engine does it: if next to nothing is kept the bar is lowered step by step
        if not p['features']: return []
        scores = [sum(W.get(x, 0.) for x in f) for f in p['features']]; sizes = [len(t.split()) for t in p['texts']]
        for bias in (0., 1., 2., 3., 4.):
            keep = decode(scores, p['links'], T, bias)
            if sum(n for n, k in zip(sizes, keep) if k) >= 40: break
        return keep
    if a.folds:
        sites = sorted({p['site'] for p in pages}); random.Random(7).shuffle(sites); fold = {s: i % a.folds for i, s in enumerate(sites)}
        held, keeps = [], []
        for k in range(a.folds):
            W, T = train([p for p in pages if fold[p['site']] != k], a.epochs, a.l2)
            for p in pages:
                if fold[p['site']] == k: held.append(p); keeps.append(run(p, W, T))
        print('held-out sites, %d folds:' % a.folds); by = report(held, keeps, truth)
        for s, rows in by.items():
            for P, R, i, u in sorted(rows, key=lambda r: r[0] + r[1])[:a.worst]: print('    %.2f %.2f %s %s %s' % (P, R, s, i[:20], u))
    if a.out:
        W, T = train(pages, a.epochs, a.l2); print('trained on all:'); report(pages, [run(p, W, T) for p in pages], truth)
        with open(a.out, 'w', encoding='utf-8') as f:
            f.write('# Weights of the line model: FAMILY <tab> bin <tab> weight of "keep" (log odds). Written by train/train.py, see README.md.\n')
            for x in sorted(W, key=lambda x: (x.split(':')[0], int(x.split(':')[1]))):
                if abs(W[x]) >= .005: f.write('%s\t%s\t%.3f\n' % (*x.split(':'), W[x]))
            for k in range(4):
                for x in (0, 1):
                    for y in (0, 1): f.write('link\t%d:%s>%s\t%.3f\n' % (k, 'dk'[x], 'dk'[y], T[k][x][y]))
if __name__ == '__main__': main()
