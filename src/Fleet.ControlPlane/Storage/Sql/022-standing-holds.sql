-- What holds servers now; no server = every server. The member names are those of the worker's and the control plane's JSON.
create or replace view work.standing_hold as
select h.server_id, h.kind, h.since, h.hold_id,
       jsonb_build_object(
         'kind', h.kind, 'reason', h.reason, 'by', h.by, 'since', h.since,
         -- put off as long as the server asks
         'until', case when h.kind <> 'mass-drift' then h.until end, 'command', h.command, 'drift', h.drift,
         'everywhere', h.server_id is null) as hold
  from work.hold h
 where h.until is null or h.until > clock_timestamp()
union all
-- Before any control plane has said so: a worker of a copy may be the first to ask.
select null, 'copy', p.began_at, null,
       jsonb_build_object(
         'kind', 'copy', 'by', 'fleet', 'since', p.began_at, 'everywhere', true, 'reason',
         format('this database is a copy: %s (%s) of system %s, its present epoch began on %s (%s) of system %s', p.running_database_name,
                p.running_database_oid, p.running_system_identifier, p.database_name, p.database_oid, p.system_identifier))
  from work.present_epoch p
 where p.copied and not exists (select from work.hold h where h.kind = 'copy');
