using System.Net;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.ControlPlane.Hosting;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Hosting;

[Collection(ControlPlaneCollection.Name)]
public sealed class StreamTests(RunningControlPlane fleet)
{
    // Only there to end a test whose stream does not end.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_ends_with_the_reason_when_its_token_is_revoked()
    {
        using var http = fleet.ClientOf((await fleet.Client.Operators.Add(new("ruth", DateTimeOffset.UtcNow.AddDays(1)), Key(), Stop)).Token);
        var (open, refused) = Follow(http, "stream-01");
        await open;
        await fleet.Client.Operators.Revoke("ruth", Key(), Stop);
        (await refused.WaitAsync(Longest, Stop)).Code.ShouldBe("token-invalid");
    }

    [Fact]
    public async Task A_stream_ends_with_the_reason_when_its_token_expires()
    {
        using var http = fleet.ClientOf((await fleet.Client.Operators.Add(new("rita", DateTimeOffset.UtcNow.AddDays(1)), Key(), Stop)).Token);
        var (open, refused) = Follow(http, "stream-02");
        await open;
        await fleet.Database.Owner.Execute("update access.operator_token set expires_at = clock_timestamp() where operator = 'rita'");
        (await refused.WaitAsync(Longest, Stop)).Code.ShouldBe("token-invalid");
    }

    [Fact]
    public async Task An_operator_reads_a_bounded_number_of_streams()
    {
        using var http = fleet.ClientOf(await fleet.AddOperator("greta"));
        var open = await Task.WhenAll(Enumerable.Range(0, OpenStreams.Most).Select(_ => Open(http)));
        open.ShouldAllBe(o => o.StatusCode == HttpStatusCode.OK);
        using var other = await Open(fleet.Http);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);

        using (var oneMore = await Open(http))
        {
            oneMore.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            (await oneMore.Content.ReadAsStringAsync(Stop)).ShouldContain("too-many-streams");
        }
        foreach (var stream in open)
            stream.Dispose();
        await Eventually.Until(async () =>
        {
            using var again = await Open(http);
            return again.StatusCode == HttpStatusCode.OK;
        });
    }

    /// <summary>The audit as it happens: open once it has told of that server's enrolment, refused with a problem.</summary>
    private (Task Open, Task<Problem> Refused) Follow(HttpClient http, string server)
    {
        var open = new TaskCompletionSource();
        var enrolled = false;
        var refused = Refused(async () =>
        {
            await foreach (var entry in new FleetClient(http).Audit.Follow(null, null, Stop))
                if (entry.Server is not null && !enrolled && (enrolled = true))
                    open.SetResult();
        });
        return (Task.WhenAll(open.Task, EnrollUntil(open.Task, server)), refused);
    }

    // What was enrolled before the stream was open, it does not tell.
    private async Task EnrollUntil(Task open, string prefix)
    {
        var enrolled = 0;
        await Eventually.Until(async () =>
        {
            if (!open.IsCompleted)
                await fleet.Enroll($"{prefix}-{enrolled++}");
            return open.IsCompleted;
        });
    }

    private static Task<HttpResponseMessage> Open(HttpClient http) => http.GetAsync(new Uri(Routes.Events, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);
}
