using System.Globalization;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// A disabled user's account stays on the server where Prosody refuses a disabled account (since 13); before that it would let it in, so
/// there it goes.
/// </summary>
internal static class AccountDisabling
{
    private const int Since = 13;

    public static bool IsKnownTo(HostFacts host) =>
        host.ProsodyVersion?.Split('.')[0] is { } major
        && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= Since;

    /// <summary>Whether an account that nobody may use is there in a way that nobody can.</summary>
    public static bool Suffices(AbsentAccount absent, ObservedAccount found, HostFacts host) =>
        absent.Disabled && found.Disabled && found.Problem is null && IsKnownTo(host);
}
