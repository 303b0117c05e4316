namespace Fleet.Contracts.Api;

/// <summary>
/// Exactly one member but <c>Fresh</c> is set: the command to plan, or <c>Repair</c>, a selector: what enforcing the present desired state would do.
/// <c>Fresh</c>: look at the servers first.
/// </summary>
public sealed record PlanRequest(
    AccessModeRequest? Access = null,
    EnforcementRequest? Enforcement = null,
    UserPlan? User = null,
    Guid? Revert = null,
    string? Repair = null,
    bool Fresh = false,
    AccountsRequest? Accounts = null,
    CredentialPlan? Credential = null);

/// <summary><c>Action</c>: register, select (both with <c>Selector</c>), disable, enable, remove.</summary>
public sealed record UserPlan(string Name, string Action, string? Selector = null);

public sealed record CredentialPlan(string Name, UserCredentialRequest Request);
