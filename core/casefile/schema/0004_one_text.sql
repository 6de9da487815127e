-- Version 4: the body of a mail that quotes nothing is in the full-text index once, with its document.

ALTER TABLE messages ADD COLUMN text_in_document INTEGER NOT NULL DEFAULT 0 CHECK (text_in_document IN (0, 1));
