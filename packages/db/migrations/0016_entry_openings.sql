-- An entry that was captured by an older version is opened so that what a later one asks beside it can be answered under
-- that version: which entry, to which version, why and by whom. Nothing is taken back; what was answered is the entry's own.
CREATE TABLE entry_opening (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  visit text NOT NULL,
  form text NOT NULL,
  to_hash text NOT NULL,
  site_id text NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  opened_by uuid NOT NULL REFERENCES account,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, participant, visit, form, to_hash),
  FOREIGN KEY (study_id, participant, visit, form) REFERENCES form_entry (study_id, participant, visit, form),
  FOREIGN KEY (study_id, to_hash) REFERENCES protocol_version,
  FOREIGN KEY (study_id, site_id) REFERENCES site
);
CREATE TRIGGER entry_opening_stays BEFORE UPDATE OR DELETE ON entry_opening FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_opening_stays_whole BEFORE TRUNCATE ON entry_opening FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON entry_opening TO kendali_app;
