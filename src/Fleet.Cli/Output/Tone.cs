using Spectre.Console;

namespace Fleet.Cli.Output;

/// <summary>What a word means for the reader; a colour only on a terminal.</summary>
internal static class Tone
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Doubt = new(Color.Yellow);
    public static readonly Style Faint = new(decoration: Decoration.Dim);

    public static Style Of(string word) => word switch
    {
        "locked" or "proven" or "present" or "checked" or "changed" or "enforce" => Good,
        "open" or "critical" or "failed" or "poisoned" or "high" or "refused" or "host-key-changed" or "host-identity-changed" => Bad,
        "unknown" or "drift" or "unreachable" or "medium" or "never-checked" or "awaiting-key" or "needs-password" or "held" => Doubt,
        _ when word.StartsWith("locked-", StringComparison.Ordinal) => Doubt,
        _ => Plain,
    };
}
