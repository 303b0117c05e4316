using Fleet.ControlPlane;
using Fleet.ControlPlane.Storage;

namespace Fleet.IntegrationTests.Storage;

public sealed class LoginTests(FleetDatabase database) : IClassFixture<FleetDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_that_Fleet_did_not_make_is_left_alone()
    {
        var owner = (await database.Owner.Rows("select current_user::text", r => r.GetString(0)))[0];
        await Should.ThrowAsync<UsageException>(() => Login.Make(database.Owner, "worker", owner, Stop));
        await Should.ThrowAsync<UsageException>(() => Login.Revoke(database.Owner, owner, Stop));
        (await database.Owner.Rows($"select rolsuper and rolcanlogin from pg_roles where rolname = '{owner}'", r => r.GetBoolean(0))).ShouldBe([true]);
    }

    [Fact]
    public async Task A_login_is_in_the_group_that_it_was_made_for_last_and_in_no_other()
    {
        var name = $"moved_{Guid.NewGuid():n}";
        await Login.Make(database.Owner, "controlplane", name, Stop);
        await Login.Make(database.Owner, "reader", name, Stop);
        (await database.Owner.Rows(
            $"select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member where r.rolname = '{name}'",
            r => r.GetString(0))).ShouldBe(["fleet_reader"]);
    }
}
