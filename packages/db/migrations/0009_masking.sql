-- Who may know arms, changed by two persons; participants whose arm was shown to somebody masked; what people are told of.
-- None of these tables holds an arm.
CREATE FUNCTION refuse_masking_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'masking goes one way: blind, own_act, none' USING ERRCODE = 'KD009';
END
$$;
CREATE TRIGGER role_assignment_masking_one_way BEFORE UPDATE ON role_assignment FOR EACH ROW
  WHEN (OLD.blinding IS DISTINCT FROM NEW.blinding AND NOT (OLD.blinding = 'blind' OR (OLD.blinding = 'own_act' AND NEW.blinding = 'none')))
  EXECUTE FUNCTION refuse_masking_back();
CREATE TRIGGER role_assignment_stays BEFORE DELETE ON role_assignment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER role_assignment_stays_whole BEFORE TRUNCATE ON role_assignment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What somebody saw does not end with a role: every request asks for the least level ever held.
CREATE INDEX role_assignment_ever ON role_assignment (study_id, account_id, blinding);

CREATE TABLE masking_request (
  study_id uuid NOT NULL REFERENCES study,
  id uuid NOT NULL,
  grant_id uuid NOT NULL,
  site_id text,
  from_level text NOT NULL CHECK (from_level IN ('blind', 'own_act')),
  to_level text NOT NULL CHECK (to_level IN ('own_act', 'none') AND to_level <> from_level),
  reason text NOT NULL CHECK (reason <> ''),
  requested_by uuid NOT NULL REFERENCES account,
  requested_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id),
  FOREIGN KEY (study_id, grant_id) REFERENCES role_assignment
);
CREATE TABLE masking_decision (
  study_id uuid NOT NULL,
  request_id uuid NOT NULL,
  site_id text,
  decision text NOT NULL CHECK (decision IN ('approve', 'decline')),
  reason text,
  decided_by uuid NOT NULL REFERENCES account,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, request_id),
  FOREIGN KEY (study_id, request_id) REFERENCES masking_request
);

CREATE TABLE unmasking (
  study_id uuid NOT NULL,
  id uuid NOT NULL,
  participant text NOT NULL,
  site_id text NOT NULL,
  category text NOT NULL CHECK (category IN ('medical_emergency', 'adverse_event', 'pregnancy_or_exposure', 'regulator', 'other')),
  reason text NOT NULL CHECK (reason <> ''),
  -- The local date at the site.
  unmasked_on date NOT NULL,
  unmasked_by uuid NOT NULL REFERENCES account,
  unmasked_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id),
  FOREIGN KEY (study_id, participant) REFERENCES participant
);
CREATE INDEX unmasking_participant ON unmasking (study_id, participant);

CREATE TABLE notice (
  study_id uuid NOT NULL REFERENCES study,
  id uuid NOT NULL,
  site_id text,
  kind text NOT NULL,
  -- Whose roles are told.
  roles text[] NOT NULL,
  participant text,
  params jsonb NOT NULL,
  created_by uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id)
);
CREATE INDEX notice_time ON notice (study_id, created_at DESC, id);
CREATE TABLE notice_acknowledgement (
  study_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  acknowledged_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, notice_id, account_id),
  FOREIGN KEY (study_id, notice_id) REFERENCES notice
);

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['masking_request', 'masking_decision', 'unmasking', 'notice', 'notice_acknowledgement'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept || '_stays', kept);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept || '_stays_whole', kept);
  END LOOP;
END
$$;
GRANT SELECT, INSERT ON masking_request, masking_decision, unmasking, notice, notice_acknowledgement TO kendali_app;
