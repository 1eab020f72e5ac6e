-- Protocol documents under construction. The document stands with its revision; every save is a step that stays.
CREATE TABLE protocol_draft (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  -- The study whose live version the draft amends, and the hash of that version.
  study_id uuid REFERENCES study,
  base_hash text CHECK (base_hash ~ '^[0-9a-f]{64}$'),
  -- Canonical JSON, like a version of a study; it may still break any rule.
  document text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES account,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL REFERENCES account,
  closed_at timestamptz,
  closed_by uuid REFERENCES account,
  CHECK ((study_id IS NULL) = (base_hash IS NULL)),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX protocol_draft_amends ON protocol_draft (study_id) WHERE study_id IS NOT NULL;
CREATE TRIGGER protocol_draft_stays BEFORE DELETE ON protocol_draft FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER protocol_draft_stays_whole BEFORE TRUNCATE ON protocol_draft FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON protocol_draft TO kendali_app;
GRANT UPDATE (name, document, revision, updated_at, updated_by, closed_at, closed_by) ON protocol_draft TO kendali_app;

-- Who may open a draft that is no amendment; who amends a study is known by the roles there.
CREATE TABLE protocol_draft_member (
  draft_id uuid NOT NULL REFERENCES protocol_draft,
  account_id uuid NOT NULL REFERENCES account,
  level text NOT NULL CHECK (level IN ('owner', 'editor', 'reader')),
  since timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (draft_id, account_id)
);
CREATE INDEX protocol_draft_member_account ON protocol_draft_member (account_id) WHERE ended_at IS NULL;
CREATE TRIGGER protocol_draft_member_stays BEFORE DELETE ON protocol_draft_member FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER protocol_draft_member_stays_whole BEFORE TRUNCATE ON protocol_draft_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON protocol_draft_member TO kendali_app;
GRANT UPDATE (level, since, ended_at) ON protocol_draft_member TO kendali_app;

-- What led from one revision to the next, as typed edits; the first step holds the document that the draft began with.
CREATE TABLE protocol_draft_step (
  draft_id uuid NOT NULL REFERENCES protocol_draft,
  revision integer NOT NULL CHECK (revision > 0),
  kind text NOT NULL CHECK (kind IN ('start', 'edit', 'restore')),
  -- JSON text: the document of a start, the list of edits of everything else.
  content text NOT NULL,
  -- The revision that was brought back.
  restored integer CHECK (restored > 0 AND restored < revision),
  account_id uuid NOT NULL REFERENCES account,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (draft_id, revision),
  CHECK ((kind = 'start') = (revision = 1)),
  CHECK ((kind = 'restore') = (restored IS NOT NULL))
);
CREATE TRIGGER protocol_draft_step_stays BEFORE UPDATE OR DELETE ON protocol_draft_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER protocol_draft_step_stays_whole BEFORE TRUNCATE ON protocol_draft_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The studies that were opened from a draft, and from which revision.
CREATE TABLE protocol_draft_study (
  draft_id uuid NOT NULL REFERENCES protocol_draft,
  study_id uuid PRIMARY KEY REFERENCES study,
  revision integer NOT NULL CHECK (revision > 0),
  opened_by uuid NOT NULL REFERENCES account,
  opened_at timestamptz NOT NULL
);
CREATE INDEX protocol_draft_study_draft ON protocol_draft_study (draft_id);
CREATE TRIGGER protocol_draft_study_stays BEFORE UPDATE OR DELETE ON protocol_draft_study FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER protocol_draft_study_stays_whole BEFORE TRUNCATE ON protocol_draft_study FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A finding of a study's document that stays open, signed with a reason for this very document.
CREATE TABLE protocol_exception (
  study_id uuid NOT NULL REFERENCES study,
  sequence integer NOT NULL CHECK (sequence > 0),
  document_hash text NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  code text NOT NULL CHECK (code <> ''),
  path text NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  signed_by uuid NOT NULL REFERENCES account,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, sequence)
);
CREATE TRIGGER protocol_exception_stays BEFORE UPDATE OR DELETE ON protocol_exception FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER protocol_exception_stays_whole BEFORE TRUNCATE ON protocol_exception FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON protocol_draft_step, protocol_draft_study, protocol_exception TO kendali_app;
