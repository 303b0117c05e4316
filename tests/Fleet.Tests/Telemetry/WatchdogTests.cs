using System.Net.Sockets;
using System.Text;
using Fleet.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Telemetry;

public sealed class WatchdogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData(null)]
    public async Task systemd_is_told_while_the_program_is_alive(string? metricsUrl)
    {
        using var heard = new Heard();
        await using var program = await Program(metricsUrl);
        using var watchdog = Watch(program, heard.Path, why => Assert.Fail(why));
        await watchdog.StartAsync(Stop);
        (await heard.Next()).ShouldBe("WATCHDOG=1");
        (await heard.Next()).ShouldBe("WATCHDOG=1");
        await watchdog.StopAsync(Stop);
    }

    [Fact]
    public async Task a_program_that_does_not_answer_is_ended_and_systemd_hears_nothing()
    {
        using var heard = new Heard();
        await using var program = await Program("http://127.0.0.1:0");
        await program.GetRequiredService<TelemetryListener>().StopAsync(Stop);
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watchdog = Watch(program, heard.Path, ended.SetResult);
        await watchdog.StartAsync(Stop);
        (await ended.Task.WaitAsync(Patience, Stop)).ShouldContain("/health/live");
        heard.Waiting.ShouldBe(0);
    }

    [Theory]
    [InlineData("60000000", "7", "/run/systemd/notify", "/run/systemd/notify")]
    [InlineData("60000000", null, null, null)]
    public void a_minute_is_what_systemd_or_the_compose_file_says(string micros, string? pid, string? socket, string? path) =>
        WatchdogOptions.From(Of(micros, pid, socket), process: 7).ShouldBe(new(TimeSpan.FromMinutes(1), path));

    [Theory]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    [InlineData("999999", null)]
    [InlineData("60000000", "8")]
    public void without_a_time_or_for_another_process_there_is_none(string? micros, string? pid) =>
        WatchdogOptions.From(Of(micros, pid, "/run/systemd/notify"), process: 7).ShouldBeNull();

    private static Func<string, string?> Of(string? micros, string? pid, string? socket) =>
        name => name switch { "WATCHDOG_USEC" => micros, "WATCHDOG_PID" => pid, "NOTIFY_SOCKET" => socket, _ => null };

    private static Watchdog Watch(ServiceProvider program, string socket, Action<string> end) =>
        new(program.GetRequiredService<TelemetryListener>(), new(Silence, socket), end, NullLogger<Watchdog>.Instance);

    private static async Task<ServiceProvider> Program(string? metricsUrl)
    {
        var services = new ServiceCollection().AddSingleton<ILogger<TelemetryListener>>(NullLogger<TelemetryListener>.Instance);
        services.AddTelemetry(new TelemetryOptions("tested", metricsUrl), [], [], () => { });
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>()) await service.StartAsync(Stop);
        return provider;
    }

    /// <summary>systemd's end of the socket.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

        public Heard() => _socket.Bind(new UnixDomainSocketEndPoint(Path));

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"watchdog-{Guid.NewGuid():N}");

        public int Waiting => _socket.Available;

        public async Task<string> Next()
        {
            var said = new byte[64];
            return Encoding.ASCII.GetString(said, 0, await _socket.ReceiveAsync(said, Stop).AsTask().WaitAsync(Patience, Stop));
        }

        public void Dispose()
        {
            _socket.Dispose();
            File.Delete(Path);
        }
    }
}
