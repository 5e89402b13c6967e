// A headless Chromium by remote control: reads a command a line, {do, tab, …}, and writes a line for each, {value} or {error}.
// BROWSER says how it is started: {program, resolver, pin, cookies}. It ends with its standard input.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PATIENCE = 90_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const settings = JSON.parse(process.env.BROWSER);
const profile = mkdtempSync(join(tmpdir(), 'browser-'));
const options = {
  executablePath: settings.program,
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', `--host-resolver-rules=${settings.resolver}`, `--ignore-certificate-errors-spki-list=${settings.pin}`],
};
const tabs = [];

/** A context with one page, and notes of all that happens in it. */
async function open({ script }) {
  const look = { javaScriptEnabled: script, colorScheme: 'light', viewport: { width: 1280, height: 800 } };
  const context = settings.cookies === false ? await withoutCookies(look) : await shared.newContext(look);
  context.setDefaultTimeout(PATIENCE);
  const page = context.pages()[0] ?? await context.newPage();
  const notes = { console: [], requests: [], posts: [], refused: [] };
  page.on('console', message => ['error', 'warning'].includes(message.type()) && notes.console.push(message.text()));
  page.on('pageerror', error => notes.console.push(String(error)));
  page.on('requestfailed', request => notes.refused.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('request', request => {
    notes.requests.push(request.url());
    if (request.method() === 'POST') {
      const post = { url: request.url(), body: request.postData() ?? '', cookie: '' };
      notes.posts.push(post);
      post.pending = request.allHeaders().then(headers => { post.cookie = headers.cookie ?? ''; }, () => {});
    }
  });
  tabs.push({ context, page, notes, status: 0 });
  page.on('response', response => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) {
      tabs.find(tab => tab.page === page).status = response.status();
    }
  });
  return tabs.length - 1;
}

/** Cookies are blocked by the profile, as a person does it. */
async function withoutCookies(look) {
  const own = join(profile, `blocked-${tabs.length}`);
  mkdirSync(join(own, 'Default'), { recursive: true });
  writeFileSync(join(own, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  return chromium.launchPersistentContext(own, { ...options, ...look });
}

const commands = {
  async open({ page }, { url }) {
    await page.goto(url, { waitUntil: 'load' });
  },
  async fill({ page }, { name, value }) {
    await page.locator(`[name="${name}"]:not([type=hidden])`).fill(value);
  },
  async check({ page }, { name, value }) {
    await page.locator(`input[name="${name}"][value="${value}"]`).check();
  },
  /** Presses a button, and waits for the page that comes of it. */
  async press({ page }, { decision }) {
    await arriving(page, () => page.locator(`button[name=decision][value=${decision}]`).click());
  },
  async key({ page }, { key }) {
    await page.keyboard.press(key);
  },
  async keyThatLeads({ page }, { key }) {
    await arriving(page, () => page.keyboard.press(key));
  },
  async type({ page }, { text }) {
    await page.keyboard.type(text);
  },
  async back({ page }) {
    await arriving(page, () => page.goBack({ waitUntil: 'commit' }));
  },
  async reload({ page }) {
    await page.reload({ waitUntil: 'load' });
  },
  async until({ page }, { url }) {
    await page.waitForURL(where => where.href.startsWith(url), { waitUntil: 'load' });
  },
  /** Waits until something of the notes has a text in it. */
  async untilNoted({ notes }, { text }) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 50))) {
      const found = [...notes.refused, ...notes.requests, ...notes.console].find(note => note.includes(text));
      if (found) {
        return found;
      }
    }
    throw new Error(`nothing of ${text} was noted: ${JSON.stringify(notes)}`);
  },
  async see({ page, status }) {
    return {
      url: page.url(),
      status,
      title: await page.title(),
      heading: await page.locator('h1').first().textContent().catch(() => ''),
      text: await page.locator('body').innerText(),
    };
  },
  async attribute({ page }, { selector, name }) {
    return page.locator(selector).first().getAttribute(name);
  },
  async count({ page }, { selector }) {
    return page.locator(selector).count();
  },
  async texts({ page }, { selector }) {
    return page.locator(selector).allInnerTexts();
  },
  /** What has the focus: its name and value, or its tag. */
  async focused({ page }) {
    return page.evaluate(() => {
      const it = document.activeElement;
      return it === document.body ? 'body' : [it.tagName.toLowerCase(), it.name, it.value].filter(Boolean).join(' ');
    });
  },
  async frames({ page }) {
    return Promise.all(page.frames().slice(1).map(async frame => ({ url: frame.url(), text: await frame.locator('body').innerText() })));
  },
  async cookies({ context }) {
    return context.cookies();
  },
  async notes({ notes }) {
    await Promise.all(notes.posts.map(post => post.pending));
    return notes;
  },
  /** What is not accessible, each with the elements that are not. */
  async axe({ page }) {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { preload: false }));
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
  },
  /** Whether something is cut off or has to be scrolled to at the side. */
  async overflow({ page }) {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  },
  /** Another window and another wish about colours, for the page that is shown. */
  async look({ page }, { scheme, width }) {
    await page.setViewportSize({ width: Number(width), height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
  },
  async shot({ page }, { file }) {
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide' });
  },
  async close({ context }) {
    await context.close();
  },
};

async function arriving(page, action) {
  await Promise.all([page.waitForEvent('framenavigated', { predicate: frame => frame === page.mainFrame(), timeout: PATIENCE }), action()]);
  await page.waitForLoadState('load');
}

const shared = settings.cookies === false ? undefined : await chromium.launch(options);
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    const value = command.do === 'tab' ? await open(command) : await commands[command.do](tabs[command.tab], command);
    answer = { value: value ?? null };
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await Promise.all(tabs.map(({ context }) => context.close().catch(() => {})));
await shared?.close();
rmSync(profile, { recursive: true, force: true });
