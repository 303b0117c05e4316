using Fleet.Worker.Hosting;
using Fleet.Worker.Keys;

const string usage = """
    Usage: fleet-worker init --keys DIR   make the fleet's keys, once per fleet
           fleet-worker run               reconcile servers
    """;

switch (args)
{
    case ["init", "--keys", var directory]:
        return InitCommand.Run(directory, Console.Out, Console.Error);
    case ["run"]:
        return await RunCommand.RunAsync(Console.Error);
    case [.., "--help" or "-h"]:
        Console.WriteLine(usage);
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 1;
}
