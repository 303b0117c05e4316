namespace Fleet.Domain.Epochs;

/// <summary>What is said of a server that is ahead of this database.</summary>
public static class RestoredFromPast
{
    public const string Code = "restored-from-past";

    public static string Text(GrantedApply granted, AcceptedApply accepted) =>
        $"{Lineage.Evidence(granted, accepted)}: this database is from an older backup, or another one works beside it. Nothing is changed "
        + "on any server; `fleet recover` shows what would be undone";
}
