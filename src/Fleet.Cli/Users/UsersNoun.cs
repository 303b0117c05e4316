using System.CommandLine;
using Fleet.Cli.Running;

namespace Fleet.Cli.Users;

internal static class UsersNoun
{
    public static Command Command() => new Noun(
        "users",
        "Register, change and show the people who may log in.",
        "fleet users register alice --on all",
        "fleet users disable alice --reason left")
    {
        RegisterUser.Command(),
        ChangePassword.Command(),
        DisableUser.Command(),
        EnableUser.Command(),
        RemoveUser.Command(),
        SelectServers.Command(),
        CredentialNoun.Command(),
        ListUsers.Command(),
        ShowUser.Command(),
    };
}
