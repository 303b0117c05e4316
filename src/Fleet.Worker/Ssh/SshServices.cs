using System.Text;
using Fleet.Worker.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Renci.SshNet;

namespace Fleet.Worker.Ssh;

internal static class SshServices
{
    public static IServiceCollection AddSsh(this IServiceCollection services, SshOptions options, string privateKey) => services
        .AddSingleton(options)
        .AddSingleton<IPrivateKeySource>(_ => new PrivateKeyFile(new MemoryStream(Encoding.ASCII.GetBytes(privateKey))))
        .AddSingleton<KeyExchangeGate>()
        .AddSingleton<SshConnector>()
        .AddSingleton<SshPool>()
        .AddSingleton<HostKeyScanner>()
        .AddHostedService<IdleConnections>();
}

/// <summary>Closes connections that nobody uses any more.</summary>
internal sealed class IdleConnections(SshPool pool, WorkLoop loop, TimeProvider time) : BackgroundService
{
    public const string Name = "idle-connections";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(Name, CloseAsync, TimeSpan.Zero, stoppingToken);

    private async Task CloseAsync(CancellationToken stop)
    {
        await Task.Delay(LookEvery, time, stop);
        pool.CloseIdle();
    }
}
