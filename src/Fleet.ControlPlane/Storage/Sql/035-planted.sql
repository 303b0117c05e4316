-- The drift that Fleet plants itself: one row per canary. What is asked for and what was told of it meet here.
create table if not exists work.planted (
  server_id uuid primary key,
  since timestamptz not null default clock_timestamp(),
  mark text,
  asked_at timestamptz,
  planted_at timestamptz,
  found_mark text,
  found_at timestamptz,
  blocked text
);

-- Makes the rows those of these canaries, and asks for a new mark where the last one was asked for so long ago: once, however many nodes do it.
create or replace function work.plant(p_canaries uuid[], p_marks text[], p_every interval)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  canary uuid;
  next_ask text;
  times bigint := 0;
begin
  delete from work.planted p where not p.server_id = any (p_canaries);
  insert into work.planted (server_id) select unnest(p_canaries) on conflict do nothing;
  for canary, next_ask in
    update work.planted p set mark = c.mark, asked_at = clock_timestamp()
      from unnest(p_canaries, p_marks) as c (server_id, mark)
     where p.server_id = c.server_id and (p.asked_at is null or p.asked_at <= clock_timestamp() - p_every)
    returning p.server_id, 'plant:' || p.mark
  loop
    -- One ask is enough: what no worker has taken yet is for a mark that nobody expects any more.
    update work.server s
       set asks = array(select a from unnest(s.asks) a where a not like 'plant:%')
     where s.server_id = canary;
    perform work.ask(canary, next_ask);
    times := times + 1;
  end loop;
  return times;
end $$;

-- A mark counts as found once, and only the one that is expected: another one is no proof.
create or replace function work.plant_told(p_server uuid, p_planted text, p_found text, p_blocked text, p_at timestamptz)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update work.planted p
     set planted_at = case when p_planted = p.mark then p_at else p.planted_at end,
         blocked = case when p_planted is not null then null else coalesce(p_blocked, p.blocked) end,
         found_at = case when p_found = p.mark and p.found_mark is distinct from p_found then p_at else p.found_at end,
         found_mark = case when p_found = p.mark then p_found else p.found_mark end
   where p.server_id = p_server
$$;
