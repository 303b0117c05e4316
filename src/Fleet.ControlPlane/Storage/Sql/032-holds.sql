-- Asked by a worker right before it sends an apply; never for a check that finds nothing to do. An empty array: go ahead.
-- Null: the fence is not held any more. Of a run that is held, the command that it was for is remembered: the apply is for it, later.
-- p_repairs: the drift that it would repair, as `kind:subject`, without what a command changes; p_waiting: what it leaves out of that by now,
-- because it is held, so that the holds go on; p_window: how long a worker takes to look at every server once.
drop function if exists work.may_apply(uuid, bigint, interval, text[]);
create or replace function work.may_apply(p_server uuid, p_fence bigint, p_window interval, p_repairs text[], p_waiting text[])
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  drift constant text[] := p_repairs || p_waiting;
  holds jsonb;
  granted boolean;
begin
  if cardinality(drift) > 0 then
    -- before any row: who lets mass drift go takes rows after it, too
    perform pg_advisory_xact_lock(hashtext('fleet mass drift'));
  end if;
  perform from work.server s
   where s.server_id = p_server and s.fence = p_fence and s.owner = session_user and s.lease_until > clock_timestamp()
     for update;
  if not found then
    return null;
  end if;
  if cardinality(drift) > 0 then
    perform work.hold_mass_drift(p_server, least(greatest(p_window, interval '1 second'), interval '1 hour'), drift);
  end if;
  select coalesce(jsonb_agg(h.hold order by h.since, h.hold_id), '[]')
    into holds
    from work.standing_hold h
   where (h.server_id is null or h.server_id = p_server) and (h.kind <> 'mass-drift' or h.hold ->> 'drift' = any (p_repairs));
  granted := holds = '[]';
  if granted and cardinality(p_repairs) > 0 then
    perform work.count_repairs(p_server, p_repairs);
  end if;
  update work.server s
     set held_fence = case when not granted then p_fence when s.held_fence = p_fence then 0 else s.held_fence end,
         granted_fence = case when granted then greatest(s.granted_fence, p_fence) else s.granted_fence end,
         granted_generation = case when granted then s.seen_generation else s.granted_generation end
   where s.server_id = p_server;
  return holds;
end $$;

-- A null among the servers: every server. What is held already stays as it is: the first reason and its age stand.
create or replace function work.hold(
  p_servers uuid[], p_kind text, p_command uuid, p_drift text, p_reason text, p_by text, p_until timestamptz)
returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with held as (
    insert into work.hold (server_id, kind, command, drift, reason, by, until)
    select s.id, p_kind, p_command, p_drift, left(p_reason, 1000), left(p_by, 200), p_until from unnest(p_servers) as s (id)
    on conflict do nothing
    returning 1
  )
  select count(*) from held
$$;

-- Ends the holds of that kind that fit; a null fits any, as an element of the servers the hold of every server.
-- Those who were held are due now, and again after a run that is under way.
create or replace function work.release(p_kind text, p_servers uuid[], p_command uuid, p_drift text)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  released uuid[];
begin
  with ended as (
    delete from work.hold h
     where h.kind = p_kind
       and (p_servers is null or array_position(p_servers, h.server_id) is not null)
       and (p_command is null or h.command = p_command)
       and (p_drift is null or h.drift = p_drift)
    returning h.server_id
  )
  select array_agg(e.server_id) into released from ended e;
  if released is null then
    return 0;
  end if;
  -- in the order of ids, as workers renew their leases
  with due as (
    select s.server_id from work.server s
     where not s.retired and (array_position(released, null) is not null or s.server_id = any (released))
     order by s.server_id
     for update
  )
  update work.server s
     set revision = s.revision + 1,
         due_at = least(s.due_at, clock_timestamp()),
         priority = case when s.traceparent is null then s.priority else least(s.priority, 0) end
    from due d where d.server_id = s.server_id;
  perform pg_notify('fleet_work', '');
  return cardinality(released);
end $$;
