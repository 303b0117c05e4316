// login.cjs TRANSPORT HOST ADDRESS JID - logs in with the library of Jitsi Meet's own web client, over the bosh or websocket of HOST, which
// is found at ADDRESS: as JID by a SCRAM mechanism with the password on stdin, or, where JID is only a domain, by ANONYMOUS. It says
// `in JID MECHANISM` or `out CONDITION`. NODE_EXTRA_CA_CERTS names whom to trust.
const dns = require('dns');
const [transport, host, address, jid] = process.argv.slice(2);

// No DNS knows the host; certificate and Host header stay its own.
dns.lookup = (name, options, done = options) =>
  name !== host ? done(new Error(`${name} is not ${host}`))
  : options.all ? done(null, [{ address, family: 4 }])
  : done(null, address, 4);
globalThis.crypto ??= require('crypto').webcrypto;
globalThis.XMLHttpRequest = require('xhr2');
const { Strophe } = require('strophe.js');

const user = jid.includes('@');
const mechanisms = user ? [Strophe.SASLSHA1, Strophe.SASLSHA256] : [Strophe.SASLAnonymous];
const url = transport === 'bosh' ? `https://${host}/http-bind` : `wss://${host}/xmpp-websocket`;
const connection = new Strophe.Connection(url, { mechanisms });
let refusal, ended;

function end(said) {
  if (ended) return;
  ended = true;
  process.stdout.write(said + '\n', () => process.exit(0));
}
// Over BOSH Strophe asks on and on for a mechanism that it knows, and says so only in its log.
for (const level of ['debug', 'log', 'info', 'warn', 'error'])
  console[level] = text => /offer a supported/.test(text) && end('out no-mechanism');
// The condition inside <failure/>, which is not in the status.
connection.xmlInput = stanza => { refusal = /<failure[^>]*>\s*<([a-z-]+)/.exec(Strophe.serialize(stanza))?.[1] ?? refusal; };
setTimeout(() => end('out no-answer'), 10000);
connection.connect(jid, user ? require('fs').readFileSync(0, 'utf8') : '', (status, condition) => {
  const { CONNECTED, AUTHFAIL, CONNFAIL, ERROR } = Strophe.Status;
  if (status === CONNECTED) end(`in ${connection.jid} ${connection._sasl_mechanism.mechname}`);
  if ([AUTHFAIL, CONNFAIL, ERROR].includes(status)) end(`out ${refusal ?? condition}`);
});
