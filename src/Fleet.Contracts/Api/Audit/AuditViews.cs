using System.Text.Json;

namespace Fleet.Contracts.Api;

/// <summary>
/// One event, or one refusal (<c>Type</c> = command-refused). <c>Cursor</c> names the place after it. <c>Text</c> is the sentence for people,
/// <c>Data</c> the event itself.
/// </summary>
public sealed record AuditEntry(
    string Cursor,
    DateTimeOffset At,
    string Type,
    string? Server,
    string? User,
    string? Actor,
    string? Address,
    string? Client,
    string? Reason,
    Guid? CommandId,
    Guid? CausationId,
    string Text,
    JsonElement? Data = null);

/// <summary>Oldest first. <c>Next</c> is the <c>after</c> of the following page; null at the end.</summary>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? Next);

/// <summary>What is null doesn't filter. <c>Since</c> is inclusive, <c>Until</c> exclusive. <c>Limit</c> 1 to 1000.</summary>
public sealed record AuditQuery(
    string? Server = null,
    string? User = null,
    string? Actor = null,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    string? Type = null,
    string? After = null,
    int Limit = 500);
