namespace Fleet.IntegrationTests.Monitoring;

/// <summary>
/// For each thing that goes wrong the alert that must follow, within how many check intervals, and in which words; that it ends is part of the
/// story. Times are those of Prometheus' own evaluations.
/// </summary>
[Collection(MonitoringCollection.Name)]
public sealed class AlertTests(MonitoringStory story)
{
    private const string Duration = @"\d[\d.]*(m|\d|s| )*";

    [Fact]
    public void A_hand_edit_that_opens_a_server_pages_within_two_intervals()
    {
        story.Seen("hand edit: open").ShouldSay(Intervals(2), $"{story.One} is open to anyone .open = 1., and must not be", ("server", story.One), Page);
        story.Seen("hand edit: drift").ShouldSay(Intervals(2), $"{story.One} has 1 critical drift of kind open-from-outside",
            ("server", story.One), ("kind", "open-from-outside"), Page);
    }

    [Fact]
    public void A_repair_that_cannot_be_made_is_told_the_first_time_and_where() => story.Seen("repair that fails").ShouldSay(
        Intervals(2), $"[1-3] changes on servers ended failed within 15 minutes .by command.; drift stands on: {story.One}",
        ("result", "failed"), ("cause", "command"), Ticket);

    [Fact]
    public void A_server_that_is_cut_off_is_stale_within_two_intervals_and_unknown_within_three()
    {
        story.Seen("cut: stale").ShouldSay(Intervals(2), $"{story.Other} was last looked at successfully {Duration} ago", ("server", story.Other), Ticket);
        story.Seen("cut: unknown").ShouldSay(Intervals(3), $"Nobody has known for 10 minutes whether {story.Other} is locked .unknown = 1.",
            ("server", story.Other), Ticket);
    }

    [Fact]
    public void A_planted_drift_that_is_not_found_pages_within_an_interval_and_a_half_of_planting_and_ends_when_one_is() => story.Seen("cut: planted").ShouldSay(
        Intervals(8), $"The drift that Fleet planted on {story.Other} was last found {Duration} ago: true drift may not be found either",
        ("server", story.Other), Page);

    [Fact]
    public void A_killed_Prosody_pages_within_two_intervals() => story.Seen("Prosody: drift").ShouldSay(
        Intervals(2), $"{story.One} has 1 critical drift of kind service-down", ("server", story.One), ("kind", "service-down"), Page);

    [Fact]
    public void When_nobody_checks_that_is_told_within_two_intervals()
    {
        story.Seen("frozen: stale").ShouldSay(Intervals(2), $"{story.One} was last looked at successfully {Duration} ago", ("server", story.One), Ticket);
        story.Seen("frozen: stuck").ShouldSay(Intervals(3), $"A server has been due for {Duration} and no worker takes it: commands are not carried out", Page);
    }

    [Fact]
    public void A_killed_worker_is_told_by_its_name_and_by_its_place()
    {
        var (name, place) = (story.On.Fleet.WorkerName, story.Seen("killed: not scraped").Labels["instance"]);
        story.Seen("killed: gone").ShouldSay(Intervals(2), $"Worker {name} is gone .last seen {Duration} ago.", ("worker", name), Ticket);
        story.Seen("killed: not scraped").ShouldSay(Intervals(1), $"Worker {place} is gone .up = 0.", ("instance", place), Ticket);
    }

    [Fact]
    public void A_view_that_stands_still_is_told_by_its_name() => story.Seen("projection").ShouldSay(
        Intervals(1), $"The view audit is {Duration} behind the events", ("projection", "audit"), Ticket);

    [Fact]
    public void Another_host_key_pages_within_two_intervals() => story.Seen("host key").ShouldSay(
        Intervals(2), $"{story.Other} is not the machine that was pinned .host-key = 1.: nothing is done there",
        ("server", story.Other), ("kind", "host-key"), Page);

    [Fact]
    public async Task Another_control_plane_tells_at_once_when_the_first_one_is_killed_and_never_both()
    {
        var first = await When("fleet_exporter", (await story.On.Fleet.ControlPlane!.Watched()).Authority);
        var second = await When("fleet_exporter", (await story.On.SecondControlPlane.Watched()).Authority);
        var (before, after) = (first.Last(at => at <= story.HandedOver), second.First());
        (after - before).ShouldBeLessThan(TimeSpan.FromMinutes(2), "as long as FleetNotWatched waits, as it is delivered");
        after.ShouldBeGreaterThan(before);
    }

    [Fact]
    public void When_no_control_plane_is_left_that_pages() => story.Seen("nobody tells").ShouldSay(
        Intervals(1), "No control plane tells of the servers .1.: every alert about them is blind", Page);

    // raw samples: nothing that is only still looked back at
    private async Task<DateTimeOffset[]> When(string series, string instance) =>
        [.. Sighting.Times(await story.Prometheus.Query($"{series}{{instance=\"{instance}\"}}[10m]"), value: "1")];

    private static (string, string) Page => ("severity", "page");

    private static (string, string) Ticket => ("severity", "ticket");

    private static TimeSpan Intervals(int count) => count * MonitoredFleet.Interval;
}
