-- Sealed cards for a day without a network: which there are, and when they were printed. No card says its arm: like a slot of
-- the server, that follows from the sealed seed.
CREATE TABLE allocation.card (
  study_id uuid NOT NULL REFERENCES allocation.sealed_list,
  -- The list of one site's cards for one stratum; never a list of the server.
  list text NOT NULL CHECK (list LIKE 'cards=%'),
  position integer NOT NULL CHECK (position >= 0),
  code text NOT NULL,
  site_id text NOT NULL,
  stratum text NOT NULL,
  PRIMARY KEY (study_id, list, position),
  UNIQUE (study_id, code)
);
CREATE TABLE allocation.card_printing (
  study_id uuid NOT NULL REFERENCES allocation.sealed_list,
  list text NOT NULL,
  sequence integer NOT NULL CHECK (sequence > 0),
  printed_by uuid NOT NULL REFERENCES public.account,
  printed_at timestamptz NOT NULL,
  -- Printing a second time makes a second set of cards; somebody says why, and where the first is.
  reason text,
  PRIMARY KEY (study_id, list, sequence),
  CHECK ((sequence = 1) = (reason IS NULL)),
  CHECK (reason <> '')
);
CREATE TRIGGER card_stays BEFORE UPDATE OR DELETE ON allocation.card FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_stays_whole BEFORE TRUNCATE ON allocation.card FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_printing_stays BEFORE UPDATE OR DELETE ON allocation.card_printing FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_printing_stays_whole BEFORE TRUNCATE ON allocation.card_printing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who was allocated by a card holds a card that exists; its list and position are used once, like any slot.
ALTER TABLE allocation.allocation ADD COLUMN card_list text GENERATED ALWAYS AS (CASE WHEN source = 'card' THEN list END) STORED;
ALTER TABLE allocation.allocation ADD FOREIGN KEY (study_id, card_list, slot) REFERENCES allocation.card (study_id, list, position);

GRANT SELECT, INSERT ON allocation.card, allocation.card_printing TO kendali_allocator;
