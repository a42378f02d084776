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
import { instant } from './data/prometheus';
import { ask, type Question } from './data/question';
import { initialize } from './data/registries';
import { interpolate } from './data/variables';
import { expect } from './report';

// ?dashboard=NAME&theme=dark|light&width=PIXELS&from=now-6h&var-NAME=VALUE...
const parameters = new URLSearchParams(location.search);
const dashboard: Dashboard = await (await fetch(`/dashboards/${parameters.get('dashboard')}.json`)).json();
const chosen = Object.fromEntries([...parameters].filter(([name]) => name.startsWith('var-')).map(([name, value]) => [name.slice('var-'.length), value]));

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

/** Of annotations whose values are their instants. */
async function marks({ range, values }: Question) {
  const found = await Promise.all(dashboard.annotations.list.map(async ({ target, titleFormat, iconColor }) =>
    (await instant(interpolate(target!.expr, values), range.to.valueOf() / 1000)).map((s) => ({ at: Number(s.value![1]), text: titleFormat ?? '', colour: iconColor }))));
  return found.flat();
}
