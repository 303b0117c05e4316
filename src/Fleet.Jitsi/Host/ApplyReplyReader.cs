namespace Fleet.Jitsi.Host;

internal static class ApplyReplyReader
{
    public static ApplyReply Read(ReplyReader reader) => new(
        ReplyParser.Program(reader),
        reader.One("time", f => f.Time()),
        reader.One("outcome", f => f.OneOf<ApplyOutcome>()),
        reader.Optional("recovered", f => new RecoveredApply(f.Text(), f.OneOf<Recovery>())),
        reader.Many("step", HostProtocol.MaxAccounts, f => new ChangeStep(f.Count(), f.OneOf<StepState>(), f.OptionalText(), f.OptionalCount())),
        ConfigReader.Verdict(reader),
        reader.One("activation", f => new ActivationStep(f.OneOf<StepState>(), f.OptionalText()))!,
        InForceReader.Read(reader),
        reader.One("ledger", ObserveReplyReader.LedgerEntry)!);
}
