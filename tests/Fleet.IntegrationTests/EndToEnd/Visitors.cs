using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;

namespace Fleet.IntegrationTests.EndToEnd;

/// <summary>Who knocks at a server's own nginx: a stranger without an account, and a user with a password. Each leaves again at once.</summary>
internal static class Visitors
{
    public static async Task<AnonymousAttempt> Stranger(this BoshClient bosh, TestHost host) =>
        await bosh.Run(AnonymousProbe.Start(host.Name, Random.Shared.NextInt64(1L << 40)));

    public static async Task<MemberAttempt> User(this BoshClient bosh, TestHost host, string user, string password)
    {
        var prepared = SaslPrep.Prepare(password).TryGet(out var text, out var refusal) ? text : throw new ArgumentException(refusal.Text, nameof(password));
        return await bosh.Run(MemberProbe.Start(host.Name, Random.Shared.NextInt64(1L << 40), new(user, prepared, ScramHash.Sha1, $"{Guid.NewGuid():n}")));
    }

    /// <summary>Until it listens for BOSH again.</summary>
    public static Task RestartProsody(this TestHost host) =>
        host.Exec("service prosody restart; i=0; until grep -qi ':14A0 .* 0A ' /proc/net/tcp /proc/net/tcp6; do [ $((i += 1)) -le 500 ] || exit 1; sleep 0.02; done");
}
