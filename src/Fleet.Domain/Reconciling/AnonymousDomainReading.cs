namespace Fleet.Domain.Reconciling;

/// <summary>`hosts.anonymousdomain` of the web client's config.js: where browsers without an account are sent.</summary>
/// <param name="Determined">False: it may be anything; the problem says why.</param>
/// <param name="Editable">Fleet can set, or take away, the value in this file.</param>
/// <param name="Place">Where it stands ("config.js:12"); null = nowhere.</param>
public sealed record AnonymousDomainReading(string? Value, bool Determined, bool Editable, string? Place, string? Problem);
