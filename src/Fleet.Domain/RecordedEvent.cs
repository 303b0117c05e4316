namespace Fleet.Domain;

/// <summary>An event as its stream keeps it: with the command that caused it, by whom and when.</summary>
public sealed record RecordedEvent<TEvent>(TEvent Event, long Version, Guid CommandId, string Actor, DateTimeOffset At);
