namespace Fleet.Jitsi.Lua;

/// <summary>Where something stands: a byte offset, and the line for people.</summary>
public sealed record Place(string File, int Offset, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>The value of an option, as far as it is a constant.</summary>
public abstract record ConfigValue(Place Place)
{
    /// <param name="Literal">As it is written, quotes and all; it starts at the place's offset.</param>
    public sealed record Text(Place Place, string Value, string Literal) : ConfigValue(Place);

    public sealed record Boolean(Place Place, bool Value) : ConfigValue(Place);

    public sealed record Number(Place Place) : ConfigValue(Place);

    /// <summary>Takes the option away, so that the global one is inherited again.</summary>
    public sealed record Nil(Place Place) : ConfigValue(Place);

    /// <param name="Items">The values without a key, in order.</param>
    /// <param name="Named">The values of names; a name that the host hides may be any.</param>
    public sealed record Table(Place Place, IReadOnlyList<ConfigValue> Items, IReadOnlyDictionary<string, ConfigValue> Named)
        : ConfigValue(Place);

    public sealed record Undetermined(Place Place, string Reason) : ConfigValue(Place);
}
