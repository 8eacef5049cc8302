-- Ledger format 1. Tables are storage and may change with a numbered migration; the views at the end are what users may rely on
-- (docs/formats/ledger.md). Keys are made from content, never from order, so that the same pages give the same rows whatever the
-- order and number of threads. Times of day stand in `run` only.

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,                 -- UTC, ISO 8601
  ended TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'interrupted', 'stopped')),
  version TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  flags TEXT NOT NULL,
  inputs_hash TEXT NOT NULL,
  n_read INTEGER NOT NULL DEFAULT 0,
  n_kept INTEGER NOT NULL DEFAULT 0,
  n_already INTEGER NOT NULL DEFAULT 0   -- of the kept: were in the ledger before
) STRICT;

CREATE TABLE run_count (                 -- skipped and failed records by reason
  run INTEGER NOT NULL REFERENCES run(id),
  outcome TEXT NOT NULL CHECK (outcome IN ('skipped', 'failed')),
  reason TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (run, outcome, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE passed_over (               -- each skipped or failed record, once however often it is met
  key INTEGER PRIMARY KEY,               -- hash of place, carrier id and reason
  run INTEGER NOT NULL REFERENCES run(id),
  outcome TEXT NOT NULL CHECK (outcome IN ('skipped', 'failed')),
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  place TEXT NOT NULL,                   -- "file:line" or "file:offset N"
  carrier_id TEXT NOT NULL,
  url TEXT NOT NULL
) STRICT;

CREATE TABLE article (
  key INTEGER PRIMARY KEY,               -- the 64 bits of the content hash
  id TEXT NOT NULL UNIQUE,               -- the same in 16 hexadecimal digits
  run INTEGER NOT NULL REFERENCES run(id),
  url TEXT NOT NULL,
  site TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,               -- "YYYY-MM-DD" or empty
  published_time TEXT NOT NULL,
  published_from TEXT NOT NULL,
  published_confidence REAL NOT NULL,
  modified TEXT NOT NULL,
  section TEXT NOT NULL,
  image TEXT NOT NULL,
  authors TEXT NOT NULL,                 -- joined by "; ", as are all lists below
  tags TEXT NOT NULL,
  page_size INTEGER NOT NULL,            -- bytes of the page
  n_sentences INTEGER NOT NULL,
  text TEXT NOT NULL,
  origins BLOB NOT NULL,                 -- 4 little-endian uint32 each: text begin, end, page begin, end
  sketch BLOB NOT NULL                   -- see sketch_blob.h
) STRICT;

CREATE TABLE carrier (                   -- where a page was met and what it was called there
  article INTEGER NOT NULL REFERENCES article(key),
  carrier_id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_begin INTEGER NOT NULL,
  PRIMARY KEY (article, carrier_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  article INTEGER NOT NULL REFERENCES article(key),
  n INTEGER NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  byte_begin INTEGER NOT NULL,
  byte_end INTEGER NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE named (                     -- who and what an article names, each name once
  article INTEGER NOT NULL REFERENCES article(key),
  kind INTEGER NOT NULL,                 -- MentionKind
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (article, kind, name, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (                    -- an event as one article tells it
  id TEXT NOT NULL PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(key),
  event TEXT REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,  -- empty until stories are grouped
  type INTEGER NOT NULL,
  status INTEGER NOT NULL,
  mode TEXT NOT NULL,
  context TEXT NOT NULL,
  cameo TEXT NOT NULL,
  intensity REAL NOT NULL,
  date TEXT NOT NULL,
  date_end TEXT NOT NULL,
  date_precision INTEGER NOT NULL,
  place TEXT,                            -- NULL: none
  country TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  place_precision TEXT NOT NULL,
  rule TEXT NOT NULL,
  score REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX report_article ON report(article);
CREATE INDEX report_event ON report(event);
CREATE INDEX report_date ON report(date);

CREATE TABLE party (
  fact TEXT NOT NULL,                    -- a report or a quote
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'speaker')),
  n INTEGER NOT NULL,
  code TEXT NOT NULL,
  sectors TEXT NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (fact, side, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_code ON party(code, side);
CREATE INDEX party_entity ON party(entity);

CREATE TABLE slice (                     -- the words behind every fact; `text` is kept so that `check` can compare it with the article
  fact TEXT NOT NULL,
  field TEXT NOT NULL,                   -- trigger, sentence, actor.0, recipient.0, date, place, report.0; quote, span.0, speaker.0, cue
  article INTEGER NOT NULL REFERENCES article(key),
  byte_begin INTEGER NOT NULL,
  byte_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (fact, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX slice_article ON slice(article);

CREATE TABLE quote (
  key INTEGER PRIMARY KEY,               -- hash of the id
  id TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES article(key),
  kind INTEGER NOT NULL,
  score REAL NOT NULL,
  text TEXT NOT NULL                     -- the spans, joined by " … "
) STRICT;
CREATE INDEX quote_article ON quote(article);

CREATE TABLE quote_variant (
  quote TEXT NOT NULL,
  variant TEXT NOT NULL,
  kind TEXT NOT NULL,
  drift REAL NOT NULL,
  PRIMARY KEY (quote, variant)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (                    -- made anew whenever a run ends
  article INTEGER NOT NULL PRIMARY KEY REFERENCES article(key),
  story TEXT NOT NULL,
  kind INTEGER NOT NULL,                 -- CopyKind
  parent INTEGER REFERENCES article(key),
  score REAL NOT NULL,
  event_date TEXT NOT NULL,
  reason TEXT NOT NULL,
  related TEXT NOT NULL                  -- other stories that tell the same event independently
) STRICT;
CREATE INDEX member_story ON member(story);

CREATE TABLE event (                     -- made anew whenever a run ends: the reports of one event under one id
  id TEXT NOT NULL PRIMARY KEY,          -- the smallest report id
  lead TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
  story TEXT NOT NULL,
  n_reports INTEGER NOT NULL,
  n_independent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE role (                      -- offices of the actors that events and quotations name, as the data had them
  entity TEXT NOT NULL,
  office TEXT NOT NULL,
  code TEXT NOT NULL,
  sectors TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  PRIMARY KEY (entity, office, code, valid_from)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quote_words USING fts5(text, content='quote', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');

-- ---- Views users may rely on

CREATE VIEW articles AS
SELECT a.id, (SELECT min(c.carrier_id) FROM carrier c WHERE c.article = a.key) AS carrier_id, a.url, a.site, a.title, a.language,
       nullif(a.published, '') AS published, a.published_from, a.published_confidence, nullif(a.modified, '') AS modified, a.authors, a.tags,
       a.section, a.n_sentences, a.page_size, a.text, m.story, a.run
FROM article a LEFT JOIN member m ON m.article = a.key;

CREATE VIEW stories AS
SELECT m.story AS id, count(*) AS n_articles, nullif(max(m.event_date), '') AS event_date, max(m.related) AS related,
       (SELECT a.id FROM member l JOIN article a ON a.key = l.article WHERE l.story = m.story ORDER BY l.kind, a.published, a.id LIMIT 1) AS lead
FROM member m GROUP BY m.story;

CREATE VIEW story_members AS
SELECT m.story, a.id AS article, CASE m.kind WHEN 0 THEN 'original' WHEN 1 THEN 'copy' WHEN 2 THEN 'excerpt' WHEN 3 THEN 'rewrite' WHEN 4 THEN 'update'
       WHEN 5 THEN 'same_story' ELSE 'unrelated' END AS kind, p.id AS parent, m.score, nullif(m.event_date, '') AS event_date, m.reason
FROM member m JOIN article a ON a.key = m.article LEFT JOIN article p ON p.key = m.parent;

CREATE VIEW events AS
SELECT e.id, e.story, t.name AS type, t.quad, r.mode, r.context,
       CASE r.status WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'hypothetical' WHEN 3 THEN 'negated' ELSE 'historical' END AS status,
       r.cameo, r.intensity, nullif(r.date, '') AS date, nullif(r.date_end, '') AS date_end,
       CASE r.date_precision WHEN 0 THEN 'day' WHEN 1 THEN 'week' WHEN 2 THEN 'month' WHEN 3 THEN 'quarter' WHEN 4 THEN 'year' ELSE 'unknown' END AS date_precision,
       (SELECT group_concat(trim(code || ' ' || sectors), '; ') FROM (SELECT code, sectors FROM party p WHERE p.fact = r.id AND p.side = 'actor' ORDER BY n)) AS actor,
       (SELECT group_concat(entity, '; ') FROM (SELECT entity FROM party p WHERE p.fact = r.id AND p.side = 'actor' AND entity <> '' ORDER BY n)) AS actor_entity,
       (SELECT group_concat(trim(code || ' ' || sectors), '; ') FROM (SELECT code, sectors FROM party p WHERE p.fact = r.id AND p.side = 'recipient' ORDER BY n)) AS recipient,
       (SELECT group_concat(entity, '; ') FROM (SELECT entity FROM party p WHERE p.fact = r.id AND p.side = 'recipient' AND entity <> '' ORDER BY n)) AS recipient_entity,
       r.place, nullif(r.country, '') AS country, CASE WHEN r.place IS NOT NULL THEN r.latitude END AS latitude,
       CASE WHEN r.place IS NOT NULL THEN r.longitude END AS longitude, r.place_precision,
       (SELECT s.text FROM slice s WHERE s.fact = r.id AND s.field = 'trigger') AS trigger,
       (SELECT s.text FROM slice s WHERE s.fact = r.id AND s.field = 'sentence') AS sentence,
       a.id AS article, r.rule, r.score, e.n_reports, e.n_independent
FROM event e JOIN report r ON r.id = e.lead JOIN article a ON a.key = r.article
JOIN (SELECT 0 AS type, 'AGREE' AS name, 1 AS quad UNION ALL VALUES (1, 'CONSULT', 1), (2, 'SUPPORT', 1), (3, 'CONCEDE', 1), (4, 'COOPERATE', 2), (5, 'AID', 2),
      (6, 'RETREAT', 2), (7, 'REQUEST', 3), (8, 'ACCUSE', 3), (9, 'REJECT', 3), (10, 'THREATEN', 3), (11, 'PROTEST', 4), (12, 'SANCTION', 4),
      (13, 'MOBILIZE', 4), (14, 'COERCE', 4), (15, 'ASSAULT', 4)) t ON t.type = r.type;

CREATE VIEW event_reports AS
SELECT r.event, r.id AS report, a.id AS article, a.url, a.site, nullif(a.published, '') AS published, nullif(r.date, '') AS date, s.text AS sentence,
       s.byte_begin, s.byte_end, r.rule, r.score
FROM report r JOIN article a ON a.key = r.article LEFT JOIN slice s ON s.fact = r.id AND s.field = 'sentence';

CREATE VIEW quotes AS
SELECT q.id, a.id AS article, CASE q.kind WHEN 0 THEN 'direct' WHEN 1 THEN 'indirect' ELSE 'mixed' END AS kind, q.text,
       s.text AS speaker, p.code, p.sectors, nullif(p.entity, '') AS entity, c.text AS cue, q.score, nullif(a.published, '') AS published
FROM quote q JOIN article a ON a.key = q.article LEFT JOIN party p ON p.fact = q.id AND p.side = 'speaker'
LEFT JOIN slice s ON s.fact = q.id AND s.field = 'speaker.0' LEFT JOIN slice c ON c.fact = q.id AND c.field = 'cue';

CREATE VIEW quote_variants AS SELECT quote, variant, kind, drift FROM quote_variant;

CREATE VIEW actors AS
SELECT entity, code, sectors, sum(side = 'actor') AS n_actor, sum(side = 'recipient') AS n_recipient, sum(side = 'speaker') AS n_speaker
FROM party GROUP BY entity, code, sectors;

CREATE VIEW roles AS
SELECT entity, office, code, sectors, nullif(valid_from, '') AS valid_from, nullif(valid_to, '') AS valid_to FROM role;

CREATE VIEW relations_daily AS
SELECT r.date, s.code AS actor, t.code AS recipient, count(DISTINCT e.id) AS n_events, sum(e.n_reports) AS n_reports,
       sum(r.type <= 6) AS n_cooperation, sum(r.type > 6) AS n_conflict, avg(r.intensity) AS intensity
FROM event e JOIN report r ON r.id = e.lead
JOIN (SELECT DISTINCT fact, code FROM party WHERE side = 'actor' AND code <> '') s ON s.fact = r.id
JOIN (SELECT DISTINCT fact, code FROM party WHERE side = 'recipient' AND code <> '') t ON t.fact = r.id
WHERE r.date <> '' AND r.status = 0 GROUP BY r.date, s.code, t.code;

CREATE VIEW evidence AS
SELECT s.fact, s.field, a.id AS article, s.byte_begin, s.byte_end, s.text FROM slice s JOIN article a ON a.key = s.article;

CREATE VIEW skipped AS SELECT run, outcome, reason, detail, place, carrier_id, url FROM passed_over;

CREATE VIEW runs AS
SELECT id, started, ended, state, version, data_hash, inputs_hash, flags, n_read AS read, n_kept AS kept, n_already AS already,
       (SELECT coalesce(sum(n), 0) FROM run_count c WHERE c.run = run.id AND c.outcome = 'skipped') AS skipped,
       (SELECT coalesce(sum(n), 0) FROM run_count c WHERE c.run = run.id AND c.outcome = 'failed') AS failed
FROM run;
