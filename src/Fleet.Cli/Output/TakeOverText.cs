using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class TakeOverText
{
    public static void Write(Screen screen, ServerDetail server)
    {
        var name = server.Summary.Name;
        if (server.TakeOver is not { } takeOver)
        {
            screen.Line(server.Observation is null
                ? $"{name} was not seen yet, so whom it obeys is not known: fleet check name={name}"
                : $"{name} obeys nobody else: there is nothing to take over.");
            return;
        }

        screen.Line($"{name}: {takeOver.Why}.", Tone.Bad);
        screen.Line("If the other one runs and is right, do nothing here: stop this one, or fleet servers retire it.", Tone.Doubt);
        screen.Line($"If this one is the owner now, its root runs on {server.Endpoint.Address}:");
        screen.Line($"  {takeOver.Command}");
        screen.Line("The other one is refused there from then on; this one goes on by itself within seconds.");
    }
}
