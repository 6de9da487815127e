-- Version 3: the same rules, cheaper where many documents come in.

-- A list of three or more in a CHECK is built as a table of its own at every row that is written. CHECKs can be written
-- anew in place, since no row that stands is judged otherwise (SQLite, "Making Other Kinds Of Table Schema Changes").
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (state IN (''queued'', ''reviewable'', ''exception'', ''duplicate''))',
    'CHECK (state = ''queued'' OR state = ''reviewable'' OR state = ''exception'' OR state = ''duplicate'')')
    WHERE type = 'table' AND name = 'documents';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (text_source IN (''none'', ''embedded'', ''ocr''))',
    'CHECK (text_source = ''none'' OR text_source = ''embedded'' OR text_source = ''ocr'')')
    WHERE type = 'table' AND name = 'pages';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (kind IN (''parse'', ''ocr'', ''finish'', ''layout''))',
    'CHECK (kind = ''parse'' OR kind = ''ocr'' OR kind = ''finish'' OR kind = ''layout'')')
    WHERE type = 'table' AND name = 'jobs';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (role IN (''from'', ''to'', ''cc'', ''bcc''))',
    'CHECK (role = ''from'' OR role = ''to'' OR role = ''cc'' OR role = ''bcc'')')
    WHERE type = 'table' AND name = 'message_people';
PRAGMA writable_schema = RESET;

-- One segment of the index a transaction, and sixty-four of them before they are merged: merged by fours, as FTS5 does by
-- itself, each word is written several times over while documents come in.
INSERT INTO document_text(document_text, rank) VALUES ('hashsize', 67108864);
INSERT INTO document_text(document_text, rank) VALUES ('automerge', 64);
INSERT INTO document_text(document_text, rank) VALUES ('crisismerge', 64);
INSERT INTO message_text(message_text, rank) VALUES ('hashsize', 67108864);
INSERT INTO message_text(message_text, rank) VALUES ('automerge', 64);
INSERT INTO message_text(message_text, rank) VALUES ('crisismerge', 64);
