using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Accounts;

/// <summary>The verifier that an account is to have on one server, opened. A password set again is another credential.</summary>
public sealed record AccountCredential(Guid Id, ScramVerifier Verifier);
