namespace Fleet.Contracts.Api;

public static class Headers
{
    /// <summary>On every POST, PUT and DELETE: one per command, the same on each retry; answered from the stored result.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Why the operator does it, percent-encoded UTF-8 (a header holds ASCII only); at most <see cref="MaxReason"/> characters decoded.</summary>
    public const string Reason = "Fleet-Reason";

    /// <summary>Program and version that sent the command, e.g. <c>fleet/0.1.0</c>.</summary>
    public const string Client = "Fleet-Client";

    public const int MaxReason = 500;
}
