-- Version 1: the case, its evidence, what was read out of it, what was decided about it, what left it.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only; each row's hash covers the row before it.
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,            -- ms since 1970, UTC
    by       TEXT    NOT NULL,            -- the reviewer's name as claimed
    action   TEXT    NOT NULL,            -- 'code', 'redact', 'produce' ...
    subject  TEXT    NOT NULL,            -- control number, volume or case
    details  TEXT    NOT NULL,
    previous BLOB    NOT NULL CHECK (length(previous) = 32),
    hash     BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;

CREATE TABLE custodians (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- One row an "Add evidence": what was asked for, so that a collection can be walked again after a break.
CREATE TABLE sources (
    id           INTEGER PRIMARY KEY,
    path         TEXT    NOT NULL,
    custodian_id INTEGER REFERENCES custodians(id),
    options      TEXT    NOT NULL,  -- ocr, languages
    added_at     INTEGER NOT NULL,
    added_by     TEXT    NOT NULL,
    walked       INTEGER NOT NULL DEFAULT 0 CHECK (walked IN (0, 1))
) STRICT;

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
    md5    TEXT NOT NULL,
    sha1   TEXT NOT NULL,
    size   INTEGER NOT NULL CHECK (size >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    id               INTEGER PRIMARY KEY,
    control_number   TEXT    NOT NULL UNIQUE,
    kind             TEXT    NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('queued', 'reviewable', 'exception', 'duplicate')),
    parent_id        INTEGER REFERENCES documents(id),
    family_id        INTEGER NOT NULL,
    family_order     INTEGER NOT NULL DEFAULT 0,
    custodian_id     INTEGER REFERENCES custodians(id),
    source_id        INTEGER REFERENCES sources(id),
    sha256           TEXT    REFERENCES originals(sha256),  -- NULL when the file could not even be read
    file_name        TEXT    NOT NULL,
    source_path      TEXT    NOT NULL,
    mime_type        TEXT    NOT NULL DEFAULT '',
    title            TEXT    NOT NULL DEFAULT '',
    author           TEXT    NOT NULL DEFAULT '',
    recipients       TEXT    NOT NULL DEFAULT '[]',
    date_stated      TEXT    NOT NULL DEFAULT '',
    date_utc         INTEGER,
    page_count       INTEGER NOT NULL DEFAULT 0,
    message_count    INTEGER NOT NULL DEFAULT 0,
    duplicate_of     INTEGER REFERENCES documents(id),
    exception_kind   TEXT    NOT NULL DEFAULT '',
    exception_reason TEXT    NOT NULL DEFAULT '',
    flags            TEXT    NOT NULL DEFAULT '[]',
    metadata         TEXT    NOT NULL DEFAULT '{}',  -- what the format gave beyond the columns
    CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL)),
    CHECK ((state = 'exception') = (exception_kind <> ''))
) STRICT;
CREATE INDEX documents_by_family ON documents(family_id, family_order);
CREATE INDEX documents_by_parent ON documents(parent_id);
CREATE INDEX documents_by_sha256 ON documents(sha256);
CREATE INDEX documents_by_state ON documents(state);
CREATE INDEX documents_by_date ON documents(date_utc);
CREATE UNIQUE INDEX documents_once_a_source ON documents(source_id, source_path);

CREATE TABLE pages (
    document_id INTEGER NOT NULL REFERENCES documents(id),
    number      INTEGER NOT NULL CHECK (number >= 1),
    width       REAL    NOT NULL,         -- points, after rotation
    height      REAL    NOT NULL,
    rotation    INTEGER NOT NULL DEFAULT 0,
    text_source TEXT    NOT NULL CHECK (text_source IN ('none', 'embedded', 'ocr')),
    confidence  REAL    NOT NULL,
    text        TEXT    NOT NULL,
    words       BLOB    NOT NULL,         -- documents::encodeWords
    PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    ordinal     INTEGER NOT NULL,
    sender      TEXT    NOT NULL,
    recipients  TEXT    NOT NULL,  -- {"to": [], "cc": [], "bcc": []}
    sent_stated TEXT    NOT NULL,
    sent_utc    INTEGER,
    subject     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    page        INTEGER NOT NULL,
    regions     TEXT    NOT NULL,     -- [{"page": n, "box": [x0, y0, x1, y1]}]
    confidence  REAL    NOT NULL,
    depth       INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document_id, ordinal)
) STRICT;
CREATE INDEX messages_by_time ON messages(sent_utc);

-- The one job queue. A job lives from enqueuing to its end; finished jobs leave no row.
CREATE TABLE jobs (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    kind        TEXT    NOT NULL CHECK (kind IN ('parse', 'ocr', 'finish')),
    page        INTEGER NOT NULL DEFAULT 0,   -- for 'ocr'
    attempts    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document_id, kind, page)
) STRICT;
CREATE INDEX jobs_by_kind ON jobs(kind, document_id, page);

-- Passwords the team has given for locked files; tried in turn inside the worker.
CREATE TABLE passwords (
    id       INTEGER PRIMARY KEY,
    password TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE document_text USING fts5(
    control_number, file_name, title, participants, custodian, text,
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE message_text USING fts5(
    sender, recipients, subject, body,
    tokenize = "unicode61 remove_diacritics 2"
);

-- Coding: current values, and every change that led to them.
CREATE TABLE fields (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,     -- 'responsiveness'
    label    TEXT    NOT NULL,            -- 'Responsiveness'
    type     TEXT    NOT NULL CHECK (type IN ('single', 'multiple', 'flag', 'text')),
    choices  TEXT    NOT NULL,  -- [{"value": , "label": , "shortcut": }]
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE coding (
    document_id INTEGER NOT NULL REFERENCES documents(id),
    field_id    INTEGER NOT NULL REFERENCES fields(id),
    value       TEXT    NOT NULL,         -- 'multiple': a sorted JSON array; 'flag': 'true'
    PRIMARY KEY (document_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_by_value ON coding(field_id, value);

CREATE TABLE coding_events (
    id          INTEGER PRIMARY KEY,
    change_id   INTEGER NOT NULL,         -- one reviewer action, undone as a whole
    document_id INTEGER NOT NULL REFERENCES documents(id),
    field_id    INTEGER NOT NULL REFERENCES fields(id),
    old_value   TEXT    NOT NULL,         -- '' for not coded
    new_value   TEXT    NOT NULL,
    by          TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    undoes      INTEGER                   -- change_id that this change took back
) STRICT;
CREATE INDEX coding_events_by_document ON coding_events(document_id, id);
CREATE INDEX coding_events_by_change ON coding_events(change_id);

CREATE TABLE annotations (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    message_id  INTEGER REFERENCES messages(id),
    page        INTEGER NOT NULL DEFAULT 0,  -- 0: the whole document, or a message
    x0 REAL NOT NULL DEFAULT 0, y0 REAL NOT NULL DEFAULT 0, x1 REAL NOT NULL DEFAULT 0, y1 REAL NOT NULL DEFAULT 0,
    note        TEXT    NOT NULL,
    by          TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    removed_at  INTEGER
) STRICT;
CREATE INDEX annotations_by_document ON annotations(document_id);

CREATE TABLE redactions (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    page        INTEGER NOT NULL CHECK (page >= 1),
    x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
    reason      TEXT    NOT NULL,
    origin      TEXT    NOT NULL CHECK (origin IN ('box', 'text', 'message', 'find')),
    group_id    INTEGER NOT NULL,         -- one reviewer action, undone as a whole
    by          TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    removed_at  INTEGER,
    CHECK (x1 > x0 AND y1 > y0)
) STRICT;
CREATE INDEX redactions_by_document ON redactions(document_id, page);

CREATE TABLE production_specifications (
    name          TEXT PRIMARY KEY NOT NULL,
    specification TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE productions (
    id            INTEGER PRIMARY KEY,
    volume        TEXT    NOT NULL,
    specification TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('writing', 'failed', 'sealed')),
    folder        TEXT    NOT NULL,
    manifest_hash TEXT    NOT NULL DEFAULT '',
    begun_at      INTEGER NOT NULL,
    sealed_at     INTEGER,
    by            TEXT    NOT NULL
) STRICT;

-- The Bates ledger: a number is given once in a matter. Rows of a production that was never sealed are removed.
CREATE TABLE production_documents (
    production_id INTEGER NOT NULL REFERENCES productions(id),
    document_id   INTEGER NOT NULL REFERENCES documents(id),
    treatment     TEXT    NOT NULL CHECK (treatment IN ('produced', 'redacted', 'slip_sheet', 'withheld')),
    begin_bates   TEXT    NOT NULL,
    end_bates     TEXT    NOT NULL,
    prefix        TEXT    NOT NULL,
    first_number  INTEGER NOT NULL,       -- 0 for withheld
    last_number   INTEGER NOT NULL,
    PRIMARY KEY (production_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX production_documents_by_number ON production_documents(prefix, first_number);
