using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using HostProgram = Fleet.Jitsi.Host.HostProgram;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>What people do to a real host, as its own fleet-host tells it.</summary>
public sealed class HostReadingTests(TestHosts hosts)
{
    private const string Nonce = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_clean_host_is_open_and_has_nothing_to_report()
    {
        await using var host = await hosts.Lease();
        await Prepare(host);
        var observed = await Observe(host);
        observed.OnDisk.Provider.ShouldBe(new("jitsi-anonymous", true, null));
        observed.OnDisk.Link.ShouldBe(ConfigLink.Intact);
        observed.OnDisk.Config.Validity.ShouldBe(Domain.Reconciling.ConfigValidity.Valid);
        observed.OnDisk.Overrides.ShouldBeEmpty();
        observed.OnDisk.GuestHost.ShouldBe(GuestHost.Absent);
        observed.OnDisk.RegistrationOpen.ShouldBe(false);
        observed.OnDisk.Storage.ShouldBe(new(StorageSupport.Files, null));
        observed.OnDisk.Files.ShouldBeEmpty();
        observed.InForce.Provider.ShouldBe("jitsi-anonymous");
        observed.InForce.Problem.ShouldBeNull();
        observed.Host.ServesDomain.ShouldBe(true);
        observed.Host.ProsodyTested.ShouldBeTrue();
        observed.Services.ShouldAllBe(s => s.Status == ServiceStatus.Running);
        observed.Accounts.Items!.Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("auth", "jitsi-anonymous on disk, jitsi-anonymous in force")]
    [InlineData("account", "accounts intruder")]
    [InlineData("config", "rewritable")]
    [InlineData("broken-config", "Invalid, cannot be determined")]
    [InlineData("override", "jitsi-anonymous, authentication twice")]
    [InlineData("guest", "Anonymous on disk, active in force")]
    [InlineData("registration", "registration open")]
    [InlineData("unlink", "Missing, led to jitsi-anonymous, served")]
    [InlineData("copy", "Copied")]
    [InlineData("permissions", "host-config, account:intruder")]
    [InlineData("service", "Stopped, nothing known in force")]
    public async Task A_change_by_hand_is_seen(string drift, string expected)
    {
        await using var host = await hosts.Lease();
        await Prepare(host);
        // prosodyctl makes no account where anybody may come in
        if (drift is "account" or "permissions") await host.Exec($"sed -i '0,/jitsi-anonymous/s//internal_hashed/' /etc/prosody/conf.avail/{host.Name}.cfg.lua");
        if (drift == "permissions") await host.Drift("account");
        await host.Drift(drift);
        var seen = await Observe(host);
        var disk = seen.OnDisk;
        var told = drift switch
        {
            "auth" => $"{disk.Provider.Value} on disk, {seen.InForce.Provider} in force",
            "account" => $"accounts {string.Join(", ", seen.Accounts.Items!.Value.Select(a => a.Name))}",
            "config" => disk.Provider.Rewritable ? "rewritable" : "not rewritable",
            "broken-config" => $"{disk.Config.Validity}, {disk.Provider.Value ?? "cannot be determined"}",
            "override" => $"{disk.Provider.Value}, {disk.Overrides.Single().Option} twice",
            "guest" => $"{disk.GuestHost} on disk, {(seen.InForce.GuestHostActive == true ? "active" : "not active")} in force",
            "registration" => disk.RegistrationOpen == true ? "registration open" : "registration closed",
            "unlink" => $"{disk.Link}, led to {disk.Provider.Value}, {(seen.Host.ServesDomain == true ? "served" : "not served")}",
            "permissions" => string.Join(", ", disk.Files.Select(f => f.Subject)),
            "service" => $"{seen.Services.Single(s => s.Name == "prosody").Status}, {seen.InForce.Provider ?? "nothing known"} in force",
            _ => $"{disk.Link}",
        };
        told.ShouldBe(expected);
    }

    private static async Task Prepare(TestHost host)
    {
        var key = Path.Combine(Path.GetTempPath(), $"fleet-test-{Guid.NewGuid():N}.pub");
        await File.WriteAllTextAsync(key, host.HostKey + "\n");
        await host.Prepare(key, "--fleet", $"{Guid.Empty}");
        File.Delete(key);
    }

    private static async Task<Observation> Observe(TestHost host)
    {
        var request = Encoding.ASCII.GetString(new ObserveRequest(Nonce, host.Name).Render());
        var output = await host.Exec("exec /usr/local/sbin/fleet-host", request);
        var reply = ObserveReply.Parse(Encoding.Latin1.GetBytes(output), Nonce).ShouldBeOfType<HostReply<ObserveReply>.Answered>().Value;
        var expected = new HostExpectations(host.Name, Guid.Empty, new HostProgram("0.0.0", ""), DateTimeOffset.UtcNow, new Dictionary<string, AccountCredential>());
        return HostReader.Read(HostView.Of(reply, host.Name), expected);
    }
}
