-- A piece that arrived damaged is sent once more and stands beside the damaged one, in the next round: what was stored never
-- changes, the latest round is what the file is read from, and a file that is damaged can be mended piece by piece.
ALTER TABLE stored_file_piece ADD COLUMN round integer NOT NULL DEFAULT 0 CHECK (round BETWEEN 0 AND 15);
ALTER TABLE stored_file_piece DROP CONSTRAINT stored_file_piece_pkey;
ALTER TABLE stored_file_piece ADD PRIMARY KEY (study_id, file, index, round);
