using Fleet.ControlPlane.Storage;
using Fleet.Domain.Users;
using Marten;

namespace Fleet.ControlPlane.Users;

public static class UserQueries
{
    /// <summary>The user of that name who was not removed.</summary>
    public static async Task<User?> FindUser(this IQuerySession session, string name, CancellationToken stop) =>
        await session.LoadAsync<UniqueValue>(UniqueValue.UserName(name), stop) is { Holder: var id } ? await session.LoadAsync<User>(id, stop) : null;
}
