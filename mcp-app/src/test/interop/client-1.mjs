// The official client 1.x: node client-1.mjs URL, with the access token in $TOKEN. Prints as JSON what it saw.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { session } from './session.mjs';

const connect = async (url, token, fetch) => {
  const client = new Client({ name: 'interop-1', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(url, { fetch, requestInit: { headers: { Authorization: `Bearer ${token}` } } });
  await client.connect(transport);
  return { client, protocolVersion: () => transport.protocolVersion };
};

// this release takes the schema of the result as second argument
await session(connect, (client, request, options) => client.callTool(request, undefined, options));
