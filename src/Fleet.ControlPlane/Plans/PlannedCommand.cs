using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Users;

namespace Fleet.ControlPlane.Plans;

/// <summary>The same decisions as the commands' own.</summary>
public sealed record PlannedCommand(string Name, string Subject, Func<FleetChange, Task<Refusal?>> Decide)
{
    public static PlannedCommand? Of(PlanRequest request)
    {
        object?[] said = [request.Access, request.Enforcement, request.User, request.Revert, request.Repair, request.Accounts, request.Credential];
        return said.Count(s => s is not null) == 1 ? OfOne(request) : null;
    }

    private static PlannedCommand? OfOne(PlanRequest request) => request switch
    {
        { Access: { } access } => new("set-access-mode", access.Selector, change => AccessModeDecision.Decide(change, access)),
        { Enforcement: { } enforcement } =>
            new("set-enforcement", enforcement.Selector, change => EnforcementDecision.Decide(change, enforcement, ImmutableDictionary<Guid, string>.Empty)),
        { User: { } user } => OfUser(user),
        { Revert: { } id } => new("revert-command", id.ToString(), change => RevertDecision.Decide(change, id)),
        { Accounts: { } accounts } =>
            new(UnknownAccountsDecision.NameOf(accounts), accounts.Selector, change => UnknownAccountsDecision.Decide(change, accounts)),
        { Credential: { } credential } => new(
            UserCredentialDecision.NameOf(credential.Request), credential.Name, change => UserCredentialDecision.Decide(change, credential.Name, credential.Request)),
        { Repair: { } selector } =>
            new("repair", selector, change => ServerDesk.Each(change, new(selector, null, null), (server, _) => change.Append(server, []))),
        _ => null,
    };

    private static PlannedCommand? OfUser(UserPlan user) => user switch
    {
        { Action: "register", Selector: { } selector } => new("register-user", user.Name, change => PlannedRegistration.Decide(change, user.Name, selector)),
        { Action: "select", Selector: { } selector } =>
            new("select-user", user.Name, change => UserDesk.Decide(change, user.Name, u => UserDecider.Select(u, selector), Regrant.OfReselectedUser)),
        { Action: "disable" } => new("disable-user", user.Name, change => UserDesk.Decide(change, user.Name, UserDecider.Disable, Regrant.OfUser)),
        { Action: "enable" } => new("enable-user", user.Name, change => UserDesk.Decide(change, user.Name, UserDecider.Enable, Regrant.OfUser)),
        { Action: "remove" } => new("remove-user", user.Name, change => UserDesk.Decide(change, user.Name, UserDecider.Remove, Regrant.OfUser)),
        _ => null,
    };
}
