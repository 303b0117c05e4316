using System.Runtime.CompilerServices;

namespace Fleet.Contracts.Api.Client;

public sealed class DriftClient(ApiHttp api)
{
    /// <summary>All that stands now, as one page.</summary>
    public async Task<DriftPage> List(string selector, CancellationToken ct)
    {
        var items = new List<DriftEntry>();
        for (var page = 1; ; page++)
        {
            var next = await api.Get(Pages.Route($"{Routes.Drift}?selector={Uri.EscapeDataString(selector)}", page), ApiJson.Default.DriftPage, ct);
            items.AddRange(next.Items);
            if (next.Items.Count == 0 || items.Count >= next.Total) return next with { Items = items, Page = 1 };
        }
    }

    public Task<CommandAccepted> Waive(string server, WaiveDriftRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerWaive, server), request, ApiJson.Default.WaiveDriftRequest, headers, ct);

    public Task<CommandAccepted> Unwaive(string server, UnwaiveDriftRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.ServerUnwaive, server), request, ApiJson.Default.UnwaiveDriftRequest, headers, ct);

    public async IAsyncEnumerable<DriftChange> Watch(string selector, Action<string>? onReconnect, [EnumeratorCancellation] CancellationToken ct)
    {
        var stream = new EventStream(api, $"{Routes.DriftEvents}?selector={Uri.EscapeDataString(selector)}", onReconnect);
        await foreach (var next in stream.Read(ct))
        {
            if (next.Name == StreamEvents.Drift) yield return next.Read(ApiJson.Default.DriftChange);
        }
    }
}
