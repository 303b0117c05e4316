using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Servers;

public sealed class LoginsNotManagedTests
{
    [Theory]
    [InlineData("token", "by tokens (`token` on disk", "allow_empty_token")]
    [InlineData("cyrus", "by LDAP", "in the directory")]
    [InlineData("ldap2", "by LDAP", "in the directory")]
    [InlineData("hybrid_matrix_token", "by Matrix", "on the Matrix server")]
    [InlineData("http_async", "by a provider that Fleet does not know (`http_async`", "internal_hashed")]
    public void logins_that_are_not_managed_are_named_with_what_to_do(string provider, string named, string todo)
    {
        var refused = LoginsNotManaged.On(Some.Server(), Seen(provider, "internal_hashed")).ShouldNotBeNull();
        refused.Code.ShouldBe("logins-not-managed");
        refused.Text.ShouldContain(named);
        refused.Text.ShouldContain(todo);
        refused.Text.ShouldContain("`fleet check name=");
    }

    [Fact]
    public void what_is_in_force_counts_too() =>
        LoginsNotManaged.On(Some.Server(), Seen("internal_hashed", "token"))!.Text.ShouldContain("(`token` in force");

    [Theory]
    [InlineData("internal_hashed", "jitsi-anonymous")]
    [InlineData("anonymous", "none")]
    [InlineData(null, null)]
    public void what_is_managed_or_not_determined_is_for_the_worker(string? onDisk, string? inForce) =>
        LoginsNotManaged.On(Some.Server(), Seen(onDisk, inForce)).ShouldBeNull();

    [Fact]
    public void a_server_that_was_never_seen_is_not_refused() => LoginsNotManaged.On(Some.Server(), null).ShouldBeNull();

    private static Observation Seen(string? onDisk, string? inForce)
    {
        var seen = Some.Observation();
        return seen with
        {
            OnDisk = seen.OnDisk with { Provider = seen.OnDisk.Provider with { Value = onDisk } },
            InForce = seen.InForce with { Provider = inForce },
        };
    }
}
