-- What `gongwen merge` does with each table: `other` is attached, `main` is this library, :first and
-- :last bound the other's rows of one step. Ids mean nothing in another library: documents and queued
-- addresses are found by their address, runs by their uid. Whatever is said here may be said again.

-- # scratch: tables of one merge; no name of theirs may be one of the library's, they would hide it
CREATE TEMP TABLE IF NOT EXISTS merge_hosts (name TEXT PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS merge_runs (theirs INTEGER PRIMARY KEY, ours INTEGER);
CREATE TEMP TABLE IF NOT EXISTS merge_taken (
  theirs INTEGER PRIMARY KEY,
  ours INTEGER,
  how TEXT  -- new, changed, again (the same text, seen later), older
);
DELETE FROM merge_hosts;
DELETE FROM merge_runs;

-- # archive: the same for raw pages
CREATE TEMP TABLE IF NOT EXISTS merge_hashes (hash TEXT PRIMARY KEY);
DELETE FROM merge_hashes;

-- # bodies
INSERT INTO main.bodies (hash, size, body)
  SELECT hash, size, body FROM other.bodies AS o WHERE o.id > :first AND o.id <= :last
    AND (:all OR o.hash IN (SELECT hash FROM merge_hashes))
  ON CONFLICT (hash) DO NOTHING;

-- # runs: one that was still at work may have gone on
INSERT INTO main.runs (uid, command, started_at, finished_at, new, changed, unchanged, listings,
    skipped, failed, gone, found, requests, bytes, seconds, ended, exit_code)
  SELECT uid, command, started_at, finished_at, new, changed, unchanged, listings,
    skipped, failed, gone, found, requests, bytes, seconds, ended, exit_code
  FROM other.runs AS o WHERE o.id > :first AND o.id <= :last
  ON CONFLICT (uid) DO UPDATE SET finished_at = excluded.finished_at, new = excluded.new,
    changed = excluded.changed, unchanged = excluded.unchanged, listings = excluded.listings,
    skipped = excluded.skipped, failed = excluded.failed, gone = excluded.gone,
    found = excluded.found, requests = excluded.requests, bytes = excluded.bytes,
    seconds = excluded.seconds, ended = excluded.ended, exit_code = excluded.exit_code
  WHERE runs.finished_at IS NULL;
INSERT INTO merge_runs
  SELECT o.id, runs.id FROM other.runs AS o JOIN main.runs USING (uid)
  WHERE o.id > :first AND o.id <= :last;

-- # documents
DELETE FROM merge_taken;
INSERT INTO merge_taken
  SELECT o.id, d.id, CASE
    WHEN d.id IS NULL THEN 'new'
    WHEN ifnull(o.fetched_at, '') <= ifnull(d.fetched_at, '') THEN 'older'
    WHEN o.title = d.title AND o.text_hash = d.text_hash THEN 'again'
    ELSE 'changed' END
  FROM other.documents AS o LEFT JOIN main.documents AS d USING (url)
  WHERE o.id > :first AND o.id <= :last
    AND (:all OR o.host IN (SELECT name FROM merge_hosts));
INSERT INTO main.documents (url, title, published, written, spoken, category, breadcrumb, kind, site,
    host, source, author, speaker, post, occasion, issuer, doc_number, index_number, addressee,
    salutation, closing, outline, chars, truncated, shown_chars, total_chars, placeholders,
    text_hash, page_hash, rules_version, first_seen_at, fetched_at, changed_at, gone_at, text)
  SELECT url, title, published, written, spoken, category, breadcrumb, kind, site,
    host, source, author, speaker, post, occasion, issuer, doc_number, index_number, addressee,
    salutation, closing, outline, chars, truncated, shown_chars, total_chars, placeholders,
    text_hash, page_hash, rules_version, first_seen_at, fetched_at, changed_at, gone_at, text
  FROM other.documents AS o JOIN merge_taken ON theirs = o.id WHERE how = 'new' ORDER BY o.id;
UPDATE merge_taken SET ours = (
    SELECT d.id FROM main.documents AS d JOIN other.documents AS o USING (url) WHERE o.id = theirs)
  WHERE how = 'new';
-- the other's earlier texts, each once
INSERT INTO main.versions
    (document_id, title, text_hash, page_hash, rules_version, fetched_at, replaced_at, text)
  SELECT ours, title, text_hash, page_hash, rules_version, fetched_at, replaced_at, text
  FROM other.versions AS o JOIN merge_taken ON theirs = document_id
  WHERE NOT EXISTS (SELECT 1 FROM main.versions AS v WHERE v.document_id = ours
    AND v.text_hash = o.text_hash AND v.title = o.title AND v.fetched_at IS o.fetched_at)
  ORDER BY o.id;
-- a text of ours that gives way, unless it is known as an earlier one of that day or later
INSERT INTO main.versions
    (document_id, title, text_hash, page_hash, rules_version, fetched_at, text)
  SELECT d.id, d.title, d.text_hash, d.page_hash, d.rules_version, d.fetched_at, d.text
  FROM merge_taken JOIN main.documents AS d ON d.id = ours WHERE how = 'changed'
    AND NOT EXISTS (SELECT 1 FROM main.versions AS v WHERE v.document_id = d.id
      AND v.text_hash = d.text_hash AND v.title = d.title
      AND ifnull(v.fetched_at, '') >= ifnull(d.fetched_at, ''));
-- a text of the other that does not get in
INSERT INTO main.versions
    (document_id, title, text_hash, page_hash, rules_version, fetched_at, text)
  SELECT d.id, o.title, o.text_hash, o.page_hash, o.rules_version, o.fetched_at, o.text
  FROM merge_taken JOIN other.documents AS o ON o.id = theirs JOIN main.documents AS d ON d.id = ours
  WHERE how = 'older' AND (o.title <> d.title OR o.text_hash <> d.text_hash)
    AND NOT EXISTS (SELECT 1 FROM main.versions AS v WHERE v.document_id = d.id
      AND v.text_hash = o.text_hash AND v.title = o.title
      AND ifnull(v.fetched_at, '') >= ifnull(o.fetched_at, ''));
UPDATE main.documents AS d SET title = o.title, published = o.published, written = o.written,
    spoken = o.spoken, category = o.category, breadcrumb = o.breadcrumb, kind = o.kind,
    site = o.site, host = o.host, source = o.source, author = o.author, speaker = o.speaker,
    post = o.post, occasion = o.occasion, issuer = o.issuer, doc_number = o.doc_number,
    index_number = o.index_number, addressee = o.addressee, salutation = o.salutation,
    closing = o.closing, outline = o.outline, chars = o.chars, truncated = o.truncated,
    shown_chars = o.shown_chars, total_chars = o.total_chars, placeholders = o.placeholders,
    text_hash = o.text_hash, page_hash = o.page_hash, rules_version = o.rules_version,
    first_seen_at = min(d.first_seen_at, o.first_seen_at), fetched_at = o.fetched_at,
    changed_at = iif(how = 'again', min(d.changed_at, o.changed_at), o.changed_at), text = o.text
  FROM merge_taken JOIN other.documents AS o ON o.id = theirs
  WHERE d.id = ours AND how IN ('changed', 'again');
-- what hangs on them
DELETE FROM main.parts WHERE document_id IN
  (SELECT ours FROM merge_taken WHERE how IN ('changed', 'again'));
INSERT INTO main.parts (document_id, title, first_paragraph, last_paragraph)
  SELECT ours, title, first_paragraph, last_paragraph
  FROM other.parts AS o JOIN merge_taken ON theirs = document_id WHERE how <> 'older' ORDER BY o.id;
DELETE FROM main.attachments WHERE document_id IN
  (SELECT ours FROM merge_taken WHERE how IN ('changed', 'again'));
INSERT INTO main.attachments (document_id, title, url) SELECT ours, title, url
  FROM other.attachments AS o JOIN merge_taken ON theirs = document_id
  WHERE how <> 'older' ORDER BY o.id;
DELETE FROM main.cuts WHERE document_id IN
  (SELECT ours FROM merge_taken WHERE how IN ('changed', 'again'));
INSERT INTO main.cuts
    (document_id, rule, block, start_char, end_char, text, paragraph, before_char)
  SELECT ours, rule, block, start_char, end_char, text, paragraph, before_char
  FROM other.cuts AS o JOIN merge_taken ON theirs = document_id WHERE how <> 'older' ORDER BY o.id;
DELETE FROM main.found WHERE document_id IN
  (SELECT ours FROM merge_taken WHERE how IN ('changed', 'again'));
INSERT INTO main.found (document_id, field, value, rule) SELECT ours, field, value, rule
  FROM other.found AS o JOIN merge_taken ON theirs = document_id WHERE how <> 'older' ORDER BY o.id;
DELETE FROM main.document_pages WHERE document_id IN
  (SELECT ours FROM merge_taken WHERE how IN ('changed', 'again'));
INSERT INTO main.document_pages (document_id, number, url, hash) SELECT ours, number, url, hash
  FROM other.document_pages AS o JOIN merge_taken ON theirs = document_id
  WHERE how <> 'older' ORDER BY o.id;

-- # pages: the last response; an address that answered since is no failure any more
-- and its document not gone: whoever has heard of it last knows, which no text tells
UPDATE main.documents AS d SET gone_at = CASE
    WHEN o.gone_at IS NULL THEN iif(seen.fetched_at > d.gone_at, NULL, d.gone_at)
    WHEN d.gone_at IS NULL THEN iif(ours.fetched_at > o.gone_at, NULL, o.gone_at)
    ELSE min(d.gone_at, o.gone_at) END
  FROM other.pages AS seen JOIN other.documents AS o USING (url)
    LEFT JOIN main.pages AS ours USING (url)
  WHERE seen.id > :first AND seen.id <= :last AND d.url = o.url
    AND (d.gone_at IS NOT NULL OR o.gone_at IS NOT NULL)
    AND (:all OR o.host IN (SELECT name FROM merge_hosts));
INSERT INTO main.pages (url, hash, status, content_type, etag, last_modified, fetched_at, next_at,
    interval, refused_by, missing_in)
  SELECT url, hash, status, content_type, etag, last_modified, fetched_at, next_at,
    interval, refused_by, (SELECT ours FROM merge_runs WHERE theirs = missing_in)
  FROM other.pages AS o WHERE o.id > :first AND o.id <= :last
    AND (:all OR host_of(o.url) IN (SELECT name FROM merge_hosts))
  ON CONFLICT (url) DO UPDATE SET hash = excluded.hash, status = excluded.status,
    content_type = excluded.content_type, etag = excluded.etag,
    last_modified = excluded.last_modified, fetched_at = excluded.fetched_at,
    next_at = excluded.next_at, interval = excluded.interval, refused_by = excluded.refused_by,
    missing_in = excluded.missing_in
  WHERE ifnull(excluded.fetched_at, '') > ifnull(pages.fetched_at, '');
-- not received again, but missing since
UPDATE main.pages AS p SET missing_in = r.ours, next_at = o.next_at, interval = o.interval
  FROM other.pages AS o JOIN merge_runs AS r ON r.theirs = o.missing_in
  WHERE o.id > :first AND o.id <= :last AND p.url = o.url AND p.fetched_at IS o.fetched_at
    AND (p.missing_in IS NULL OR (p.missing_in = r.ours AND p.next_at = ''))
    AND (:all OR host_of(o.url) IN (SELECT name FROM merge_hosts));
DELETE FROM main.failures WHERE url IN (SELECT o.url FROM other.pages AS o
  WHERE o.id > :first AND o.id <= :last AND o.refused_by = '' AND o.fetched_at > failures.last_at);

-- # failures
INSERT INTO main.failures (url, host, code, reason, tries, first_at, last_at)
  SELECT url, host, code, reason, tries, first_at, last_at FROM other.failures AS o
  WHERE o.id > :first AND o.id <= :last AND (:all OR o.host IN (SELECT name FROM merge_hosts))
    AND NOT EXISTS (SELECT 1 FROM main.pages AS p
      WHERE p.url = o.url AND p.refused_by = '' AND p.fetched_at > o.last_at)
  ON CONFLICT (url) DO UPDATE SET code = excluded.code, reason = excluded.reason,
    tries = max(failures.tries, excluded.tries),
    first_at = min(failures.first_at, excluded.first_at), last_at = excluded.last_at
  WHERE excluded.last_at > failures.last_at;

-- # aliases
INSERT INTO main.aliases (url, target) SELECT url, target FROM other.aliases AS o
  WHERE o.id > :first AND o.id <= :last
    AND (:all OR host_of(o.url) IN (SELECT name FROM merge_hosts))
  ON CONFLICT (url) DO NOTHING;

-- # frontier: the run that asked last decides; what nobody works on any more is due again
INSERT INTO main.frontier (url, host, site, kind, tries, next_at, found_on, priority, brought, state,
    asked_in)
  SELECT url, host, site, kind, tries, next_at, found_on, priority, brought, CASE
      WHEN state <> 'leased' THEN state
      WHEN kind = 'article' AND EXISTS (SELECT 1 FROM main.documents AS d WHERE d.url = o.url)
        THEN 'done'
      ELSE 'due' END,
    (SELECT ours FROM merge_runs WHERE theirs = asked_in)
  FROM other.frontier AS o WHERE o.id > :first AND o.id <= :last
    AND (:all OR o.host IN (SELECT name FROM merge_hosts))
  ON CONFLICT (url) DO UPDATE SET site = excluded.site, kind = excluded.kind,
    tries = excluded.tries, next_at = excluded.next_at, priority = excluded.priority,
    brought = max(frontier.brought, excluded.brought), state = excluded.state,
    asked_in = excluded.asked_in
  WHERE frontier.state <> 'leased'
    AND (SELECT started_at FROM main.runs WHERE id = excluded.asked_in)
      > ifnull((SELECT started_at FROM main.runs WHERE id = frontier.asked_in), '');

-- # links
INSERT INTO main.links (page, target, turns, said, run)
  SELECT page.id, target.id, o.turns, o.said, r.ours FROM other.links AS o
  JOIN merge_runs AS r ON r.theirs = o.run
  JOIN other.frontier AS p ON p.id = o.page JOIN main.frontier AS page ON page.url = p.url
  JOIN other.frontier AS t ON t.id = o.target JOIN main.frontier AS target ON target.url = t.url
  WHERE o.page > :first AND o.page <= :last
  ON CONFLICT (page, target) DO UPDATE SET turns = excluded.turns, said = excluded.said,
    run = excluded.run
  WHERE (SELECT started_at FROM main.runs WHERE id = excluded.run)
    > (SELECT started_at FROM main.runs WHERE id = links.run);

-- # hosts: one that wants to be left alone is
INSERT INTO main.hosts (host, robots, robots_status, robots_fetched_at, robots_url, delay, hold_until)
  SELECT host, robots, robots_status, robots_fetched_at, robots_url, delay, hold_until
  FROM other.hosts AS o WHERE o.id > :first AND o.id <= :last
    AND (:all OR o.host IN (SELECT name FROM merge_hosts))
  ON CONFLICT (host) DO UPDATE SET robots = excluded.robots,
    robots_status = excluded.robots_status, robots_fetched_at = excluded.robots_fetched_at,
    robots_url = excluded.robots_url, delay = excluded.delay
  WHERE ifnull(excluded.robots_fetched_at, '') > ifnull(hosts.robots_fetched_at, '');
UPDATE main.hosts SET hold_until = o.hold_until FROM other.hosts AS o
  WHERE o.id > :first AND o.id <= :last AND hosts.host = o.host
    AND o.hold_until > ifnull(hosts.hold_until, '');

-- # walks
INSERT INTO main.walks (site, full_at) SELECT site, full_at FROM other.walks AS o
  WHERE o.id > :first AND o.id <= :last
  ON CONFLICT (site) DO UPDATE SET full_at = max(walks.full_at, excluded.full_at);

-- # phrases
INSERT INTO main.phrases (host, phrase, pages) SELECT host, phrase, pages FROM other.phrases AS o
  WHERE o.id > :first AND o.id <= :last AND (:all OR o.host IN (SELECT name FROM merge_hosts))
  ON CONFLICT (host, phrase) DO UPDATE SET pages = max(phrases.pages, excluded.pages);

-- # site_runs
INSERT INTO main.site_runs
    (run, site, started_at, stopped, read, refused, links, pages, median, lengths, verdict, note)
  SELECT r.ours, site, started_at, stopped, read, refused, links, pages, median, lengths, verdict,
    note
  FROM other.site_runs AS o JOIN merge_runs AS r ON r.theirs = o.run
  WHERE o.id > :first AND o.id <= :last AND NOT EXISTS
    (SELECT 1 FROM main.site_runs AS s WHERE s.run = r.ours AND s.site = o.site)
  ORDER BY o.started_at, o.id;
