-- What a finding said when it was signed, as the JSON text of its params: words of it are read in either language. Absent
-- where it was signed before this was kept; the document and the day of signing then tell it.
ALTER TABLE protocol_exception ADD COLUMN params text;

-- A draft that its owner took off the lists. It stays, with its steps, and can be brought back.
ALTER TABLE protocol_draft
  ADD COLUMN removed_at timestamptz,
  ADD COLUMN removed_by uuid REFERENCES account,
  ADD CHECK ((removed_at IS NULL) = (removed_by IS NULL));
GRANT UPDATE (removed_at, removed_by) ON protocol_draft TO kendali_app;
