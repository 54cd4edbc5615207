"""The tables of a library as they were first made: documents, what a crawl remembers, the index.

`sqlite3 FILE .schema` prints these very comments. What changed since stands in `schema.py`. A
migration is as long as its tables: it is SQL from end to end, and read as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.migrations import Steps

if TYPE_CHECKING:
    from sqlite_utils import Database

library = Steps("gongwen")


@library()
def documents(db: Database) -> None:  # over 40 lines: tables, as one script of SQL
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
def crawl(db: Database) -> None:  # over 40 lines: tables, as one script of SQL
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
