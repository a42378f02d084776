import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** How long senders send, and how often: rates want several scrapes. */
const traffic = { forMs: 4 * 60_000, everyMs: 5_000 };

/** `./run --demo` with data of its own, and the Prometheus that it starts. */
export class Demo {
  static async start() {
    const data = mkdtempSync(join(tmpdir(), 'grafana-draw-'));
    chmodSync(data, 0o755); // as root, PostgreSQL runs as another user
    const port = await freePort();
    const run = spawn(join(root, 'run'), ['--demo', '--data', data, '--port', `${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    const demo = new Demo(run, data, `http://127.0.0.1:${port}`);
    demo.prometheus = await new Promise((found, failed) => {
      let said = '';
      const hear = (text) => {
        said += text;
        if (said.includes('could not be loaded')) {
          failed(new Error(said));
        }
        const address = /Prometheus\s+(http:\/\/[\d.:]+)\/graph/.exec(said)?.[1];
        if (address) {
          found(address);
        }
      };
      run.stdout.on('data', hear);
      run.stderr.on('data', hear);
      run.on('exit', (code) => failed(new Error(`./run --demo ended with ${code} before it told of a Prometheus:\n${said}`)));
    }).catch(async (error) => {
      await demo.stop();
      throw error;
    });
    demo.traffic = demo.#send();
    await demo.#settled();
    return demo;
  }

  constructor(run, data, platform) {
    Object.assign(this, { run, data, platform });
  }

  /** Sends what senders send, new, again and broken, for as long as rates need to be seen; of a branch that no figure counts. */
  async #send() {
    const report = readFileSync(join(root, 'docs', 'samples', 'semgrep.sarif'), 'utf8');
    for (const end = Date.now() + traffic.forMs; Date.now() < end; await new Promise((r) => setTimeout(r, traffic.everyMs))) {
      await this.#post('/v1/scans?service=checkout&branch=draw', report);
      await this.#post('/v1/events', '{}');
    }
  }

  /** Prometheus reads the recorded past within a minute or two, group by group; and the first scrapes have to come in. */
  async #settled() {
    const ofEachGroup = ['findings_open:sum', 'triage_seconds:mean', 'escaped_findings:sum', 'changes:sum'];
    const series = ['organization', 'team'].flatMap((level) => ofEachGroup.map((name) => `${level}:devsecops_${name}`));
    const query = ['count(devsecops_figures_stale)', ...series.map((s) => `(max(count_over_time(${s}[60d])) > 100)`), ...series.map((s) => `count(${s})`)].join(' and on () ');
    for (let tries = 0; tries < 150; tries++, await new Promise((r) => setTimeout(r, 2_000))) {
      const answer = await (await fetch(`${this.prometheus}/api/v1/query?query=${encodeURIComponent(query)}`)).json();
      if (answer.data?.result.length > 0) {
        return;
      }
    }
    throw new Error('Prometheus does not show the past.');
  }

  /** Of addresses on dashboards, those that do not lead to a page. */
  async broken(links) {
    const pages = [...new Set(links)].filter((l) => l.startsWith('http://localhost:8080')).map((l) => l.replace('http://localhost:8080', this.platform));
    const answers = await Promise.all(pages.map(async (url) => ({ url, status: (await fetch(url)).status })));
    return answers.filter((a) => a.status !== 200).map((a) => `${a.url} answers ${a.status}`);
  }

  async stop() {
    this.run.removeAllListeners('exit');
    if (this.run.exitCode === null) {
      const ended = new Promise((done) => this.run.once('exit', done));
      this.run.kill('SIGINT');
      await ended;
    }
    rmSync(this.data, { recursive: true, force: true });
  }

  #post = (path, body) => fetch(this.platform + path, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
