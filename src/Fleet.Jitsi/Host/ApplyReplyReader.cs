namespace Fleet.Jitsi.Host;

internal static class ApplyReplyReader
{
    public static ApplyReply Read(ReplyReader reader)
    {
        var (program, time) = (ReplyParser.Program(reader), reader.One("time", f => f.Time()));
        var outcome = reader.One("outcome", f => f.OneOf<ApplyOutcome>());
        var files = reader.Speaks(2) ? reader.One("files", f => f.OneOf<FilesAre>()) : FilesAre.Written;
        var recovered = reader.Optional("recovered", f => new RecoveredApply(f.Text(), f.OneOf<Recovery>()));
        var steps = reader.Many("step", HostProtocol.MaxAccounts, Step);
        var check = ConfigReader.Verdict(reader);
        var (activation, guest) = (reader.One("activation", Activation)!, reader.Optional("guest-activation", Activation));
        var (inForce, jicofo) = (InForceReader.Read(reader), JicofoInForce.Read(reader));
        var entry = reader.One("ledger", ObserveReplyReader.LedgerEntry)!;
        return new(program, time, outcome, recovered, steps, check, activation, inForce, entry) { Files = files, Guest = guest, Jicofo = jicofo };
    }

    private static ChangeStep Step(ReplyFields f) => new(f.Count(), f.OneOf<StepState>(), f.OptionalText(), f.OptionalCount());

    private static ActivationStep Activation(ReplyFields f) => new(f.OneOf<StepState>(), f.OptionalText());
}
