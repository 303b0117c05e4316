namespace Fleet.Jitsi.Probing;

/// <summary>What a client says to come in, and how it understands the server, over one transport.</summary>
internal abstract record ProbeSession
{
    /// <summary>Whether the server greets before it says what it offers.</summary>
    public virtual bool IsGreeted => false;

    public abstract string Open();

    public abstract string Authenticate(string mechanism, string? initial);

    public abstract string Respond(string response);

    /// <summary>Asks for what comes next; empty where it comes by itself.</summary>
    public abstract string Poll();

    public abstract string Terminate();

    public abstract ProbeAnswer Read(ProbeReply reply);

    /// <summary>The session once the server has opened it.</summary>
    public virtual ProbeSession As(string sessionId) => this;

    /// <summary>Before each further request.</summary>
    public virtual ProbeSession Advance() => this;
}
