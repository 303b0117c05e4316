-- Readers of the event stream wait for the audit view, which has the events in their order and without gaps.
create or replace function access.audit_written() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_notify('fleet_audit', '');
  return null;
end $$;

create or replace trigger audit_written after insert on fleet.mt_doc_auditrecord for each statement execute function access.audit_written();
