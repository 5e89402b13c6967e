// An official client over stdio: node stdio.mjs 1|2 default|auto|2026-07-28 COMMAND ARGUMENT..., whose server may be this one or a proxy to
// it. Only 2.x has a choice of revisions. The variables of the environment that the command needs are in $SERVER_ENV, as JSON. Prints as JSON
// what it saw: a line of what every client does and, after the end of standard input, a line that tells whether it closed.
import { closed, reportAndWait, session } from './session.mjs';

const [release, asked, command, ...args] = process.argv.slice(2);
const server = { command, args, env: JSON.parse(process.env.SERVER_ENV ?? '{}') };

async function first() {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const client = new Client({ name: 'interop-1', version: '1.0.0' });
  const transport = new StdioClientTransport(server);
  let version;
  // what was agreed on is told to transports only
  transport.setProtocolVersion = (agreed) => { version = agreed; };
  await client.connect(transport);
  return { client, version: () => version, callTool: (on, request, options) => on.callTool(request, undefined, options) };
}

async function second() {
  const { Client } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
  const versionNegotiation = { default: undefined, auto: { mode: 'auto' }, '2026-07-28': { mode: { pin: '2026-07-28' } } }[asked];
  const client = new Client({ name: 'interop-2', version: '2.0.0' }, { versionNegotiation });
  await client.connect(new StdioClientTransport(server));
  return { client, version: () => client.getNegotiatedProtocolVersion(), callTool: (on, request, options) => on.callTool(request, options) };
}

const { client, version, callTool } = await { 1: first, 2: second }[release]();
const errors = [];
client.onerror = (error) => errors.push(error.message);
const report = { protocolVersion: version(), ...await session(client, callTool) };
await reportAndWait({ ...report, errors });
console.log(JSON.stringify({ closed: await closed(client) }));
