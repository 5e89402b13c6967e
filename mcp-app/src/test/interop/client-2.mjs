// The official client 2.x: node client-2.mjs URL default|auto|2026-07-28, with the access token in $TOKEN. Prints as JSON what it saw.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { session } from './session.mjs';

const asked = process.argv[3];
const versionNegotiation = { default: undefined, auto: { mode: 'auto' }, '2026-07-28': { mode: { pin: '2026-07-28' } } }[asked];

const connect = async (url, token, fetch) => {
  const client = new Client({ name: 'interop-2', version: '2.0.0' }, { versionNegotiation });
  const transport = new StreamableHTTPClientTransport(url, { fetch, requestInit: { headers: { Authorization: `Bearer ${token}` } } });
  await client.connect(transport);
  return { client, protocolVersion: () => client.getNegotiatedProtocolVersion() };
};

await session(connect, (client, request, options) => client.callTool(request, options));
