namespace Fleet.Contracts.Api;

public static class Headers
{
    /// <summary>On every POST, PUT and DELETE: one per command, the same on each retry; answered from the stored result.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Why the operator does it, percent-encoded UTF-8 (a header holds ASCII only); at most <see cref="MaxReason"/> characters decoded.</summary>
    public const string Reason = "Fleet-Reason";

    /// <summary>
    /// How many servers a command is meant for: those that its selector matches, or, of one without (a user's, a revert), those that its plan
    /// would change. A change of more than <see cref="MostUnexpected"/> servers is refused without it, or `expect` or `servers` in the body.
    /// </summary>
    public const string Expect = "Fleet-Expect";

    /// <summary>How many accounts a command may take away where that is more than a tenth of a server's accounts, and more than one.</summary>
    public const string ConfirmRemovals = "Fleet-Confirm-Removals";

    public const int MostUnexpected = 5;

    /// <summary>Program and version that sent the command, e.g. <c>fleet/0.1.0</c>.</summary>
    public const string Client = "Fleet-Client";

    public const int MaxReason = 500;
}
