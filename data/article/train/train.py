#!/usr/bin/env python3
"""Trains the model that tells article from debris on HTML pages (html_blocks.weights). Python 3 standard library only.

  train.py --trainer BIN --pages DIR [--folds N] [--seeds 7,8,9] [--worst N] [--out FILE] [NAME=VALUE …]

BIN is the train_blocks program of the build tree; it cuts the blocks, makes the features and grows the trees (NAME=VALUE are its
settings). This script labels the blocks: keep when their words stand in the true body, drop when none do, open in between; pages
of which only snippets are known label the blocks that hold them. DIR holds sets of pages with the truth about their text, in the
form of the evaluation sets: DIR/SET/truth.jsonl and the pages it names. With --folds the pages are split by site, and the figures
are those of the engine's own choice (src/article/body.cc) on pages whose site was not trained on, mean over the seeds.
"""
import argparse, collections, gzip, json, os, random, re, subprocess, tempfile
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

def shingle_f(true, pred):
    a, b = grams(tokens(true)), grams(tokens(pred)); tp = sum((a & b).values()); fp = sum(b.values()) - tp; fn = sum(a.values()) - tp
    return (tp / (tp + fp) if tp + fp else 0., tp / (tp + fn) if tp + fn else 0.)

def read_pages(a, folder):
    pages = []
    for s in a.sets.split(','):
        for r in map(json.loads, open('%s/%s/truth.jsonl' % (a.pages, s), encoding='utf-8')):
            f = os.path.join(folder, '%s-%s' % (s, r['id'])); open(f, 'wb').write(gzip.open('%s/%s' % (a.pages, r['page'])).read())
            pages.append({'set': s, 'site': r['site_key'], 'truth': r, 'file': f})
    cut = subprocess.run([a.trainer, 'blocks', a.data], input=''.join('%s\t%s\n' % (p['truth'].get('url') or '', p['file']) for p in pages).encode(), stdout=subprocess.PIPE, check=True)
    for p, blocks in zip(pages, cut.stdout.decode('utf-8', 'replace').split('\x1e\n')):
        r = p['truth']; p['texts'] = blocks.split('\n')[:-1]
        p['labels'] = label_body(p['texts'], r['body']) if r.get('body') is not None else label_snippets(p['texts'], r.get('with') or [], r.get('without') or [])
    return pages

def call_trainer(a, mode, pages, seed):
    sites = sorted({p['site'] for p in pages}); random.Random(seed).shuffle(sites); fold = {s: i % max(1, a.folds) for i, s in enumerate(sites)}
    rows = ['\t'.join((p['truth'].get('url') or '', p['file'], str(fold[p['site']]), 'snippets' if p['truth'].get('body') is None else 'body', ''.join('?' if l is None else 'dk'[l] for l in p['labels']))) for p in pages]
    return subprocess.run([a.trainer, mode, a.data, str(a.folds)] + a.settings, input='\n'.join(rows).encode(), stdout=subprocess.PIPE, check=True).stdout.decode()

def report(pages, keeps, worst=0):
    by = collections.defaultdict(list); sn = [0, 0, 0]; out = {}
    for p, keep in zip(pages, keeps):
        r = p['truth']; pred = '\n'.join(p['texts'][i] for i in keep)
        if r.get('body') is not None: by[p['set']].append((*shingle_f(r['body'], pred), r['id'], r.get('url')))
        else:
            n = re.sub(r'\s+', ' ', pred); said = lambda group: [re.sub(r'\s+', ' ', s).strip() in n for s in r.get(group) or []]
            sn[0] += sum(said('with')); sn[1] += len(said('with')) - sum(said('with')); sn[2] += sum(said('without'))
    for s, rows in sorted(by.items()):
        P = sum(r[0] for r in rows) / len(rows); R = sum(r[1] for r in rows) / len(rows); out[s] = 2 * P * R / (P + R)
        print('  %-12s n %d F1 %.4f P %.4f R %.4f' % (s, len(rows), out[s], P, R), flush=True)
    if sn[0]: out['snippets'] = 2 * sn[0] / (2 * sn[0] + sn[1] + sn[2]); print('  snippets F1 %.4f (tp %d fn %d fp %d)' % (out['snippets'], *sn), flush=True)
    for s, rows in by.items():
        for P, R, i, u in sorted(rows, key=lambda r: r[0] + r[1])[:worst]: print('    %.2f %.2f %s %s %s' % (P, R, s, i[:20], u))
    return out

def main():
    ap = argparse.ArgumentParser(); ap.add_argument('--trainer', required=True); ap.add_argument('--pages', required=True); ap.add_argument('--sets', default='aeb,fundus,wcxb,trafilatura')
    ap.add_argument('--data', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
    ap.add_argument('--folds', type=int, default=4); ap.add_argument('--seeds', default=''); ap.add_argument('--worst', type=int, default=0); ap.add_argument('--out'); ap.add_argument('settings', nargs='*')
    a = ap.parse_args(); scores = []
    with tempfile.TemporaryDirectory() as folder:
        pages = read_pages(a, folder)
        print('%d pages, %d blocks; the labels themselves:' % (len(pages), sum(len(p['texts']) for p in pages))); report(pages, [[i for i, l in enumerate(p['labels']) if l == 1] for p in pages])
        for seed in filter(None, a.seeds.split(',')):
            print('held-out sites, %d folds, seed %s:' % (a.folds, seed))
            lines = call_trainer(a, 'scores', pages, int(seed)).split('\n')  # three a page: first look, second look, blocks kept
            scores.append(report(pages, [list(map(int, l.split())) for l in lines[2:3 * len(pages):3]], a.worst))
        if scores: print('mean:', ' '.join('%s %.4f' % (s, sum(x[s] for x in scores) / len(scores)) for s in scores[0]))
        if a.out: open(a.out, 'w', encoding='utf-8').write(call_trainer(a, 'model', pages, 7))
if __name__ == '__main__': main()
