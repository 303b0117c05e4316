namespace Fleet.Jitsi.Host;

internal static class ObserveReplyReader
{
    /// <remarks>Jicofo, listeners and disks are not said by programs older than 0.2.0, a hold only in protocol 2.</remarks>
    public static ObserveReply Read(ReplyReader reader) => Judged(reader) with
    {
        Jicofo = JicofoInForce.Read(reader),
        Listeners = reader.Many("listen", HostProtocol.MaxEntries, f => new HostListener(f.Count(), f.OneOf<ListenerScope>())),
        Disks = reader.Many("disk", HostProtocol.MaxEntries, f => new DiskSpace(f.Text(), f.Number())),
        Ledger = reader.Many("ledger", HostProtocol.MaxEntries, LedgerEntry),
    };

    private static ObserveReply Judged(ReplyReader reader)
    {
        HostHold? hold;
        DateTimeOffset? clock;
        var reply = new ObserveReply(
            ReplyParser.Program(reader),
            Time(reader, out clock),
            reader.One("machine", f => f.OptionalText()),
            reader.One("owner", f => f.OptionalText()),
            Fence(reader, out hold),
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
            []);
        return reply with { Hold = hold, Clock = clock };
    }

    private static DateTimeOffset Time(ReplyReader reader, out DateTimeOffset? clock)
    {
        var time = reader.One("time", f => f.Time());
        clock = reader.Optional<DateTimeOffset?>("clock", f => f.ExactTime());
        return time;
    }

    private static long Fence(ReplyReader reader, out HostHold? hold)
    {
        var fence = reader.One("fence", f => f.Number());
        hold = reader.Optional("hold", f => new HostHold(f.Time(), f.Time(), f.OneOf<HostHoldKind>(), f.Text(), f.Text()));
        return fence;
    }

    public static HostLedgerEntry LedgerEntry(ReplyFields f) =>
        new(f.Number(), f.Time(), f.Number(), f.Number(), f.Text(), f.OneOf<ApplyOutcome>(), f.OptionalText());
}
