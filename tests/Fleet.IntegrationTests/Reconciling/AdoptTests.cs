using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Credentials;
using Fleet.Worker.Work;

namespace Fleet.IntegrationTests.Reconciling;

public sealed class AdoptTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    [Fact]
    public async Task a_hand_built_server_is_read_with_its_mode_and_accounts_sealed_and_nothing_is_written()
    {
        await using var host = await Prepared();
        await host.Exec($"sed -i '0,/authentication = \"jitsi-anonymous\"/s//authentication = \"internal_hashed\"/' /etc/prosody/conf.avail/{host.Name}.cfg.lua && service prosody restart");
        await host.Exec($"prosodyctl register alice {host.Name} one; prosodyctl register bob.b {host.Name} two; prosodyctl register fleet-probe {host.Name} three");
        var before = await host.Files();
        var server = Fleet.Server(host);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var asked = await Database.ControlPlane.Ask(server.Id, "adopt");

        var report = await Fleet.Report(server, r => r.Answered >= asked);

        report.Failure.ShouldBeNull();
        report.Adopted!.Mode.ShouldBe(AccessMode.Members);
        report.Adopted.Accounts.Select(a => a.Name).ShouldBe(["alice", "bob.b"], ignoreOrder: true);
        (await host.Files()).ShouldBe(before);

        foreach (var account in report.Adopted.Accounts)
        {
            var opened = new CredentialOpener(Fleet.Keys).OpenAccount(server, account.Name, new SealedCredential(account.CredentialId, account.Hash, account.Jwe));
            var key = opened.ShouldBeOfType<Opened.Usable>().Verifier.StoredKey;
            (await host.Look($"cat /var/lib/prosody/*/accounts/{account.Name.Replace(".", "%2e")}.dat")).ShouldContain(key);
        }
    }

    [Fact]
    public async Task a_server_whose_logins_are_not_understood_is_not_adopted()
    {
        await using var host = await Prepared();
        await host.Exec($"sed -i '0,/authentication = \"jitsi-anonymous\"/s//authentication = \"token\"/' /etc/prosody/conf.avail/{host.Name}.cfg.lua");
        var server = Fleet.Server(host);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var asked = await Database.ControlPlane.Ask(server.Id, "adopt");
        var report = await Fleet.Report(server, r => r.Answered >= asked);
        report.Adopted.ShouldBeNull();
        report.Failure!.Code.ShouldBe("adopt-provider");
        report.Failure.Text.ShouldContain("token");
    }
}
