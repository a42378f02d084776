// npm run draw: every dashboard of deploy/grafana as a picture, with the demo's figures. README.md has the options.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { Demo } from './demo.mjs';

/** What each picture shows: the choices above the dashboard, and a time range where its own is not the right one. */
const pictures = {
  organization: {},
  team: { 'var-team': 'logistics' },
  service: { 'var-service': 'warehouse' },
  platform: { from: 'now-15m' },
};

/** What the demo has no figures for: no incident happens in it. */
const absent = ['Time to restore: is empty'];

/** Of the window, in pixels: higher than any dashboard, since tables draw no rows that nobody sees. */
const Height = 4000;

const { values: options } = parseArgs({
  options: {
    prometheus: { type: 'string' },
    only: { type: 'string', multiple: true, default: Object.keys(pictures) },
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', 'docs', 'images') },
    theme: { type: 'string', default: 'dark' },
    width: { type: 'string', default: '1600' },
  },
});

const demo = options.prometheus ? undefined : await Demo.start();
process.env.PROMETHEUS_URL = options.prometheus ?? demo.prometheus;
const server = await (await createServer({ configFile: join(import.meta.dirname, 'vite.config.js') })).listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: ['--no-sandbox', '--disable-gpu'] });
mkdirSync(options.out, { recursive: true });
let failed = false;
try {
  for (const name of options.only) {
    if (name === 'platform') {
      await demo?.traffic;
    }
    for (const problem of await draw(name)) {
      failed = true;
      console.error(`${name}: ${problem}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
  await demo?.stop();
}
process.exit(failed ? 1 : 0);

/** Writes one picture. @returns What is wrong with it: panels without data, errors, links that lead nowhere. */
async function draw(name) {
  const page = await browser.newPage({ viewport: { width: Number(options.width) + 32, height: Height } });
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const shown = new URLSearchParams({ dashboard: name, theme: options.theme, width: options.width, ...pictures[name] });
  await page.goto(`${server.resolvedUrls.local[0]}?${shown}`);
  // The first time the components are bundled, and the page is loaded again.
  await page.waitForFunction(() => window.drawn?.missing === 0, undefined, { timeout: 180_000 }).catch(() => problems.push('not all panels were drawn'));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  await page.locator('#board').screenshot({ path: join(options.out, `grafana-${name}.png`), timeout: 60_000 }).catch((error) => problems.push(error.message.split('\n')[0]));
  const drawn = await page.evaluate(() => window.drawn);
  await page.close();
  return [...problems, ...(drawn?.problems ?? []).filter((p) => !demo || !absent.includes(p)), ...(demo ? await demo.broken(drawn?.links ?? []) : [])];
}
