namespace Fleet.Jitsi.Lua.Evaluation;

/// <summary>What was assigned to one host, or globally; the last assignment holds.</summary>
internal sealed class HostOptions
{
    private readonly Dictionary<string, List<ConfigValue>> _assigned = [];

    /// <summary>Why any option may have been set to anything.</summary>
    public string? Doubt { get; set; }

    public bool IsVirtualHost { get; set; }

    public bool IsComponent { get; set; }

    public void Set(string option, ConfigValue value)
    {
        if (!_assigned.TryGetValue(option, out var values)) _assigned.Add(option, values = []);
        values.Add(value);
    }

    public IReadOnlyList<ConfigValue> Assigned(string option) => _assigned.GetValueOrDefault(option) ?? [];

    /// <summary>Null when the option is not set here.</summary>
    public ConfigValue? Last(string option) => Assigned(option) is [.., var last] and not [.., ConfigValue.Nil] ? last : null;
}
