-- Who approved a study's go-live, for which document. Nothing is taken back: a withdrawal is a row of its own, and so is an
-- approval that no longer counted on the day the study opened (another document, an ended role, a disabled account).
CREATE TABLE study_approval (
  study_id uuid NOT NULL REFERENCES study,
  sequence integer NOT NULL CHECK (sequence > 0),
  kind text NOT NULL CHECK (kind IN ('approved', 'withdrawn', 'lapsed')),
  protocol_hash text NOT NULL,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL,
  -- Public by its name: 64 hex digits where nobody is treated by the list, null where the server draws the secret.
  published_seed text CHECK (published_seed ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, sequence)
);
CREATE TRIGGER study_approval_stays BEFORE UPDATE OR DELETE ON study_approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER study_approval_stays_whole BEFORE TRUNCATE ON study_approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON study_approval TO kendali_app;

-- Studies that went live before keep the one approval that the trail has.
INSERT INTO study_approval (study_id, sequence, kind, protocol_hash, account_id, role, published_seed, recorded_at)
SELECT study_id, 1, 'approved', event::jsonb #>> '{data,protocolHash}', account_id, 'investigator', event::jsonb #>> '{data,publishedSeed}', recorded_at
FROM audit_event WHERE action = 'study.goLive' AND account_id IS NOT NULL;
