// What a client of the revisions with sessions does with one: streams that break and are gone on with, and its end.
import { connect as connectTo, createServer } from 'node:net';
import { outcome, slowCall } from './session.mjs';

const CUTS = 2;

/**
 * Uses the session of a client that is connected, and two of its own; the first is over then.
 *
 * @param connected { client, transport }
 * @param connect   makes another: (url, token, fetch, options of the transport)
 * @param callTool  (client, params, options)
 */
export async function useOfSession({ client, transport }, connect, callTool, url, token) {
  const id = transport.sessionId;
  return {
    id,
    level: await outcome(() => client.setLoggingLevel('warning')),
    cut: await callThroughCuts(connect, callTool, url, token),
    handedOver: await callHandedOver(connect, callTool, url, token),
    end: await outcome(async () => { await transport.terminateSession(); return { id: transport.sessionId ?? null }; }),
    // a client that ended its session sends its id no more
    afterEnd: (await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json, text/event-stream', 'Mcp-Session-Id': id },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    })).status,
  };
}

/** A call whose connection breaks twice; of its own accord the client comes back each time, with Last-Event-ID. */
async function callThroughCuts(connect, callTool, url, token) {
  const proxy = await cuttingProxy(url.port);
  const { client, transport } = await connect(new URL(`http://127.0.0.1:${proxy.port}${url.pathname}`), token, fetch);
  const progress = [];
  const result = await slowCall({ onprogress: (event) => progress.push(event.progress) }, (...call) => callTool(client, ...call));
  await transport.terminateSession();
  await client.close();
  proxy.close();
  return { result, progress, cuts: proxy.cuts() };
}

/** A call whose client vanishes; another takes its result, with what the first knew of the session and of its stream. */
async function callHandedOver(connect, callTool, url, token) {
  const first = await connect(url, token, fetch);
  let resumptionToken;
  let lost;
  await new Promise((runs) => {
    lost = slowCall({ onprogress: runs, onresumptiontoken: (latest) => { resumptionToken = latest; } },
      (...call) => callTool(first.client, ...call));
  });
  const { sessionId, protocolVersion } = first.transport;
  await first.client.close();
  const second = await connect(url, token, fetch, { sessionId, protocolVersion });
  const result = await slowCall({ resumptionToken }, (...call) => callTool(second.client, ...call));
  await second.transport.terminateSession();
  await second.client.close();
  return { result, lost: await lost };
}

/** Passes on to a port what it gets, and cuts the first connections each after its first event that carries a message. */
async function cuttingProxy(port) {
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connectTo(port, '127.0.0.1');
    const end = () => { client.destroy(); upstream.destroy(); };
    let events = '';
    upstream.on('data', (bytes) => {
      events += bytes.toString('latin1');
      if (cuts < CUTS && /^id: .*\r?\n(.+\r?\n)*data: \{.*\n\n/m.test(events)) {
        cuts++;
        upstream.removeAllListeners('data');
        client.write(bytes, end);
      } else {
        client.write(bytes);
      }
    });
    client.pipe(upstream);
    for (const socket of [client, upstream]) {
      socket.on('error', end).on('close', end);
    }
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  return { port: server.address().port, cuts: () => cuts, close: () => server.close() };
}
