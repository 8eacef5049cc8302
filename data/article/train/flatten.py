"""Flattens HTML to text the way scrapers do: a line for each block, "- " before list items, nothing else. Python 3 alone."""
import re
from html.parser import HTMLParser

BLOCK = set('''address article aside blockquote body br canvas center dd details dialog div dl dt fieldset figcaption figure footer form
frame frameset h1 h2 h3 h4 h5 h6 header hr iframe legend li main menu nav object ol option p pre section select summary table tbody td
tfoot th thead title tr ul video audio'''.split())
SKIP = set('script style noscript template svg head textarea object audio video iframe canvas math'.split())

class Flattener(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.now, self.skip, self.item = [], [], [], False

    def flush(self):
        text = re.sub(r'\s+', ' ', ''.join(self.now)).strip(); self.now = []
        if text: self.lines.append(('- ' if self.item else '') + text); self.item = False

    def handle_starttag(self, tag, attributes):
        if self.skip:
            if tag == self.skip[-1]: self.skip.append(tag)
        elif tag in SKIP: self.skip.append(tag)
        elif tag in BLOCK: self.flush(); self.item = tag == 'li'

    def handle_startendtag(self, tag, attributes):
        if tag in BLOCK and not self.skip: self.flush()

    def handle_endtag(self, tag):
        if self.skip:
            if tag == self.skip[-1]: self.skip.pop()
        elif tag in BLOCK: self.flush(); self.item = False

    def handle_data(self, data):
        if not self.skip: self.now.append(data)

def decode(page):
    try: return page.decode('utf-8')
    except UnicodeDecodeError: pass
    named = re.search(rb'charset=["\']?([\w-]+)', page[:4000]); name = named.group(1).decode() if named else 'cp1252'
    try: return page.decode('utf-8' if name.lower() == 'utf-8' else name, 'replace')
    except LookupError: return page.decode('cp1252', 'replace')

def flatten(page):
    f = Flattener(); f.feed(decode(page)); f.close(); f.flush()
    return '\n'.join(f.lines)
