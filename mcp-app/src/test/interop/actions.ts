// Calls every action by a client that was made of the document: openapi.d.ts is written by openapi-typescript, and the compiler holds this file to it.
// node actions.ts URL, with the token in TOKEN, prints as JSON what each operation answered. It calls in a repository "sample".
import createClient from 'openapi-fetch';
import type { paths } from './openapi.d.ts';

declare const process: { argv: string[]; env: Record<string, string | undefined> };

const client = createClient<paths>({ baseUrl: process.argv[2], headers: { Authorization: `Bearer ${process.env.TOKEN}` } });
const stranger = createClient<paths>({ baseUrl: process.argv[2] });
const repo = 'sample';
const path = 'src/Greeting.java';

const answers = {
  list_repos: await client.POST('/actions/list_repos', { body: {} }),
  list_repo_files: await client.POST('/actions/list_repo_files', { body: { repo, glob: '**/*.java' } }),
  read_repo_file: await client.POST('/actions/read_repo_file', { body: { repo, path, start_line: 1, end_line: 2 } }),
  search_code: await client.POST('/actions/search_code', { body: { query: 'Hello', repo, case: 'sensitive' } }),
  semantic_search: await client.POST('/actions/semantic_search', { body: { query: 'who greets a reader', repo } }),
  goto_definition: await client.POST('/actions/goto_definition', { body: { symbol_name: 'Greeting', repo } }),
  find_references: await client.POST('/actions/find_references', { body: { symbol_name: 'Greeting', repo } }),
  list_symbols: await client.POST('/actions/list_symbols', { body: { repo, file_path: path } }),
  get_index_stats: await client.POST('/actions/get_index_stats', { body: {} }),
  index_repository: await client.POST('/actions/index_repository', { body: { repo } }),
  search: await client.POST('/actions/search', { body: { query: 'Hello repo:sample' } }),
  fetch: await client.POST('/actions/fetch', { body: { id: `${repo}::${path}` } }),
  ping: await client.POST('/actions/ping', { body: {} }),
};
const refusals = {
  arguments: await client.POST('/actions/read_repo_file', { body: { repo, path: 'src/Missing.java' } }),
  token: await stranger.POST('/actions/ping', { body: {} }),
};

// the type of an answer is known: these lines are what a program would do with it
const found: number | undefined = answers.search_code.data?.shown;
const line: string | undefined = answers.search_code.data?.files[0]?.lines?.[0]?.text;
const text: string | undefined = answers.read_repo_file.data?.text;
const next: string | undefined = refusals.arguments.error?.next;

const shown = (calls: Record<string, { data?: unknown; error?: unknown; response: Response }>) => Object.fromEntries(
  Object.entries(calls).map(([name, { data, error, response }]) => [name, { status: response.status, body: data ?? error }]));
console.log(JSON.stringify({ answers: shown(answers), refusals: shown(refusals), found, line, text, next }));
