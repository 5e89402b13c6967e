// The official client 1.x: node client-1.mjs URL, with the access token in $TOKEN. Prints as JSON what it saw: a line
// of what every client does and, after the end of standard input, a line of the rest.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { noting, refusals } from './http.mjs';
import { closed, reportAndWait, session } from './session.mjs';
import { useOfSession } from './sessions.mjs';

const connect = async (url, token, fetch, { sessionId, protocolVersion } = {}) => {
  const client = new Client({ name: 'interop-1', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(url, {
    fetch, sessionId, requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  if (protocolVersion) {
    transport.setProtocolVersion(protocolVersion);
  }
  await client.connect(transport);
  return { client, transport };
};
// this release takes the schema of the result as second argument
const callTool = (client, request, options) => client.callTool(request, undefined, options);

const url = new URL(process.argv[2]);
const token = process.env.TOKEN;
const { fetchAndNote, notes } = noting();
const connected = await connect(url, token, fetchAndNote);
const errors = [];
connected.client.onerror = (error) => errors.push(error.message);
const report = { protocolVersion: connected.transport.protocolVersion, ...await session(connected.client, callTool) };
await reportAndWait({ ...report, errors });
const rest = {
  refusals: await refusals(connect, callTool, url, token),
  session: await useOfSession(connected, connect, callTool, url, token),
  closed: await closed(connected.client),
  requests: notes,
};
console.log(JSON.stringify(rest));
