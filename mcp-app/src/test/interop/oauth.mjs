// A client that gets its access token by itself. node oauth.mjs 1|2 URL: an official client with its own OAuth, which prints as JSON where a browser
// must go. node oauth.mjs remote COMMAND ARGUMENT...: a proxy over stdio that asks for one in its own way. Each prints as JSON what it saw.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const [kind, ...rest] = process.argv.slice(2);

/** Keeps in memory what the official clients want to be kept. */
class Keeper {
  saved = 0;
  registrations = 0;

  constructor(redirectUrl) {
    this.redirectUrl = redirectUrl;
    this.clientMetadata = {
      client_name: `Interop ${kind}`, redirect_uris: [redirectUrl], token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    };
  }

  state() { return this.lastState = `${randomUUID()}/+==`; }
  clientInformation() { return this.information; }
  saveClientInformation(information) { this.registrations++; this.information = information; }
  tokens() { return this.kept; }
  saveTokens(tokens) { this.saved++; this.kept = tokens; }
  redirectToAuthorization(url) { console.log(JSON.stringify({ authorize: url.href })); }
  saveCodeVerifier(verifier) { this.verifier = verifier; }
  codeVerifier() { return this.verifier; }
}

async function seen(client, callTool) {
  return { tools: (await client.listTools()).tools.map((tool) => tool.name), ping: (await callTool(client)).structuredContent };
}

async function official() {
  const url = new URL(rest[0]);
  const { Client, StreamableHTTPClientTransport, UnauthorizedError, callTool, finish } = await { 1: first, 2: second }[kind]();
  const callback = createServer((request, response) => response.end('You can close this page.')).listen(0, '127.0.0.1');
  await once(callback, 'listening');
  const keeper = new Keeper(`http://127.0.0.1:${callback.address().port}/callback`);
  const connect = async () => {
    const transport = new StreamableHTTPClientTransport(url, { authProvider: keeper });
    const client = new Client({ name: 'interop-oauth', version: kind });
    await client.connect(transport).catch((error) => { throw Object.assign(error, { transport }); });
    return client;
  };
  const refused = await connect().then(() => { throw new Error('let in without a token'); }, (error) => error);
  if (!(refused instanceof UnauthorizedError)) {
    throw refused;
  }
  const [request] = await once(callback, 'request');
  const answer = new URL(request.url, keeper.redirectUrl).searchParams;
  await finish(refused.transport, answer);
  const client = await connect();
  const before = await seen(client, callTool);
  const { access_token: bought, refresh_token: refresh } = keeper.kept;
  // as if the server had forgotten it
  keeper.kept = { ...keeper.kept, access_token: `${bought.slice(0, -4)}AAAA` };
  const after = await seen(client, callTool);
  await client.close();
  callback.closeAllConnections();
  callback.close();
  return {
    before, after, registrations: keeper.registrations, saved: keeper.saved, stateCameBack: answer.get('state') === keeper.lastState,
    anotherToken: ![bought, `${bought.slice(0, -4)}AAAA`].includes(keeper.kept.access_token), rotated: keeper.kept.refresh_token !== refresh,
  };
}

async function first() {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const { UnauthorizedError } = await import('@modelcontextprotocol/sdk/client/auth.js');
  return {
    Client, StreamableHTTPClientTransport, UnauthorizedError, callTool: (client) => client.callTool({ name: 'ping', arguments: {} }),
    finish: (transport, answer) => transport.finishAuth(answer.get('code')),
  };
}

async function second() {
  return {
    ...await import('@modelcontextprotocol/client'), callTool: (client) => client.callTool({ name: 'ping', arguments: {} }),
    // this release looks at iss
    finish: (transport, answer) => transport.finishAuth(answer),
  };
}

async function remote() {
  const [command, ...args] = rest;
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const client = new Client({ name: 'interop-oauth', version: kind });
  await client.connect(new StdioClientTransport({ command, args, env: process.env }), { timeout: 120_000 });
  const before = await seen(client, () => client.callTool({ name: 'ping', arguments: {} }));
  await client.close();
  return { before };
}

console.log(JSON.stringify(await (kind === 'remote' ? remote() : official())));
process.exit(0);
