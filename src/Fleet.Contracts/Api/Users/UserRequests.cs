namespace Fleet.Contracts.Api;

/// <summary><c>Selector</c> stands: servers that match later are included.</summary>
public sealed record RegisterUserRequest(string Name, string Selector, Secret Password);

public sealed record UserPasswordRequest(Secret Password);

public sealed record UserSelectorRequest(string Selector);

/// <summary>
/// A password that its user changed on servers. <c>Action</c>: reset (the one that Fleet knows is put again) or keep (the one on the server
/// is the user's there from now on). <c>Selector</c>, <c>Expect</c>, <c>Servers</c>: as in <see cref="AccessModeRequest"/>.
/// </summary>
public sealed record UserCredentialRequest(
    string Action,
    string Selector,
    int? Expect = null,
    IReadOnlyList<string>? Servers = null);
