-- Who was trained for what and to whom which task was handed in writing. Nothing is taken back: a delegation ends by a row.
CREATE TABLE training_record (
  study_id uuid NOT NULL REFERENCES study,
  id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL,
  topic text NOT NULL CHECK (topic <> ''),
  completed_on date NOT NULL,
  -- Certificate, trainer, place: where somebody can look it up.
  evidence text NOT NULL CHECK (evidence <> ''),
  recorded_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id)
);
CREATE TRIGGER training_record_stays BEFORE UPDATE OR DELETE ON training_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER training_record_stays_whole BEFORE TRUNCATE ON training_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE delegation (
  study_id uuid NOT NULL REFERENCES study,
  id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  task text NOT NULL,
  site_id text,
  from_on date NOT NULL,
  delegated_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id),
  FOREIGN KEY (study_id, site_id) REFERENCES site
);
CREATE TRIGGER delegation_stays BEFORE UPDATE OR DELETE ON delegation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delegation_stays_whole BEFORE TRUNCATE ON delegation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE delegation_end (
  study_id uuid NOT NULL,
  delegation uuid NOT NULL,
  ended_on date NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  ended_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, delegation),
  FOREIGN KEY (study_id, delegation) REFERENCES delegation
);
CREATE TRIGGER delegation_end_stays BEFORE UPDATE OR DELETE ON delegation_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delegation_end_stays_whole BEFORE TRUNCATE ON delegation_end FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON training_record, delegation, delegation_end TO kendali_app;
