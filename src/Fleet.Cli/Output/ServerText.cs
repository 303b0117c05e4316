using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class ServerText
{
    public static void Write(Screen screen, ServerDetail server)
    {
        var s = server.Summary;
        screen.Facts(
            ("server", s.Name), ("domain", s.Domain), ("labels", ServerTable.Labels(s.Labels)), ("ssh", Ssh(server.Endpoint)), ("probe", Probe(server.Probe)),
            ("access mode", s.AccessMode ?? "not commanded: not judged"), ("activation", server.Activation),
            ("enforcement", s.SuspendedUntil is { } until ? $"{s.Enforcement} until {Age.Utc(until)}" : s.Enforcement),
            ("held", s.Held is { Count: > 0 } holds ? string.Join("; ", holds.Select(h => h.Text)) : null),
            ("canary", server.Canary?.Text),
            ("generation", $"{s.Generation}, incarnation {server.Incarnation}"), ("retired", s.Retired ? "yes" : null));
        screen.Line();
        screen.Facts(
            ("verdict", s.Verdict), ("state", s.State), ("because", s.StateText), ("since", s.StateSince is { } since ? Age.Utc(since) : null),
            ("failing", FailingText.Of(s.Failing, screen.Now)),
            ("checked", Age.Of(s.CheckedAt, screen.Now)), ("sessions", Sessions(s.Sessions)));
        Observed(screen, server);
        Keys(screen, server);
        if (server.Drift.Count > 0) screen.Line();
        DriftTable.Write(screen, server.Drift);
        Accounts(screen, server.Accounts);
    }

    private static void Observed(Screen screen, ServerDetail server)
    {
        if (server.Observation is { } seen)
            screen.Facts(
                ("on disk", seen.OnDisk), ("in force", seen.InForce),
                ("config valid", seen.ConfigValid is { } valid ? (valid ? "yes" : "no") : "unknown"),
                ("services", string.Join(", ", seen.Services.Select(p => $"{p.Key} {p.Value}"))),
                ("prosody", seen.ProsodyVersion), ("fleet-host", seen.FleetHostVersion));
        if (server.Observation?.Guests is { } guests)
            screen.Facts(
                ("guests", $"on disk {guests.OnDisk}; in force {guests.InForce}; config.js sends them to: {guests.AnonymousDomain}"),
                ("jicofo login", $"on disk {guests.Jicofo}; in force {guests.JicofoInForce}"));
        if (server.LastProbe is { } probe)
            screen.Facts(
                ("from outside", $"anonymous {probe.Anonymous}, guest {probe.Guest}, member {probe.Member}"),
                ("", $"{Age.Of(probe.At, screen.Now)} at {probe.Address}, certificate {probe.Certificate ?? "unknown"}"),
                ("", probe.Detail.Length > 0 ? probe.Detail : null));
        foreach (var address in server.LastProbe?.Addresses ?? [])
            screen.Facts(("", $"{address.Address}: BOSH {address.Bosh}, WebSocket {address.WebSocket}, guest {address.Guest}"));
    }

    private static void Keys(Screen screen, ServerDetail server)
    {
        screen.Facts([.. server.PinnedKeys.Select(k => ("host key", (string?)$"{k.Algorithm} {k.Fingerprint} pinned"))]);
        foreach (var key in server.ScannedKeys.Except(server.PinnedKeys))
            screen.Facts(
                ("host key", $"{key.Algorithm} {key.Fingerprint} scanned, not pinned"),
                ("", $"compare it at the host, then: fleet servers pin {server.Summary.Name}"));
    }

    private static void Accounts(Screen screen, IReadOnlyList<ServerAccount> accounts)
    {
        if (accounts.Count == 0) return;
        screen.Line();
        screen.Rows(["USER", "ORIGIN", "STATE"], accounts.Select(a => new[] { a.User, a.Origin, Cell.Word(a.State) }));
    }

    private static string? Sessions(SessionCounts? counts) => counts is null
        ? null
        : $"{ServerTable.Sessions(counts)} in {counts.Rooms} rooms, {counts.Participants} participants";

    private static string Ssh(SshAddress e) =>
        $"{e.User}@{e.Address}:{e.Port}{(e.Jump is { } j ? $" through {j.User}@{j.Address}:{j.Port}" : "")}";

    private static string Probe(ProbeAddress p) =>
        $"{p.Address ?? "by DNS"}, port {p.Port}, trusts {p.Trust}{(p.PinnedKey is { } key ? $" {key}" : "")}";
}
