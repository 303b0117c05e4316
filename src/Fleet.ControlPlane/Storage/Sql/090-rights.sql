-- Said whole on every run: first everything is taken away, then exactly this is given.
revoke all on all tables in schema fleet, wolverine, work, access from public, fleet_controlplane, fleet_worker, fleet_reader;
revoke all on all sequences in schema fleet, wolverine, work, access from public, fleet_controlplane, fleet_worker, fleet_reader;
revoke all on all functions in schema fleet, wolverine, work, access from public, fleet_controlplane, fleet_worker, fleet_reader;
alter default privileges for role fleet_owner revoke execute on functions from public;

grant usage on schema work to fleet_worker, fleet_controlplane;
grant execute on function
  work.claim(int, int, interval),
  work.claim(int, int, interval, boolean),
  work.desired(uuid, bigint),
  work.renew(uuid[], bigint[], interval),
  work.done(uuid, bigint, bigint, interval, text),
  work.may_apply(uuid, bigint, interval, text[], text[])
to fleet_worker;

grant usage on schema fleet, wolverine, access to fleet_controlplane;
grant execute on function
  work.want(uuid, bigint, jsonb, smallint, text),
  work.ask(uuid, text, text),
  work.resealed(uuid),
  work.restrain(uuid, jsonb),
  work.retire(uuid),
  work.hold(uuid[], text, uuid, text, text, text, timestamptz),
  work.release(text, uuid[], uuid, text),
  work.allow_repair(text, timestamptz, uuid[]),
  work.plant(uuid[], text[], interval),
  work.plant_told(uuid, text, text, text, timestamptz),
  work.running_database(),
  work.begin_epoch(text, text, uuid[], bigint[], bigint, uuid),
  access.refuse(uuid, text, text, text, text, text, text, text, text),
  access.forget_commands(int)
to fleet_controlplane;
grant select on all tables in schema work, access to fleet_controlplane;
grant insert, update, delete on work.credential, work.probe_credential to fleet_controlplane;
grant delete on work.report to fleet_controlplane;
grant insert, delete on work.report_rejected to fleet_controlplane;
grant insert on access.operator_token, access.command to fleet_controlplane;
grant update (revoked_at) on access.operator_token to fleet_controlplane;

-- A reader has the audit and nothing beneath it.
revoke usage on schema work, access from fleet_reader;
grant usage on schema fleet to fleet_reader;
grant select on fleet.fleet_audit to fleet_reader;

-- Events are append-only by right, not by habit: no UPDATE and no DELETE for anybody but the owner.
grant select on all tables in schema fleet to fleet_controlplane;
grant insert on fleet.mt_events, fleet.mt_streams to fleet_controlplane;
grant update on fleet.mt_streams to fleet_controlplane;
grant usage, select on all sequences in schema fleet, wolverine to fleet_controlplane;
grant execute on all functions in schema fleet, wolverine to fleet_controlplane;
grant select, insert, update, delete on all tables in schema wolverine to fleet_controlplane;
do $$
declare
  view_or_progress text;
begin
  for view_or_progress in
    select tablename from pg_catalog.pg_tables
     where schemaname = 'fleet' and (tablename like 'mt\_doc\_%' or tablename in ('mt_event_progression', 'mt_event_projection_floors', 'mt_high_water_skips'))
  loop
    execute format('grant insert, update, delete, truncate on fleet.%I to fleet_controlplane', view_or_progress);
  end loop;
end $$;
