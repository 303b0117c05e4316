using System.Text.Json.Serialization;

namespace Fleet.Contracts.Api;

[JsonConverter(typeof(KebabEnumConverter<CommandOutcome>))]
public enum CommandOutcome
{
    Accepted,
    Unchanged,
    Refused,
}

/// <summary>The answer to every command: one transaction, one id; servers that refuse are listed, the others go ahead.</summary>
public sealed record CommandAccepted(
    Guid CommandId,
    IReadOnlyList<CommandServer> Servers,
    IReadOnlyList<AccountChange> Gained,
    IReadOnlyList<AccountChange> Lost);

public sealed record CommandServer(string Name, Guid Id, long Generation, CommandOutcome Outcome, RefusalInfo? Refusal = null);

/// <summary><c>Next</c>: the exact command that helps, where there is one.</summary>
public sealed record RefusalInfo(string Code, string Text, string? Next = null);

public sealed record AccountChange(string User, string Server);
