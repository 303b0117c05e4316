using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Plans;

/// <summary>From the planner's changes to the API's.</summary>
public static class PlannedChanges
{
    public static PlannedChange Of(Change change) => change switch
    {
        Change.SetProvider c => new("set-provider", "provider", c.From, c.To),
        Change.ActivateAccessMode c => new("activate", Kebab.Text(c.Activation), c.From, c.To),
        Change.PutAccount c => new("put-account", c.User, c.Because == DriftKind.UserMissing ? null : Kebab.Text(c.Because), "account"),
        Change.RemoveAccount c => new("remove-account", c.User, "account", null),
        Change.CloseSessions c => new("close-sessions", Kebab.Text(c.Sessions), null, null),
        Change.AddGuestHost c => new("add-guest-host", change.Made.Subject, null, c.Provider),
        Change.SetGuestProvider c => new("set-guest-provider", change.Made.Subject, c.From, c.To),
        Change.ActivateGuestHost c => new("activate-guest-host", "guest-host", null, c.To ?? "not served"),
        Change.SetJicofoAuthentication c => new("set-jicofo-authentication", Kebab.Text(c.Source), c.On ? "off" : "on", c.On ? "on" : "off"),
        Change.SetAnonymousDomain c => new("set-anonymous-domain", change.Made.Subject, null, c.To),
        Change.RestartService c => new("restart-service", c.Name, null, null),
        _ => new(change.Made.Kind, change.Made.Subject, null, null),
    };
}
