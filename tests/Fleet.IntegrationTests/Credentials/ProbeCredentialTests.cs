using System.Text.Json;
using Fleet.ControlPlane.Credentials;
using Fleet.IntegrationTests.Storage;
using Jose;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fleet.IntegrationTests.Credentials;

[Collection(ControlPlaneCollection.Name)]
public sealed class ProbeCredentialTests(RunningControlPlane fleet)
{
    [Fact]
    public async Task An_enforced_server_has_a_probe_secret_from_its_first_run_on_and_another_one_each_day()
    {
        var server = await fleet.Enrolled("probe-01");
        (await Probe(server)).ShouldBeNull();
        await fleet.Enforcement("name=probe-01", "enforce");
        var first = (await Probe(server)).ShouldNotBeNull();
        var header = JWT.Headers(first);
        (header["use"], header["user"], header["srv"]).ShouldBe(("probe", "fleet-probe", server.ToString()));
        JsonSerializer.Deserialize<JsonElement>(JWT.Decode(first, new Jwk(fleet.SealingKey, isPrivate: true), JweAlgorithm.ECDH_ES, JweEncryption.A256GCM))
            .GetProperty("password").GetString()!.Length.ShouldBe(64);

        var rotation = fleet.Services.GetServices<IHostedService>().OfType<ProbeRotation>().Single();
        await rotation.Rotate(TestContext.Current.CancellationToken);
        (await Probe(server)).ShouldBe(first);
        await fleet.Database.Owner.Execute("update work.probe_credential set made_at = made_at - interval '25 hours' where server_id = $1", server);
        await Task.WhenAll(rotation.Rotate(TestContext.Current.CancellationToken), rotation.Rotate(TestContext.Current.CancellationToken));
        (await fleet.Database.Owner.Scalar<long>("select revision from work.server where server_id = $1", server)).ShouldBe(1);
        (await Probe(server)).ShouldNotBe(first);
    }

    private async Task<string?> Probe(Guid server)
    {
        var claimed = await fleet.ClaimServer(server);
        var jwe = await fleet.Database.Worker.Scalar<string>("select probe ->> 'jwe' from work.desired($1, $2)", server, claimed.Fence);
        await fleet.Database.Worker.Scalar<bool>("select work.done($1, $2, $3, interval '0', null)", server, claimed.Fence, claimed.Asked);
        return jwe;
    }
}
