using System.Runtime.CompilerServices;

namespace Fleet.Contracts.Api.Client;

public sealed class AuditClient(ApiHttp api)
{
    /// <summary>Page after page, until the end; never the whole in memory.</summary>
    public async IAsyncEnumerable<AuditEntry> Read(AuditQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = query.After;
        do
        {
            var page = await api.Get(Routes.Audit + Text(query with { After = after }), ApiJson.Default.AuditPage, ct);
            foreach (var entry in page.Items) yield return entry;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>What happens from now on, or after the entry with this cursor.</summary>
    public async IAsyncEnumerable<AuditEntry> Follow(string? after, Action<string>? onReconnect, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var next in new EventStream(api, Routes.Events, onReconnect, after).Read(ct))
        {
            if (next.Name == StreamEvents.Audit) yield return next.Read(ApiJson.Default.AuditEntry);
        }
    }

    private static string Text(AuditQuery query)
    {
        (string Name, string? Value)[] parts =
        [
            ("server", query.Server), ("user", query.User), ("actor", query.Actor), ("since", query.Since?.ToString("O")),
            ("until", query.Until?.ToString("O")), ("type", query.Type), ("after", query.After), ("limit", query.Limit.ToString()),
        ];
        return "?" + string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
