-- The lives of this database; the last one is the present. Fences and generations are newer than others only within one.
create table if not exists work.epoch (
  epoch bigint primary key,
  began_at timestamptz not null default clock_timestamp(),
  system_identifier bigint not null,
  database_oid oid not null,
  database_name text not null,
  reason text not null,
  by text not null
);

-- Which database this is, whatever epochs it lives through: hosts obey one. It changes only where a copy is told to go its own way.
alter table work.epoch add column if not exists incarnation uuid;
update work.epoch set incarnation = (select gen_random_uuid()) where incarnation is null;
alter table work.epoch alter column incarnation set not null;

-- The highest fence that was let through to an apply: above it, a host has accepted something that this database did not give out.
alter table work.server add column if not exists granted_fence bigint;
update work.server set granted_fence = fence where granted_fence is null;
alter table work.server alter column granted_fence set default 0;
alter table work.server alter column granted_fence set not null;

-- Of the desired state that it was let through with.
alter table work.server add column if not exists granted_generation bigint not null default 0;

-- What a failover to a replica keeps, and a dump that is restored somewhere does not.
create or replace function work.running_database()
returns table (system_identifier bigint, database_oid oid, database_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.system_identifier, d.oid, d.datname::text from pg_control_system() c, pg_database d where d.datname = current_database()
$$;

create or replace function work.microseconds(p_at timestamptz)
returns bigint
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select (extract(epoch from p_at) * 1000000)::bigint
$$;

insert into work.epoch (epoch, system_identifier, database_oid, database_name, incarnation, reason, by)
select work.microseconds(clock_timestamp()), r.system_identifier, r.database_oid, r.database_name, gen_random_uuid(), 'the first one', 'init'
  from work.running_database() r
 where not exists (select from work.epoch);

create or replace view work.present_epoch as
select e.epoch, e.began_at, e.system_identifier, e.database_oid, e.database_name, e.reason, e.by,
       (e.system_identifier, e.database_oid) is distinct from (r.system_identifier, r.database_oid) as copied,
       r.system_identifier as running_system_identifier, r.database_oid as running_database_oid, r.database_name as running_database_name,
       e.incarnation
  from (select * from work.epoch order by epoch desc limit 1) e, work.running_database() r;
