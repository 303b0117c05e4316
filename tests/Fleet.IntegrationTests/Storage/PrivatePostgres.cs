using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Fleet.IntegrationTests.Storage;

/// <summary>A PostgreSQL of the test run's own: FLEET_TEST_POSTGRES (a superuser's connection string) or a cluster started here and removed at the end.</summary>
public sealed class PrivatePostgres : IAsyncLifetime
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-postgres-").FullName;
    private bool _started;

    public string Superuser { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("FLEET_TEST_POSTGRES") is { Length: > 0 } given)
        {
            Superuser = given;
            return;
        }
        var port = FreePort();
        var password = Path.Combine(_directory, "password");
        await File.WriteAllTextAsync(password, "postgres");
        await Run("chown", "-R", "postgres", _directory);
        await RunAsPostgres("initdb", "-D", $"{_directory}/data", "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={password}", "--no-locale", "-E", "UTF8");
        await RunAsPostgres("pg_ctl", "-D", $"{_directory}/data", "-w", "-l", $"{_directory}/data/log", "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300 -c log_statement=all", "start");
        _started = true;
        Superuser = $"Host=127.0.0.1;Port={port};Username=postgres;Password=postgres;Database=postgres";
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
            await RunAsPostgres("pg_ctl", "-D", $"{_directory}/data", "-w", "-m", "immediate", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    private static Task RunAsPostgres(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Run("runuser", ["-u", "postgres", "--", $"{Binaries}/{program}", .. arguments])
        : Run($"{Binaries}/{program}", arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
