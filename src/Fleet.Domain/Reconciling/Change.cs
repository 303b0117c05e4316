using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>One step of a plan; the closed set that a host accepts. It carries credential ids, never a credential.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SetProvider), "set-provider")]
[JsonDerivedType(typeof(ActivateAccessMode), "activate-access-mode")]
[JsonDerivedType(typeof(PutAccount), "put-account")]
[JsonDerivedType(typeof(RemoveAccount), "remove-account")]
[JsonDerivedType(typeof(RestoreConfigLink), "restore-config-link")]
[JsonDerivedType(typeof(FixPermissions), "fix-permissions")]
[JsonDerivedType(typeof(StartService), "start-service")]
[JsonDerivedType(typeof(CloseSessions), "close-sessions")]
[JsonDerivedType(typeof(DisableAccount), "disable-account")]
[JsonDerivedType(typeof(EnableAccount), "enable-account")]
[JsonDerivedType(typeof(AddGuestHost), "add-guest-host")]
[JsonDerivedType(typeof(RemoveGuestHost), "remove-guest-host")]
[JsonDerivedType(typeof(SetGuestProvider), "set-guest-provider")]
[JsonDerivedType(typeof(ActivateGuestHost), "activate-guest-host")]
[JsonDerivedType(typeof(SetJicofoAuthentication), "set-jicofo-authentication")]
[JsonDerivedType(typeof(RestartService), "restart-service")]
[JsonDerivedType(typeof(SetAnonymousDomain), "set-anonymous-domain")]
public abstract partial record Change
{
    private Change()
    {
    }

    /// <summary>The drift that this change repairs.</summary>
    [JsonIgnore]
    public abstract DriftKey Repairs { get; }

    [JsonIgnore]
    public ChangeMade Made => new(JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name), Repairs.Subject);

    public sealed record SetProvider(string From, string To) : Change
    {
        public override DriftKey Repairs => new(DriftKind.AccessMode, "provider");
    }

    /// <param name="From">The provider in force, `none` when the domain is not served; null = not known, then it takes a restart.</param>
    public sealed record ActivateAccessMode(Activation Activation, string? From, string To) : Change
    {
        public override DriftKey Repairs => new(DriftKind.NotInForce, "provider");
    }

    public sealed record PutAccount(string User, Guid CredentialId, DriftKind Because) : Change
    {
        public override DriftKey Repairs => new(Because, User);
    }

    public sealed record RemoveAccount(string User) : Change
    {
        public override DriftKey Repairs => new(DriftKind.UserReturned, User);
    }

    /// <summary>Prosody 13 keeps a disabled account; older ones know only its absence.</summary>
    public sealed record DisableAccount(string User) : Change
    {
        public override DriftKey Repairs => new(DriftKind.UserReturned, User);
    }

    public sealed record EnableAccount(string User) : Change
    {
        public override DriftKey Repairs => new(DriftKind.UserDisabled, User);
    }

    public sealed record RestoreConfigLink : Change
    {
        public override DriftKey Repairs => new(DriftKind.ConfigNotLoaded, "link");
    }

    public sealed record FixPermissions(string Subject) : Change
    {
        public override DriftKey Repairs => new(DriftKind.FilePermissions, Subject);
    }

    public sealed record StartService(string Name) : Change
    {
        public override DriftKey Repairs => new(DriftKind.ServiceDown, Name);
    }

    public sealed record CloseSessions(SessionKind Sessions) : Change
    {
        public override DriftKey Repairs => new(DriftKind.OldSessions, "sessions");
    }
}

public enum SessionKind
{
    WithoutLogin,
}
