using Fleet.Jitsi.Lua.Evaluation;

namespace Fleet.Jitsi.Lua;

/// <summary>
/// What Prosody would make of its configuration files, read without running them. Right for a configuration that loads; whether it
/// loads is Prosody's to say.
/// </summary>
public sealed class ProsodyConfig
{
    private readonly Evaluator _evaluated;

    private ProsodyConfig(Evaluator evaluated) => _evaluated = evaluated;

    /// <summary>Never throws, whatever the files hold.</summary>
    public static ProsodyConfig Read(ConfigTexts texts)
    {
        var evaluator = new Evaluator(texts);
        evaluator.Load(texts.Main);
        return new(evaluator);
    }

    /// <summary>Why nothing at all can be determined, with the place; null when things can.</summary>
    public string? Problem => _evaluated.Problem;

    /// <summary>In the order of loading; as far as it was read when there is a problem.</summary>
    public IReadOnlyList<HostSection> Sections => _evaluated.Sections;

    /// <summary>Null when it can't be determined.</summary>
    public bool? HasVirtualHost(string host) =>
        Sections.Any(s => s.Kind == HostSectionKind.VirtualHost && s.Host == Prepared(host)) ? true : Problem is null ? false : null;

    /// <param name="host">In any letter case; <c>*</c> asks for the global value.</param>
    public OptionReading Option(string host, string option)
    {
        if (Problem is not null) return new OptionReading.CannotDetermine(Problem);
        var own = Options(host);
        if (own?.Doubt is { } doubt) return new OptionReading.CannotDetermine(doubt);
        var global = Options(Evaluator.Global)!;
        return own?.Last(option) is { } value ? Reading(value, inherited: false)
            : global.Last(option) is { } inherited ? Reading(inherited, inherited: true)
            : new OptionReading.Unset();
    }

    /// <summary>Every assignment to the host's own option, in the order of loading: all but the last are overridden.</summary>
    public IReadOnlyList<Place> Assignments(string host, string option) =>
        [.. (Options(host)?.Assigned(option) ?? []).Select(v => v.Place)];

    private HostOptions? Options(string host) => _evaluated.Hosts.GetValueOrDefault(Prepared(host));

    private static string Prepared(string host) => host.ToLowerInvariant();

    private static OptionReading Reading(ConfigValue value, bool inherited) => value is ConfigValue.Undetermined undetermined
        ? new OptionReading.CannotDetermine(undetermined.Reason)
        : new OptionReading.Set(value, inherited);
}
