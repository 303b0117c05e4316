using System.Diagnostics.Metrics;
using Fleet.ControlPlane.Drift;
using OpenTelemetry.Metrics;

namespace Fleet.ControlPlane.Metrics;

/// <summary>
/// The fleet as Prometheus sees it. What is not known has no series, and a snapshot that is not followed by another one has none either: old
/// numbers would look like new ones.
/// </summary>
public sealed class FleetGauges
{
    public const string MeterName = "Fleet.State";

    /// <summary>Above servers x kinds x severities of a fleet of thousands; beyond it the SDK says otel_metric_overflow.</summary>
    public const int MostSeries = 120_000;

    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(15);
    private static readonly string[] PerServer =
        ["fleet_server_info", "fleet_server_label", "fleet_server_state", "fleet_server_verdict", "fleet_drift_items", "fleet_drift_waived", "fleet_drift_flapping", "fleet_drift_flapping_seconds",
            "fleet_server_failures", "fleet_server_failing_seconds", "fleet_server_held", "fleet_server_emergency", Age("check"), Age("probe")];

    private readonly TimeProvider _time;
    private volatile Taken? _last;

    public FleetGauges(TimeProvider time, IMeterFactory meters, PlantOptions plants)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        Gauge(meter, "fleet_server_info", "Servers that are not retired, and what they must be", f => f.Servers.Select(s =>
            Of(1, ("server", s.Name), ("domain", s.Domain), ("desired", s.Desired), ("enforcement", s.Enforcement))));
        Gauge(meter, "fleet_server_label", "Labels of servers; name is one, as in selectors", f => f.Servers.SelectMany(s => s.Labels.Append(new("name", s.Name)).Select(l => Of(1, ("server", s.Name), ("key", l.Key), ("value", l.Value)))));
        Gauge(meter, "fleet_server_state", "How the last run on a server ended; stale = none ended lately", f => f.Servers.Select(s => Of(1, ("server", s.Name), ("state", s.StateAt(f.At)))));
        Gauge(meter, "fleet_server_verdict", "Who may open a room, as proven from outside", f => f.Servers.Select(s => Of(1, ("server", s.Name), ("verdict", s.VerdictAt(f.At)))));
        Gauge(meter, Age("check"), "Since the host was last read; no series = never", f => f.Servers.SelectMany(s => Since(f.At, s.ObservedAt, ("server", s.Name))), "s");
        Gauge(meter, Age("probe"), "Since the last proof from outside; no series = when is not known", f => f.Servers.SelectMany(s => Since(f.At, s.ProvenAt, ("server", s.Name))), "s");
        Gauge(meter, "fleet_drift_flapping", "Repairs that Fleet gave up, as they did not last", f => f.Servers.Select(s => Of(s.Flapping, ("server", s.Name))));
        Gauge(meter, "fleet_server_held", "Servers that are not changed, whatever differs; no series = not held", f => f.AllHeld.Select(h => Of(1, ("server", h.Server), ("kind", h.Kind))));
        Gauge(meter, "fleet_server_emergency", "An emergency lockdown is not carried out; no series = none is", f => f.Servers.Where(s => s.IsInEmergency).Select(s => Of(1, ("server", s.Name))));
        Gauge(meter, "fleet_drift_flapping_seconds", "Since repairs were given up; no series = none were", f => f.Servers.SelectMany(s => Since(f.At, s.FlappingSince, ("server", s.Name))), "s");
        Gauge(meter, "fleet_server_failures", "Runs in a row that did not end well", f => f.Servers.Select(s => Of(s.Failures, ("server", s.Name))));
        Gauge(meter, "fleet_server_failing_seconds", "Since the first of them; no series = the last ended well", f => f.Servers.SelectMany(s => Since(f.At, s.FailingSince, ("server", s.Name))), "s");
        Gauge(meter, "fleet_drift_items", "Standing drift; no series says nothing: see state and age", f => f.Drift.Where(d => !d.Waived).Select(d => Of(d.Items, ("server", d.Server), ("kind", d.Kind), ("severity", d.Severity))));
        Gauge(meter, "fleet_drift_waived", "Standing drift that an operator answers for until a time", f => f.Drift.Where(d => d.Waived)
            .GroupBy(d => (d.Server, d.Kind)).Select(d => Of(d.Sum(k => k.Items), ("server", d.Key.Server), ("kind", d.Key.Kind))));
        AddFleet(meter);
        AddPlants(meter, plants.Every);
    }

    /// <summary>Whether a snapshot is served: this is the node that tells of the fleet.</summary>
    public bool Tells => Current is not null;

    public void Show(FleetSnapshot snapshot) => _last = new(snapshot, _time.GetTimestamp());

    public void Hide() => _last = null;

    public static void Bound(MeterProviderBuilder metrics)
    {
        foreach (var name in PerServer)
            metrics.AddView(name, new MetricStreamConfiguration { CardinalityLimit = MostSeries });
    }

    private void AddFleet(Meter meter)
    {
        meter.CreateObservableGauge("fleet_exporter", () => Tells ? 1 : 0, description: "1 on the node that tells of the fleet; one does");
        Gauge(meter, "fleet_restored_from_past", "1: servers are ahead of this database, or it is a copy; nothing is changed until that is accepted", f =>
            [Of(f.Held.Any(h => h.Kind is "restored-from-past" or "copy") ? 1 : 0)]);
        Gauge(meter, "fleet_users", "Users by state", f => f.Users.Select(u => Of(u.Count, ("state", u.What))));
        Gauge(meter, "fleet_credentials_waiting", "Accounts that need a new password of their user", f => [Of(f.CredentialsWaiting)]);
        Gauge(meter, "fleet_held_oldest_seconds", "For how long the longest hold of a kind has stood; no series = there is none", f => f.AllHeld.GroupBy(h => h.Kind).Select(k =>
            Of(Seconds(f.At - k.Min(h => h.Since)), ("kind", k.Key))), "s");
        Gauge(meter, "fleet_work_due", "Servers that are due and held by no worker", f => [Of(f.Work.Due)]);
        Gauge(meter, "fleet_work_oldest_due_seconds", "How long the longest waiting server has been due", f => [Of(f.Work.OldestDueAt is { } due ? Seconds(f.At - due) : 0)], "s");
        Gauge(meter, "fleet_work_owned", "Servers that a worker is at", f => f.Owned.Select(o => Of(o.Count, ("worker", o.What))));
        Gauge(meter, "fleet_worker_last_seen_seconds", "Since a worker was last there", f => f.Workers.Select(w => Of(Seconds(f.At - w.Value), ("worker", w.Key))), "s");
        Gauge(meter, "fleet_reports_waiting", "Reports that were not taken yet", f => [Of(f.Work.ReportsWaiting)]);
        Gauge(meter, "fleet_projection_lag_events", "Events that a view does not have yet", f => f.Projections.Select(p => Of(p.Events, ("projection", p.Name))));
        Gauge(meter, "fleet_projection_lag_seconds", "Age of the oldest event that a view does not have yet", f => f.Projections.Select(p =>
            Of(p.Since is { } since ? Seconds(f.At - since) : 0, ("projection", p.Name))), "s");
    }

    private void AddPlants(Meter meter, TimeSpan every)
    {
        Gauge(meter, "fleet_planted_drift_last_found_seconds", "Since a drift of Fleet's own making was last found on a canary; before the first, since it is one", f =>
            f.Plants.Select(p => Of(Seconds(f.At - p.FoundAt), ("server", p.Server))), "s");
        Gauge(meter, "fleet_planted_drift_interval_seconds", "How often one is planted there", f => f.Plants.Select(p => Of(every.TotalSeconds, ("server", p.Server))), "s");
        Gauge(meter, "fleet_planted_drift_blocked", "Why none is planted; no series = nothing is in the way", f =>
            f.Plants.Where(p => p.Blocked is not null).Select(p => Of(1, ("server", p.Server), ("why", p.Blocked!))));
    }

    // The snapshot as it would be now: ages go on.
    private FleetSnapshot? Current => _last is { } last && _time.GetElapsedTime(last.ReadAt) is var age && age < Validity
        ? last.Snapshot with { At = last.Snapshot.At + age } : null;

    private void Gauge(Meter meter, string name, string description, Func<FleetSnapshot, IEnumerable<Measurement<double>>> values, string? unit = null) =>
        meter.CreateObservableGauge(name, () => Current is { } fleet ? values(fleet) : [], unit, description);

    private static IEnumerable<Measurement<double>> Since(DateTimeOffset now, DateTimeOffset? at, (string, string) label) => at is { } then ? [Of(Seconds(now - then), label)] : [];

    private static double Seconds(TimeSpan age) => Math.Round(Math.Max(0, age.TotalSeconds), 1);

    private static Measurement<double> Of(double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var tags = new KeyValuePair<string, object?>[labels.Length];
        for (var i = 0; i < labels.Length; i++)
            tags[i] = new(labels[i].Name, labels[i].Value);
        return new(value, tags);
    }

    private static string Age(string what) => $"fleet_server_last_{what}_age_seconds";

    // One reference: a scrape sees all of it or nothing, whenever the exporter shows another one.
    private sealed record Taken(FleetSnapshot Snapshot, long ReadAt);
}
