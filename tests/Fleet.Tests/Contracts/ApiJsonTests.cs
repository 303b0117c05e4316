using System.Text.Json;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Contracts;

public sealed class ApiJsonTests
{
    [Fact]
    public void Enums_are_kebab_case_and_names_camel_case()
    {
        var status = new CommandProgress("meet-1", ProgressState.Proven, "locked", "ok", null);

        JsonSerializer.Serialize(status, ApiJson.Default.CommandProgress)
            .ShouldBe("""{"server":"meet-1","state":"proven","verdict":"locked","text":"ok"}""");
    }

    [Fact]
    public void An_enum_is_not_read_from_a_number() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(
            """{"server":"a","state":2,"verdict":"locked","text":"ok"}""", ApiJson.Default.CommandProgress));

    [Fact]
    public void What_is_not_sent_keeps_its_default()
    {
        var request = JsonSerializer.Deserialize("""{"selector":"all","mode":"members"}""", ApiJson.Default.AccessModeRequest)!;

        request.ShouldBe(new AccessModeRequest("all", "members", "in-place", Evict: false, Expect: null));
    }

    [Fact]
    public void A_secret_is_a_plain_string_on_the_wire_and_nowhere_else()
    {
        var request = new RegisterUserRequest("alice", "all", new Secret("canary"));

        JsonSerializer.Serialize(request, ApiJson.Default.RegisterUserRequest).ShouldContain("\"password\":\"canary\"");
        request.ToString().ShouldNotContain("canary");
    }
}
