using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Probing;

/// <summary>Who logs in to prove that a member can.</summary>
/// <param name="Nonce">Random, printable ASCII without comma, at least 18 characters, used once.</param>
public sealed record ProbeMember(string User, PreparedPassword Password, ScramHash Hash, string Nonce);

/// <summary>Logs in with SCRAM and nothing weaker, checks the server's signature, and leaves before joining anything.</summary>
public static class MemberProbe
{
    /// <param name="requestId">Random, at most 2^52.</param>
    public static ProbeStep<MemberAttempt> Start(string host, long requestId, ProbeMember member) =>
        Conversation.Open(new BoshSession(host, requestId), (session, mechanisms) => Authenticate(session, mechanisms, member), NotProven);

    private static ProbeStep<MemberAttempt> Authenticate(ProbeSession session, IReadOnlyList<string> mechanisms, ProbeMember member)
    {
        var mechanism = member.Hash.Mechanism();
        if (!mechanisms.Contains(mechanism))
        {
            var offered = mechanisms.Count == 0 ? "nothing" : string.Join(", ", mechanisms);
            return Close(session, MemberLogin.Refused, $"{mechanism} is not offered; offered: {offered}");
        }
        var client = new ScramClient(member.Hash, member.User, member.Password, member.Nonce);
        return Conversation.Say(session, s => s.Authenticate(mechanism, Encode(client.First)), (s, answer) =>
            answer is ProbeAnswer.Challenge challenge ? Prove(s, client, challenge) : Conversation.Close(s, NotProven(answer)));
    }

    private static ProbeStep<MemberAttempt> Prove(ProbeSession session, ScramClient client, ProbeAnswer.Challenge challenge)
    {
        if (Decode(challenge.Data) is not { } serverFirst)
            return Close(session, MemberLogin.Unknown, "the server's challenge is not base64");
        return client.Answer(serverFirst) switch
        {
            ScramAnswer.Final final => Conversation.Say(
                session, s => s.Respond(Encode(final.Message)), (s, answer) => Finish(s, final.Expected, answer)),
            ScramAnswer.Distrusted distrusted => Close(session, MemberLogin.Unknown, distrusted.Reason),
            var other => throw new InvalidOperationException($"unknown answer {other.GetType().Name}"),
        };
    }

    private static ProbeStep<MemberAttempt> Finish(ProbeSession session, ScramSignature expected, ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.Success success when Decode(success.Data) is { } final && expected.IsProvenBy(final) =>
            Close(session, MemberLogin.Proven, "a member's login is proven"),
        ProbeAnswer.Success => Close(session, MemberLogin.Unknown, "the server let the member in without proving that it knows the account"),
        _ => Conversation.Close(session, NotProven(answer)),
    };

    private static MemberAttempt NotProven(ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.Failure { IsRefusal: true } failure => new(MemberLogin.Refused, $"the member's login was refused ({failure})"),
        ProbeAnswer.Failure failure => new(MemberLogin.Unknown, $"the server could not tell ({failure})"),
        ProbeAnswer.NoSuchHost none => new(MemberLogin.Refused, none.Detail),
        ProbeAnswer.NotUnderstood strange => new(MemberLogin.Unknown, strange.Detail),
        _ => new(MemberLogin.Unknown, "the server left the order of SASL"),
    };

    private static ProbeStep<MemberAttempt> Close(ProbeSession session, MemberLogin login, string detail) =>
        Conversation.Close(session, new MemberAttempt(login, detail));

    private static string Encode(string message) => Convert.ToBase64String(Encoding.UTF8.GetBytes(message));

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
