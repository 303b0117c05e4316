namespace Fleet.Contracts.Api;

/// <summary><c>Servers</c>: where the user should have an account now. <c>NeedsPassword</c>: how many of these have no credential left for it.</summary>
public sealed record UserSummary(Guid Id, string Name, string Selector, bool Disabled, DateTimeOffset RegisteredAt, int Servers, int NeedsPassword);

public sealed record UserDetail(UserSummary Summary, IReadOnlyList<UserAccount> Accounts);

/// <summary><c>Origin</c> and <c>State</c> as in <see cref="ServerAccount"/>; <c>CheckedAt</c> is the server's.</summary>
public sealed record UserAccount(string Server, string Origin, string State, DateTimeOffset? CheckedAt);
