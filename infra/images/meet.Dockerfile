# A sample host to try Fleet on: the test bed's Debian with a real sshd, Prosody and nginx. Not for meetings: jicofo and
# jitsi-videobridge2 are stand-ins.
FROM debian:bookworm-slim
COPY infra/testbed/lib/furnish infra/testbed/lib/hostseed infra/testbed/lib/boot /opt/testbed/lib/
COPY infra/testbed/skel /opt/testbed/skel
RUN /opt/testbed/lib/furnish / /opt/testbed/skel/base && rm -rf /var/cache/apt/archives/*.deb
COPY infra/host /opt/fleet-host
COPY infra/images/meet /opt/testbed/meet
ENTRYPOINT ["catatonit", "--", "/opt/testbed/meet"]
