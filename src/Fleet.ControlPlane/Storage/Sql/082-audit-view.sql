-- The audit for other programs (Grafana, a warehouse), promised in .github/docs/audit-view.md: columns are added at its end, never changed.
-- It reads with its owner's rights: who may read it needs no right on what is beneath.
create or replace view fleet.fleet_audit as
select r.at,
       s.data ->> 'name' as server,
       u.data ->> 'name' as user_name,
       replace(r.type, '_', '-') as type,
       r.actor::text,
       r.data ->> 'source' as source,
       r.data ->> 'client' as client,
       r.data ->> 'reason' as reason,
       (r.data ->> 'commandId')::uuid as command_id,
       r.data -> 'data' as data
  from fleet.mt_doc_auditrecord r
  left join fleet.mt_doc_desiredserver s on s.id = r.server_id
  left join fleet.mt_doc_user u on u.id = r.user_id
union all
select f.refused_at,
       case when not f.of_user then f.subject end,
       case when f.of_user then f.subject end,
       'command-refused',
       f.operator, f.source, f.client, nullif(f.reason, ''), f.command_id,
       jsonb_build_object('command', f.command, 'code', f.code, 'detail', f.detail)
  from (select *, command like '%user%' or command in ('change-password', 'reset-credential') as of_user from access.refusal) f;
