#!/usr/bin/env python3
"""Trains the weights of the line model for flattened text (flat_lines.weights) and for its head (flat_head.weights). Python 3 standard library only.

  train_text.py --trainer BIN --pages DIR [--folds N] [--seeds 7,8] [--head] [--out FILE]

BIN is the train_flat program of the build tree; it cuts the lines, makes the features and grows the trees. This script labels the
lines: keep when their words stand in the true body, drop when none do, open in between. DIR holds sets of pages as train.py has
them; sets with flat.jsonl.gz give the text as it is there, the other ones are flattened here. With --folds the pages are split by
site, and the figures are those of the engine's own choice (src/article/flat_choice.cc) on pages whose site was not trained on.
"""
import argparse, collections, gzip, json, os, random, re, subprocess, tempfile
from flatten import flatten
from train import label_body, shingle_f

def texts_of(a, sets):
    """Each page of the sets with its truth, as text."""
    for s in sets.split(','):
        given = '%s/%s/flat.jsonl.gz' % (a.pages, s)
        flat = {r['id']: r['text'] for r in map(json.loads, gzip.open(given, 'rt', encoding='utf-8'))} if os.path.exists(given) else None
        for r in map(json.loads, open('%s/%s/truth.jsonl' % (a.pages, s), encoding='utf-8')):
            if flat is not None and r['id'] not in flat: continue
            yield s, r, flat is not None, flat[r['id']] if flat is not None else flatten(gzip.open('%s/%s' % (a.pages, r['page'])).read())

def cut_out(lines, labels, rnd):
    """What a reposter takes: the article with a few lines before and behind it. Few pages in a set of crawled ones begin like that."""
    kept = [i for i, l in enumerate(labels) if l == '1']
    if not kept: return None
    first = max(0, kept[0] - rnd.choice((0, 0, 0, 1, 2, 3, 5, 8))); last = min(len(lines), kept[-1] + 1 + rnd.choice((0, 0, 1, 2, 4, 8, 20)))
    return first, last

def read_pages(a, folder):
    rows = []
    for s, r, given, text in texts_of(a, a.sets):
        if r.get('body') is None: continue
        f = os.path.join(folder, '%s-%s' % (s, r['id'])); open(f, 'w', encoding='utf-8').write(text)
        rows.append({'set': s, 'file': f, 'site': r['site_key'], 'body': r['body'], 'id': r['id'], 'url': r.get('url'), 'scored': given, 'weight': 1})
    cut = subprocess.run([a.trainer, 'lines', a.data], input='\n'.join(r['file'] for r in rows).encode() + b'\n', stdout=subprocess.PIPE, check=True)
    for r, lines in zip(rows, cut.stdout.decode('utf-8', 'replace').split('\x1e\n')):
        r['lines'] = lines.split('\n')[:-1]
        r['labels'] = ''.join('?' if l is None else str(l) for l in label_body(r['lines'], r['body']))
    rnd = random.Random(3)
    for r in rows[:]:
        part = cut_out(r['lines'], r['labels'], rnd)
        if part is None: continue
        f = r['file'] + '-part'; open(f, 'w', encoding='utf-8').write('\n'.join(r['lines'][slice(*part)]))
        rows.append({**r, 'file': f, 'labels': r['labels'][slice(*part)], 'scored': False, 'weight': a.part})
    return rows

def heads(a, folder):
    """Title, authors and date: the jobs for train_flat, and the truth."""
    rows, one_line = [], lambda x: re.sub(r'\s+', ' ', x or '')
    for s, r, given, text in texts_of(a, a.head_sets):
        authors = r.get('authors') or r.get('author') or []
        if isinstance(authors, str): authors = re.split(r'\s*;\s*', authors)
        f = os.path.join(folder, 'head-%s-%s' % (s, r['id'])); open(f, 'w', encoding='utf-8').write(text)
        rows.append(('\t'.join([f, r['site_key'], one_line(r.get('title')), ';'.join(map(one_line, authors)), (r.get('date') or '')[:10], '1']), s, r, authors))
    return rows

def key(text): return ''.join(c for c in (text or '').casefold() if c.isalnum())
def report_heads(rows, out):
    found = collections.defaultdict(lambda: [0, 0]); names = collections.defaultdict(lambda: [0, 0, 0])
    for (job, s, r, authors), line in zip(rows, out.split('\n')):
        title, who, date = (line.split('\t') + ['', '', ''])[:3]
        for field, right in (('title', key(title) == key(r.get('title'))), ('date', date == (r.get('date') or '')[:10])):
            if r.get(field): found[s, field][0] += right; found[s, field][1] += 1
        true, told = {key(n) for n in authors} - {''}, {key(n) for n in who.split(';')} - {''}
        if true: n = names[s]; n[0] += len(true & told); n[1] += len(true); n[2] += len(told)
    for (s, field), (right, n) in sorted(found.items()): print('%-12s %-7s %.3f of %d' % (s, field, right / n, n))
    for s, (both, true, told) in sorted(names.items()): print('%-12s authors F1 %.3f P %.3f R %.3f' % (s, 2 * both / (true + told), both / max(1, told), both / true))

def main():
    ap = argparse.ArgumentParser(); ap.add_argument('--trainer', required=True); ap.add_argument('--pages', required=True); ap.add_argument('--sets', default='aeb,fundus,wcxb')
    ap.add_argument('--data', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
    ap.add_argument('--folds', type=int, default=0); ap.add_argument('--seeds', default='7'); ap.add_argument('--worst', type=int, default=0); ap.add_argument('--out')
    ap.add_argument('--part', type=float, default=.5, help='weight of pages cut to the article and a few lines around it')
    ap.add_argument('--head', action='store_true', help='the weights of title, authors and date (flat_head.weights); needs those of the lines')
    ap.add_argument('--head-sets', default='fundus,trafilatura,htmldate,wcxb')
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if a.head:
            rows = heads(a, folder); jobs = ''.join(r[0] + '\n' for r in rows).encode()
            def run(mode): return subprocess.run([a.trainer, mode, a.data, str(a.folds), a.seeds.split(',')[0]], input=jobs, stdout=subprocess.PIPE, check=True).stdout.decode()
            if a.folds: report_heads(rows, run('heads'))
            if a.out:
                with open(a.out, 'w', encoding='utf-8') as f:
                    f.write('# Trees for the head of flattened text: NAME <tab> FEATURE>THRESHOLD … <tab> leaves, as in html_blocks.weights; NAME is title, author or date.\n'
                            '# Features: src/article/flat_features.cc and flat_head.cc. Written by train/train_text.py --head, see README.md.\n' + run('headmodel'))
            return
        rows = read_pages(a, folder); jobs = ''.join('%s\t%s\t%g\t%s\t%d\n' % (r['file'], r['site'], r['weight'], r['labels'], r['scored']) for r in rows).encode()
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
                f.write('# Trees of the line model for flattened text: NAME <tab> FEATURE>THRESHOLD … <tab> leaves, as in html_blocks.weights; NAME is the first\n'
                        '# or the second pass. Features: src/article/flat_features.cc. Written by train/train_text.py, see README.md.\n' + weights)
if __name__ == '__main__': main()
