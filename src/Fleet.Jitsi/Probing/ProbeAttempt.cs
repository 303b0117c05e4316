using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>What trying SASL ANONYMOUS came to. That it is offered proves nothing: a token host offers it, too, and refuses.</summary>
public sealed record AnonymousAttempt(AnonymousLogin Login, string Detail);

/// <summary>What logging in as a member came to; <see cref="MemberLogin.Proven"/> only when the server signed, too.</summary>
public sealed record MemberAttempt(MemberLogin Login, string Detail);
