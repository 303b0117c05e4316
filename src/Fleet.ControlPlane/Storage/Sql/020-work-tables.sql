-- One hot row per server: small, and rewritten in place (a lease or a renewal touches no indexed column).
create table if not exists work.server (
  server_id uuid primary key,
  generation bigint not null,
  revision bigint not null default 0,
  seen_generation bigint not null default 0,
  seen_revision bigint not null default 0,
  priority smallint not null,
  due_at timestamptz not null,
  asked bigint not null default 0,
  answered bigint not null default 0,
  asks text[] not null default '{}',
  owner text,
  lease_until timestamptz,
  fence bigint not null default 0,
  done_fence bigint not null default 0,
  traceparent text,
  retired boolean not null default false
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 50, autovacuum_vacuum_cost_delay = 0);

-- Of the newest ask. Apart from the command's, which the next run is for as well, and goes before.
alter table work.server add column if not exists ask_traceparent text;

-- seal: the accounts to be sealed as they are found; several are of several commands.
alter table work.server drop constraint if exists server_asks_check;
alter table work.server add constraint server_asks_check
  check (array_to_string(asks, ' ') ~ '^((check|scan-key|adopt|seal:[a-z0-9._,-]+|plant:[A-Za-z0-9]+)( |$))*$');

create index if not exists server_due on work.server (priority, due_at) where not retired;

create table if not exists work.desired_state (
  server_id uuid primary key references work.server on delete cascade,
  generation bigint not null,
  desired jsonb not null,
  restraints jsonb
);

-- Beside what they are made of, which may be long: they are counted, and looked for every few seconds.
alter table work.desired_state
  add column if not exists enforced boolean not null generated always as (coalesce(desired ->> 'enforcement', '') = 'enforce') stored,
  add column if not exists canary boolean not null generated always as (coalesce((desired ->> 'canary')::boolean, false)) stored;

-- Sealed to the workers' key; a row without a server is a spare. Material is kept while its user may come back to that server.
create table if not exists work.credential (
  credential_id uuid primary key,
  user_id uuid not null,
  server_id uuid,
  hash text not null,
  jwe text not null,
  made_at timestamptz not null default clock_timestamp()
);

create unique index if not exists credential_of_user_on_server on work.credential (user_id, server_id) where server_id is not null;
create index if not exists credential_of_server on work.credential (server_id) where server_id is not null;
create index if not exists credential_spare on work.credential (user_id, hash) where server_id is null;

create table if not exists work.probe_credential (
  server_id uuid primary key,
  jwe text not null,
  made_at timestamptz not null default clock_timestamp()
);

create table if not exists work.report (
  id bigint generated always as identity primary key,
  server_id uuid not null,
  fence bigint not null,
  worker text not null,
  reported_at timestamptz not null default clock_timestamp(),
  body text not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 100, autovacuum_vacuum_cost_delay = 0);

-- What the run was asked for, and up to which number it answers: asked again when its report turns out to be useless.
alter table work.report add column if not exists asks text[] not null default '{}';
alter table work.report add column if not exists answered bigint not null default 0;

create table if not exists work.report_rejected (
  id bigint generated always as identity primary key,
  server_id uuid not null,
  fence bigint not null,
  worker text not null,
  rejected_at timestamptz not null default clock_timestamp(),
  reason text not null,
  head text not null
);

-- Runs in a row of which nothing was heard until another worker took the server over, and how long it is then left alone before the next one does:
-- whatever it is that ends workers there, it does not end them one after the other.
alter table work.server add column if not exists lost_runs int not null default 0;
alter table work.server add column if not exists lost_pause interval not null generated always as (
  case when lost_runs < 2 then interval '0' else least(interval '15 s' * power(2, least(lost_runs, 10) - 2), interval '10 min') end) stored;

-- Above 0 it is no worker's report: so many runs in a row were lost, the last one of that worker, with that generation.
alter table work.report add column if not exists lost_runs int not null default 0;
alter table work.report add column if not exists generation bigint not null default 0;

-- What keeps servers from being changed, whatever differs: asked for before each apply, so it stops runs that are under way, too.
-- No server = every server, also those enrolled later.
create table if not exists work.hold (
  hold_id uuid primary key default gen_random_uuid(),
  server_id uuid,
  kind text not null,
  command uuid,
  drift text,
  reason text not null,
  by text not null,
  since timestamptz not null default clock_timestamp(),
  until timestamptz,
  unique nulls not distinct (server_id, kind, command, drift)
);

alter table work.hold drop constraint if exists hold_kind_check;
alter table work.hold add constraint hold_kind_check
  check (kind in ('paused', 'first-server', 'stopped-change', 'mass-drift', 'restored-from-past', 'copy'));

-- The last run that was not allowed to change the server.
alter table work.server add column if not exists held_fence bigint not null default 0;
