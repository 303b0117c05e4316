using Fleet.Jitsi.Scram;
using Shouldly;

namespace Fleet.Tests.Jitsi.Scram;

internal static class Passwords
{
    public static PreparedPassword Prepared(string password) => SaslPrep.Prepare(password).ShouldBeOfType<Preparation.Prepared>().Password;
}
