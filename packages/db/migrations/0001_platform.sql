-- Accounts, sessions and the trail. Roles: the owner migrates, kendali_app serves requests, kendali_allocator alone reads arms.
DO $$
DECLARE
  wanted text;
  may_become boolean;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['kendali_app', 'kendali_allocator'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this server created it at the same moment
      END;
    END IF;
    -- From version 16 on, whoever creates a role administers it but may not yet become it.
    EXECUTE format('SELECT pg_has_role(current_user, %L, %L)', wanted, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) INTO may_become;
    IF NOT may_become THEN
      EXECUTE format('GRANT %I TO %I', wanted, current_user);
    END IF;
  END LOOP;
END
$$;

CREATE SCHEMA identity;
CREATE SCHEMA allocation;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA identity FROM PUBLIC;
REVOKE ALL ON SCHEMA allocation FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kendali_app, kendali_allocator;
GRANT USAGE ON SCHEMA identity TO kendali_app;
GRANT USAGE ON SCHEMA allocation TO kendali_allocator;
-- A function is closed until it is granted by name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT SELECT ON schema_migration TO kendali_app;

CREATE TABLE account (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username = lower(username) AND username <> ''),
  display_name text NOT NULL CHECK (display_name <> ''),
  administrator boolean NOT NULL DEFAULT false,
  password_hash text,
  locale text NOT NULL DEFAULT 'id' CHECK (locale IN ('id', 'en')),
  created_at timestamptz NOT NULL,
  disabled_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON account TO kendali_app;

-- Sessions are kept by the hash of their id: a copy of this table opens nothing.
CREATE TABLE session (
  id_hash text PRIMARY KEY CHECK (id_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_account ON session (account_id);
GRANT SELECT, INSERT, UPDATE ON session TO kendali_app;

CREATE TABLE one_time_link (
  token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid NOT NULL REFERENCES account,
  purpose text NOT NULL CHECK (purpose IN ('first_administrator', 'invitation')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX one_time_link_account ON one_time_link (account_id);
GRANT SELECT, INSERT, UPDATE ON one_time_link TO kendali_app;

-- Failures per account name and address; `subject` is a hash, so that a mistyped password in the name field is not kept.
CREATE TABLE sign_in_attempt (
  subject text PRIMARY KEY,
  failures integer NOT NULL CHECK (failures >= 0),
  last_failed_at timestamptz NOT NULL,
  blocked_until timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO kendali_app;

-- The trail. A chain per participant, one per screening, one per study, and one of the platform (study 0).
CREATE TABLE audit_head (
  study_id uuid NOT NULL,
  chain text NOT NULL,
  sequence integer NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (study_id, chain)
);
CREATE TABLE audit_event (
  study_id uuid NOT NULL,
  chain text NOT NULL,
  sequence integer NOT NULL,
  site_id text,
  action text NOT NULL,
  account_id uuid,
  recorded_at timestamptz NOT NULL,
  event text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (study_id, chain, sequence)
);
CREATE INDEX audit_event_time ON audit_event (study_id, recorded_at DESC, chain, sequence);
GRANT SELECT ON audit_head, audit_event TO kendali_app;

-- One row per accepted command: the same id and content answers the same again.
CREATE TABLE receipt (
  study_id uuid NOT NULL,
  command_id uuid NOT NULL,
  account_id uuid,
  content_hash text NOT NULL,
  -- Text, not jsonb: a repeated command is answered with the same bytes.
  answer text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, command_id)
);
GRANT SELECT, INSERT ON receipt TO kendali_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of %.% is refused: rows are never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'KD009';
END
$$;
CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_stays_whole BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_stays_whole BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_stays BEFORE UPDATE OR DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_stays_whole BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Appends one event. The head row is locked, so that one chain has one order; the hash covers the text as it is stored.
CREATE FUNCTION append_audit(p_study uuid, p_chain text, p_site text, p_action text, p_account uuid, p_at timestamptz, p_event text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  head audit_head%ROWTYPE;
  next_hash text;
BEGIN
  SELECT * INTO head FROM audit_head WHERE study_id = p_study AND chain = p_chain FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head (study_id, chain, sequence, hash) VALUES (p_study, p_chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT head FROM audit_head WHERE study_id = p_study AND chain = p_chain FOR UPDATE;
  END IF;
  head.sequence := head.sequence + 1;
  next_hash := encode(sha256(convert_to(head.hash || E'\n' || p_study || E'\n' || p_chain || E'\n' || head.sequence || E'\n' || p_event, 'UTF8')), 'hex');
  INSERT INTO audit_event (study_id, chain, sequence, site_id, action, account_id, recorded_at, event, previous_hash, hash)
    VALUES (p_study, p_chain, head.sequence, p_site, p_action, p_account, p_at, p_event, head.hash, next_hash);
  UPDATE audit_head SET sequence = head.sequence, hash = next_hash WHERE study_id = p_study AND chain = p_chain;
  RETURN head.sequence;
END
$$;
REVOKE ALL ON FUNCTION append_audit(uuid, text, text, text, uuid, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit(uuid, text, text, text, uuid, timestamptz, text) TO kendali_app;
