namespace Fleet.Jitsi.Lua;

/// <param name="Path">As Prosody opens it: of a link, the link.</param>
/// <param name="Text">One character per byte (Latin-1), plain or masked; null when it could not be had.</param>
/// <param name="Gap">Why there is no text.</param>
public sealed record ConfigText(string Path, string? Text, string? Gap = null);

/// <summary>Everything that Prosody may load.</summary>
/// <param name="Files">The files of one directory in the order of the directory itself, unsorted: so Prosody loads them.</param>
/// <param name="Directories">The directories whose files are all among <paramref name="Files"/>.</param>
public sealed record ConfigTexts(string Main, IReadOnlyList<ConfigText> Files, IReadOnlyCollection<string> Directories);
