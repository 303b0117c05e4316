using System.Net;
using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Xunit;

namespace Fleet.IntegrationTests.TestBed;

public sealed class TestBedTests(TestHosts hosts, TestPostgres postgres)
{
    [Fact]
    public async Task A_leased_host_answers_by_ssh_at_its_address()
    {
        await using var host = await hosts.Lease();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(host.Address), 22, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldStartWith("SSH-2.0-OpenSSH");
    }

    [Fact]
    public async Task A_changed_host_comes_back_clean_with_another_key()
    {
        var changed = await hosts.Lease();
        var keyBefore = changed.HostKey;
        await changed.Exec("touch /etc/left-by-a-test");
        await changed.DisposeAsync();

        await using var again = await hosts.LeaseAgain(changed);
        (await again.Look("ls /etc")).ShouldSatisfyAllConditions(etc => etc.ShouldContain("machine-id"), etc => etc.ShouldNotContain("left-by-a-test"));
        again.HostKey.ShouldNotBe(keyBefore);
    }

    [Fact]
    public async Task A_host_can_run_a_real_systemd()
    {
        await using var host = await hosts.Lease();
        await host.Reset(systemd: true);
        (await host.Look("systemctl is-active prosody")).Trim().ShouldBe("active");
    }

    [Fact]
    public async Task Several_hosts_are_leased_at_once()
    {
        var leased = await hosts.Lease(3);
        foreach (var host in leased)
            await host.DisposeAsync();
        leased.Select(h => h.Address).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_cut_host_does_not_answer_until_it_joins_again()
    {
        await using var host = await hosts.Lease();
        await host.Cut();
        (await Answers(host)).ShouldBeFalse();
        await host.Join();
        (await Answers(host)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_made_from_a_template_has_its_content_and_is_its_own()
    {
        await using var first = await postgres.Create("with-a-table", connection => Execute(connection, "create table t(i int)"));
        await using var second = await postgres.Create("with-a-table", _ => throw new InvalidOperationException("filled twice"));
        await Execute(first.ConnectionString, "insert into t values (1)");
        (await Scalar(second.ConnectionString, "select count(*) from t")).ShouldBe(0L);
    }

    private static async Task<bool> Answers(TestHost host)
    {
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        try
        {
            await client.ConnectAsync(IPAddress.Parse(host.Address), 22, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task Execute(string connectionString, string sql) => await Scalar(connectionString, sql);

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
