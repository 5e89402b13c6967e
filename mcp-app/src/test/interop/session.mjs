// What a client does in a session, the same for every release, revision and transport. Nothing is judged here but by the clients themselves,
// which hold each structured result against the output schema of its tool; the tests judge the report.
import { once } from 'node:events';
import { UriTemplate } from '@modelcontextprotocol/sdk/shared/uriTemplate.js';

/** Has no literal that could be looked for first, so that every line is matched: some megabytes a second. */
const SLOW = { query: '[0-9]+ [a-z]+ [0-9]+', regex: true, repo: 'large' };
const TEMPLATE = 'repo://{repository}/{+path}';

/**
 * Uses a client that is connected.
 *
 * @param client   of any release
 * @param callTool calls a tool with it: (client, params, options)
 * @returns the report
 */
export async function session(client, callTool) {
  const call = (name, args, options) => outcome(() => callTool(client, { name, arguments: args }, options));
  const read = (uri) => outcome(() => client.readResource({ uri }));
  const prompt = (name, args) => outcome(() => client.getPrompt({ name, arguments: args }));
  const complete = (params) => outcome(() => client.complete(params));
  const report = {
    server: client.getServerVersion(),
    capabilities: client.getServerCapabilities(),
    instructions: client.getInstructions(),

    tools: (await client.listTools()).tools,
    ping: await call('ping', {}),
    repositories: await call('list_repos', {}),
    file: await call('read_repo_file', { repo: 'sample', path: 'src/Greeting.java', start_line: 2, end_line: 3 }),
    found: await call('search_code', { query: 'Hello, reader', repo: 'sample' }),
    unknownTool: await call('no_such_tool', {}),
    invalidArguments: await call('read_repo_file', { repo: 'sample', path: 7 }),
    missingFile: await call('read_repo_file', { repo: 'sample', path: 'src/Nothing.java' }),

    resources: (await client.listResources()).resources,
    templates: (await client.listResourceTemplates()).resourceTemplates,
    listed: await read('repo://sample/README.md'),
    umlauts: await read(new UriTemplate(TEMPLATE).expand({ repository: 'sample', path: 'src/Grüße.txt' })),
    unescaped: await read('repo://sample/src/Grüße.txt'),
    missing: await read('repo://sample/src/Nothing.java'),

    prompts: (await client.listPrompts()).prompts,
    prompt: await prompt('review_file', { repository: 'sample', path: 'src/Greeting.java', focus: 'Grüße' }),
    unknownPrompt: await prompt('überall', {}),
    incompletePrompt: await prompt('review_file', { repository: 'sample' }),

    repositoryNames: await complete({ ref: { type: 'ref/resource', uri: TEMPLATE }, argument: { name: 'repository', value: 'sam' } }),
    paths: await complete({
      ref: { type: 'ref/resource', uri: TEMPLATE },
      argument: { name: 'path', value: 'src/Gre' },
      context: { arguments: { repository: 'sample' } },
    }),
    promptArguments: await complete({ ref: { type: 'ref/prompt', name: 'explain_repository' }, argument: { name: 'repository', value: 'l' } }),

    progress: [],
  };
  report.searched = await call('search_code', { ...SLOW, path: 'part/**' }, { onprogress: (progress) => report.progress.push(progress) });
  report.cancelled = await cancelled((options) => call('search_code', SLOW, options));
  report.afterwards = await call('ping', {});
  return report;
}

/** A call over all of the large repository, which is given up as soon as it is known to run. */
async function cancelled(call) {
  const giveUp = new AbortController();
  return call({ signal: giveUp.signal, onprogress: () => giveUp.abort('no longer wanted') });
}

/** A call that takes a while, to be watched. */
export const slowCall = (options, callTool) => outcome(() => callTool({ name: 'search_code', arguments: { ...SLOW, path: 'part/**' } }, options));

/** Prints a part of the report and waits for the end of standard input: so the server can be looked at while the client is still connected. */
export async function reportAndWait(report) {
  console.log(JSON.stringify(report));
  process.stdin.resume();
  await once(process.stdin, 'end');
}

/** Closes a client. @returns whether it says that it is closed */
export async function closed(client) {
  const told = new Promise((resolve) => { client.onclose = () => resolve(true); });
  await client.close();
  return told;
}

/** The result, or the error with what a program would look at. */
export async function outcome(action) {
  try {
    return await action();
  } catch (error) {
    const httpStatus = [error?.status, error?.code].find((number) => number >= 100 && number < 600);
    return { thrown: error?.constructor.name ?? typeof error, code: error?.code, httpStatus, message: error?.message ?? String(error) };
  }
}
