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
    public static PlannedCommand? Of(PlanRequest request) => request switch
    {
        { Access: { } access, Enforcement: null, User: null, Revert: null, Repair: null } =>
            new("set-access-mode", access.Selector, change => AccessModeDecision.Decide(change, access)),
        { Access: null, Enforcement: { } enforcement, User: null, Revert: null, Repair: null } =>
            new("set-enforcement", enforcement.Selector, change => EnforcementDecision.Decide(change, enforcement, ImmutableDictionary<Guid, string>.Empty)),
        { Access: null, Enforcement: null, User: { } user, Revert: null, Repair: null } => OfUser(user),
        { Access: null, Enforcement: null, User: null, Revert: { } id, Repair: null } =>
            new("revert-command", id.ToString(), change => RevertDecision.Decide(change, id)),
        { Access: null, Enforcement: null, User: null, Revert: null, Repair: { } selector } =>
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
