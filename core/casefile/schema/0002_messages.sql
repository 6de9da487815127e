-- Version 2: messages out of every source, the people who write them, the threads they stand in, what is decided on one.

ALTER TABLE messages ADD COLUMN kind         TEXT NOT NULL DEFAULT 'message';  -- documents::MessageKind
ALTER TABLE messages ADD COLUMN key          TEXT NOT NULL DEFAULT '';         -- Message-ID, or a chat event's id
ALTER TABLE messages ADD COLUMN reply_to     TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN conversation TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN facts        TEXT NOT NULL DEFAULT '{}';       -- references, deleted, edits, reactions, attachments
ALTER TABLE messages ADD COLUMN is_corrected INTEGER NOT NULL DEFAULT 0 CHECK (is_corrected IN (0, 1));
CREATE INDEX messages_by_key ON messages(key) WHERE key <> '';
CREATE INDEX messages_by_conversation ON messages(conversation, sent_utc) WHERE conversation <> '';

-- Text of a document that holds messages which belongs to none of them.
CREATE TABLE unassigned_text (
    document_id INTEGER NOT NULL REFERENCES documents(id),
    page        INTEGER NOT NULL CHECK (page >= 1),
    x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL
) STRICT;
CREATE INDEX unassigned_text_by_document ON unassigned_text(document_id, page);

-- What a reviewer mended in a message: who wrote it, when, where it begins and ends.
CREATE TABLE message_corrections (
    id          INTEGER PRIMARY KEY,
    change_id   INTEGER NOT NULL,      -- one reviewer action, undone as a whole
    document_id INTEGER NOT NULL REFERENCES documents(id),
    before      TEXT    NOT NULL,      -- the document's messages that changed with what hung on them, as JSON
    after       TEXT    NOT NULL,
    by          TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    undoes      INTEGER                -- change_id that this change took back
) STRICT;
CREATE INDEX message_corrections_by_document ON message_corrections(document_id, id);

-- The job queue learns to go on inside a container, and to set pages later.
CREATE TABLE jobs_2 (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    kind        TEXT    NOT NULL CHECK (kind IN ('parse', 'ocr', 'finish', 'layout')),
    page        INTEGER NOT NULL DEFAULT 0,   -- for 'ocr'
    attempts    INTEGER NOT NULL DEFAULT 0,
    resume      TEXT    NOT NULL DEFAULT '',  -- for 'parse' of a container: where to go on
    UNIQUE (document_id, kind, page)
) STRICT;
INSERT INTO jobs_2(id, document_id, kind, page, attempts) SELECT id, document_id, kind, page, attempts FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_2 RENAME TO jobs;
CREATE INDEX jobs_by_kind ON jobs(kind, document_id, page);

-- Pages of a mail that nobody has opened are set when somebody does; until then one page holds its text without words.
ALTER TABLE documents ADD COLUMN has_layout INTEGER NOT NULL DEFAULT 1 CHECK (has_layout IN (0, 1));

-- The mail hash DH-1 with its parts, so that it can be told why two mails are not duplicates.
CREATE TABLE mail_hashes (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id),
    body        TEXT NOT NULL,
    header      TEXT NOT NULL,
    recipients  TEXT NOT NULL,
    attachments TEXT NOT NULL,
    dedup       TEXT NOT NULL,         -- of the mail
    family      TEXT NOT NULL,         -- of the mail with its attachments in order
    mih         TEXT NOT NULL,         -- EDRM message identification hash; '' without a Message-ID
    is_weak     INTEGER NOT NULL CHECK (is_weak IN (0, 1))
) STRICT;
CREATE INDEX mail_hashes_by_family ON mail_hashes(family);

-- People: one participant out of several names and addresses.
CREATE TABLE people (
    id           INTEGER PRIMARY KEY,
    name         TEXT    NOT NULL,
    organisation TEXT    NOT NULL DEFAULT '',
    is_attorney  INTEGER CHECK (is_attorney IN (0, 1)),  -- NULL while nobody has said
    is_settled   INTEGER NOT NULL DEFAULT 0 CHECK (is_settled IN (0, 1))  -- the team has touched it: no rule changes it
) STRICT;
CREATE TABLE person_names (
    key        TEXT PRIMARY KEY NOT NULL,  -- folded name, or address in lower case
    person_id  INTEGER NOT NULL REFERENCES people(id),
    written    TEXT    NOT NULL,
    is_address INTEGER NOT NULL CHECK (is_address IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX person_names_by_person ON person_names(person_id);
CREATE TABLE message_people (
    message_id INTEGER NOT NULL REFERENCES messages(id),
    role       TEXT    NOT NULL CHECK (role IN ('from', 'to', 'cc', 'bcc')),
    position   INTEGER NOT NULL,
    key        TEXT    NOT NULL,           -- of person_names
    PRIMARY KEY (message_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_people_by_key ON message_people(key);
-- Pairs that a rule suggested and the team refused; person ids change, names do not.
CREATE TABLE person_refusals (
    first  TEXT NOT NULL,
    second TEXT NOT NULL CHECK (first < second),
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

-- Threads, made again whenever messages change.
CREATE TABLE threads (
    id            INTEGER PRIMARY KEY,
    subject       TEXT    NOT NULL,
    message_count INTEGER NOT NULL,        -- distinct messages, gaps not counted
    gap_count     INTEGER NOT NULL,
    begins_utc    INTEGER,
    ends_utc      INTEGER
) STRICT;
CREATE TABLE message_links (
    message_id   INTEGER PRIMARY KEY REFERENCES messages(id),
    thread_id    INTEGER REFERENCES threads(id),
    parent_id    INTEGER,                  -- the message that it answers
    same_as      INTEGER,                  -- the first sighting of the same message; itself when it is the first
    is_inclusive INTEGER NOT NULL DEFAULT 0 CHECK (is_inclusive IN (0, 1))
) STRICT;
CREATE INDEX message_links_by_thread ON message_links(thread_id);
CREATE INDEX message_links_by_parent ON message_links(parent_id);
CREATE INDEX message_links_by_sighting ON message_links(same_as);
CREATE TABLE thread_gaps (
    id         INTEGER PRIMARY KEY,
    thread_id  INTEGER NOT NULL REFERENCES threads(id),
    key        TEXT    NOT NULL,           -- Message-ID, '' when known by a quotation alone
    known_from INTEGER NOT NULL REFERENCES messages(id),
    quoted_id  INTEGER REFERENCES messages(id)  -- the quotation that it is known by
) STRICT;
CREATE INDEX thread_gaps_by_thread ON thread_gaps(thread_id);

-- Calls on one message: each reviewer's own, and what settles a disagreement.
CREATE TABLE message_calls (
    message_id INTEGER NOT NULL REFERENCES messages(id),
    field_id   INTEGER NOT NULL REFERENCES fields(id),
    by         TEXT    NOT NULL,
    value      TEXT    NOT NULL,           -- as in coding
    at         INTEGER NOT NULL,
    PRIMARY KEY (message_id, field_id, by)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_calls_by_value ON message_calls(field_id, value);
CREATE TABLE message_settlements (
    message_id INTEGER NOT NULL REFERENCES messages(id),
    field_id   INTEGER NOT NULL REFERENCES fields(id),
    value      TEXT    NOT NULL,
    by         TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (message_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_call_events (
    id            INTEGER PRIMARY KEY,
    change_id     INTEGER NOT NULL,
    message_id    INTEGER NOT NULL,
    field_id      INTEGER NOT NULL REFERENCES fields(id),
    by            TEXT    NOT NULL,
    old_value     TEXT    NOT NULL,
    new_value     TEXT    NOT NULL,
    is_settlement INTEGER NOT NULL CHECK (is_settlement IN (0, 1)),
    at            INTEGER NOT NULL,
    undoes        INTEGER
) STRICT;
CREATE INDEX message_call_events_by_message ON message_call_events(message_id, id);
CREATE INDEX message_call_events_by_change ON message_call_events(change_id);

-- What counts of them. A call made after a settlement that says something else opens the question again.
CREATE VIEW standing_settlements AS
SELECT s.message_id, s.field_id, s.value, s.by, s.at FROM message_settlements s
WHERE NOT EXISTS (SELECT 1 FROM message_calls c WHERE c.message_id = s.message_id AND c.field_id = s.field_id
                  AND c.at > s.at AND c.value <> s.value);
-- Several rows with different values: the reviewers differ.
CREATE VIEW standing_calls AS
SELECT message_id, field_id, value FROM standing_settlements
UNION ALL
SELECT c.message_id, c.field_id, c.value FROM message_calls c
WHERE NOT EXISTS (SELECT 1 FROM standing_settlements s WHERE s.message_id = c.message_id AND s.field_id = c.field_id);
CREATE VIEW disagreed_calls AS
SELECT k.message_id, k.field_id FROM standing_calls k JOIN fields f ON f.id = k.field_id
WHERE f.type <> 'text' GROUP BY k.message_id, k.field_id HAVING min(k.value) <> max(k.value);
