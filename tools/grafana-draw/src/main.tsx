import '@fontsource/inter/400.css';
import '@fontsource/inter/500.css';
import '@fontsource/inter/600.css';
import { createRoot } from 'react-dom/client';
import { createTheme, ThemeContext } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { MemoryRouter } from 'react-router-dom';
import type { Dashboard } from '../schema/dashboard';
import { Board, isRow } from './Board';
import { over } from './data/prometheus';
import { ask, type Question } from './data/question';
import { initialize } from './data/registries';
import { interpolate } from './data/variables';
import { expect } from './report';

// ?dashboard=NAME&theme=dark|light&width=PIXELS&from=now-6h&var-NAME=VALUE...
const parameters = new URLSearchParams(location.search);
const dashboard: Dashboard = await (await fetch(`/dashboards/${parameters.get('dashboard')}.json`)).json();
const chosen = Object.fromEntries([...parameters].filter(([name]) => name.startsWith('var-')).map(([name, value]) => [name.slice('var-'.length), value]));

// Sizes of text are measured as panels are drawn.
await Promise.all([400, 500, 600].map((weight) => document.fonts.load(`${weight} 14px Inter`)));
await initPluginTranslations('grafana');
initialize();
expect(dashboard.panels.filter((p) => !isRow(p)).length);
const question = await ask(dashboard, chosen, parameters.get('from') ?? undefined);
const width = Number(parameters.get('width') ?? 1600);
const theme = createTheme({ colors: { mode: parameters.get('theme') === 'light' ? 'light' : 'dark' } });
createRoot(document.getElementById('board')!).render(
  <ThemeContext.Provider value={theme}>
    <GlobalStyles />
    <PortalContainer />
    <MemoryRouter>
      <div style={{ padding: 16, width: width + 32, background: theme.colors.background.canvas }}>
        <Board dashboard={dashboard} question={question} marks={await marks(question)} width={width} />
      </div>
    </MemoryRouter>
  </ThemeContext.Provider>);

/** Of annotations whose values are their instants. Prometheus gives at most 11,000 points. */
async function marks({ range, values }: Question) {
  const [from, to] = [range.from.valueOf() / 1000, range.to.valueOf() / 1000];
  const found = await Promise.all(dashboard.annotations.list.map(async ({ target, iconColor }) => {
    const series = await over(interpolate(target!.expr, values), { from, to, step: Math.max(60, Math.ceil((to - from) / 11_000)) });
    return [...new Set(series.flatMap((s) => s.values!.map(([, at]) => Number(at))))].map((at) => ({ at, colour: iconColor }));
  }));
  return found.flat();
}
