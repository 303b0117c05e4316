using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Drift;

public static class DriftViews
{
    /// <summary>The worst first.</summary>
    public static IEnumerable<DriftEntry> Of(ServerPicture server, DateTimeOffset now) => server.Drift
        .OrderByDescending(d => d.Item.Severity).ThenBy(d => d.Item.Kind).ThenBy(d => d.Item.Subject, StringComparer.Ordinal)
        .Select(d => Entry(server.Desired, d.Item, d.Circumstances,
            server.Condition.Since.GetValueOrDefault(ServerCondition.KeyOf(d.Item.Key)), server.Status?.ReportedAt, now, Repair(server, d.Item)));

    /// <param name="repair">What Fleet does about it, unless it is waived.</param>
    public static DriftEntry Entry(
        DesiredServer server, DriftItem drift, ImmutableArray<CircumstantialEvidence>? circumstances, DateTimeOffset since, DateTimeOffset? seenAt,
        DateTimeOffset now, string? repair = null)
    {
        var waiver = server.WaiverOf(drift.Key, now);
        return new(
            server.Name, Kebab.Text(drift.Layer), Kebab.Text(drift.Kind), Kebab.Text(drift.Severity), drift.Subject, drift.Evidence, since, seenAt,
            waiver is null ? repair : "waived: left alone until its end",
            circumstances?.Select(c => new Circumstance(Kebab.Text(c.Kind), c.At, c.Who, c.What)).ToArray(),
            drift.IsNotice, waiver is null ? null : new WaiverInfo(waiver.Owner, waiver.Reason, waiver.Until));
    }

    private static string Repair(ServerPicture server, DriftItem drift) => server switch
    {
        _ when drift.IsNotice => "a notice: nothing to repair",
        _ when server.Condition.Condition.Restraints.LeavesAlone(drift.Key, server.Desired.Generation) => Flapping(server),
        { Holds: [var hold, ..], Desired.Enforcement: EnforcementMode.Enforce } => $"held ({Kebab.Text(hold.Kind)}): not repaired until `{hold.EndedBy(server.Desired.Name)}`",
        { Desired.Enforcement: EnforcementMode.Enforce } => "repairs what it can",
        _ => "reports only",
    };

    private static string Flapping(ServerPicture server) =>
        $"flapping{(server.Condition.FlappingSince is { } since ? $" since {since.Utc()}" : "")}: repaired again and again, so left alone until the next "
        + $"command, e.g. `fleet servers enforcement name={server.Desired.Name} enforce`; first find who changes it back";
}
