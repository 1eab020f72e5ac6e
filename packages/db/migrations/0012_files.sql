-- Files that belong to answers (photos, signatures, attachments), in pieces, so that one that was cut off goes on where it
-- stopped. A piece never changes, and a file is whole once its bytes were read back and had the hash it was announced with.
CREATE TABLE stored_file (
  study_id uuid NOT NULL,
  -- Random, so that it tells neither order nor number.
  id uuid NOT NULL,
  participant text NOT NULL,
  site_id text NOT NULL,
  form text NOT NULL,
  item text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text NOT NULL,
  bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 16777216),
  begun_by uuid NOT NULL REFERENCES account,
  begun_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id),
  FOREIGN KEY (study_id, participant) REFERENCES participant,
  UNIQUE (study_id, participant, form, item, sha256, media_type)
);
CREATE TABLE stored_file_piece (
  study_id uuid NOT NULL,
  file uuid NOT NULL,
  index integer NOT NULL CHECK (index >= 0),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 262144),
  PRIMARY KEY (study_id, file, index),
  FOREIGN KEY (study_id, file) REFERENCES stored_file
);
-- Photos do not shrink any further.
ALTER TABLE stored_file_piece ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TABLE stored_file_whole (
  study_id uuid NOT NULL,
  file uuid NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, file),
  FOREIGN KEY (study_id, file) REFERENCES stored_file
);
CREATE TRIGGER stored_file_stays BEFORE UPDATE OR DELETE ON stored_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stored_file_stays_whole BEFORE TRUNCATE ON stored_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stored_file_piece_stays BEFORE UPDATE OR DELETE ON stored_file_piece FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stored_file_piece_stays_whole BEFORE TRUNCATE ON stored_file_piece FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stored_file_whole_stays BEFORE UPDATE OR DELETE ON stored_file_whole FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stored_file_whole_stays_whole BEFORE TRUNCATE ON stored_file_whole FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON stored_file, stored_file_piece, stored_file_whole TO kendali_app;
