using Fleet.Domain;

namespace Fleet.Jitsi.Scram;

/// <summary>No server could check this password. The text never has any of it.</summary>
public sealed record PasswordUnusable(string Code, string Text) : InvalidRefusal(Code, Text);
