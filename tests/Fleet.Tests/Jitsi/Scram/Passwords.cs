using Fleet.Domain;
using Fleet.Jitsi.Scram;

namespace Fleet.Tests.Jitsi.Scram;

internal static class Passwords
{
    public static PreparedPassword Prepared(string password) =>
        SaslPrep.Prepare(password).TryGet(out var prepared, out var refusal) ? prepared : throw new InvalidOperationException(refusal.Text);

    public static Refusal? Refusal(string password) => SaslPrep.Prepare(password).Refusal;
}
