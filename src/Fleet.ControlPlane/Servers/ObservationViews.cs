using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Servers;

/// <summary>What was seen of a server, in the API's words: the value, or why there is none.</summary>
public static class ObservationViews
{
    private const string Unknown = "unknown";

    public static ObservationSummary Of(Observation seen) => new(
        seen.ObservedAt,
        seen.OnDisk.Provider.Value ?? seen.OnDisk.Provider.Problem ?? Unknown,
        seen.InForce.Provider ?? seen.InForce.Problem ?? Unknown,
        seen.OnDisk.Config.Validity switch { ConfigValidity.Valid => true, ConfigValidity.Invalid => false, _ => null },
        seen.Host.ProsodyVersion, seen.Host.Program.Version,
        seen.Services.DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => Kebab.Text(s.Status)),
        Guests(seen.OnDisk, seen.InForce));

    public static ProbeSummary Of(ProbeResult probe) => new(
        probe.At, probe.Address, probe.Certificate, Kebab.Text(probe.Anonymous), Kebab.Text(probe.Guest), Kebab.Text(probe.Member), probe.Detail,
        probe.Addresses?
            .Select(a => new AddressSummary(a.Address, a.Certificate, Kebab.Text(a.Bosh), Kebab.Text(a.WebSocket), Kebab.Text(a.Guest))).ToArray());

    private static GuestSummary Guests(OnDisk disk, InForce force) => new(
        disk.Guests switch
        {
            null => Kebab.Text(disk.GuestHost),
            { State: GuestHost.Unknown } => disk.Guests.Problem ?? Unknown,
            { State: GuestHost.Absent } => "absent",
            var found => $"{found.Provider ?? Unknown}{(found.Ours ? ", made by Fleet" : "")}",
        },
        force.GuestHostProvider ?? force.Problem ?? Unknown,
        disk.JicofoFiles switch
        {
            { Installed: false } => "not on this host",
            { State: JicofoAuthentication.Unknown, Problem: { } problem } => problem,
            _ => Kebab.Text(disk.Jicofo),
        },
        force.Jicofo switch
        {
            null => Unknown,
            { Authentication: JicofoAuthentication.Unknown, Problem: { } problem } => problem,
            var running => Kebab.Text(running.Authentication),
        },
        disk.WebClient is { Determined: false } client ? client.Problem ?? Unknown : disk.AnonymousDomain ?? "not set");
}
