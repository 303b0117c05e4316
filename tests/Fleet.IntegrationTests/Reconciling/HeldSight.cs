using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The next look at a host is answered late: whatever is decided upon it is decided after what a test does meanwhile.</summary>
internal sealed class HeldSight
{
    private readonly TestHost _host;

    private HeldSight(TestHost host) => _host = host;

    public static async Task<HeldSight> On(TestHost host)
    {
        await host.Exec("""
            cd /usr/local/sbin && mv fleet-host fleet-host.seeing && cat >fleet-host && chmod 755 fleet-host
            """, """
            #!/bin/sh
            request=$(mktemp /run/request.XXXXXX)
            cat >"$request"
            if sed -n 2p "$request" | grep -q '^observe ' && mkdir /run/looking 2>/dev/null; then
              /usr/local/sbin/fleet-host.seeing <"$request" >/run/sight
              : >/run/seen
              until [ -e /run/tell ]; do sleep 0.05; done
              cat /run/sight
            else
              exec /usr/local/sbin/fleet-host.seeing <"$request"
            fi

            """);
        return new HeldSight(host);
    }

    public Task Begun() => _host.Look("until [ -e /run/seen ]; do sleep 0.02; done");

    public Task Tell() => _host.Look("touch /run/tell");
}
