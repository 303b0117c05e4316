using System.Text.Json.Serialization;

namespace Fleet.Contracts.Api;

/// <summary>Held: not touched, and not about to be until an operator says so. Proven: observed and probed as commanded, after the command. Unknown: nothing current is known of the server.</summary>
[JsonConverter(typeof(KebabEnumConverter<ProgressState>))]
public enum ProgressState
{
    Pending,
    Working,
    Proven,
    Drift,
    Failed,
    Unknown,
    Held,
}

/// <summary>
/// Every server of the command that did not refuse, unchanged ones too (nothing new was asked of these; are they as desired all the same?).
/// <c>Finished</c>: every server is past pending and working; what is unknown may still change later.
/// </summary>
public sealed record CommandStatus(
    Guid CommandId,
    string Command,
    string Actor,
    DateTimeOffset At,
    string? Reason,
    bool Finished,
    IReadOnlyList<CommandProgress> Servers,
    StagedProgress? Staged = null);

/// <summary>
/// A command over several servers, as long as some of them wait for others. <c>Stage</c>: first (one server goes first), rest (the others go
/// on), stopped. <c>First</c> null: none can go first at the time. <c>Next</c>: the exact commands to choose from.
/// </summary>
public sealed record StagedProgress(string Stage, string? First, int Waiting, string Text, IReadOnlyList<string> Next);

/// <summary><c>Text</c>: the evidence in one line, with its time and value.</summary>
public sealed record CommandProgress(string Server, ProgressState State, string Verdict, string Text, DateTimeOffset? At, string? Next = null);

/// <summary>Names of the server-sent events. A stream starts with the present state of every server, so a reader that reconnects misses nothing;
/// a comment at least every <see cref="HeartbeatSeconds"/> seconds shows that it lives.</summary>
public static class StreamEvents
{
    public const int HeartbeatSeconds = 10;

    /// <summary>Data: <see cref="CommandProgress"/>.</summary>
    public const string Progress = "progress";

    /// <summary>Data: <see cref="StagedProgress"/>.</summary>
    public const string Staged = "staged";

    /// <summary>Data: <see cref="CommandStatus"/>; the last event of a command's stream.</summary>
    public const string Finished = "finished";

    /// <summary>Data: <see cref="DriftChange"/>.</summary>
    public const string Drift = "drift";

    /// <summary>Data: <see cref="Problem"/>; the last event of a stream whose token was revoked or expired meanwhile.</summary>
    public const string Refused = "refused";

    /// <summary>Data: <see cref="AuditEntry"/>; the event's id is its cursor.</summary>
    public const string Audit = "audit";
}
