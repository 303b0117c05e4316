using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.Metrics;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Host;
using Npgsql;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed partial class SecrecyTests(TestPostgres postgres, TestHosts hosts)
{
    private readonly string _password = $"canary {Guid.NewGuid():n}";
    private readonly string _changed = $"canary {Guid.NewGuid():n}";

    [Fact]
    public async Task a_password_is_found_nowhere()
    {
        var leased = await hosts.Lease(2);
        await using var first = leased[0];
        await using var second = leased[1];
        await using var fleet = await RunningFleet.Start(postgres, hosts, leased);
        await using var processes = new ProcessWatch();
        foreach (var host in leased) await fleet.Enroll(host);
        await fleet.Run(0, "servers", "enforcement", "all", "enforce", "--yes");
        await fleet.Run(0, "lockdown", "all", "--yes");

        await fleet.RunWithInput(0, _password + "\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        var verifiers = await Verifiers(leased);
        await ProveLogin(leased, _password);
        await fleet.RunWithInput(4, _changed + "\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        await fleet.RunWithInput(0, _changed + "\n", "users", "passwd", "alice", "--password-stdin", "--yes");
        verifiers = [.. verifiers, .. await Verifiers(leased)];
        await ProveLogin(leased, _changed);
        await fleet.Run(0, "audit", "-o", "json");

        var places = new Dictionary<string, string>
        {
            ["database"] = await Dump(fleet.Database.OwnerConnection),
            ["processes"] = processes.Seen,
            ["control plane's log"] = fleet.ControlPlane!.Log,
            ["worker's log"] = fleet.Worker!.Log,
            ["traces"] = fleet.Traces.Text,
            ["metrics"] = (await Scrape.Of(await fleet.ControlPlane.Watched())).Text + (await Scrape.Of(await fleet.Worker.Watched())).Text,
            ["command line's output, with the audit"] = fleet.Said,
        };
        ShouldHaveLookedEverywhere(places);
        verifiers.Distinct().Count().ShouldBe(8);
        string[] secrets = [.. WrittenForms.OfText(_password), .. WrittenForms.OfText(_changed), .. verifiers.SelectMany(WrittenForms.OfHex)];
        foreach (var (place, text) in places)
            secrets.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(place);
        foreach (var host in leased)
            (await host.Exec(
                "cat >/root/sought; grep -rlFf /root/sought /etc /var /home /root /tmp /run /usr/local || [ $? = 2 ]", $"{_password}\n{_changed}\n"))
                .Trim().ShouldBe("/root/sought", host.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xy")]
    public void a_secret_is_recognised_in_whatever_it_is_encoded_with(string before)
    {
        var around = Encoding.UTF8.GetBytes($"{before}{_password}yz");
        foreach (var written in (string[])[Convert.ToBase64String(around), Base64Url.EncodeToString(around), Convert.ToHexString(around)])
            WrittenForms.OfText(_password).ShouldContain(form => written.Contains(form, StringComparison.OrdinalIgnoreCase), written);
    }

    private async Task ProveLogin(IEnumerable<TestHost> servers, string password)
    {
        foreach (var host in servers)
        {
            using var bosh = new BoshClient(host, hosts.AuthorityPath);
            (await bosh.User(host, "alice", password)).Login.ShouldBe(MemberLogin.Proven, host.Name);
        }
    }

    /// <summary>Stored and server key of alice on each host, in hex.</summary>
    private static async Task<string[]> Verifiers(IEnumerable<TestHost> servers)
    {
        var files = await Task.WhenAll(servers.Select(host => host.Look($"cat /var/lib/prosody/{AccountFile.Encode(host.Name)}/accounts/alice.dat")));
        return [.. files.SelectMany(f => KeyOfAccount().Matches(f)).Select(m => m.Groups["key"].Value)];
    }

    // A search that looked at the wrong thing finds nothing, too.
    private static void ShouldHaveLookedEverywhere(Dictionary<string, string> places)
    {
        places["database"].ShouldContain("eyJ");
        places["database"].ShouldContain("user_password_changed");
        places["processes"].ShouldContain("/usr/local/sbin/fleet-host");
        places["processes"].ShouldContain("fleet register alice");
        places["control plane's log"].ShouldContain("Application started");
        places["worker's log"].ShouldContain("Application started");
        places["traces"].ShouldContain("command register-user");
        places["metrics"].ShouldContain("fleet_commands_total");
        places["metrics"].ShouldContain("fleet_applies_total");
        places["command line's output, with the audit"].ShouldContain("user-password-changed");
    }

    private static async Task<string> Dump(string connection)
    {
        var server = new NpgsqlConnectionStringBuilder(connection);
        var result = await Script.Run(
            "pg_dump", ["-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "-d", server.Database!],
            new Dictionary<string, string> { ["PGPASSWORD"] = server.Password! });
        return result.MustSucceed().Output;
    }

    [GeneratedRegex("""\["(?:stored|server)_key"\] = "(?<key>[0-9a-f]+)";""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyOfAccount();
}
