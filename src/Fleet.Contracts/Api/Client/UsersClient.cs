namespace Fleet.Contracts.Api.Client;

public sealed class UsersClient(ApiHttp api)
{
    public Task<IReadOnlyList<UserSummary>> List(CancellationToken ct) => api.All(Routes.Users, ApiJson.Default.PagedUserSummary, ct);

    public Task<UserDetail> Get(string name, CancellationToken ct) =>
        api.Get(Routes.For(Routes.User, name), ApiJson.Default.UserDetail, ct);

    public Task<CommandAccepted> Register(RegisterUserRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.Users, request, ApiJson.Default.RegisterUserRequest, headers, ct);

    public Task<CommandAccepted> SetPassword(string name, Secret password, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.UserPassword, name), new(password), ApiJson.Default.UserPasswordRequest, headers, ct);

    public Task<CommandAccepted> Select(string name, string selector, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.UserSelect, name), new(selector), ApiJson.Default.UserSelectorRequest, headers, ct);

    public Task<CommandAccepted> ChangeCredential(string name, UserCredentialRequest request, CommandHeaders headers, CancellationToken ct) =>
        api.Command(Routes.For(Routes.UserCredential, name), request, ApiJson.Default.UserCredentialRequest, headers, ct);

    public Task<CommandAccepted> Disable(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.UserDisable, name), headers, ct);

    public Task<CommandAccepted> Enable(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Post, Routes.For(Routes.UserEnable, name), headers, ct);

    public Task<CommandAccepted> Remove(string name, CommandHeaders headers, CancellationToken ct) =>
        api.Command(HttpMethod.Delete, Routes.For(Routes.User, name), headers, ct);
}
