// Writes the types of schema/dashboard.ts as JSON Schema for the tests, which do not need npm: descriptions left out, what stands twice once.
import { writeFileSync } from 'node:fs';
import { buildGenerator, getProgramFromFiles } from 'typescript-json-schema';

const target = new URL('../../tests/Unit/Deploy/grafana-dashboard.schema.json', import.meta.url);
const named = ['properties', 'definitions'];

const program = getProgramFromFiles(['schema/json.ts'], { strict: true, skipLibCheck: true, moduleResolution: 'bundler', module: 'esnext', target: 'es2022' }, '.');
const { definitions: types, ...root } = clean(buildGenerator(program, { noExtraProps: true, required: true, ignoreErrors: true }).getSchemaForSymbol('DashboardJson'));

function map(node, change) {
  return Array.isArray(node) ? node.map(change) : node && typeof node === 'object' ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)])) : node;
}

function clean(node) {
  if (Array.isArray(node) || !node || typeof node !== 'object') return map(node, clean);
  const kept = Object.entries(node).filter(([key]) => !['description', 'title', 'default', 'examples', '$schema'].includes(key))
    // A map from any name comes out as an object without properties.
    .filter(([key]) => key !== 'additionalProperties' || node.properties);
  // Not every reader of JSON Schema knows "const".
  return Object.fromEntries(kept.map(([key, value]) => key === 'const' ? ['enum', [value]] : [key, named.includes(key) ? map(value, clean) : clean(value)]));
}

// Some definitions are called as their whole type is written.
const names = Object.fromEntries(Object.keys(types).map((name, i) => [name, /^\w+$/.test(name) ? name : `Type${i}`]));
const renamed = node => node?.$ref ? { $ref: `#/definitions/${names[decodeURIComponent(node.$ref.slice('#/definitions/'.length))]}` } : map(node, renamed);
let schema = renamed(root);
let definitions = Object.fromEntries(Object.entries(types).map(([name, type]) => [names[name], renamed(type)]));

for (let shared = 0; ; shared++) {
  const counts = new Map();
  const count = node => {
    if (!node || typeof node !== 'object') return;
    const text = JSON.stringify(node);
    if (text.length > 120 && (node.type || node.anyOf)) counts.set(text, (counts.get(text) ?? 0) + 1);
    Object.values(node).forEach(count);
  };
  [schema, ...Object.values(definitions)].forEach(count);
  const [text] = [...counts].filter(([, times]) => times > 1).sort(([a, m], [b, n]) => (n - 1) * b.length - (m - 1) * a.length)[0] ?? [];
  if (!text || shared === 40) break;
  const name = Object.keys(definitions).find(key => JSON.stringify(definitions[key]) === text) ?? `Shared${shared}`;
  const once = node => node && typeof node === 'object' && JSON.stringify(node) === text ? { $ref: `#/definitions/${name}` } : map(node, once);
  schema = once(schema);
  definitions = { ...map(definitions, type => map(type, once)), [name]: JSON.parse(text) };
}

for (let unused = [true]; unused.length > 0;) {
  const all = JSON.stringify([schema, definitions]);
  unused = Object.keys(definitions).filter(name => !all.includes(`"#/definitions/${name}"`));
  unused.forEach(name => delete definitions[name]);
}
writeFileSync(target, `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema, definitions }, null, 1)}\n`);
