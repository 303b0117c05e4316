using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>What people do to a real host, as its own fleet-host tells it.</summary>
public sealed class HostReadingTests(TestHosts hosts)
{
    [Fact]
    public async Task A_clean_host_is_open_and_has_nothing_to_report()
    {
        await using var host = await hosts.Lease();
        var (observed, _) = await (await ManagedHost.Prepare(host)).Observe();
        observed.OnDisk.Provider.ShouldBe(new("jitsi-anonymous", true, null));
        observed.OnDisk.Link.ShouldBe(ConfigLink.Intact);
        observed.OnDisk.Config.Validity.ShouldBe(ConfigValidity.Valid);
        observed.OnDisk.Overrides.ShouldBeEmpty();
        observed.OnDisk.GuestHost.ShouldBe(GuestHost.Absent);
        observed.OnDisk.RegistrationOpen.ShouldBe(false);
        observed.OnDisk.Storage.ShouldBe(new(StorageSupport.Files, null, "SHA-1"));
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
        var managed = await ManagedHost.Prepare(host);
        // prosodyctl makes no account where anybody may come in
        if (drift is "account" or "permissions") await host.Exec($"sed -i '0,/jitsi-anonymous/s//internal_hashed/' /etc/prosody/conf.avail/{host.Name}.cfg.lua");
        if (drift == "permissions") await host.Drift("account");
        await host.Drift(drift);
        var (seen, _) = await managed.Observe();
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

    [Fact]
    public async Task Files_that_contradict_each_other_are_read_in_the_order_in_which_Prosody_loads_them()
    {
        await using var host = await hosts.Lease();
        var managed = await ManagedHost.Prepare(host);
        await host.Exec($"for i in 7 3 9 1 8 2 6 4 5; do printf 'VirtualHost \"{host.Name}\"\\nauthentication = \"provider%s\"\\n' $i >/etc/prosody/conf.d/n$i.cfg.lua; done");
        var truth = await host.Exec("exec lua5.4 -", $$"""
            package.path = "/usr/lib/prosody/?.lua;" .. package.path
            package.cpath = "/usr/lib/prosody/?.so;" .. package.cpath
            prosody = { platform = "posix" }
            local configmanager = require "core.configmanager"
            configmanager.load("/etc/prosody/prosody.cfg.lua", "lua")
            print(configmanager.get("{{host.Name}}", "authentication"))
            """);
        var (seen, _) = await managed.Observe();
        seen.OnDisk.Provider.Value.ShouldBe(truth.Trim());
        seen.OnDisk.Overrides.Length.ShouldBe(9);
    }
}
