-- Said whole on every run: first everything is taken away, then exactly this is given.
revoke all on all tables in schema fleet, wolverine, work, access from public, fleet_controlplane, fleet_worker, fleet_reader;
revoke all on all sequences in schema fleet, wolverine, work, access from public, fleet_controlplane, fleet_worker, fleet_reader;
revoke all on all functions in schema fleet, wolverine, work, access from public, fleet_controlplane, fleet_worker, fleet_reader;
alter default privileges for role fleet_owner revoke execute on functions from public;

grant usage on schema work to fleet_worker, fleet_controlplane, fleet_reader;
grant execute on function
  work.claim(int, int, interval),
  work.desired(uuid, bigint),
  work.renew(uuid[], bigint[], interval),
  work.done(uuid, bigint, bigint, interval, text)
to fleet_worker;

grant usage on schema fleet, wolverine, access to fleet_controlplane;
grant execute on function
  work.want(uuid, bigint, jsonb, smallint, text),
  work.ask(uuid, text),
  work.resealed(uuid),
  work.restrain(uuid, jsonb),
  work.retire(uuid),
  access.refuse(uuid, text, text, text, text, text, text, text, text)
to fleet_controlplane;
grant select on all tables in schema work, access to fleet_controlplane;
grant insert, update, delete on work.credential, work.probe_credential to fleet_controlplane;
grant delete on work.report to fleet_controlplane;
grant insert, delete on work.report_rejected to fleet_controlplane;
grant insert on access.operator_token, access.command to fleet_controlplane;
grant update (revoked_at) on access.operator_token to fleet_controlplane;

grant usage on schema fleet, access to fleet_reader;
grant select on work.server, work.report_rejected, access.refusal to fleet_reader;
