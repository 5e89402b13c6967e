// What there is to try over HTTP alone. A connect function takes (url, token, fetch, options of the transport) and returns { client, transport }.
import { outcome } from './session.mjs';

/** A connection that the server refuses, and a result that the client refuses. */
export async function refusals(connect, callTool, url, token) {
  return {
    wrongToken: await outcome(() => connect(url, 'wrong', fetch)),
    spoiledPing: await spoiledPing(connect, callTool, url, token),
  };
}

/** Breaks a result on its way: shows that the client does hold results against output schemas. */
async function spoiledPing(connect, callTool, url, token) {
  const { client } = await connect(url, token, async (...request) => {
    const response = await fetch(...request);
    const body = response.status === 200 ? (await response.text()).replace('"status":"ok"', '"status":7') : null;
    return new Response(body, { status: response.status, headers: response.headers });
  });
  await client.listTools();
  const spoiled = await outcome(() => callTool(client, { name: 'ping', arguments: {} }));
  await client.close();
  return spoiled;
}

/** A fetch that keeps a note of every request, and the notes. */
export function noting() {
  const notes = [];
  const fetchAndNote = async (input, init) => {
    const headers = new Headers(init?.headers);
    const response = await fetch(input, init);
    notes.push({
      http: init?.method ?? 'GET',
      rpc: typeof init?.body === 'string' ? JSON.parse(init.body).method : undefined,
      status: response.status,
      type: response.headers.get('content-type') ?? undefined,
      session: headers.get('mcp-session-id') ?? undefined,
      mcpMethod: headers.get('mcp-method') ?? undefined,
      mcpName: headers.get('mcp-name') ?? undefined,
    });
    return response;
  };
  return { fetchAndNote, notes };
}
