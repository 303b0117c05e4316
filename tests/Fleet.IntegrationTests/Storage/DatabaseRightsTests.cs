namespace Fleet.IntegrationTests.Storage;

/// <summary>Logs in as each role and tries what it must not do.</summary>
public sealed class DatabaseRightsTests(FleetDatabase database) : IClassFixture<FleetDatabase>
{
    private const string Denied = "42501";

    [Theory]
    [InlineData("select * from work.server")]
    [InlineData("update work.server set due_at = now()")]
    [InlineData("select * from work.desired_state")]
    [InlineData("select * from work.credential")]
    [InlineData("select * from work.report")]
    [InlineData("insert into work.report (server_id, fence, worker, body) values (gen_random_uuid(), 1, 'x', '')")]
    [InlineData("select work.want(gen_random_uuid(), 1, '{}', 0::smallint, null)")]
    [InlineData("select work.ask(gen_random_uuid(), 'check')")]
    [InlineData("select work.retire(gen_random_uuid())")]
    [InlineData("select work.resealed(gen_random_uuid())")]
    [InlineData("select work.hold(array[null]::uuid[], 'paused', null, null, '', '', null)")]
    [InlineData("select work.release('paused', null, null, null)")]
    [InlineData("select * from work.hold")]
    [InlineData("select access.refuse(gen_random_uuid(), '', '', '', '', '', '', '', '')")]
    [InlineData("select * from access.operator_token")]
    [InlineData("select * from access.command")]
    [InlineData("select * from fleet.mt_events")]
    [InlineData("select * from fleet.mt_doc_desiredserver")]
    [InlineData("select * from wolverine.wolverine_nodes")]
    [InlineData("create table work.mine (id int)")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("create temp table mine (id int)")]
    [InlineData("create schema mine")]
    [InlineData("create role mine")]
    [InlineData("set role fleet_owner")]
    [InlineData("set session authorization postgres")]
    [InlineData("copy (select 1) to program 'id'")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    public async Task A_worker_is_refused(string sql) => (await database.Worker.Refused(sql)).ShouldBe(Denied);

    [Fact]
    public async Task A_worker_may_execute_exactly_five_functions_and_touch_no_table()
    {
        // claim twice: also as the last release called it
        (await Executed(database.Worker)).ShouldBe(["claim", "claim", "desired", "done", "may_apply", "renew"]);
        (await Touched(database.Worker)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("select * from work.claim(1, 1, interval '6 s')")]
    [InlineData("select work.done(gen_random_uuid(), 1, 0, interval '1 s', '{}')")]
    [InlineData("update work.server set fence = 0")]
    [InlineData("delete from work.hold")]
    [InlineData("insert into work.hold (kind, reason, by) values ('paused', '', '')")]
    [InlineData("insert into work.report (server_id, fence, worker, body) values (gen_random_uuid(), 1, 'x', '')")]
    [InlineData("delete from access.refusal")]
    [InlineData("update access.refusal set detail = ''")]
    [InlineData("insert into access.refusal default values")]
    [InlineData("update access.command set answer = '{}'")]
    [InlineData("delete from access.command")]
    [InlineData("delete from access.operator_token")]
    [InlineData("update access.operator_token set expires_at = 'infinity'")]
    [InlineData("update fleet.mt_events set user_name = 'somebody else'")]
    [InlineData("delete from fleet.mt_events")]
    [InlineData("truncate fleet.mt_events cascade")]
    [InlineData("delete from fleet.mt_streams")]
    [InlineData("create table fleet.mine (id int)")]
    [InlineData("create temp table mine (id int)")]
    [InlineData("create schema mine")]
    [InlineData("create role mine")]
    [InlineData("set role fleet_owner")]
    public async Task The_control_plane_is_refused(string sql) => (await database.ControlPlane.Refused(sql)).ShouldBe(Denied);

    [Theory]
    [InlineData("select * from fleet.mt_events")]
    [InlineData("select * from fleet.mt_doc_auditrecord")]
    [InlineData("select * from fleet.mt_doc_user")]
    [InlineData("select * from access.refusal")]
    [InlineData("select * from access.operator_token")]
    [InlineData("select * from access.command")]
    [InlineData("select * from work.server")]
    [InlineData("select * from work.credential")]
    [InlineData("select * from work.claim(1, 1, interval '6 s')")]
    [InlineData("update work.server set due_at = now()")]
    [InlineData("delete from fleet.mt_doc_desiredserver")]
    [InlineData("create temp table mine (id int)")]
    [InlineData("set role fleet_controlplane")]
    public async Task A_reader_is_refused(string sql) => (await database.Reader.Refused(sql)).ShouldBe(Denied);

    [Fact]
    public async Task A_reader_may_read_the_audit_view_and_nothing_else()
    {
        (await database.Reader.Refused("select * from fleet.fleet_audit")).ShouldBe("allowed");
        (await Touched(database.Reader)).ShouldBe(["fleet_audit"]);
        (await Executed(database.Reader)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Init_again_changes_nothing()
    {
        var before = await Rights();
        await database.Init();
        (await Rights()).ShouldBe(before);
    }

    [Fact]
    public async Task A_revoked_login_is_out_at_once()
    {
        var name = $"gone_{Guid.NewGuid():n}"[..20];
        var stop = TestContext.Current.CancellationToken;
        await using var worker = Npgsql.NpgsqlDataSource.Create(await ControlPlane.Storage.Login.Make(database.Owner, "worker", name, stop));
        (await worker.Scalar<int>("select 1")).ShouldBe(1);
        await ControlPlane.Storage.Login.Revoke(database.Owner, name, stop);
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => worker.Scalar<int>("select 1"));
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => worker.Scalar<int>("select 1"));
    }

    [Fact]
    public async Task A_login_has_one_role_and_its_password_is_known_to_nobody_but_its_file()
    {
        var stop = TestContext.Current.CancellationToken;
        var name = $"w_{Guid.NewGuid():n}"[..20];
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(await ControlPlane.Storage.Login.Make(database.Owner, "worker", name, stop));
        (await database.Owner.Scalar<string>("select rolpassword from pg_authid where rolname = $1", name))!.ShouldStartWith("SCRAM-SHA-256$4096:");
        connection.Password!.Length.ShouldBe(64);
        foreach (var bad in new[] { "fleet_owner", "fleet_worker", "a\"; drop table x", "" })
            await Should.ThrowAsync<ControlPlane.UsageException>(() => ControlPlane.Storage.Login.Make(database.Owner, "worker", bad, stop));
        await Should.ThrowAsync<ControlPlane.UsageException>(() => ControlPlane.Storage.Login.Make(database.Owner, "owner", name, stop));
    }

    private static Task<List<string>> Executed(Npgsql.NpgsqlDataSource login) => login.Rows("""
        select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ('fleet', 'wolverine', 'work', 'access', 'public')
           and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute') order by 1
        """, r => r.GetString(0));

    private static Task<List<string>> Touched(Npgsql.NpgsqlDataSource login) => login.Rows("""
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('fleet', 'wolverine', 'work', 'access', 'public') and c.relkind in ('r', 'p', 'v', 'm', 'S')
           and case c.relkind when 'S' then has_sequence_privilege(c.oid, 'usage, select, update')
               else has_table_privilege(c.oid, 'select, insert, update, delete, truncate, references, trigger')
                 or has_any_column_privilege(c.oid, 'select, insert, update, references') end
        """, r => r.GetString(0));

    private async Task<string> Rights() => string.Join('\n', await database.Owner.Rows("""
        select coalesce(c.relacl::text, '') || c.oid || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('fleet', 'wolverine', 'work', 'access')
        union all
        select coalesce(p.proacl::text, '') || p.oid || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ('fleet', 'wolverine', 'work', 'access') order by 1
        """, r => r.GetString(0)));
}
