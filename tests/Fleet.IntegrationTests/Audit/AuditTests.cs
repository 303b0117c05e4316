using System.Diagnostics;
using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.IntegrationTests.Reconciling;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Audit;

[Collection(ControlPlaneCollection.Name)]
public sealed class AuditTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_and_what_followed_from_them_are_told_in_sentences()
    {
        var claimed = await fleet.EnrollAndClaim("audit-01");
        await fleet.Database.Worker.Done(claimed, claimed.Clean().With(new DriftItem(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.Critical, "provider", "it is open")));
        var told = await Until(new(Server: "audit-01"), entries => entries.Any(e => e.Type == "drift-detected"));
        told[0].Text.ShouldBe("audit-01 was enrolled: audit-01.example at audit-01.host.example port 22");
        (told[0].Actor, told[0].Address, told[0].Client).ShouldBe(("dana", "127.0.0.1", "tests/1.0"));
        var drift = told.Single(e => e.Type == "drift-detected");
        drift.Text.ShouldBe("audit-01: drift access-mode (critical) provider: it is open");
        drift.Actor!.ShouldStartWith("worker:worker_");
        drift.CommandId.ShouldBe(told[0].CommandId);
    }

    [Fact]
    public async Task A_refused_command_is_in_the_audit_and_in_no_stream()
    {
        await fleet.Enroll("audit-02");
        var before = await fleet.EventCount();
        await Refused(() => fleet.Enroll("audit-02"));
        (await fleet.EventCount()).ShouldBe(before);
        var refused = (await Until(new(Server: "audit-02", Type: "command-refused"), entries => entries.Count > 0)).ShouldHaveSingleItem();
        refused.Text.ShouldStartWith("enroll-server audit-02 was refused (server-name-taken)");
        (refused.Actor, refused.Server).ShouldBe(("dana", "audit-02"));
    }

    [Fact]
    public async Task Filters_hold_and_pages_meet_without_gap_or_overlap()
    {
        await fleet.Enroll("audit-03");
        await fleet.Access("name=audit-03", "members", Key("locking"));
        await Refused(() => fleet.Enroll("audit-03"));
        await fleet.Enforcement("name=audit-03", "enforce");
        var all = await Until(new(Server: "audit-03"), entries => entries.Count == 4);
        all.Select(e => e.Type).ShouldBe(["server-enrolled", "access-mode-set", "command-refused", "enforcement-set"]);

        var paged = new List<AuditEntry>();
        await foreach (var entry in fleet.Client.Audit.Read(new(Server: "audit-03", Limit: 1), Stop))
            paged.Add(entry);
        paged.Select(e => e.Cursor).ShouldBe(all.Select(e => e.Cursor));

        (await Read(new(Server: "audit-03", Type: "access-mode-set"))).ShouldHaveSingleItem().Reason.ShouldBe("locking");
        (await Read(new(Server: "audit-03", Actor: "nobody"))).ShouldBeEmpty();
        (await Read(new(Server: "audit-03", Since: all[1].At, Until: all[3].At))).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("since=yesterday")]
    [InlineData("after=me")]
    public async Task A_query_that_is_not_understood_is_refused(string query)
    {
        using var answer = await fleet.Http.GetAsync(new Uri($"{Routes.Audit}?{query}", UriKind.Relative), Stop);
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("query-invalid");
    }

    [Fact]
    public async Task Whoever_follows_sees_what_happens_as_it_happens()
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var seen = new List<AuditEntry>();
        var follower = Task.Run(async () =>
        {
            await foreach (var entry in fleet.Client.Audit.Follow(null, null, ends.Token))
                lock (seen)
                    seen.Add(entry);
        }, Stop);
        // what was enrolled before the stream was open, it does not tell
        var enrolled = 0;
        await Eventually.Until(async () =>
        {
            await fleet.Enroll($"follow-{enrolled++}");
            lock (seen)
                return seen.Any(e => e.Server?.StartsWith("follow-", StringComparison.Ordinal) == true);
        });
        await ends.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => follower);
    }

    private async Task<List<AuditEntry>> Read(AuditQuery query)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in fleet.Client.Audit.Read(query, Stop))
            entries.Add(entry);
        return entries;
    }

    private Task<List<AuditEntry>> Until(AuditQuery query, Func<List<AuditEntry>, bool> condition) => Eventually.Get(() => Read(query), condition);
}
