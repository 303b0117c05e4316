# Debian's PostgreSQL 15. The superuser's password is drawn at the first start into a volume that only `init` shares.
FROM debian:bookworm-slim
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends postgresql-15 \
 && rm -rf /var/lib/apt/lists/* /var/lib/postgresql/* /etc/postgresql/* \
 && groupadd --gid 10001 fleet && usermod --append --groups fleet postgres \
 && install -d -o postgres -g postgres -m 700 /var/lib/postgresql \
 && install -d -o postgres -g fleet -m 2750 /run/fleet/owner
ENV PATH=/usr/lib/postgresql/15/bin:$PATH
COPY infra/images/postgres /opt/fleet/postgres
USER postgres
ENTRYPOINT ["/opt/fleet/postgres"]
