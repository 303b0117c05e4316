namespace Fleet.ControlPlane;

/// <summary>The command line or the configuration is wrong: its text is all that the person at the terminal needs.</summary>
public sealed class UsageException(string message) : Exception(message);
