using Fleet.ControlPlane;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Operators;
using Fleet.ControlPlane.Storage;
using JasperFx;

const string usage = """
    Usage: fleet-controlplane run
           fleet-controlplane init [--owner-connection C] [--operator NAME] [--token-file FILE]    schema, roles, rights, the first operator;
                                                                                                   run again: an older database becomes this version's
           fleet-controlplane login controlplane|worker|reader NAME --file FILE [--owner-connection C]
           fleet-controlplane revoke-login NAME [--owner-connection C]
           fleet-controlplane rebuild [--owner-connection C]                                       documents anew from the events
           fleet-controlplane operator-token NAME [--token-file FILE] [--owner-connection C]       when every token is lost
    """;

var stop = CancellationToken.None;
try
{
    SecretArguments.MustBeNone(args);
    if (args.Any(a => a is "--help" or "-h"))
    {
        Console.WriteLine(usage);
        return 0;
    }
    return args switch
    {
        ["init", .. var rest] => await InitVerb.Run(Switches.Parse(rest, 0, "owner-connection", "operator", "token-file"), stop),
        ["login", .. var rest] => await LoginVerb.Make(Switches.Parse(rest, 2, "owner-connection", "file"), stop),
        ["revoke-login", .. var rest] => await LoginVerb.Revoke(Switches.Parse(rest, 1, "owner-connection"), stop),
        ["operator-token", .. var rest] => await OperatorTokenVerb.Run(Switches.Parse(rest, 1, "owner-connection", "token-file"), stop),
        ["rebuild", .. var rest] => await RebuildVerb.Run(Switches.Parse(rest, 0, "owner-connection"), stop),
        ["codegen", ..] => await ControlPlaneHost.Build(ControlPlaneHost.ForOwner("Host=nowhere")).RunJasperFxCommands(args),
        ["run", .. var rest] => await ControlPlaneHost.Run(rest),
        _ => throw new UsageException(usage),
    };
}
catch (UsageException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
