using Fleet.Domain.Drift;

namespace Fleet.Domain.Reconciling;

/// <summary>The changes that let guests in, and keep them from opening rooms.</summary>
public abstract partial record Change
{
    public sealed record AddGuestHost(string Provider) : Change
    {
        public override DriftKey Repairs => new(DriftKind.GuestHost, DriftSubject.GuestHost);
    }

    public sealed record RemoveGuestHost : Change
    {
        public override DriftKey Repairs => new(DriftKind.GuestHost, DriftSubject.GuestHost);
    }

    /// <summary>Closes, or opens again, a virtual host for guests that somebody else wrote.</summary>
    public sealed record SetGuestProvider(string From, string To) : Change
    {
        public override DriftKey Repairs => new(DriftKind.GuestHost, DriftSubject.GuestHost);
    }

    /// <param name="To">The provider that must serve it; null = it must not be served.</param>
    public sealed record ActivateGuestHost(string? To) : Change
    {
        public override DriftKey Repairs => new(DriftKind.GuestHost, DriftSubject.GuestHostInForce);
    }

    public sealed record SetJicofoAuthentication(bool On, JicofoSource Source) : Change
    {
        public override DriftKey Repairs => new(DriftKind.JicofoAuth, DriftSubject.Jicofo);
    }

    /// <summary>Not to be confused with the activation of an access mode: a service that must read its files again.</summary>
    public sealed record RestartService(string Name) : Change
    {
        public override DriftKey Repairs => new(DriftKind.JicofoAuth, DriftSubject.JicofoInForce);
    }

    /// <param name="To">The domain that browsers without an account are sent to; null = none.</param>
    public sealed record SetAnonymousDomain(string? To) : Change
    {
        public override DriftKey Repairs => new(DriftKind.AnonymousDomain, DriftSubject.WebClient);
    }
}
