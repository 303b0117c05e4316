namespace Fleet.ControlPlane.Reconciling;

/// <summary>What an operator asked for and no usable report has answered: asked again, but not for ever.</summary>
/// <param name="Times">How often in a row.</param>
public sealed record LostAsk(IReadOnlyList<string> Asks, int Times)
{
    public const string GivenUp = "ask-given-up";
    public const string Unusable = "report-unusable";
    private const int Most = 3;

    public static LostAsk Of(ReceivedReport received, ServerStatus? before) =>
        new(received.Asks, received.Asks.Count == 0 ? 0 : (before?.AskedAgain ?? 0) + 1);

    public bool IsGivenUp => Times > Most;

    public bool IsAskedAgain => Times is > 0 and <= Most;

    public string Code => IsGivenUp ? GivenUp : Unusable;

    public string Text => this switch
    {
        { IsGivenUp: true } => $"; `{Names}` was asked for {Times} times in a row and is given up. See the worker's log, then say it again",
        { IsAskedAgain: true } => $"; `{Names}` is asked for again ({Times} of {Most})",
        _ => "",
    };

    /// <summary>For the next report.</summary>
    public int AskedAgain => IsAskedAgain ? Times : 0;

    private string Names => string.Join(", ", Asks);
}
