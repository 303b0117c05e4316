-- The same drift on many servers at once is not many accidents: a package, somebody's playbook, a bug of Fleet's. Those that are over a tenth of
-- the enforced servers wait for an operator; whoever asked before was let through, so at least one was repaired and shows what comes of it.

-- Repairs that were let through.
create table if not exists work.repair (
  server_id uuid not null references work.server on delete cascade,
  drift text not null,
  first_asked timestamptz not null,
  last_asked timestamptz not null,
  primary key (server_id, drift)
);

create index if not exists repair_new on work.repair (drift, first_asked);

-- An operator's word that it is repaired on a server that waited for it, and on no other.
drop table if exists work.repair_allowed;
create table if not exists work.allowed_repair (
  server_id uuid not null references work.server on delete cascade,
  drift text not null,
  until timestamptz not null,
  primary key (server_id, drift)
);

-- Under the lock of mass drift. A server's hold lasts as long as it asks: where the drift has gone by itself, so does the hold.
create or replace function work.hold_mass_drift(p_server uuid, p_window interval, p_drift text[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked_at constant timestamptz := clock_timestamp();
  enforced bigint;
  held text[];
begin
  select count(*) into enforced
    from work.desired_state d join work.server s using (server_id)
   where d.enforced and not s.retired;

  -- Asked again within hours, it is not new: a repair that fails is tried once an hour at least. What waited is new, however long.
  with waits as (
    select asked.drift, recent.servers + waiting.servers + 1 as servers
      from (select distinct unnest(p_drift) as drift limit 1000) asked,
           lateral (
             select count(*) as servers from work.hold h
              where h.kind = 'mass-drift' and h.drift = asked.drift and h.until > asked_at and h.server_id <> p_server) waiting,
           lateral (select count(*) as servers from work.repair r where r.drift = asked.drift and r.first_asked > asked_at - p_window) recent
     where (recent.servers + 1 > greatest(1, enforced / 10.0)
              and not exists (
                select from work.repair r
                 where r.server_id = p_server and r.drift = asked.drift and r.last_asked >= asked_at - interval '2 hours')
            or exists (select from work.hold h where h.kind = 'mass-drift' and h.drift = asked.drift and h.until > asked_at))
       and not exists (
         select from work.allowed_repair a where a.server_id = p_server and a.drift = asked.drift and a.until > asked_at)
  ), written as (
    insert into work.hold (server_id, kind, drift, reason, by, until)
    select p_server, 'mass-drift', w.drift,
           format('new on %s of %s enforced servers within %s s', w.servers, enforced, extract(epoch from p_window)::bigint), 'fleet',
           asked_at + 3 * p_window
      from waits w
    on conflict (server_id, kind, command, drift) do update set until = excluded.until
    returning drift
  )
  select coalesce(array_agg(w.drift), '{}') into held from written w;

  delete from work.hold h
   where h.kind = 'mass-drift' and (h.until <= asked_at or h.server_id = p_server and not h.drift = any (held));

  update work.repair r set last_asked = asked_at
   where r.server_id = p_server and r.drift = any (p_drift) and r.last_asked >= asked_at - interval '2 hours';
  delete from work.repair where last_asked < asked_at - interval '1 day';
end $$;

revoke execute on function work.hold_mass_drift(uuid, interval, text[]) from public;

-- Under the same lock: nothing holds them, so they are made, and count.
create or replace function work.count_repairs(p_server uuid, p_drift text[])
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into work.repair as r (server_id, drift, first_asked, last_asked)
  select p_server, d.drift, clock_timestamp(), clock_timestamp() from (select distinct unnest(p_drift) as drift limit 1000) d
  on conflict (server_id, drift) do update set first_asked = excluded.first_asked, last_asked = excluded.last_asked
   where r.last_asked < excluded.last_asked - interval '2 hours'
$$;

revoke execute on function work.count_repairs(uuid, text[]) from public;

-- For a while, as they do not ask all at once: those of these servers that wait for that drift, by kind:subject or a whole kind. Who asks for it
-- later waits: nobody counted it. Answers how many waited.
drop function if exists work.allow_repair(text, timestamptz);
create or replace function work.allow_repair(p_drift text, p_until timestamptz, p_servers uuid[])
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  waited bigint;
begin
  perform pg_advisory_xact_lock(hashtext('fleet mass drift'));
  delete from work.allowed_repair where until <= clock_timestamp();
  with let_go as (
    insert into work.allowed_repair (server_id, drift, until)
    select distinct h.server_id, h.drift, p_until from work.hold h
     where h.kind = 'mass-drift' and h.server_id = any (p_servers) and p_drift in (h.drift, split_part(h.drift, ':', 1))
    on conflict (server_id, drift) do update set until = excluded.until
    returning server_id
  )
  select count(distinct l.server_id) into waited from let_go l;
  -- in the order of ids, however many drifts are released
  perform from work.server s where s.server_id = any (p_servers) order by s.server_id for update;
  perform work.release('mass-drift', p_servers, null, w.drift)
     from (select distinct h.drift from work.hold h where h.kind = 'mass-drift' and p_drift in (h.drift, split_part(h.drift, ':', 1))) w;
  return waited;
end $$;
