namespace Fleet.Domain;

/// <summary>Why a command is not carried out: a stable kebab-case code, and a text that says what, why and what to do next.</summary>
public abstract record Refusal(string Code, string Text);

/// <summary>The request itself is wrong (HTTP 400).</summary>
public abstract record InvalidRefusal(string Code, string Text) : Refusal(Code, Text);

/// <summary>What the request names does not exist (HTTP 404).</summary>
public abstract record UnknownRefusal(string Code, string Text) : Refusal(Code, Text);

/// <summary>The request contradicts the present state (HTTP 409).</summary>
public abstract record ConflictRefusal(string Code, string Text) : Refusal(Code, Text);

/// <summary>The request was made for another version than the present one (HTTP 412).</summary>
public abstract record StaleRefusal(string Code, string Text) : Refusal(Code, Text);
