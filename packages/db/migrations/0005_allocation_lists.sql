-- A slot belongs to a list: of its stratum, of the study (schemes that look back), or of one site's sealed cards.
ALTER TABLE allocation.allocation ADD COLUMN list text;
ALTER TABLE allocation.allocation ADD COLUMN source text NOT NULL DEFAULT 'server' CHECK (source IN ('server', 'card'));
ALTER TABLE allocation.allocation DISABLE TRIGGER allocation_stays;
UPDATE allocation.allocation SET list = stratum;
ALTER TABLE allocation.allocation ENABLE TRIGGER allocation_stays;
ALTER TABLE allocation.allocation ALTER COLUMN list SET NOT NULL;
ALTER TABLE allocation.allocation DROP CONSTRAINT allocation_study_id_stratum_slot_key;
ALTER TABLE allocation.allocation DROP CONSTRAINT allocation_study_id_stratum_fkey;
ALTER TABLE allocation.allocation ADD UNIQUE (study_id, list, slot);
-- Only the server's slots are counted by a head.
ALTER TABLE allocation.allocation ADD COLUMN server_list text GENERATED ALWAYS AS (CASE WHEN source = 'server' THEN list END) STORED;
ALTER TABLE allocation.allocation ADD FOREIGN KEY (study_id, server_list) REFERENCES allocation.stratum (study_id, stratum);
