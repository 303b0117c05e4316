using System.Text;
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
internal sealed class IdleConnections(SshPool pool, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pool.CloseIdle();
        }
    }
}
