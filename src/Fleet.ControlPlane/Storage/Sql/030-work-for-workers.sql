-- All that a worker may call. The caller is session_user: a login of its own, so a lease can't be claimed in another worker's name.

-- Of an older version it answers fewer columns, which can't be added in place. A caller of that version reads those it knows.
do $$
begin
  if not exists (select from pg_proc where oid = to_regprocedure('work.claim(int, int, interval)') and 'epoch' = any (proargnames)) then
    drop function if exists work.claim(int, int, interval);
  end if;
  if not exists (select from pg_proc where oid = to_regprocedure('work.claim(int, int, interval, boolean)') and 'incarnation' = any (proargnames)) then
    drop function if exists work.claim(int, int, interval, boolean);
  end if;
end $$;

-- After lost runs a server is left alone, in an emergency for a little: what ends workers there ends their other runs as well.
-- p_asks: the worker asks (work.may_apply) before each apply. One that does not may apply whatever it is given.
create or replace function work.claim(p_slots int, p_urgent int, p_lease interval, p_asks boolean)
returns table (
  server_id uuid, generation bigint, revision bigint, fence bigint, priority smallint, asked bigint, asks text[], traceparent text,
  epoch bigint, granted_fence bigint, incarnation uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with urgent as (
    select s.server_id, s.owner, s.fence, s.seen_generation, s.lost_runs from work.server s
     where s.priority <= 0 and s.due_at <= statement_timestamp() and not s.retired
       and (s.lease_until is null or s.lease_until < statement_timestamp() - least(s.lost_pause, case when s.priority < 0 then interval '15 s' end))
       and (p_asks or not exists (select from work.standing_hold h where h.server_id is null or h.server_id = s.server_id))
     order by s.priority, s.due_at
     limit least(greatest(p_urgent, 0), 64) for update skip locked
  ), normal as (
    select s.server_id, s.owner, s.fence, s.seen_generation, s.lost_runs from work.server s
     where s.due_at <= statement_timestamp() and not s.retired
       and (s.lease_until is null or s.lease_until < statement_timestamp() - least(s.lost_pause, case when s.priority < 0 then interval '15 s' end))
       and (p_asks or not exists (select from work.standing_hold h where h.server_id is null or h.server_id = s.server_id))
     order by s.priority, s.due_at
     limit least(greatest(p_slots, 0), 512) for update skip locked
  ), taken as (
    select * from urgent union select * from normal
  ), told as (
    -- who let go in order is no owner any more
    insert into work.report (server_id, fence, worker, body, lost_runs, generation)
    select t.server_id, t.fence, t.owner, '', t.lost_runs + 1, t.seen_generation from taken t where t.owner is not null and t.lost_runs >= 2
  )
  update work.server s
     set owner = session_user,
         lease_until = clock_timestamp() + least(p_lease, interval '1 minute'),
         fence = greatest(s.fence + 1, work.microseconds(clock_timestamp())),
         granted_fence = case when p_asks then s.granted_fence else greatest(s.fence + 1, work.microseconds(clock_timestamp())) end,
         granted_generation = case when p_asks then s.granted_generation else s.generation end,
         lost_runs = s.lost_runs + (s.owner is not null)::int,
         seen_generation = s.generation,
         seen_revision = s.revision
   where s.server_id in (select t.server_id from taken t)
  returning s.server_id, s.generation, s.revision, s.fence, s.priority, s.asked, s.asks, coalesce(s.traceparent, s.ask_traceparent),
            (select max(e.epoch) from work.epoch e), s.granted_fence, (select e.incarnation from work.epoch e order by e.epoch desc limit 1)
$$;

-- As workers of the last release call it.
create or replace function work.claim(p_slots int, p_urgent int, p_lease interval)
returns table (
  server_id uuid, generation bigint, revision bigint, fence bigint, priority smallint, asked bigint, asks text[], traceparent text,
  epoch bigint, granted_fence bigint)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select server_id, generation, revision, fence, priority, asked, asks, traceparent, epoch, granted_fence
    from work.claim(p_slots, p_urgent, p_lease, false)
$$;

grant execute on function work.claim(int, int, interval), work.claim(int, int, interval, boolean) to fleet_worker;

-- Hands out only the credentials that the desired accounts name: what was revoked is not for workers any more.
create or replace function work.desired(p_server uuid, p_fence bigint)
returns table (generation bigint, revision bigint, desired jsonb, credentials jsonb, probe jsonb, restraints jsonb)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with held as (
    update work.server s set seen_generation = s.generation, seen_revision = s.revision
     where s.server_id = p_server and s.fence = p_fence and s.owner = session_user and s.lease_until > clock_timestamp()
    returning s.server_id, s.generation, s.revision
  )
  select h.generation, h.revision, d.desired,
         coalesce((
           select jsonb_agg(jsonb_build_object('id', c.credential_id, 'hash', c.hash, 'jwe', c.jwe))
             from jsonb_each(d.desired -> 'accounts') a
             join work.credential c on c.credential_id = (a.value ->> 'credentialId')::uuid and c.server_id = h.server_id), '[]'),
         (select jsonb_build_object('jwe', p.jwe, 'madeAt', p.made_at) from work.probe_credential p where p.server_id = h.server_id),
         d.restraints
    from held h join work.desired_state d on d.server_id = h.server_id
$$;

-- Locks in the order of ids, as the control plane does when it orders work for many servers: no deadlock between the two.
create or replace function work.renew(p_servers uuid[], p_fences bigint[], p_lease interval)
returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with held as (
    select s.server_id from work.server s
      join unnest(p_servers, p_fences) as claimed (server_id, fence) on claimed.server_id = s.server_id and claimed.fence = s.fence
     where s.owner = session_user and not s.retired
     order by s.server_id
     for update of s
  )
  update work.server s set lease_until = clock_timestamp() + least(p_lease, interval '1 minute')
    from held where s.server_id = held.server_id
  returning s.server_id
$$;

-- Writes the report and lets go in one statement; told the same again (an answer lost on the way), it says true again and writes nothing.
-- Without a report (null) it only lets go: a worker that stops in order.
create or replace function work.done(p_server uuid, p_fence bigint, p_answered bigint, p_next interval, p_report text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked_for text[];
  answers bigint;
begin
  update work.server s
     set owner = null,
         lease_until = null,
         done_fence = p_fence,
         lost_runs = case when p_report is null then s.lost_runs else 0 end,
         answered = greatest(s.answered, least(p_answered, s.asked)),
         asks = case when p_answered >= s.asked then '{}' else s.asks end,
         priority = case when waiting.work then s.priority else 5 end,
         traceparent = case when waiting.command or s.held_fence = p_fence or p_report is null then s.traceparent end,
         ask_traceparent = case when p_answered >= s.asked then null else s.ask_traceparent end,
         due_at = clock_timestamp() + case when waiting.work then interval '0' else least(greatest(p_next, interval '0'), interval '1 hour') end
    from (select w.generation > w.seen_generation or w.revision > w.seen_revision or w.asked > greatest(w.answered, p_answered) as work,
                 w.generation > w.seen_generation or w.revision > w.seen_revision as command,
                 case when p_answered >= w.asked then w.asks else '{}' end as answered_asks
            from work.server w where w.server_id = p_server for update) as waiting
   where s.server_id = p_server and s.fence = p_fence and s.owner = session_user
  returning waiting.answered_asks, s.answered into asked_for, answers;
  if not found then
    return exists (select from work.server s where s.server_id = p_server and s.done_fence = p_fence and p_report is not null);
  end if;
  if p_report is not null and octet_length(p_report) <= 1048576 then
    insert into work.report (server_id, fence, worker, body, asks, answered) values (p_server, p_fence, session_user, p_report, asked_for, answers);
  elsif p_report is not null then
    insert into work.report_rejected (server_id, fence, worker, reason, head)
    values (p_server, p_fence, session_user, 'over-long', left(p_report, 2000));
    -- An empty report: the taker marks the server as unknown.
    insert into work.report (server_id, fence, worker, body, asks, answered) values (p_server, p_fence, session_user, '', asked_for, answers);
  end if;
  perform pg_notify('fleet_report', p_server::text);
  return true;
end $$;
