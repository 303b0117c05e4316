namespace Fleet.Jitsi.Probing;

public static class GuestHosts
{
    /// <summary>The vhost where guests log in, by the handbook. It needs no DNS: the domain's own BOSH address reaches it.</summary>
    public static string Of(string domain) => $"guest.{domain}";
}
