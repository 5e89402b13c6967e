// What a client does in a session, the same for every release of it. Nothing is judged here but by the clients themselves, which hold each
// structured result against the output schema of its tool; the test judges the report.

/** Runs it, and prints a report as one line of JSON. */
export async function session(connect, callTool) {
  const url = new URL(process.argv[2]);
  const token = process.env.TOKEN;
  const { client, protocolVersion } = await connect(url, token, fetch);
  const closed = new Promise((resolve) => { client.onclose = () => resolve(true); });
  const call = (name, args, options) => outcome(() => callTool(client, { name, arguments: args }, options));

  const report = {
    protocolVersion: protocolVersion(),
    server: client.getServerVersion(),
    capabilities: client.getServerCapabilities(),
    instructions: client.getInstructions(),
    tools: (await client.listTools()).tools,
    ping: await call('ping', {}),
    repositories: await call('list_repos', {}),
    file: await call('read_repo_file', { repo: 'sample', path: 'src/Greeting.java', start_line: 2, end_line: 3 }),
    unknownTool: await call('no_such_tool', {}),
    invalidArguments: await call('read_repo_file', { repo: 'sample', path: 7 }),
    missingFile: await call('read_repo_file', { repo: 'sample', path: 'src/Nothing.java' }),
    wrongToken: await outcome(() => connect(url, 'wrong', fetch)),
    spoiledPing: await spoiledPing(connect, callTool, url, token),
    progress: [],
  };
  report.found = await call('search_code', { query: 'Hello, reader' }, { onprogress: (progress) => report.progress.push(progress) });
  await client.close();
  report.closed = await closed;
  console.log(JSON.stringify(report));
}

/** Breaks a result on its way: shows that the client does hold results against output schemas. */
async function spoiledPing(connect, callTool, url, token) {
  const { client } = await connect(url, token, async (...request) => {
    const response = await fetch(...request);
    const body = response.status === 200 ? (await response.text()).replace('"status":"ok"', '"status":"spoiled"') : null;
    return new Response(body, { status: response.status, headers: response.headers });
  });
  await client.listTools();
  const spoiled = await outcome(() => callTool(client, { name: 'ping', arguments: {} }));
  await client.close();
  return spoiled;
}

/** The result, or the error with what a program would look at. */
async function outcome(action) {
  try {
    return await action();
  } catch (error) {
    const httpStatus = [error.status, error.code].find((number) => number >= 100 && number < 600);
    return { thrown: error.constructor.name, code: error.code, httpStatus, message: error.message };
  }
}
