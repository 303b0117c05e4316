using System.Text.Json;
using System.Text.Json.Nodes;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Operators;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain;

/// <summary>Events live for ever: what was stored once must be read by every later Fleet.</summary>
public sealed class GoldenEventTests
{
    private const string Prefix = "golden/";

    public static TheoryData<string> Files =>
        [.. typeof(GoldenEventTests).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))];

    public static TheoryData<string> Latest =>
        [.. Files.Select(f => f.Data).GroupBy(AliasOf).Select(versions => versions.MaxBy(f => f, StringComparer.Ordinal)!)];

    [Fact]
    public void Every_event_type_is_registered_once()
    {
        Type[] markers = [typeof(IServerEvent), typeof(IUserEvent), typeof(IOperatorEvent), typeof(IFleetEvent), typeof(IConditionEvent), typeof(IChangeEvent)];
        var types = typeof(DomainEvents).Assembly.GetTypes().Where(t => t.IsClass && markers.Any(m => m.IsAssignableFrom(t)));
        DomainEvents.All.Select(e => e.Type).ShouldBe(types, ignoreOrder: true);
        DomainEvents.All.Select(e => e.Alias).ShouldBeUnique();
        DomainEvents.All.ShouldAllBe(e => e.Alias == JsonNamingPolicy.SnakeCaseLower.ConvertName(e.Type.Name));
    }

    [Fact]
    public void Every_event_type_has_a_golden_file_and_a_sample()
    {
        Files.Select(f => AliasOf(f.Data)).Distinct().ShouldBe(DomainEvents.All.Select(e => e.Alias), ignoreOrder: true);
        EventSamples.All.Select(s => s.GetType()).ShouldBe(DomainEvents.All.Select(e => e.Type), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_golden_file_is_read_back(string file)
    {
        var golden = Read(file);
        var @event = golden.Deserialize(TypeOf(file), WireJson.Options).ShouldNotBeNull();
        Keeps(golden, JsonSerializer.SerializeToNode(@event, TypeOf(file), WireJson.Options)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Latest))]
    public void The_latest_golden_file_is_what_is_written_for_the_sample(string file)
    {
        var sample = EventSamples.All.Single(s => s.GetType() == TypeOf(file));
        JsonSerializer.SerializeToNode(sample, sample.GetType(), WireJson.Options)!.ToJsonString().ShouldBe(Read(file).ToJsonString());
    }

    // a later version may write more, with a default for what an older one did not know
    private static bool Keeps(JsonNode? golden, JsonNode? written) => (golden, written) switch
    {
        (JsonObject was, JsonObject now) => was.All(m => Keeps(m.Value, now[m.Key])),
        (JsonArray was, JsonArray now) => was.Count == now.Count && was.Zip(now).All(p => Keeps(p.First, p.Second)),
        _ => JsonNode.DeepEquals(golden, written),
    };

    private static Type TypeOf(string file) => DomainEvents.All.Single(e => e.Alias == AliasOf(file)).Type;

    private static string AliasOf(string file) => file[Prefix.Length..file.LastIndexOf(".v", StringComparison.Ordinal)];

    private static JsonNode Read(string file)
    {
        using var stream = typeof(GoldenEventTests).Assembly.GetManifestResourceStream(file)!;
        return JsonNode.Parse(stream)!;
    }
}
