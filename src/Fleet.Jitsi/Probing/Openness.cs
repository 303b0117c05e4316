using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>How open an answer is. Where two ways in differ the more open one counts, and what is not known may be open.</summary>
public static class Openness
{
    public static int Of(AnonymousLogin login) => login switch
    {
        AnonymousLogin.Accepted => 3,
        AnonymousLogin.Unknown => 2,
        AnonymousLogin.Refused => 1,
        _ => 0,
    };

    public static AnonymousLogin MostOpen(params ReadOnlySpan<AnonymousLogin> logins)
    {
        var most = AnonymousLogin.NoSuchHost;
        foreach (var login in logins)
            if (Of(login) > Of(most)) most = login;
        return most;
    }
}
