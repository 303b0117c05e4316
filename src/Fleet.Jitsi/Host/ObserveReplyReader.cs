namespace Fleet.Jitsi.Host;

internal static class ObserveReplyReader
{
    /// <remarks>Jicofo, listeners and disks are not said by programs older than 0.2.0.</remarks>
    public static ObserveReply Read(ReplyReader reader)
    {
        var program = ReplyParser.Program(reader);
        var (time, clock) = (reader.One("time", f => f.Time()), InProtocol2<DateTimeOffset?>(reader, "clock", f => f.ExactTime()));
        var machine = reader.One("machine", f => f.OptionalText());
        var (owner, incarnation) = (reader.One("owner", f => f.OptionalText()), InProtocol2(reader, "incarnation", f => f.OptionalText()));
        var fence = reader.One("fence", f => f.Number());
        var (epoch, generation) = (InProtocol2<long?>(reader, "epoch", f => f.Number()), InProtocol2<long?>(reader, "generation", f => f.Number()));
        var hold = reader.Speaks(2) ? reader.Optional("hold", ReplyParser.Hold) : null;
        return Judged(reader, program, time, machine, owner, fence) with
        {
            Clock = clock,
            Incarnation = incarnation,
            Epoch = epoch,
            Generation = generation,
            Hold = hold,
            Jicofo = JicofoInForce.Read(reader),
            Listeners = reader.Many("listen", HostProtocol.MaxEntries, f => new HostListener(f.Count(), f.OneOf<ListenerScope>())),
            Disks = reader.Many("disk", HostProtocol.MaxEntries, f => new DiskSpace(f.Text(), f.Number())),
            Planted = reader.Speaks(2) ? reader.Optional("planted", f => new PlantedMark(f.Text(), f.Time())) : null,
            Ledger = reader.Many("ledger", HostProtocol.MaxEntries, LedgerEntry),
        };
    }

    private static ObserveReply Judged(ReplyReader reader, HostProgram program, DateTimeOffset time, string? machine, string? owner, long fence) => new(
        program,
        time,
        machine,
        owner,
        fence,
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

    public static HostLedgerEntry LedgerEntry(ReplyFields f) =>
        new(f.Number(), f.Time(), f.Number(), f.Number(), f.Text(), f.OneOf<ApplyOutcome>(), f.OptionalText());

    private static T? InProtocol2<T>(ReplyReader reader, string keyword, Func<ReplyFields, T> read) =>
        reader.Speaks(2) ? reader.One(keyword, read) : default;
}
