using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class OperatorText
{
    public static void Write(Screen screen, OperatorToken token)
    {
        screen.Line($"{token.Name} is an operator until {Age.Utc(token.ExpiresAt)}. The token, shown this once:");
        screen.Line(token.Token.Value);
    }

    public static void Write(Screen screen, IReadOnlyList<OperatorSummary> operators) => screen.Rows(
        ["OPERATOR", "STATE", "EXPIRES", "ADDED"],
        operators.Select(o => new Cell[] { o.Name, State(o, screen.Now), Age.Utc(o.ExpiresAt), Age.Utc(o.AddedAt) }));

    private static Cell State(OperatorSummary o, DateTimeOffset now) => o switch
    {
        { RevokedAt: { } at } => new($"revoked {Age.Of(at, now)}", Tone.Bad),
        _ when o.ExpiresAt <= now => new("expired", Tone.Doubt),
        _ => new("active", Tone.Good),
    };
}
