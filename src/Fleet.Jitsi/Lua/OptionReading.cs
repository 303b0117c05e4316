namespace Fleet.Jitsi.Lua;

/// <summary>What Prosody takes for an option of a host, or why that can't be known without running Lua. Never a guess.</summary>
public abstract record OptionReading
{
    private OptionReading() { }

    /// <param name="Inherited">Whether it is the global value: to change it there changes other hosts, too.</param>
    public sealed record Set(ConfigValue Value, bool Inherited) : OptionReading;

    /// <summary>Neither the host nor the global section has it: Prosody's default holds.</summary>
    public sealed record Unset : OptionReading;

    public sealed record CannotDetermine(string Reason) : OptionReading;
}
