import { applyFieldOverrides, cacheFieldDisplayNames, FieldType, rangeUtil, transformDataFrame, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import type { Panel } from '../../schema/dashboard';
import { run, tables } from './prometheus';
import { ScrapeSeconds, type Question } from './question';
import { fieldConfigRegistry } from './registries';
import { interpolate } from './variables';

/** The frames of a panel, as Grafana hands them to it: queried, transformed, with its field configuration. */
export async function panelData(panel: Panel, { range, values }: Question, width: number, theme: GrafanaTheme2): Promise<DataFrame[]> {
  const step = Math.round(rangeUtil.calculateInterval(range, width, `${ScrapeSeconds}s`).intervalMs / 1000);
  const ofPanel = { ...values, __interval: `${step}s`, __rate_interval: `${Math.max(step + ScrapeSeconds, 4 * ScrapeSeconds)}s` };
  const seconds = { from: range.from.valueOf() / 1000, to: range.to.valueOf() / 1000, step };
  const queried = (await Promise.all(panel.targets.map((t) => run({ ...t, expr: interpolate(t.expr, ofPanel) }, seconds)))).flat();
  const frames = panel.targets[0].format === 'table' ? tables(queried, panel.targets) : queried;
  const transformed = await firstValueFrom(transformDataFrame(panel.transformations ?? [], frames.filter((f) => f.fields.length > 0), { interpolate: (text) => interpolate(text, ofPanel) }));
  const shown = applyFieldOverrides({
    data: transformed, theme, timeZone: 'utc', fieldConfig: panel.fieldConfig as never, fieldConfigRegistry: fieldConfigRegistry(panel),
    replaceVariables: (text, scoped) => interpolate(text, ofPanel, scoped),
  });
  cacheFieldDisplayNames(shown);
  return shown;
}

/** Whether nothing is there to be seen. */
export const isEmpty = (frames: DataFrame[]) => !frames.some((f) => f.fields.some((field) => field.type === FieldType.number && field.values.some((v) => v !== null && !Number.isNaN(v))));
