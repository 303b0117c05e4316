-- Group roles own nothing but rights; people and programs log in as members of exactly one of them.
do $$
declare
  group_role text;
begin
  foreach group_role in array array['fleet_owner', 'fleet_controlplane', 'fleet_worker', 'fleet_reader'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = group_role) then
      execute format('create role %I nologin nosuperuser nocreatedb nocreaterole noreplication', group_role);
    end if;
  end loop;
  execute format('grant fleet_owner to %I', current_user);
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to fleet_owner, fleet_controlplane, fleet_worker, fleet_reader', current_database());
  execute format('grant create on database %I to fleet_owner', current_database());
end $$;

revoke all on schema public from public;

create schema if not exists fleet authorization fleet_owner;
create schema if not exists wolverine authorization fleet_owner;
create schema if not exists work authorization fleet_owner;
create schema if not exists access authorization fleet_owner;
