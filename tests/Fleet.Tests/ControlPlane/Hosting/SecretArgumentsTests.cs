using Fleet.ControlPlane;
using Fleet.ControlPlane.Hosting;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Hosting;

public sealed class SecretArgumentsTests
{
    [Theory]
    [InlineData("FLEET_OwnerDatabase_FILE=FILE fleet-controlplane init", "init", "--owner-connection", "Host=db;Username=postgres;Password=hush")]
    [InlineData("FLEET_OwnerDatabase_FILE=FILE fleet-controlplane rebuild", "rebuild", "--owner-connection", "host=db; pwd = hush")]
    [InlineData("FLEET_OwnerDatabase_FILE=FILE fleet-controlplane login", "login", "--owner-connection=Password=hush;Host=db")]
    [InlineData("FLEET_Database_FILE=FILE fleet-controlplane run", "run", "--Database", "PASSWORD=hush")]
    [InlineData("FLEET_Database_FILE=FILE fleet-controlplane run", "run", "--Database=Host=db;PSW=hush")]
    [InlineData("FLEET_Database_FILE=FILE fleet-controlplane run", "run", "--Database", "Host=db;SSL Password=hush")]
    [InlineData("FLEET_Kestrel__Certificates__Default__Password=", "run", "--Kestrel:Certificates:Default:Password", "hush")]
    public void a_password_among_the_arguments_is_refused_with_the_way_that_hides_it(string next, params string[] args)
    {
        var refused = Should.Throw<UsageException>(() => SecretArguments.MustBeNone(args)).Message;
        refused.ShouldContain(next);
        refused.ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("init", "--owner-connection", "Host=/var/run/postgresql;Username=postgres;Database=fleet")]
    [InlineData("run", "--Database", "Host=db;Passfile=/etc/fleet/pgpass")]
    [InlineData("operator-token", "password", "--token-file", "/root/password")]
    public void what_holds_none_is_fine(params string[] args) => Should.NotThrow(() => SecretArguments.MustBeNone(args));
}
