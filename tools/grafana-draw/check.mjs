// npm run check: every dashboard against the types of schema/dashboard.ts, with tsc. Messages name the line of the JSON file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const dashboards = join(root, 'deploy', 'grafana', 'dashboards');
const checked = join(import.meta.dirname, 'node_modules', '.check');

const files = readdirSync(dashboards).filter((f) => f.endsWith('.json'));
rmSync(checked, { recursive: true, force: true });
mkdirSync(checked, { recursive: true });
for (const file of files) {
  const json = readFileSync(join(dashboards, file), 'utf8');
  writeFileSync(join(checked, file.replace('.json', '.ts')), `import type { Dashboard, Json } from '../../schema/dashboard'; export const board: Json<Dashboard> = ${json}`);
}
writeFileSync(join(checked, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }));
try {
  execFileSync('node', [join(import.meta.dirname, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', checked, '--pretty', 'false'], { cwd: checked, encoding: 'utf8' });
} catch (failed) {
  console.error(failed.stdout.replace(/^(\w+)\.ts/gm, (_, name) => `${relative(process.cwd(), join(dashboards, name))}.json`));
  process.exit(1);
}
console.log(`${files.length} dashboards are what @grafana/schema describes.`);
