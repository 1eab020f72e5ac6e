-- Errors of allocation are recorded and never undone; what an assessor believed is recorded once. Neither holds an arm.
ALTER TABLE participant_event DROP CONSTRAINT participant_event_kind_check;
-- `duplicate` ends a number: the same woman counts under the number that was allocated first.
ALTER TABLE participant_event ADD CONSTRAINT participant_event_kind_check CHECK (kind IN ('discontinuation', 'withdrawal', 'lost_to_follow_up', 'duplicate'));

CREATE TABLE deviation (
  study_id uuid NOT NULL,
  -- Random, so that it tells neither order nor place in a list.
  id uuid NOT NULL,
  participant text NOT NULL,
  site_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('wrong_stratum', 'ineligible', 'duplicate', 'wrong_person', 'card_out_of_order', 'card_wrong_pile', 'other')),
  related text,
  -- Of two numbers of one woman, the one that counts no more.
  retired text,
  criteria text[] NOT NULL,
  strata_recorded jsonb,
  strata_corrected jsonb,
  description text NOT NULL CHECK (description <> ''),
  found_on date NOT NULL,
  reported_by uuid NOT NULL REFERENCES account,
  reported_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, id),
  FOREIGN KEY (study_id, participant) REFERENCES participant,
  FOREIGN KEY (study_id, related) REFERENCES participant,
  CHECK (related IS DISTINCT FROM participant),
  CHECK (retired IS NULL OR retired IN (participant, related)),
  CHECK ((kind = 'duplicate') = (retired IS NOT NULL)),
  CHECK ((strata_recorded IS NULL) = (strata_corrected IS NULL))
);
CREATE INDEX deviation_time ON deviation (study_id, reported_at DESC, id);
CREATE INDEX deviation_participant ON deviation (study_id, participant);
CREATE UNIQUE INDEX deviation_retired_once ON deviation (study_id, retired) WHERE retired IS NOT NULL;
CREATE TRIGGER deviation_stays BEFORE UPDATE OR DELETE ON deviation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deviation_stays_whole BEFORE TRUNCATE ON deviation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What became of a deviation: a note of the investigator or data manager, the last of which closes it.
CREATE TABLE deviation_review (
  study_id uuid NOT NULL,
  deviation uuid NOT NULL,
  sequence integer NOT NULL CHECK (sequence > 0),
  closes boolean NOT NULL,
  note text NOT NULL CHECK (note <> ''),
  reviewed_by uuid NOT NULL REFERENCES account,
  reviewed_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, deviation, sequence),
  FOREIGN KEY (study_id, deviation) REFERENCES deviation
);
CREATE UNIQUE INDEX deviation_closed_once ON deviation_review (study_id, deviation) WHERE closes;
CREATE TRIGGER deviation_review_stays BEFORE UPDATE OR DELETE ON deviation_review FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deviation_review_stays_whole BEFORE TRUNCATE ON deviation_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The group that the assessor believed a participant to be in, by kind of arm: one per participant.
CREATE TABLE arm_guess (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  site_id text NOT NULL,
  guess text NOT NULL CHECK (guess IN ('intervention', 'control', 'unknown')),
  certainty text CHECK (certainty IN ('certain', 'somewhat')),
  reason text,
  guessed_on date NOT NULL,
  guessed_by uuid NOT NULL REFERENCES account,
  guessed_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, participant),
  FOREIGN KEY (study_id, participant) REFERENCES participant,
  CHECK ((guess = 'unknown') = (certainty IS NULL))
);
CREATE TRIGGER arm_guess_stays BEFORE UPDATE OR DELETE ON arm_guess FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER arm_guess_stays_whole BEFORE TRUNCATE ON arm_guess FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON deviation, deviation_review, arm_guess TO kendali_app;
