namespace Fleet.Contracts.Api;

/// <summary>One page of a list; pages count from 1, <c>Total</c> counts all items of all pages.</summary>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Total, int Page);

public static class Paging
{
    public const int DefaultSize = 100;
    public const int MaxSize = 500;
}
