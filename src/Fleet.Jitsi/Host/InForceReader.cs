namespace Fleet.Jitsi.Host;

internal static class InForceReader
{
    private enum Certainty
    {
        Known,
        Unknown,
    }

    public static InForce Read(ReplyReader reader)
    {
        var (certainty, detail) = reader.One("in-force", f => (f.OneOf<Certainty>(), f.Text()));
        if (certainty == Certainty.Known) return Known(reader, detail ?? "");
        if (reader.Fault is null && EnumWords.Parse<InForceGap>(detail) is { } gap) return new InForce.Unknown(gap);
        reader.Fail("in-force", "unknown reason");
        return new InForce.Unknown(InForceGap.NoAnswer);
    }

    private static InForce.Known Known(ReplyReader reader, string version) => new(
        version,
        reader.Many("active", HostProtocol.MaxEntries, f => new ActiveHost(f.Text(), f.OneOf<ActiveHostKind>(), f.OptionalText())),
        reader.Optional("sessions", f => new DomainSessions(f.Count(), f.OptionalCount())),
        reader.Many("muc", HostProtocol.MaxEntries, f => new MucLoad(f.Text(), f.Count(), f.Count())));
}
