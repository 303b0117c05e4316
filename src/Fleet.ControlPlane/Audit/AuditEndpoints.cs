using System.Globalization;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Audit;

public static class AuditEndpoints
{
    private const int MostAtOnce = 1000;

    [WolverineGet(Routes.Audit)]
    [ProducesResponseType<AuditPage>(StatusCodes.Status200OK)]
    public static async Task<IResult> Get(HttpContext http, AuditReader reader, CancellationToken stop)
    {
        if (!Query(http.Request.Query).TryGet(out var query, out var refusal))
            return Problems.From(refusal);
        if (AuditCursor.Parse(query.After) is not { } after)
            return Problems.From(new QueryInvalid("after", "is the `next` of the page before"));
        var entries = await reader.Read(query, after, stop);
        return TypedResults.Json(new AuditPage(entries, entries.Length < query.Limit ? null : entries[^1].Cursor), ApiJson.Default.AuditPage);
    }

    [WolverineGet(Routes.Events)]
    public static async Task<IResult> Events(HttpContext http, AuditReader reader, Signals signals, TimeProvider time, CancellationToken stop)
    {
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        var after = last.Length > 0 ? AuditCursor.Parse(last) : await reader.End(stop);
        return after is null
            ? Problems.From(new QueryInvalid("Last-Event-ID", "is the id of an event of this stream"))
            : new EventStream((writer, gone) => Follow(reader, after, signals, writer, time, gone));
    }

    private static async Task Follow(
        AuditReader reader, AuditCursor after, Signals signals, EventStreamWriter writer, TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            var next = Task.WhenAny(signals.Next(Signals.Audit), signals.Next(Signals.Changes));
            var entries = await reader.Read(new AuditQuery(Limit: MostAtOnce), after, stop);
            foreach (var entry in entries)
                await writer.Event(StreamEvents.Audit, entry, ApiJson.Default.AuditEntry, stop, entry.Cursor);
            if (entries.IsEmpty)
            {
                await writer.Alive(stop);
                await Signals.Paced(next, EventStreamWriter.Heartbeat, time, stop);
            }
            else
                after = AuditCursor.Parse(entries[^1].Cursor)!;
        }
    }

    private static Result<AuditQuery> Query(IQueryCollection query)
    {
        var (since, until, limit) = (Time(query, "since"), Time(query, "until"), Text(query, "limit"));
        if (since is { Valid: false } || until is { Valid: false })
            return new QueryInvalid("since and until", "are times like 2030-01-31T22:00:00Z");
        var most = 500;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostAtOnce))
            return new QueryInvalid("limit", $"is a number from 1 to {MostAtOnce}");
        return new AuditQuery(Text(query, "server"), Text(query, "user"), Text(query, "actor"), since?.Value, until?.Value, Text(query, "type"), Text(query, "after"), most);
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static (bool Valid, DateTimeOffset Value)? Time(IQueryCollection query, string name) => Text(query, name) is { } text
        ? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind, out var time), time)
        : null;
}

public sealed record QueryInvalid(string Name, string Rule) : InvalidRefusal("query-invalid", $"`{Name}` can't be understood: it {Rule}.");
