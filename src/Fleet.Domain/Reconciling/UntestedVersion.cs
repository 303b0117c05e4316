namespace Fleet.Domain.Reconciling;

/// <summary>What a Prosody does that Fleet was never tested with is not known: it is looked at, and not changed.</summary>
internal static class UntestedVersion
{
    public static Blocker? Blocker(DesiredServer desired, HostFacts host) =>
        desired.Accepts(host) ? null : new(BlockReason.UntestedVersion, desired.Name, Text(desired, host));

    public static string Text(DesiredServer desired, HostFacts host) => host.ProsodyVersion is { } version
        ? $"Fleet was not tested with Prosody {Printable.Clip(version, 40)}, so nothing is changed: try it on one server, then "
            + $"`fleet servers version accept name={desired.Name} {Printable.Clip(version, 40)} --reason TEXT`"
        : "which Prosody this is cannot be told, so nothing is changed: `prosodyctl about` on the host should say its version";
}
