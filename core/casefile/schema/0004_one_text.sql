-- Version 4: text is kept in less room.

-- The body of a mail that quotes nothing is in the full-text index once, with its document.
ALTER TABLE messages ADD COLUMN text_in_document INTEGER NOT NULL DEFAULT 0 CHECK (text_in_document IN (0, 1));

-- As rows of an ordinary table, pages stand whole where they are written; in a table without row ids, whose rows are
-- those of an index, text of more than a quarter of a database page had a page of its own each.
CREATE TABLE pages_2 (
    document_id INTEGER NOT NULL REFERENCES documents(id),
    number      INTEGER NOT NULL CHECK (number >= 1),
    width       REAL    NOT NULL,         -- points, after rotation
    height      REAL    NOT NULL,
    rotation    INTEGER NOT NULL DEFAULT 0,
    text_source TEXT    NOT NULL CHECK (text_source = 'none' OR text_source = 'embedded' OR text_source = 'ocr'),
    confidence  REAL    NOT NULL,
    text        TEXT    NOT NULL,
    words       BLOB    NOT NULL,         -- documents::encodeWords
    UNIQUE (document_id, number)
) STRICT;
INSERT INTO pages_2 SELECT document_id, number, width, height, rotation, text_source, confidence, text, words FROM pages;
DROP TABLE pages;
ALTER TABLE pages_2 RENAME TO pages;
