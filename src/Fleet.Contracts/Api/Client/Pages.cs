using System.Text.Json.Serialization.Metadata;

namespace Fleet.Contracts.Api.Client;

internal static class Pages
{
    public static string Route(string route, int page) =>
        $"{route}{(route.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}&pageSize={Paging.MaxSize}";

    /// <summary>Every page of the list, as one.</summary>
    public static async Task<IReadOnlyList<T>> All<T>(this ApiHttp api, string route, JsonTypeInfo<Paged<T>> info, CancellationToken ct)
    {
        var items = new List<T>();
        for (var page = 1; ; page++)
        {
            var next = await api.Get(Route(route, page), info, ct);
            items.AddRange(next.Items);
            if (next.Items.Count == 0 || items.Count >= next.Total) return items;
        }
    }
}
