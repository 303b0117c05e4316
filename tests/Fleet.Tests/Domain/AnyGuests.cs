using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain.Reconciling;

namespace Fleet.Tests.Domain;

/// <summary>Generators of what lets guests in, and of what keeps them from opening rooms.</summary>
public static class AnyGuests
{
    private static readonly Gen<ImmutableArray<string>> Others =
        Gen.Frequency((5, Gen.Const(ImmutableArray<string>.Empty)), (1, Gen.Const(ImmutableArray.Create("visitors.example.com"))));

    public static readonly Gen<GuestHostReading?> Host = Gen.Select(
        Gen.OneOf("jitsi-anonymous", "anonymous", "internal_hashed", "token", null, "absent", "absent", "off"), Gen.Bool, Gen.Bool, Others,
        GuestHostReading? (provider, ours, rewritable, others) => provider switch
        {
            null => new(GuestHost.Unknown, null, Ours: false, Rewritable: false, "x:1", "os.getenv", others),
            "absent" => new(GuestHost.Absent, null, Ours: false, Rewritable: false, null, null, others),
            "off" => new(GuestHost.Absent, "anonymous", Ours: false, rewritable, "x:1", null, others),
            _ => new(State(provider), provider, ours && AuthenticationProvider.IsAnonymous(provider),
                rewritable && provider != "token", "x:1", null, others),
        });

    public static readonly Gen<JicofoReading?> Jicofo = Gen.Select(
        Gen.Enum<JicofoAuthentication>(), Gen.Enum<JicofoSource>(), Gen.Int[0, 9], Gen.Bool, Gen.Bool,
        JicofoReading? (state, source, rare, ours, rewritable) => rare switch
        {
            0 => null,
            1 => new(state, Installed: false, null, Ours: false, Rewritable: false, null),
            2 => new(state, Installed: true, source, Ours: false, Rewritable: false, "line 3", Invalid: true),
            _ => new(state, Installed: true, source, ours && source == JicofoSource.File && state is JicofoAuthentication.On,
                rewritable && state is not (JicofoAuthentication.Unknown or JicofoAuthentication.OtherType), null),
        });

    public static readonly Gen<AnonymousDomainReading?> WebClient = Gen.Select(
        Gen.OneOf("guest.meet-07.example.com", "elsewhere.example.com", null, null), Gen.Int[0, 6], Gen.Bool,
        AnonymousDomainReading? (value, rare, editable) => rare switch
        {
            0 => null,
            1 => new(null, Determined: false, Editable: false, null, "computed"),
            _ => new(value, Determined: true, editable, value is null ? null : "config.js:9", null),
        });

    public static readonly Gen<JicofoInForce?> JicofoInForce = Gen.Select(Gen.Enum<JicofoAuthentication>(), Gen.Int[0, 6],
        JicofoInForce? (state, none) => none == 0 ? null : new(state, null));

    public static GuestHost Summary(GuestHostReading? host) =>
        host is null ? GuestHost.Unknown : host.Others.IsEmpty ? host.State : GuestHost.Anonymous;

    public static GuestHost State(string? provider) =>
        provider is null ? GuestHost.Absent : AuthenticationProvider.IsAnonymous(provider) ? GuestHost.Anonymous : GuestHost.Closed;
}
