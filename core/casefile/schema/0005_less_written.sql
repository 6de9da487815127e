-- Version 5: less is written while many documents come in.

-- The full-text index holds words alone: the text stands in pages and messages. Words of a text that is gone cannot be
-- taken out without that text; a row therefore carries a version in its id (documents::TextIndex), and what is not of the
-- version below is void.
CREATE VIRTUAL TABLE document_text_5 USING fts5(
    control_number, file_name, title, participants, custodian, text,
    content = '', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE message_text_5 USING fts5(
    sender, recipients, subject, body,
    content = '', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO document_text_5(document_text_5, rank) VALUES ('hashsize', 67108864);
INSERT INTO document_text_5(document_text_5, rank) VALUES ('automerge', 64);
INSERT INTO document_text_5(document_text_5, rank) VALUES ('crisismerge', 64);
INSERT INTO message_text_5(message_text_5, rank) VALUES ('hashsize', 67108864);
INSERT INTO message_text_5(message_text_5, rank) VALUES ('automerge', 64);
INSERT INTO message_text_5(message_text_5, rank) VALUES ('crisismerge', 64);
INSERT INTO document_text_5(rowid, control_number, file_name, title, participants, custodian, text)
    SELECT rowid, control_number, file_name, title, participants, custodian, text FROM document_text;
INSERT INTO message_text_5(rowid, sender, recipients, subject, body)
    SELECT rowid, sender, recipients, subject, body FROM message_text;
DROP TABLE document_text;
DROP TABLE message_text;
ALTER TABLE document_text_5 RENAME TO document_text;
ALTER TABLE message_text_5 RENAME TO message_text;
CREATE TABLE document_text_versions (  -- of rows that were written more than once, or taken away
    id      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE TABLE message_text_versions (
    id      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

-- Hashes fall all over the trees that are sorted by them, so that each transaction writes nearly all pages of such a
-- tree anew: the trees hold the first twelve digits, and whoever looks something up compares the rest.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'REFERENCES originals(sha256)', '') WHERE type = 'table' AND name = 'documents';
PRAGMA writable_schema = RESET;
CREATE TABLE originals_5 (
    id     INTEGER PRIMARY KEY,
    sha256 TEXT    NOT NULL CHECK (length(sha256) = 64),  -- once: documents::keepOriginal
    md5    TEXT    NOT NULL,
    sha1   TEXT    NOT NULL,
    size   INTEGER NOT NULL CHECK (size >= 0)
) STRICT;
INSERT INTO originals_5(sha256, md5, sha1, size) SELECT sha256, md5, sha1, size FROM originals;
DROP TABLE originals;
ALTER TABLE originals_5 RENAME TO originals;
CREATE INDEX originals_by_sha256 ON originals(substr(sha256, 1, 12));
DROP INDEX documents_by_sha256;
CREATE INDEX documents_by_sha256 ON documents(substr(sha256, 1, 12));
DROP INDEX mail_hashes_by_family;
CREATE INDEX mail_hashes_by_family ON mail_hashes(substr(family, 1, 12));

-- The text of a mail's page that nobody has set yet is its message with a few lines around it. The message's body is in
-- messages already: the page holds what stands before and after it, until one of the two changes.
ALTER TABLE pages ADD COLUMN after_body TEXT;  -- NULL: text is the whole; else text, the first message's body, and this
CREATE VIEW page_texts AS
SELECT p.document_id, p.number,
       CASE WHEN p.after_body IS NULL THEN p.text
            ELSE p.text || (SELECT m.body FROM messages m WHERE m.document_id = p.document_id AND m.ordinal = 1) || p.after_body
       END AS text
FROM pages p;
CREATE TRIGGER changed_message_leaves_its_page BEFORE UPDATE OF document_id, ordinal, body ON messages
WHEN OLD.ordinal = 1 AND EXISTS (SELECT 1 FROM pages WHERE document_id = OLD.document_id AND after_body IS NOT NULL) BEGIN
    UPDATE pages SET text = text || OLD.body || after_body, after_body = NULL
    WHERE document_id = OLD.document_id AND after_body IS NOT NULL;
END;
CREATE TRIGGER removed_message_leaves_its_page BEFORE DELETE ON messages
WHEN OLD.ordinal = 1 AND EXISTS (SELECT 1 FROM pages WHERE document_id = OLD.document_id AND after_body IS NOT NULL) BEGIN
    UPDATE pages SET text = text || OLD.body || after_body, after_body = NULL
    WHERE document_id = OLD.document_id AND after_body IS NOT NULL;
END;
