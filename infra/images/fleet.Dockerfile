# Fleet's own programs, one target each: controlplane, worker, fleet (the command), init. Built from what infra/images/publish made.
FROM debian:bookworm-slim AS base
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends ca-certificates libgssapi-krb5-2 libssl3 openssl libstdc++6 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin fleet \
 && install -d -o fleet -g fleet -m 700 /var/lib/fleet /run/fleet/controlplane /run/fleet/worker /run/fleet/keys /run/fleet/operator \
 && install -d -o fleet -g fleet -m 700 /run/fleet/grafana \
 && install -d -o fleet -g fleet -m 755 /run/fleet/public
ENV DOTNET_EnableDiagnostics=0
USER fleet

FROM base AS controlplane
COPY artifacts/publish/controlplane /opt/fleet/controlplane
COPY infra/images/healthy /opt/fleet/healthy
ENTRYPOINT ["/opt/fleet/controlplane/fleet-controlplane"]
CMD ["run"]

FROM base AS worker
COPY artifacts/publish/worker /opt/fleet/worker
COPY infra/images/healthy /opt/fleet/healthy
ENTRYPOINT ["/opt/fleet/worker/fleet-worker"]
CMD ["run"]

FROM base AS fleet
COPY artifacts/publish/cli /opt/fleet/cli
COPY infra/images/enroll-samples /opt/fleet/enroll-samples
ENTRYPOINT ["/opt/fleet/cli/fleet"]

FROM base AS init
COPY artifacts/publish/controlplane /opt/fleet/controlplane
COPY artifacts/publish/worker /opt/fleet/worker
COPY infra/images/init /opt/fleet/init
ENTRYPOINT ["/opt/fleet/init"]
