namespace Fleet.Jitsi.Host;

internal static class ObserveReplyReader
{
    public static ObserveReply Read(ReplyReader reader) => new(
        ReplyParser.Program(reader),
        reader.One("time", f => f.Time()),
        reader.One("machine", f => f.OptionalText()),
        reader.One("owner", f => f.OptionalText()),
        reader.One("fence", f => f.Number()),
        reader.Optional("interrupted", f => new InterruptedApply(f.Number(), f.Number(), f.Text())),
        reader.One("init", f => f.OneOf<InitSystem>()),
        reader.One("dpkg", f => f.OneOf<DpkgState>()),
        reader.Many("package", HostProtocol.MaxEntries, f => new HostPackage(f.Text(), f.OptionalText(), f.Text())),
        reader.Many("service", HostProtocol.MaxEntries, f => new ServiceState(f.Text(), f.Text(), f.OptionalText(), f.OptionalText(), f.OptionalNumber())),
        reader.Optional("process", f => new ProsodyProcess(f.Number(), f.Time())),
        ConfigReader.Config(reader),
        ConfigReader.Verdict(reader),
        AccountsReader.Read(reader),
        InForceReader.Read(reader),
        reader.Many("ledger", HostProtocol.MaxEntries, LedgerEntry));

    public static HostLedgerEntry LedgerEntry(ReplyFields f) =>
        new(f.Number(), f.Time(), f.Number(), f.Number(), f.Text(), f.OneOf<ApplyOutcome>(), f.OptionalText());
}
