// The official client 2.x: node client-2.mjs URL default|auto|2026-07-28, with the access token in $TOKEN. Prints as JSON what it
// saw: a line of what every client does and, after the end of standard input, a line of the rest.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { noting, refusals } from './http.mjs';
import { closed, outcome, reportAndWait, session } from './session.mjs';
import { useOfSession } from './sessions.mjs';

const asked = process.argv[3];
const versionNegotiation = { default: undefined, auto: { mode: 'auto' }, '2026-07-28': { mode: { pin: '2026-07-28' } } }[asked];

const connect = async (url, token, fetch, { sessionId, protocolVersion } = {}) => {
  const client = new Client({ name: 'interop-2', version: '2.0.0' }, { versionNegotiation });
  const transport = new StreamableHTTPClientTransport(url, {
    fetch, sessionId, protocolVersion, requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  return { client, transport };
};
const callTool = (client, request, options) => client.callTool(request, options);

/** A subscription to all that there is, and its end. */
async function subscription(client) {
  const listening = await client.listen({
    toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true, resourceSubscriptions: ['repo://sample/README.md'],
  });
  await listening.close();
  return { honoured: listening.honoredFilter, closed: await listening.closed };
}

const url = new URL(process.argv[2]);
const token = process.env.TOKEN;
const { fetchAndNote, notes } = noting();
const connected = await connect(url, token, fetchAndNote);
const { client } = connected;
const errors = [];
client.onerror = (error) => errors.push(error.message);
const report = { protocolVersion: client.getNegotiatedProtocolVersion(), ...await session(client, callTool) };
await reportAndWait({ ...report, errors });
const rest = { refusals: await refusals(connect, callTool, url, token) };
if (client.getProtocolEra() === 'modern') {
  rest.discovered = client.getDiscoverResult();
  rest.discoveredAgain = await outcome(() => client.discover());
  rest.subscription = await outcome(() => subscription(client));
} else {
  rest.session = await useOfSession(connected, connect, callTool, url, token);
}
rest.closed = await closed(client);
rest.requests = notes;
console.log(JSON.stringify(rest));
