using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Storage;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>What a worker would hand in.</summary>
public static class Reports
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static Observation Seen(string provider = "internal_hashed", params ObservedAccount[] accounts) => new(
        Noon,
        new HostFacts("machine-1", true, HostOwner.Ours, null, new HostProgram("0.1.0", "aa", HostProgramState.Current), "0.12.3", true, PackageManagerState.Idle, [], 0),
        new OnDisk(new ProviderReading(provider, true, null), "jitsi-anonymous", ConfigLink.Intact, new ConfigCheck(ConfigValidity.Valid, null), [], GuestHost.Absent,
            JicofoAuthentication.Off, null, false, new StorageReading(StorageSupport.Files, null), []),
        new InForce(provider, false, 7, 0, 2, 5, Noon, null),
        [new ServiceState("prosody", ServiceStatus.Running, true)],
        new ObservedAccounts($"digest-{accounts.Length}", [.. accounts], null));

    public static ProbeResult Probed(AnonymousLogin anonymous = AnonymousLogin.Refused, MemberLogin member = MemberLogin.Proven) =>
        new(Noon, "192.0.2.7:443", "ab12", anonymous, AnonymousLogin.NoSuchHost, member, "");

    public static ReconcileReport Clean(this Claimed claimed, Verdict verdict = Verdict.Locked) => new(
        claimed.Server, claimed.Generation, 1, claimed.Fence, "w", Noon, Noon, ReconcileOutcome.Checked, false, Seen(), Probed(), verdict, $"judged {verdict}",
        [], [], [], [], [], null, null, claimed.Asked, CorrelationOf(claimed));

    public static ReconcileReport With(this ReconcileReport report, params DriftItem[] drift) => report with { Found = [.. drift], Drift = [.. drift] };

    public static ReconcileReport Failed(this ReconcileReport report, ReconcileOutcome outcome, string code, string text) => report with
    {
        Outcome = outcome,
        Failure = new FailureDetail(code, text, true),
        Observation = null,
        Probe = null,
        Verdict = Verdict.Unknown,
    };

    public static Task<bool> Done(this NpgsqlDataSource worker, Claimed claimed, ReconcileReport report) =>
        worker.Done(claimed, report: JsonSerializer.Serialize(report, WireJson.Options));

    /// <summary>The state of the work's trace context names the command that ordered it.</summary>
    public static Guid? CorrelationOf(Claimed claimed) => claimed.Traceparent?.Split(" fleet=") is [_, var command] ? Guid.ParseExact(command, "N") : null;
}
