create or replace function work.want(p_server uuid, p_generation bigint, p_desired jsonb, p_priority smallint, p_traceparent text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- What the host accepted before this server was known is nothing that this database forgot.
  insert into work.server as s (server_id, generation, priority, due_at, traceparent, granted_fence)
  values (p_server, p_generation, p_priority, clock_timestamp(), p_traceparent,
          greatest(work.microseconds(clock_timestamp()), (select max(k.granted_fence) from work.server k)))
  on conflict (server_id) do update
     set generation = excluded.generation,
         priority = least(s.priority, excluded.priority),
         due_at = least(s.due_at, excluded.due_at),
         traceparent = excluded.traceparent
   where s.generation < excluded.generation and not s.retired;
  if found then
    insert into work.desired_state (server_id, generation, desired) values (p_server, p_generation, p_desired)
    on conflict (server_id) do update set generation = excluded.generation, desired = excluded.desired;
    perform pg_notify('fleet_work', p_server::text);
  end if;
end $$;

-- Answers the number of this ask: it is answered when work.server.answered has reached it. Null: no such server.
drop function if exists work.ask(uuid, text);
create or replace function work.ask(p_server uuid, p_ask text, p_traceparent text default null)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  number bigint;
begin
  update work.server s
     set asked = s.asked + 1,
         asks = case when s.asks @> array[p_ask] then s.asks else s.asks || p_ask end,
         ask_traceparent = coalesce(p_traceparent, s.ask_traceparent),
         priority = least(s.priority, 0),
         due_at = least(s.due_at, clock_timestamp())
   where s.server_id = p_server and not s.retired
  returning s.asked into number;
  if found then
    perform pg_notify('fleet_work', p_server::text);
  end if;
  return number;
end $$;

-- New sealed material without a new generation.
create or replace function work.resealed(p_server uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update work.server s set revision = s.revision + 1, due_at = least(s.due_at, clock_timestamp())
   where s.server_id = p_server and not s.retired;
  if found then
    perform pg_notify('fleet_work', p_server::text);
  end if;
end $$;

-- What the condition tells the worker (not before the next look: it says what not to do).
create or replace function work.restrain(p_server uuid, p_restraints jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update work.desired_state d set restraints = p_restraints where d.server_id = p_server and d.restraints is distinct from p_restraints;
  if found then
    update work.server s set revision = s.revision + 1 where s.server_id = p_server;
  end if;
end $$;

create or replace function work.retire(p_server uuid)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update work.server set retired = true, owner = null, lease_until = null where server_id = p_server;
  delete from work.desired_state where server_id = p_server;
  delete from work.credential where server_id = p_server;
  delete from work.probe_credential where server_id = p_server;
  delete from work.hold where server_id = p_server;
$$;
