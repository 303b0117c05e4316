namespace Fleet.Domain.Drift;

/// <summary>The subjects that are not names of users, services, files or packages.</summary>
public static class DriftSubject
{
    public const string Provider = "provider";
    public const string InForce = "in-force";
    public const string Sessions = "sessions";
    public const string GuestHost = "guest-host";
    public const string GuestHostInForce = "guest-host-in-force";
    public const string Guests = "guests";
    public const string Link = "link";
    public const string Config = "config";
    public const string Storage = "storage";
    public const string Registration = "registration";
    public const string Accounts = "accounts";
    public const string Outside = "outside";
    public const string Domain = "domain";
    public const string Machine = "machine";
    public const string Owner = "owner";
    public const string Program = "fleet-host";
    public const string Prosody = "prosody";
    public const string PackageManager = "dpkg";
    public const string Hold = "host";
    public const string Clock = "clock";
    public const string Ssh = "ssh";
    public const string Jicofo = "jicofo";
    public const string JicofoInForce = "jicofo-in-force";
    public const string WebClient = "config.js";
    public const string Rooms = "rooms";
    public const string Tokens = "tokens";

    /// <summary>What stands for all further subjects of a kind, once too many were listed.</summary>
    public const string Others = "(others)";
}
