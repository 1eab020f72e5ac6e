-- Who the participants are, and which arm they are in: two closed schemas.
CREATE TABLE identity.person (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  site_id text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  phone text,
  national_number text,
  address text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (study_id, participant),
  FOREIGN KEY (study_id, participant) REFERENCES public.participant
);
CREATE TABLE identity.consent_witness (
  study_id uuid NOT NULL,
  screening integer NOT NULL,
  sequence integer NOT NULL,
  site_id text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (study_id, screening, sequence),
  FOREIGN KEY (study_id, screening, sequence) REFERENCES public.consent
);

-- The application has no right on the tables: it asks these functions, one person or one list at a time.
CREATE FUNCTION identity.record_person(p_study uuid, p_participant text, p_site text, p_name text, p_phone text, p_national_number text, p_address text, p_at timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  INSERT INTO identity.person (study_id, participant, site_id, name, phone, national_number, address, recorded_at)
  VALUES (p_study, p_participant, p_site, p_name, p_phone, p_national_number, p_address, p_at)
$$;
CREATE FUNCTION identity.read_person(p_study uuid, p_participant text)
RETURNS TABLE (name text, phone text, national_number text, address text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT name, phone, national_number, address FROM identity.person WHERE study_id = p_study AND participant = p_participant
$$;
-- At most three letters of each name: what stands on a list beside the number.
CREATE FUNCTION identity.initials_of(p_study uuid, p_participants text[])
RETURNS TABLE (participant text, initials text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.participant, (
    SELECT string_agg(upper(left(word, 1)) || '.', '' ORDER BY place)
    FROM regexp_split_to_table(trim(p.name), '\s+') WITH ORDINALITY AS words (word, place) WHERE place <= 3)
  FROM identity.person p WHERE p.study_id = p_study AND p.participant = ANY (p_participants)
$$;
CREATE FUNCTION identity.find_participants(p_study uuid, p_sites text[], p_needle text)
RETURNS TABLE (participant text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT p.participant FROM identity.person p
  WHERE p.study_id = p_study AND (p_sites IS NULL OR p.site_id = ANY (p_sites)) AND strpos(lower(p.name), lower(p_needle)) > 0
  ORDER BY p.participant LIMIT 200
$$;
CREATE FUNCTION identity.record_witness(p_study uuid, p_screening integer, p_sequence integer, p_site text, p_name text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  INSERT INTO identity.consent_witness (study_id, screening, sequence, site_id, name) VALUES (p_study, p_screening, p_sequence, p_site, p_name)
$$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA identity TO kendali_app;

-- The generator's seed, sealed under a key that the database does not hold, and the promise made about it.
CREATE TABLE allocation.sealed_list (
  study_id uuid PRIMARY KEY REFERENCES public.study,
  scheme jsonb NOT NULL,
  sealed bytea NOT NULL,
  nonce bytea NOT NULL,
  commitment text NOT NULL,
  published_seed boolean NOT NULL,
  created_at timestamptz NOT NULL
);
-- One head per stratum: locked for each allocation, so that slots are used in order and none twice.
CREATE TABLE allocation.stratum (
  study_id uuid NOT NULL REFERENCES allocation.sealed_list,
  stratum text NOT NULL,
  head integer NOT NULL CHECK (head >= 0),
  PRIMARY KEY (study_id, stratum)
);
CREATE TABLE allocation.allocation (
  study_id uuid NOT NULL,
  participant text NOT NULL,
  site_id text NOT NULL,
  stratum text NOT NULL,
  slot integer NOT NULL CHECK (slot >= 0),
  arm text NOT NULL,
  allocated_on date NOT NULL,
  allocated_at timestamptz NOT NULL,
  allocated_by uuid NOT NULL,
  PRIMARY KEY (study_id, participant),
  UNIQUE (study_id, stratum, slot),
  FOREIGN KEY (study_id, stratum) REFERENCES allocation.stratum
);
CREATE TRIGGER sealed_list_stays BEFORE UPDATE OR DELETE ON allocation.sealed_list FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sealed_list_stays_whole BEFORE TRUNCATE ON allocation.sealed_list FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_stays BEFORE UPDATE OR DELETE ON allocation.allocation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_stays_whole BEFORE TRUNCATE ON allocation.allocation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stratum_stays BEFORE DELETE ON allocation.stratum FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stratum_stays_whole BEFORE TRUNCATE ON allocation.stratum FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A head only moves on, one slot at a time.
CREATE FUNCTION allocation.refuse_head_jump() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the head of a stratum moves one slot at a time' USING ERRCODE = 'KD009';
END
$$;
CREATE TRIGGER stratum_steps BEFORE UPDATE ON allocation.stratum FOR EACH ROW WHEN (NEW.head <> OLD.head + 1 OR NEW.stratum <> OLD.stratum OR NEW.study_id <> OLD.study_id)
  EXECUTE FUNCTION allocation.refuse_head_jump();

GRANT SELECT, INSERT ON allocation.sealed_list, allocation.allocation TO kendali_allocator;
GRANT SELECT, INSERT, UPDATE (head) ON allocation.stratum TO kendali_allocator;
