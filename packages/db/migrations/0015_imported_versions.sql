-- The versions that a study was brought in with, in order; the last is the one it began with here. A study that was made
-- here has none: what followed is an amendment of its own.
CREATE TABLE imported_version (
  study_id uuid NOT NULL,
  sequence integer NOT NULL CHECK (sequence > 0),
  hash text NOT NULL,
  -- Why it followed the one before, where that is known.
  reason text CHECK (reason <> ''),
  ethics_number text CHECK (ethics_number <> ''),
  ethics_on date,
  PRIMARY KEY (study_id, sequence),
  UNIQUE (study_id, hash),
  FOREIGN KEY (study_id, hash) REFERENCES protocol_version,
  CHECK ((reason IS NULL) = (ethics_number IS NULL) AND (reason IS NULL) = (ethics_on IS NULL)),
  CHECK (sequence > 1 OR reason IS NULL)
);
CREATE TRIGGER imported_version_stays BEFORE UPDATE OR DELETE ON imported_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER imported_version_stays_whole BEFORE TRUNCATE ON imported_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON imported_version TO kendali_app;
