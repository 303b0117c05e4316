using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.IntegrationTests.Storage;
using Jose;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Users;

[Collection(ControlPlaneCollection.Name)]
public sealed class CanaryTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_and_its_verifiers_are_nowhere_in_the_database()
    {
        const string first = "canary-7f3a9c1", second = "canary-second-52e8";
        await fleet.Enroll("canary-01");
        await fleet.Register("canary-user", "name=canary-01", first);
        await fleet.Client.Users.SetPassword("canary-user", new Secret(second), Key("because"), Stop);
        await Refused(() => fleet.Register("canary-user", "name=canary-01", first));
        await Refused(() => fleet.Register("Canary!", "name=canary-01", first));

        var secrets = new List<string> { first, second };
        foreach (var jwe in await fleet.Database.Owner.Rows("select jwe from work.credential where jwe like 'eyJ%'", r => r.GetString(0)))
        {
            var opened = JsonSerializer.Deserialize<JsonElement>(JWT.Decode(jwe, new Jwk(fleet.SealingKey, isPrivate: true), JweAlgorithm.ECDH_ES, JweEncryption.A256GCM));
            secrets.AddRange([opened.GetProperty("storedKey").GetString()!, opened.GetProperty("serverKey").GetString()!, opened.GetProperty("salt").GetString()!]);
        }
        secrets.Count.ShouldBeGreaterThan(60);
        foreach (var (schema, table) in await fleet.Database.Owner.Rows(
            "select table_schema, table_name from information_schema.tables where table_schema in ('fleet', 'access', 'work', 'wolverine')", r => (r.GetString(0), r.GetString(1))))
            (await fleet.Database.Owner.Scalar<long>($"select count(*) from {schema}.{table} t where exists (select from unnest($1) s where t::text like '%' || s || '%')", (object)secrets.ToArray()))
                .ShouldBe(0, $"{schema}.{table}");
    }
}
