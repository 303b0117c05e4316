namespace Fleet.Contracts.Api;

/// <summary><c>Selector</c> stands: servers that match later are included.</summary>
public sealed record RegisterUserRequest(string Name, string Selector, Secret Password);

public sealed record UserPasswordRequest(Secret Password);

public sealed record UserSelectorRequest(string Selector);
