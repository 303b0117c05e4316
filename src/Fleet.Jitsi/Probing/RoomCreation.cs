using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>Whether who has no account gets through: seen from outside, or where that can't be, in the running Prosody.</summary>
public enum Door
{
    Open,
    Closed,
    Absent,
    Unknown,
}

public enum RoomCreators
{
    Unknown,
    Anybody,
    /// <summary>Everybody, by way of a virtual host for guests.</summary>
    AnybodyAsGuest,
    Members,
    /// <summary>Guests may join what members open.</summary>
    MembersBeforeGuests,
    Nobody,
    /// <summary>The page leads nowhere: not even members get in.</summary>
    NobodyConnects,
}

/// <summary>Who can open a room. No file alone says it: it takes the domain's door, the guests', Jicofo, and where the page leads.</summary>
public static class RoomCreation
{
    /// <param name="main">The door of the server's domain. Jicofo looks only at the domain, so behind an open door it is no lock.</param>
    /// <param name="guest">The door of any other virtual host.</param>
    /// <param name="anonymousDomain">Where the page sends browsers without an account; null = nowhere, or not known.</param>
    public static (RoomCreators Who, string Why) Of(
        Door main, Door guest, JicofoAuthentication jicofo, string? anonymousDomain) => (main, guest) switch
    {
        (Door.Open, _) when jicofo == JicofoAuthentication.On =>
            (RoomCreators.Anybody, "anyone can log in without credentials, and passes Jicofo's own login, which asks only for the domain"),
        (Door.Open, _) => (RoomCreators.Anybody, "anyone can log in without credentials"),
        (Door.Absent, _) => (RoomCreators.NobodyConnects, "the server does not serve its domain"),
        (Door.Unknown, _) => (RoomCreators.Unknown, "whether anyone can log in is not known"),
        (_, Door.Unknown) => (RoomCreators.Unknown, "whether the guest host is open is not known"),
        (_, Door.Open) => BehindGuests(jicofo, anonymousDomain),
        (_, Door.Absent) when anonymousDomain is not null => (RoomCreators.NobodyConnects,
            $"the page sends everybody to `{anonymousDomain}`, which is not served: not even members get in"),
        _ when jicofo is JicofoAuthentication.OtherDomain or JicofoAuthentication.OtherType =>
            (RoomCreators.Nobody, "nobody gets in without login, and Jicofo wants another one: nobody can open a room"),
        _ => (RoomCreators.Members, "nobody gets in without login"),
    };

    private static (RoomCreators, string) BehindGuests(JicofoAuthentication jicofo, string? anonymousDomain) => jicofo switch
    {
        JicofoAuthentication.Off => (RoomCreators.AnybodyAsGuest,
            "guests log in without credentials, and Jicofo opens rooms without login"),
        JicofoAuthentication.On when anonymousDomain is null => (RoomCreators.MembersBeforeGuests,
            "guests may join, though the page asks each of them for a login, and nobody opens a room without one"),
        JicofoAuthentication.On => (RoomCreators.MembersBeforeGuests, "guests may join, and nobody opens a room without login"),
        // that other domain may be the guests' own
        JicofoAuthentication.OtherDomain or JicofoAuthentication.OtherType => (RoomCreators.Unknown,
            "guests log in without credentials, and Jicofo wants another login than the domain's: members open no rooms, others perhaps"),
        _ => (RoomCreators.Unknown, "guests log in without credentials, and Jicofo's authentication is not proven on"),
    };
}
