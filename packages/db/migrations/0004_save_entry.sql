-- Saves one form in one round trip: receipt, current row on its base revision, audit event. All or nothing.
-- Answers `saved`, or `replayed` with the stored answer; raises KD001 another revision, KD002 locked, KD003 command id reused.
CREATE FUNCTION save_entry(
  p_study uuid, p_command uuid, p_content_hash text, p_answer text,
  p_participant text, p_visit text, p_form text, p_site text, p_base_revision integer, p_protocol_hash text,
  p_values text, p_soft_reasons text, p_performed_on date, p_performed_by uuid, p_entered_by uuid, p_device_time timestamptz,
  p_saved_at timestamptz, p_out_of_window_reason text, p_event text)
RETURNS TABLE (outcome text, answer text) LANGUAGE plpgsql AS $$
DECLARE
  stored receipt%ROWTYPE;
  changed integer;
BEGIN
  -- Shared with every other save, exclusive in the act that locks the study: none slips in behind a lock.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_study::text, 0));
  INSERT INTO receipt (study_id, command_id, account_id, content_hash, answer, recorded_at)
    VALUES (p_study, p_command, p_entered_by, p_content_hash, p_answer, p_saved_at) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO STRICT stored FROM receipt r WHERE r.study_id = p_study AND r.command_id = p_command;
    IF stored.content_hash <> p_content_hash OR stored.account_id IS DISTINCT FROM p_entered_by THEN
      RAISE EXCEPTION 'command id reused' USING ERRCODE = 'KD003';
    END IF;
    RETURN QUERY SELECT 'replayed'::text, stored.answer;
    RETURN;
  END IF;
  IF (SELECT s.status FROM study s WHERE s.id = p_study) <> 'live' THEN
    RAISE EXCEPTION 'study is not live' USING ERRCODE = 'KD002';
  END IF;
  IF p_base_revision = 0 THEN
    INSERT INTO form_entry (study_id, participant, visit, form, site_id, revision, protocol_hash, status, "values", soft_reasons,
        performed_on, performed_by, entered_by, device_time, saved_at, out_of_window_reason)
      VALUES (p_study, p_participant, p_visit, p_form, p_site, 1, p_protocol_hash, 'complete', p_values::jsonb, p_soft_reasons::jsonb,
        p_performed_on, p_performed_by, p_entered_by, p_device_time, p_saved_at, p_out_of_window_reason) ON CONFLICT DO NOTHING;
  ELSE
    UPDATE form_entry SET revision = p_base_revision + 1, protocol_hash = p_protocol_hash, "values" = p_values::jsonb,
        soft_reasons = p_soft_reasons::jsonb, performed_on = p_performed_on, performed_by = p_performed_by, entered_by = p_entered_by,
        device_time = p_device_time, saved_at = p_saved_at, out_of_window_reason = p_out_of_window_reason
      WHERE study_id = p_study AND participant = p_participant AND visit = p_visit AND form = p_form
        AND revision = p_base_revision AND status = 'complete';
  END IF;
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed = 0 THEN
    RAISE EXCEPTION 'another revision' USING ERRCODE = 'KD001';
  END IF;
  PERFORM append_audit(p_study, p_participant, p_site, 'entry.save', p_entered_by, p_saved_at, p_event);
  RETURN QUERY SELECT 'saved'::text, p_answer;
END
$$;
REVOKE ALL ON FUNCTION save_entry(uuid, uuid, text, text, text, text, text, text, integer, text, text, text, date, uuid, uuid, timestamptz, timestamptz, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_entry(uuid, uuid, text, text, text, text, text, text, integer, text, text, text, date, uuid, uuid, timestamptz, timestamptz, text, text) TO kendali_app;
