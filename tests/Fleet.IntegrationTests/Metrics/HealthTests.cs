using System.Net;

namespace Fleet.IntegrationTests.Metrics;

[Collection(ControlPlaneCollection.Name)]
public sealed class HealthTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_control_plane_says_what_it_is_ready_by()
    {
        var (status, text) = await Get(fleet.Watched, "/health/ready");
        status.ShouldBe(HttpStatusCode.OK, text);
        foreach (var reason in new[] { "database", "projections", "work", "keys" })
            text.ShouldContain($"\"name\":\"{reason}\",\"ready\":true");
        (await Get(fleet.Watched, "/health/live")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_and_metrics_are_on_a_listener_of_their_own()
    {
        foreach (var path in new[] { "/metrics", "/health/live", "/health/ready", "/healthz", "/readyz" })
            (await Get(fleet.Url, path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await Get(fleet.Watched, "/api/v1/servers")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var http = new HttpClient();
        using var posted = await http.PostAsync(new Uri(fleet.Watched, "/metrics"), new StringContent(""), Stop);
        posted.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Get(Uri at, string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(at, path), Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
