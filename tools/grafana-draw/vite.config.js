import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** Answers with the files where Grafana's server has them: icons of its components, and our dashboards. */
const files = {
  name: 'grafana-files',
  configureServer: (server) => void server.middlewares.use((request, _, next) => {
    request.url = request.url
      .replace(/^\/public\/build\//, `/@fs/${join(import.meta.dirname, 'node_modules', '@grafana', 'ui', 'dist', 'public')}/`)
      .replace(/^\/dashboards\//, `/@fs/${join(root, 'deploy', 'grafana', 'dashboards')}/`);
    next();
  }),
};

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [files],
  logLevel: 'warn',
  build: { target: 'es2022' },
  esbuild: { target: 'es2022' },
  server: {
    host: '127.0.0.1',
    fs: { allow: [root] },
    proxy: { '/prometheus': { target: process.env.PROMETHEUS_URL ?? 'http://127.0.0.1:9090', rewrite: (path) => path.replace(/^\/prometheus/, '') } },
  },
});
