using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Audit;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Selectors;
using Marten;
using Wolverine.Http;

namespace Fleet.ControlPlane.Drift;

public static class WatchDrift
{
    [WolverineGet(Routes.DriftEvents)]
    public static async Task<IResult> Get(HttpContext http, IDocumentStore store, AuditReader audit, Signals signals, TimeProvider time, CancellationToken stop)
    {
        var text = http.Request.Query["selector"].ToString() is { Length: > 0 } given ? given : "all";
        if (!Selector.Parse(text).TryGet(out var selector, out var refusal))
            return Problems.From(refusal);
        var after = await audit.End(stop);
        return new EventStream((writer, gone) => Follow(store, selector, after, signals, writer, time, gone));
    }

    // First what stands, then what changes; what was detected in between is told twice rather than not at all.
    private static async Task Follow(
        IDocumentStore store, Selector selector, AuditCursor after, Signals signals, EventStreamWriter writer, TimeProvider time, CancellationToken stop)
    {
        var known = new Dictionary<(string Server, string Kind, string Subject), DriftEntry>();
        await using (var session = store.QuerySession())
        {
            var servers = (await session.ActiveServers(stop)).RemoveAll(s => !selector.Matches(s.Name, s.Labels));
            foreach (var entry in (await ServerPicture.Of(session, servers, stop)).SelectMany(s => DriftViews.Of(s, time.GetUtcNow())))
                await Tell(writer, new(entry.Since, Word(entry), known[(entry.Server, entry.Kind, entry.Subject)] = entry), stop);
        }
        for (var seen = after.Event; ;)
        {
            var next = signals.Next(Signals.Audit);
            var records = await Read(store, selector, seen, stop);
            foreach (var (record, server) in records)
            {
                seen = record.Id;
                if (server is not null && Change(record, server, known) is { } change)
                    await Tell(writer, change, stop);
            }
            if (records.Count > 0)
                continue;
            await writer.Alive(stop);
            await Signals.Paced(next, EventStreamWriter.Heartbeat, time, stop);
        }
    }

    private static async Task<List<(AuditRecord Record, DesiredServer? Server)>> Read(IDocumentStore store, Selector selector, long after, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var records = await session.Query<AuditRecord>()
            .Where(r => r.Id > after && r.Type.IsOneOf("drift_detected", "drift_resolved", "drift_flapping")).OrderBy(r => r.Id).Take(500).ToListAsync(stop);
        var servers = (await session.ActiveServers(stop)).Where(s => selector.Matches(s.Name, s.Labels)).ToDictionary(s => s.Id);
        return [.. records.Select(r => (r, servers.GetValueOrDefault(r.ServerId!.Value)))];
    }

    private static DriftChange? Change(AuditRecord record, DesiredServer server, Dictionary<(string, string, string), DriftEntry> known)
    {
        switch (record.Type)
        {
            case "drift_detected":
                var detected = record.Data.Deserialize<DriftDetected>(WireJson.Options)!;
                var entry = DriftViews.Entry(server, detected.Drift, detected.Circumstances, record.At, record.At, record.At);
                return new(record.At, Word(entry), known[(server.Name, entry.Kind, entry.Subject)] = entry);
            case "drift_resolved":
                var resolved = record.Data.Deserialize<DriftResolved>(WireJson.Options)!;
                known.Remove((server.Name, Kebab.Text(resolved.Kind), resolved.Subject), out var over);
                return over is null ? null : new(record.At, "resolved", over, Kebab.Text(resolved.How));
            default:
                var flapping = record.Data.Deserialize<DriftFlapping>(WireJson.Options)!;
                return known.GetValueOrDefault((server.Name, Kebab.Text(flapping.Kind), flapping.Subject)) is { } again
                    ? new(record.At, "flapping", again with { Repair = $"gave up after {flapping.Repairs} repairs" }) : null;
        }
    }

    private static string Word(DriftEntry entry) => entry.Waiver is null ? "detected" : "waived";

    private static Task Tell(EventStreamWriter writer, DriftChange change, CancellationToken stop) =>
        writer.Event(StreamEvents.Drift, change, ApiJson.Default.DriftChange, stop);
}
