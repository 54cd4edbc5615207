"""What changed in the tables since `baseline.py`, and the two files as a whole.

A released migration is never edited: a change of the tables is a new one at the end, as long as its SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.baseline import library
from scraper.migrations import Schema, Steps

if TYPE_CHECKING:
    from sqlite_utils import Database

archive = Steps("gongwen-raw")


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
def increment(db: Database) -> None:  # over 40 lines: tables, as one script of SQL
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


@library()
def larger_pieces(db: Database) -> None:
    """Let the full-text index begin with larger pieces and merge more of them at a time.

    So a large index is rewritten once or twice while it grows, and not four or five times. What is
    gathered before a piece is written takes up to 8 MB. Merging goes on beside, a little with each
    transaction, and must keep ahead of a crisis, which merges all in one.
    """
    db.executescript("""
INSERT INTO documents_fts (documents_fts, rank) VALUES ('hashsize', 8000000);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('automerge', 16);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('crisismerge', 64);
""")


@library()
def pages_of_a_site(db: Database) -> None:
    """Let a run find what it knows of a site without passing over what it knows of the others.

    The index that goes left out articles; no question could make use of it.
    """
    db.executescript("""
DROP INDEX frontier_lists;
CREATE INDEX frontier_site ON frontier (site, kind);
""")


@library()
def merged_once(db: Database) -> None:
    """Let the full-text index merge 64 pieces at a time while it is fed, and 16 at a run's end.

    So a large import writes each piece again once, and what it leaves behind are few.
    """
    db.executescript("""
INSERT INTO documents_fts (documents_fts, rank) VALUES ('automerge', 64);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('crisismerge', 256);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('usermerge', 16);
""")


@library()
def recent_bands(db: Database) -> None:
    """Gather new bands in a table that stays small: each of them is for a random place."""
    db.executescript("""
CREATE TABLE recent_bands (  -- as `bands`, and not among them yet
  band INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  PRIMARY KEY (band, document_id)
) WITHOUT ROWID;
""")


@library()
def filed(db: Database) -> None:
    """Order the index of lists by the day a document is filed under, not by `published` alone."""
    db.executescript("""
DROP INDEX documents_listed;
CREATE INDEX documents_listed ON documents (
  coalesce(published, spoken, written),  -- the day a document is filed under
  title, site, host, category, kind, speaker, issuer, chars, duplicate_of,
  published, spoken, written  -- so that days are shown and counted without the table
);
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
