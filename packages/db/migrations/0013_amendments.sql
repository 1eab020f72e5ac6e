-- Later versions of a running study's document: why, under which approval, and from when at which site. Nothing is changed
-- or taken back; a date that is put off is a row of its own, and the newest row of a site counts.
CREATE TABLE amendment (
  study_id uuid NOT NULL REFERENCES study,
  sequence integer NOT NULL CHECK (sequence > 0),
  from_hash text NOT NULL,
  to_hash text NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  ethics_number text NOT NULL CHECK (ethics_number <> ''),
  ethics_on date NOT NULL,
  -- What the changes touched when they were published, as it was shown to whoever published them.
  impact jsonb NOT NULL,
  published_by uuid NOT NULL REFERENCES account,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, sequence),
  -- One line of versions: each is followed by one, and none comes back.
  UNIQUE (study_id, from_hash),
  UNIQUE (study_id, to_hash),
  CHECK (from_hash <> to_hash),
  FOREIGN KEY (study_id, from_hash) REFERENCES protocol_version,
  FOREIGN KEY (study_id, to_hash) REFERENCES protocol_version
);
CREATE TRIGGER amendment_stays BEFORE UPDATE OR DELETE ON amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER amendment_stays_whole BEFORE TRUNCATE ON amendment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE amendment_date (
  study_id uuid NOT NULL,
  sequence integer NOT NULL,
  site_id text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  -- A local date of the site.
  effective_on date NOT NULL,
  recorded_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, sequence, site_id, revision),
  FOREIGN KEY (study_id, sequence) REFERENCES amendment,
  FOREIGN KEY (study_id, site_id) REFERENCES site
);
CREATE TRIGGER amendment_date_stays BEFORE UPDATE OR DELETE ON amendment_date FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER amendment_date_stays_whole BEFORE TRUNCATE ON amendment_date FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON amendment, amendment_date TO kendali_app;
