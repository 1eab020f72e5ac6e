-- Studies and what is collected in them. The study comes first in every key and the site stands on every row.
CREATE TABLE study (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('live', 'test', 'practice', 'simulated', 'reconstructed')),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'live', 'locked')),
  protocol_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  live_at timestamptz,
  locked_at timestamptz,
  unblinded_at timestamptz,
  unblinded_by uuid REFERENCES account,
  unblinding_reason text
);

CREATE FUNCTION refuse_kind_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the kind of a study never changes' USING ERRCODE = 'KD009';
END
$$;
CREATE TRIGGER study_kind_stays BEFORE UPDATE ON study FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind OR OLD.key IS DISTINCT FROM NEW.key)
  EXECUTE FUNCTION refuse_kind_change();

CREATE TABLE protocol_version (
  study_id uuid NOT NULL REFERENCES study,
  hash text NOT NULL,
  version text NOT NULL,
  document text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, hash),
  CHECK (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
CREATE TRIGGER protocol_version_stays BEFORE UPDATE OR DELETE ON protocol_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE site (
  study_id uuid NOT NULL REFERENCES study,
  site_id text NOT NULL,
  code text NOT NULL,
  time_zone text NOT NULL,
  PRIMARY KEY (study_id, site_id),
  UNIQUE (study_id, code)
);

CREATE TABLE role_assignment (
  study_id uuid NOT NULL REFERENCES study,
  id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL,
  site_id text,
  blinding text NOT NULL CHECK (blinding IN ('none', 'own_act', 'blind')),
  granted_at timestamptz NOT NULL,
  granted_by uuid REFERENCES account,
  revoked_at timestamptz,
  PRIMARY KEY (study_id, id),
  FOREIGN KEY (study_id, site_id) REFERENCES site
);
CREATE UNIQUE INDEX role_assignment_once ON role_assignment (study_id, account_id, role, coalesce(site_id, '')) WHERE revoked_at IS NULL;
CREATE INDEX role_assignment_account ON role_assignment (account_id) WHERE revoked_at IS NULL;

CREATE TABLE serial (
  study_id uuid NOT NULL,
  site_id text NOT NULL,
  name text NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (study_id, site_id, name)
);

CREATE TABLE register_count (
  study_id uuid NOT NULL,
  site_id text NOT NULL,
  count integer NOT NULL CHECK (count >= 0),
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES account,
  PRIMARY KEY (study_id, site_id),
  FOREIGN KEY (study_id, site_id) REFERENCES site
);

-- Before consent: a number, the answers to the criteria, a reason. Nothing that names a person has a column here.
CREATE TABLE screening (
  study_id uuid NOT NULL,
  number integer NOT NULL,
  site_id text NOT NULL,
  protocol_hash text NOT NULL,
  answers jsonb NOT NULL,
  eligible boolean NOT NULL,
  failed text[] NOT NULL,
  declined_reason text,
  screened_on date NOT NULL,
  screened_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, number),
  FOREIGN KEY (study_id, site_id) REFERENCES site,
  FOREIGN KEY (study_id, protocol_hash) REFERENCES protocol_version
);

CREATE TABLE consent (
  study_id uuid NOT NULL,
  screening integer NOT NULL,
  sequence integer NOT NULL,
  site_id text NOT NULL,
  version text NOT NULL,
  language text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('given', 'declined', 'not_available')),
  purposes jsonb NOT NULL,
  witnessed boolean NOT NULL,
  reason text,
  signed_on date,
  recorded_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, screening, sequence),
  FOREIGN KEY (study_id, screening) REFERENCES screening
);

CREATE TABLE participant (
  study_id uuid NOT NULL,
  number text NOT NULL,
  site_id text NOT NULL,
  screening integer NOT NULL,
  enrolled_on date NOT NULL,
  enrolled_by uuid NOT NULL REFERENCES account,
  enrolled_at timestamptz NOT NULL,
  allocated_on date,
  allocated_at timestamptz,
  PRIMARY KEY (study_id, number),
  UNIQUE (study_id, screening),
  FOREIGN KEY (study_id, site_id) REFERENCES site,
  FOREIGN KEY (study_id, screening) REFERENCES screening
);

CREATE TABLE participant_event (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  id uuid NOT NULL,
  site_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('discontinuation', 'withdrawal', 'lost_to_follow_up')),
  happened_on date NOT NULL,
  reason text NOT NULL,
  note text,
  recorded_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, participant, id),
  UNIQUE (study_id, participant, kind),
  FOREIGN KEY (study_id, participant) REFERENCES participant
);

-- One row per form filled; what it was before stands in the trail.
CREATE TABLE form_entry (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  visit text NOT NULL,
  form text NOT NULL,
  site_id text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  protocol_hash text NOT NULL,
  status text NOT NULL CHECK (status IN ('complete', 'locked')),
  "values" jsonb NOT NULL,
  soft_reasons jsonb NOT NULL,
  performed_on date NOT NULL,
  performed_by uuid REFERENCES account,
  entered_by uuid NOT NULL REFERENCES account,
  device_time timestamptz,
  saved_at timestamptz NOT NULL,
  out_of_window_reason text,
  PRIMARY KEY (study_id, participant, visit, form),
  FOREIGN KEY (study_id, participant) REFERENCES participant
);

CREATE TABLE visit_event (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  visit text NOT NULL,
  site_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('missed')),
  happened_on date NOT NULL,
  reason text NOT NULL,
  note text,
  recorded_by uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, participant, visit),
  FOREIGN KEY (study_id, participant) REFERENCES participant
);

CREATE TABLE snapshot (
  study_id uuid NOT NULL REFERENCES study,
  id uuid NOT NULL,
  name text NOT NULL,
  reason text NOT NULL,
  with_arm boolean NOT NULL,
  protocol_hash text NOT NULL,
  hash text NOT NULL,
  content bytea NOT NULL,
  participants integer NOT NULL,
  entries integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES account,
  PRIMARY KEY (study_id, id),
  UNIQUE (study_id, name)
);
CREATE TRIGGER snapshot_stays BEFORE UPDATE OR DELETE ON snapshot FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_stays_whole BEFORE TRUNCATE ON snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE ON study, role_assignment, serial, register_count, participant, form_entry TO kendali_app;
GRANT SELECT, INSERT ON protocol_version, site, screening, consent, participant_event, visit_event, snapshot TO kendali_app;
-- A screening that ends in a refusal to take part gets its reason afterwards.
GRANT UPDATE (declined_reason) ON screening TO kendali_app;
