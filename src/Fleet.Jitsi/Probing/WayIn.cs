using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>One transport at one address.</summary>
internal sealed record WayIn(AddressAttempts At, string Transport, TransportAttempts Attempts)
{
    public const string Bosh = "BOSH";

    public static WayIn[] Of(AddressAttempts at) => [new(at, Bosh, at.Bosh), new(at, "WebSocket", at.WebSocket)];

    // BOSH is what every client can do, so it is named only when it is not that.
    public string Shown => Transport == Bosh ? At.Address : $"{At.Address} over {Transport}";

    /// <summary>The most open one speaks; of equals, the first.</summary>
    public static string Told(IReadOnlyList<WayIn> ways, Func<TransportAttempts, AnonymousAttempt> of)
    {
        var most = MostOpen(ways, of);
        var login = of(most.Attempts).Login;
        var others = ways.Where(w => of(w.Attempts).Login != login)
            .GroupBy(w => of(w.Attempts).Login)
            .Select(g => $"{Word(of(g.First().Attempts))} by {string.Join(", ", g.Select(w => w.Shown))}").ToArray();
        var detail = of(most.Attempts).Detail;
        return others.Length == 0 ? detail : $"{detail}, by {most.Shown} (but {string.Join("; ", others)})";
    }

    public static WayIn MostOpen(IReadOnlyList<WayIn> ways, Func<TransportAttempts, AnonymousAttempt> of) =>
        ways.MaxBy(w => Openness.Of(of(w.Attempts).Login))!;

    private static string Word(AnonymousAttempt attempt) => attempt.Login switch
    {
        AnonymousLogin.Accepted => "accepted",
        AnonymousLogin.Refused => "refused",
        AnonymousLogin.NoSuchHost => "not served",
        _ => $"unknown ({attempt.Detail})",
    };
}
