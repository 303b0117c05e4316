using System.Net;
using Fleet.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Telemetry;

public sealed class HealthTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_check_that_breaks_is_not_ready_and_keeps_its_text_and_the_others_are_told()
    {
        var (status, text) = await Ready(new Fine(), new Broken());
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        text.ShouldContain("""{"name":"fine","ready":true,"text":"well"}""");
        text.ShouldContain("""{"name":"broken","ready":false,"text":"could not be looked at (InvalidOperationException)"}""");
        text.ShouldNotContain("secret");
    }

    private static async Task<(HttpStatusCode Status, string Text)> Ready(params IReadinessCheck[] checks)
    {
        var services = new ServiceCollection().AddSingleton<ILogger<TelemetryListener>>(NullLogger<TelemetryListener>.Instance);
        services.AddTelemetry(new TelemetryOptions("tested", "http://127.0.0.1:0"), [], [], () => { });
        foreach (var check in checks) services.AddSingleton(check);
        await using var provider = services.BuildServiceProvider();
        var listener = provider.GetRequiredService<TelemetryListener>();
        await listener.StartAsync(Stop);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(listener.Url!, "/health/ready"), Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private sealed class Fine : IReadinessCheck
    {
        public string Name => "fine";

        public Task<Readiness> Look(CancellationToken stop) => Task.FromResult(new Readiness(true, "well"));
    }

    private sealed class Broken : IReadinessCheck
    {
        public string Name => "broken";

        public Task<Readiness> Look(CancellationToken stop) => throw new InvalidOperationException("Password=secret");
    }
}
