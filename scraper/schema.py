"""The tables of the two files, as migrations; `sqlite3 FILE .schema` prints these very comments.

A released migration is never edited: a change of the tables is a new one at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.migrations import Schema, Steps

if TYPE_CHECKING:
    from sqlite_utils import Database

library = Steps("gongwen")
archive = Steps("gongwen-raw")


@library()
def documents(db: Database) -> None:
    """Create the documents and what hangs on them."""
    db.executescript("""
CREATE TABLE documents (  -- one clean text; '' or NULL where a field was not found
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  published TEXT,  -- dates are YYYY-MM-DD
  written TEXT,  -- 成文日期
  spoken TEXT,  -- the day a speech was given
  category TEXT NOT NULL DEFAULT '',
  breadcrumb TEXT NOT NULL DEFAULT '[]',  -- JSON: ["首页", …]
  kind TEXT NOT NULL DEFAULT '',
  site TEXT NOT NULL DEFAULT '',  -- what the site calls itself
  host TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  speaker TEXT NOT NULL DEFAULT '',
  post TEXT NOT NULL DEFAULT '',  -- the speaker's office
  occasion TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  doc_number TEXT NOT NULL DEFAULT '',
  index_number TEXT NOT NULL DEFAULT '',
  addressee TEXT NOT NULL DEFAULT '',  -- 主送机关
  salutation TEXT NOT NULL DEFAULT '',
  closing TEXT NOT NULL DEFAULT '',
  outline TEXT NOT NULL DEFAULT '[]',  -- JSON: [[paragraph, level, heading], …]
  chars INTEGER NOT NULL DEFAULT 0,
  truncated INTEGER NOT NULL DEFAULT 0,  -- 1: the page shows only a part,
  shown_chars INTEGER,  -- this many characters
  total_chars INTEGER,  -- of so many, where it says so
  placeholders INTEGER NOT NULL DEFAULT 0,  -- runs of ** or ×× in the original
  duplicate_of INTEGER REFERENCES documents(id) ON DELETE SET NULL,
  text_hash TEXT NOT NULL DEFAULT '',  -- SHA-256 of text
  page_hash TEXT NOT NULL DEFAULT '',  -- the body in raw.db it was cleaned from
  rules_version TEXT NOT NULL DEFAULT '',  -- the rules it was cleaned by
  first_seen_at TEXT,  -- times are ISO 8601, UTC
  fetched_at TEXT,
  changed_at TEXT,  -- when title or text last became different
  gone_at TEXT,  -- when the page went away; the text stays
  text TEXT NOT NULL  -- paragraphs, one a line; last, so that listing documents never reads it
);
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_site ON documents (site);
CREATE INDEX documents_host ON documents (host);
CREATE INDEX documents_text_hash ON documents (text_hash);

CREATE TABLE versions (  -- a title and text as they were before they changed
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  page_hash TEXT NOT NULL,
  rules_version TEXT NOT NULL,
  fetched_at TEXT,
  replaced_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  text TEXT NOT NULL
);
CREATE INDEX versions_document ON versions (document_id);

CREATE TABLE parts (  -- the texts of a collection page: paragraphs first to last, last excluded
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  first_paragraph INTEGER NOT NULL,
  last_paragraph INTEGER NOT NULL
);
CREATE INDEX parts_document ON parts (document_id);

CREATE TABLE attachments (  -- files a document links to; recorded, not downloaded
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  url TEXT NOT NULL
);
CREATE INDEX attachments_document ON attachments (document_id);

CREATE TABLE cuts (  -- what was not part of the document, and the rule that says so
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  block INTEGER NOT NULL,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX cuts_document ON cuts (document_id);
CREATE INDEX cuts_rule ON cuts (rule);

CREATE TABLE found (  -- where each field of a document came from
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  rule TEXT NOT NULL
);
CREATE INDEX found_document ON found (document_id);
""")


@library()
def crawl(db: Database) -> None:
    """Create what a crawl remembers."""
    db.executescript("""
CREATE TABLE pages (  -- the last response of each URL; its body lies in raw.db under hash
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL DEFAULT 0,  -- 0: not from the network
  content_type TEXT NOT NULL DEFAULT '',
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  fetched_at TEXT,
  next_at TEXT  -- when to visit it again
);

CREATE TABLE frontier (  -- what to ask for, and how that went
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  site TEXT NOT NULL,  -- its name in config.toml
  kind TEXT NOT NULL,  -- start, listing, article
  state TEXT NOT NULL DEFAULT 'due',  -- due, leased, done, failed
  tries INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL DEFAULT '',  -- not before
  found_on TEXT NOT NULL DEFAULT '',
  leased_by INTEGER REFERENCES runs(id)
);
CREATE INDEX frontier_due ON frontier (host, id) WHERE state = 'due';
CREATE INDEX frontier_leased ON frontier (leased_by) WHERE state = 'leased';

CREATE TABLE hosts (  -- what politeness remembers of a host between runs
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL UNIQUE,
  robots TEXT,
  robots_status INTEGER,
  robots_fetched_at TEXT,
  delay REAL,
  hold_until TEXT
);

CREATE TABLE failures (  -- why a URL gave no document; gone once it does
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 1,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL
);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,  -- NULL: still running, or killed
  new INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  exit_code INTEGER
);

CREATE TABLE phrases (  -- lines that recur on unrelated pages of a host: learnt chrome
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL,
  phrase TEXT NOT NULL,
  pages INTEGER NOT NULL DEFAULT 1,
  UNIQUE (host, phrase)
);
""")


@library()
def full_text(db: Database) -> None:
    """Create the index: trigrams for three characters and more, its term list for one and two.

    The triggers only queue: indexing a document costs some 10 ms. The queue keeps the text the
    index still holds, which is what FTS5 needs to forget it. `NOT EXISTS` and not `OR IGNORE`:
    inside a trigger the outer statement's conflict clause would win.
    """
    db.table("documents").enable_fts(["title", "text"], tokenize="trigram")
    db.executescript("""
CREATE VIRTUAL TABLE documents_fts_terms USING fts5vocab(documents_fts, instance);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0)');  -- title first

-- the last two characters of a text begin no trigram
CREATE INDEX documents_title_end ON documents (lower(substr(title, -2)));
CREATE INDEX documents_text_end ON documents (lower(substr(text, -2)));
CREATE INDEX documents_title_last ON documents (lower(substr(title, -1)));
CREATE INDEX documents_text_last ON documents (lower(substr(text, -1)));

CREATE TABLE index_queue (  -- documents the index has not caught up with
  id INTEGER PRIMARY KEY,
  old_title TEXT,  -- what the index still holds; NULL: nothing
  old_text TEXT
);
CREATE TRIGGER documents_inserted AFTER INSERT ON documents BEGIN
  INSERT INTO index_queue SELECT new.id, NULL, NULL
    WHERE NOT EXISTS (SELECT 1 FROM index_queue WHERE id = new.id);
END;
CREATE TRIGGER documents_updated AFTER UPDATE OF title, text ON documents
  WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO index_queue SELECT old.id, old.title, old.text
    WHERE NOT EXISTS (SELECT 1 FROM index_queue WHERE id = old.id);
END;
CREATE TRIGGER documents_deleted AFTER DELETE ON documents BEGIN
  INSERT INTO index_queue SELECT old.id, old.title, old.text
    WHERE NOT EXISTS (SELECT 1 FROM index_queue WHERE id = old.id);
END;
""")


@library()
def listed(db: Database) -> None:
    """Index what lists, filters and titles need, newest first: no text is passed over for them."""
    db.executescript("""
CREATE INDEX documents_listed ON documents (
  published, title, site, host, category, kind, speaker, issuer, chars, duplicate_of
);
DROP INDEX documents_published;
""")


@library()
def cut_places(db: Database) -> None:
    """Say where in the text each cut stood, so that the two can be shown together again."""
    db.executescript("""
ALTER TABLE cuts ADD COLUMN paragraph INTEGER;  -- the line of text it stood in or, whole, before
ALTER TABLE cuts ADD COLUMN before_char INTEGER;  -- of that line; NULL: it was a line of its own
""")


@library()
def increment(db: Database) -> None:
    """Create what a crawl needs to come back: revisits, links, aliases, near-duplicates."""
    db.executescript("""
ALTER TABLE pages ADD COLUMN interval INTEGER NOT NULL DEFAULT 0;  -- seconds to the next visit
ALTER TABLE pages ADD COLUMN missing_in INTEGER;  -- the run that first found it gone
CREATE INDEX pages_next ON pages (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX documents_stale ON documents (rules_version);

ALTER TABLE frontier ADD COLUMN priority INTEGER NOT NULL DEFAULT 2;  -- smaller is asked sooner
ALTER TABLE frontier ADD COLUMN asked_in INTEGER;  -- the run that asked for it last
ALTER TABLE frontier ADD COLUMN brought INTEGER NOT NULL DEFAULT 0;  -- addresses it was first to name
DROP INDEX frontier_due;
CREATE INDEX frontier_due ON frontier (host, priority, id) WHERE state = 'due';
CREATE INDEX frontier_lists ON frontier (site, kind) WHERE kind <> 'article';

CREATE TABLE links (  -- what a listing, feed or sitemap led to when it was last read
  page INTEGER NOT NULL REFERENCES frontier(id),
  target INTEGER NOT NULL REFERENCES frontier(id),
  turns INTEGER NOT NULL DEFAULT 0,  -- 1: to another page of the same list, 2: to the next one
  said TEXT NOT NULL DEFAULT '',  -- the words and the date that stood there
  run INTEGER NOT NULL,  -- the last run that saw it
  PRIMARY KEY (page, target)
) WITHOUT ROWID;
CREATE INDEX links_target ON links (target);

CREATE TABLE aliases (  -- other addresses of a document
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL  -- documents.url
);

CREATE TABLE document_pages (  -- pages 2 to n of a document on several pages
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  url TEXT NOT NULL,
  hash TEXT NOT NULL  -- its body in raw.db
);
CREATE INDEX document_pages_document ON document_pages (document_id);

CREATE TABLE signatures (  -- MinHash of a text: how near-duplicates are found
  id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  text_hash TEXT NOT NULL,  -- of the text it was made of
  digest BLOB NOT NULL  -- 128 numbers of 4 bytes
);
CREATE TABLE bands (  -- texts that share a band of their signatures may be alike
  band INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  PRIMARY KEY (band, document_id)
) WITHOUT ROWID;
CREATE INDEX documents_duplicates ON documents (duplicate_of) WHERE duplicate_of IS NOT NULL;

ALTER TABLE hosts ADD COLUMN robots_url TEXT NOT NULL DEFAULT '';  -- whose robots.txt this is

ALTER TABLE runs ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN found TEXT NOT NULL DEFAULT '{}';  -- JSON: new addresses by source

CREATE TABLE walks (  -- when all listing pages of a site were last walked to their ends
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL UNIQUE,
  full_at TEXT NOT NULL
);
""")


@library()
def unattended(db: Database) -> None:
    """Let a run say how it ended, and a site how it usually does."""
    db.executescript("""
ALTER TABLE runs ADD COLUMN listings INTEGER NOT NULL DEFAULT 0;  -- pages of links
ALTER TABLE runs ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;  -- robots.txt or scope says no
ALTER TABLE runs ADD COLUMN seconds REAL NOT NULL DEFAULT 0;  -- up to its last sign of life
ALTER TABLE runs ADD COLUMN ended TEXT NOT NULL DEFAULT '';  -- done, stopped, error, interrupted
UPDATE runs SET ended = iif(exit_code >= 128, 'stopped', 'done') WHERE finished_at IS NOT NULL;

CREATE TABLE site_runs (  -- what each run found on each site: the history its health is judged by
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs(id),
  site TEXT NOT NULL,  -- its name in config.toml
  started_at TEXT NOT NULL,
  stopped TEXT NOT NULL,  -- before all was asked: pages, time, unreachable; '' for not
  read INTEGER NOT NULL,  -- pages that read as documents
  refused INTEGER NOT NULL,  -- that came and did not
  links INTEGER,  -- to documents, on its listing pages; NULL: not all of them were seen
  median INTEGER,  -- characters of the documents read
  lengths TEXT NOT NULL,  -- JSON: their lengths, sorted; an even sample of 100 at most
  verdict TEXT NOT NULL,  -- well, few (not enough pages to say), unwell
  note TEXT NOT NULL DEFAULT ''  -- what is wrong
);
CREATE INDEX site_runs_site ON site_runs (site, id);

-- which rules a page was refused by: better ones may change their mind
ALTER TABLE pages ADD COLUMN refused_by TEXT NOT NULL DEFAULT '';
CREATE INDEX pages_refused ON pages (id) WHERE refused_by <> '';

-- status counts by host without reading a text
CREATE INDEX documents_host_times ON documents (host, first_seen_at, fetched_at);
""")


@library()
def fewer_indexes(db: Database) -> None:
    """Drop what slowed every page: counting cuts by rule reads all of them in any case."""
    db.executescript("DROP INDEX cuts_rule;")


@library()
def shared(db: Database) -> None:
    """Give runs a name that holds in any library; queue what near-duplicates are looked for of."""
    db.executescript("""
ALTER TABLE runs ADD COLUMN uid TEXT;  -- the same after a merge, where ids differ
UPDATE runs SET uid = lower(hex(randomblob(16)));
CREATE UNIQUE INDEX runs_uid ON runs (uid);

CREATE TABLE twins_queue (  -- documents whose near-duplicates were not looked for yet
  id INTEGER PRIMARY KEY
);
INSERT INTO twins_queue SELECT documents.id FROM documents LEFT JOIN signatures USING (id)
  WHERE signatures.text_hash IS NOT documents.text_hash;
CREATE TRIGGER documents_inserted_twins AFTER INSERT ON documents BEGIN
  INSERT INTO twins_queue SELECT new.id WHERE NOT EXISTS
    (SELECT 1 FROM twins_queue WHERE id = new.id);
END;
CREATE TRIGGER documents_updated_twins AFTER UPDATE OF text_hash ON documents
  WHEN old.text_hash IS NOT new.text_hash BEGIN
  INSERT INTO twins_queue SELECT old.id WHERE NOT EXISTS
    (SELECT 1 FROM twins_queue WHERE id = old.id);
END;
CREATE TRIGGER documents_deleted_twins AFTER DELETE ON documents BEGIN
  DELETE FROM twins_queue WHERE id = old.id;
END;
""")


@library()
def health_of_new_pages(db: Database) -> None:
    """Keep apart what a run saw of addresses not known before."""
    db.executescript("""
ALTER TABLE site_runs ADD COLUMN pages TEXT NOT NULL DEFAULT 'all';  -- or 'new': not known before
""")


@archive()
def bodies(db: Database) -> None:
    """Create the one table of `raw.db`."""
    db.executescript("""
CREATE TABLE bodies (  -- page bodies as received, zstd-compressed
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,  -- SHA-256 of the uncompressed body
  size INTEGER NOT NULL,  -- bytes uncompressed
  body BLOB NOT NULL
);
""")


LIBRARY = Schema("a Gongwen library", 0x47574C42, library)  # "GWLB"
ARCHIVE = Schema("a Gongwen archive", 0x47575241, archive)  # "GWRA"
