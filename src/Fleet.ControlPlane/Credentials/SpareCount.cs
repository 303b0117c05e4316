namespace Fleet.ControlPlane.Credentials;

public static class SpareCount
{
    /// <summary>Of each hash: enough for the fleet to grow by a fifth before a user is asked for the password again.</summary>
    public static int For(int servers) => Math.Max(10, (servers + 4) / 5);
}
