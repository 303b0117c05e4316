-- Begins another life on the database that runs now: what hosts accepted before it is the past. Above every epoch and fence that a host
-- has told of, as far as that could be one: a host that lies about the future is not followed there. With an incarnation it is another
-- database to hosts than it was, which obey the one they know.
drop function if exists work.begin_epoch(text, text, uuid[], bigint[], bigint);
create or replace function work.begin_epoch(p_reason text, p_by text, p_servers uuid[], p_fences bigint[], p_epoch bigint, p_incarnation uuid)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  latest constant bigint := work.microseconds(clock_timestamp() + interval '1 day');
  begun bigint;
begin
  insert into work.epoch (epoch, system_identifier, database_oid, database_name, incarnation, reason, by)
  select greatest(work.microseconds(clock_timestamp()), (select max(e.epoch) + 1 from work.epoch e), case when p_epoch < latest then p_epoch + 1 end),
         r.system_identifier, r.database_oid, r.database_name,
         coalesce(p_incarnation, (select e.incarnation from work.epoch e order by e.epoch desc limit 1)), left(p_reason, 1000), left(p_by, 200)
    from work.running_database() r
  returning epoch into begun;
  -- in the order of ids, as workers renew their leases
  perform from work.server s order by s.server_id for update;
  update work.server s
     set fence = greatest(s.fence, case when told.fence < latest then told.fence end),
         granted_fence = greatest(s.fence, work.microseconds(clock_timestamp()), case when told.fence < latest then told.fence end)
    from work.server w left join unnest(p_servers, p_fences) as told (server_id, fence) on told.server_id = w.server_id
   where w.server_id = s.server_id;
  perform work.release(kind, null, null, null) from unnest(array['restored-from-past', 'copy']) as kind;
  return begun;
end $$;
