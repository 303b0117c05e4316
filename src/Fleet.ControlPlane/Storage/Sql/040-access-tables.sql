create table if not exists access.operator_token (
  token_hash bytea primary key,
  operator_id uuid not null,
  operator text not null,
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index if not exists operator_token_of on access.operator_token (operator_id);

-- One row per accepted command, written in the command's own transaction: its answer, for whoever repeats it with the same key, and
-- what each server must reach for the command to be done: [{"server", "name", "generation", "asked", "accounts"}].
create table if not exists access.command (
  command_id uuid primary key,
  operator text not null,
  key uuid not null,
  command_hash bytea not null,
  name text not null,
  reason text,
  accepted_at timestamptz not null,
  answer jsonb not null,
  goals jsonb not null,
  unique (operator, key)
);

create index if not exists command_accepted on access.command (accepted_at);
-- By whom a server's accounts were asked for.
drop index if exists access.command_adopting;
create index if not exists command_asking on access.command using gin (goals jsonb_path_ops) where name in ('adopt-server', 'adopt-accounts', 'keep-credential');

-- What was accepted long ago is in the events; its key and its answer are forgotten, unless a server still owes an answer.
create or replace function access.forget_commands(p_most int)
returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with old as (
    select c.command_id from access.command c
     where c.accepted_at < clock_timestamp() - interval '30 days'
       and not exists (
         select from jsonb_to_recordset(c.goals) as goal (server uuid, asked bigint)
           join work.server s on s.server_id = goal.server and not s.retired where goal.asked > s.answered)
     order by c.accepted_at limit least(greatest(p_most, 0), 10000)
  ), forgotten as (
    delete from access.command c using old where c.command_id = old.command_id returning c.command_id
  )
  select count(*) from forgotten
$$;

create table if not exists access.refusal (
  id bigint generated always as identity primary key,
  refused_at timestamptz not null default clock_timestamp(),
  command_id uuid not null,
  operator text not null,
  source text not null,
  client text not null,
  reason text not null,
  command text not null,
  subject text not null,
  code text not null,
  detail text not null
);

-- Append-only for the control plane, and bounded: the oldest go when there are too many.
create or replace function access.refuse(
  p_command_id uuid, p_operator text, p_source text, p_client text, p_reason text, p_command text, p_subject text, p_code text, p_detail text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  kept constant bigint := 100000;
  number bigint;
begin
  insert into access.refusal (command_id, operator, source, client, reason, command, subject, code, detail)
  values (p_command_id, left(p_operator, 200), left(p_source, 200), left(p_client, 200), left(p_reason, 1000),
          left(p_command, 100), left(p_subject, 300), left(p_code, 100), left(p_detail, 1000))
  returning id into number;
  if number % 100 = 0 then
    delete from access.refusal where id <= number - kept;
  end if;
end $$;
