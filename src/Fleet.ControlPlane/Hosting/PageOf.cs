using Fleet.Contracts.Api;

namespace Fleet.ControlPlane.Hosting;

/// <summary>The <c>page</c> and <c>pageSize</c> of a request; what is no number counts as not said.</summary>
public sealed record PageOf(int Page, int Size)
{
    public int Skip => (Page - 1) * Size;

    public static PageOf From(HttpContext http) => new(
        int.TryParse(http.Request.Query["page"], out var page) ? Math.Clamp(page, 1, 1_000_000) : 1,
        int.TryParse(http.Request.Query["pageSize"], out var size) ? Math.Clamp(size, 1, Paging.MaxSize) : Paging.DefaultSize);

    public static Paged<T> Items<T>(IReadOnlyCollection<T> all, HttpContext http)
    {
        var page = From(http);
        return new([.. all.Skip(page.Skip).Take(page.Size)], all.Count, page.Page);
    }
}
