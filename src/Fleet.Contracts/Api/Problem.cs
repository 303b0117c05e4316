namespace Fleet.Contracts.Api;

/// <summary>
/// RFC 9457 problem. <c>Title</c>: what happened. <c>Code</c>: stable, kebab-case, for programs. <c>Evidence</c>: what was seen, with time and
/// value. <c>Detail</c>: why. <c>Next</c>: the exact command that helps.
/// </summary>
public sealed record Problem(
    string Title,
    int Status,
    string Code,
    string? Detail = null,
    IReadOnlyList<string>? Evidence = null,
    string? Next = null,
    string? Type = null,
    string? Instance = null);
