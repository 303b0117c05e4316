using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The next apply that reaches a host is held before fleet-host reads it, as when the host is slow; all later requests are served.</summary>
internal sealed class HeldApply
{
    private readonly TestHost _host;

    private HeldApply(TestHost host) => _host = host;

    public static async Task<HeldApply> On(TestHost host)
    {
        await host.Exec("""
            cd /usr/local/sbin && mv fleet-host fleet-host.real && cat >fleet-host && chmod 755 fleet-host
            """, """
            #!/bin/sh
            request=$(mktemp /run/request.XXXXXX)
            cat >"$request"
            if sed -n 2p "$request" | grep -q '^apply ' && mkdir /run/held 2>/dev/null; then
              until [ -e /run/go ]; do sleep 0.05; done
              /usr/local/sbin/fleet-host.real <"$request" >/run/reply
              mv /run/reply /run/late-reply
            else
              exec /usr/local/sbin/fleet-host.real <"$request"
            fi

            """);
        return new HeldApply(host);
    }

    public Task Begun() => _host.Look("until [ -e /run/held ]; do sleep 0.02; done");

    /// <returns>What fleet-host answers to it now.</returns>
    public Task<string> LetGo() => _host.Look("touch /run/go; until [ -e /run/late-reply ]; do sleep 0.02; done; cat /run/late-reply");
}
